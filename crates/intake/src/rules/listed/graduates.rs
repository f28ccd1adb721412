//! Rows of graduates.

use ledger::Said;
use pipeline::{
    model::{Graduates, GraduatesId},
    rules::Counts,
};
use registry::model::SheetRow;

use super::{Register, Taken};
use crate::listing::Line;

pub(super) fn take(
    counts: &mut Counts,
    register: &Register<'_>,
    line: Line<'_>,
    source: SheetRow,
) -> Taken {
    let text = |key| line.text(key).unwrap_or_default().to_owned();
    let row = Graduates {
        id: GraduatesId(kernel::Uuid::nil()),
        institution: text("institution"),
        year: line.number("year").unwrap_or_default(),
        field: text("field"),
        level: text("level"),
        number: line.number("count").unwrap_or_default(),
        source: Some(source),
    };
    match counts.take(register.ids, &row) {
        // Two rows count the same differently: which is right, they can't say.
        Said::Repeats(differences) if !differences.is_empty() => {
            Taken::held("repeat_conflict", "count", &row.number.to_string())
        }
        said => Taken::new(said),
    }
}
