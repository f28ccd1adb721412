//! Opening personal data: for a purpose that is given and noted.

use ui::{Errors, Field, Ui};

/// One person's number, phone and address opened in a page. Kinds of reads are ids of texts: the
/// log of reads shows them.
pub(super) const CONTACT: &str = "registry-read-contact";
/// Somebody was looked for by a personal number.
pub(super) const NUMBER: &str = "registry-read-number";
/// A list with numbers and phones, as a file.
pub(super) const EXPORT: &str = "registry-read-export";

const LEAST: usize = 5;
const MOST: u32 = 300;

/// The field where the purpose is given.
pub fn field(ui: &Ui, errors: &Errors) -> Field {
    Field::text("muc_dich", ui.t("registry-purpose"))
        .hint(ui.t("registry-purpose-hint"))
        .longest(MOST)
        .required()
        .from(errors)
}

/// The purpose, if it says something.
pub fn read(ui: &Ui, given: &str) -> Result<String, Errors> {
    let given: String = kernel::folding::squeeze(given).chars().take(MOST as usize).collect();
    if given.chars().filter(|c| c.is_alphanumeric()).count() >= LEAST {
        return Ok(given);
    }
    let mut errors = Errors::default();
    errors.add("muc_dich", ui.t("registry-purpose-missing"));
    Err(errors)
}
