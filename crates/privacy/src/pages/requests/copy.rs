//! The copy of what is held that is handed to whoever asked: what the form says beside it.

use registry::pages::kit::Given;
use ui::{Button, Component as _, Errors, Field, Form, Html, Ui};

use super::super::{paragraph, request_page};
use crate::model::Request;

/// The address that was shown to be theirs.
const ADDRESS: &str = "dia_chi";
/// How it was shown.
pub(super) const HOW: &str = "chung_to";

/// Who has an account confirms an address there; whoever has none shows it to who answers.
pub(super) fn form(ui: &Ui, it: &Request, given: &Given, errors: &Errors) -> Html {
    let address = Field::text(ADDRESS, ui.t("privacy-copy-address"))
        .hint(ui.t("privacy-copy-address-hint"))
        .value(given.line(ADDRESS))
        .longest(254)
        .from(errors);
    // Nobody off the register is known by anything else.
    let address = if it.person.is_none() { address.required() } else { address };
    let how = Field::text(HOW, ui.t("privacy-copy-how"))
        .hint(ui.t("privacy-copy-how-hint"))
        .value(given.line(HOW))
        .longest(200)
        .from(errors);
    let about = if it.person.is_some() { "privacy-copy-lead" } else { "privacy-copy-stranger" };
    Form::post(format!("{}/du-lieu", request_page(it.id)))
        .part(paragraph(&ui.t(about)))
        .field(address)
        .field(how)
        .button(Button::submit(ui.t("privacy-do-export")).quiet())
        .html(ui)
}

/// The address that was shown, if one was given; nobody off the register is known without.
pub(super) fn address(ui: &Ui, it: &Request, given: &Given, errors: &mut Errors) -> Vec<String> {
    let address = given.line(ADDRESS);
    if address.is_empty() {
        if it.person.is_none() {
            errors.add(ADDRESS, ui.t("privacy-copy-address-missing"));
        }
        return Vec::new();
    }
    let (name, house) = address.split_once('@').unwrap_or_default();
    if name.is_empty() || !house.contains('.') || address.contains(char::is_whitespace) {
        errors.add(ADDRESS, ui.t("privacy-copy-address-wrong"));
    }
    if given.line(HOW).is_empty() {
        errors.add(HOW, ui.t("privacy-copy-how-missing"));
    }
    vec![address]
}
