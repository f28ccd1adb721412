//! What a table is of: its dates and map, and what narrows it down. Printed under its caption, and
//! told on a sheet of its own in a workbook.

use crate::{Table, Text, Ui, aside, format};

/// What narrows the table down, in one line.
pub(crate) fn narrowed(ui: &Ui, table: &Table) -> Option<String> {
    let said: Vec<String> =
        table.narrowed(ui).into_iter().map(|(label, value)| format!("{label}: {value}")).collect();
    (!said.is_empty()).then(|| said.join(" · "))
}

/// What a workbook says of its table: labels and values.
pub(crate) fn lines(ui: &Ui, name: &str, table: &Table) -> Vec<(Text, String)> {
    let mut lines = vec![(ui.t("ui-about-page"), name.to_owned())];
    if table.caption != name {
        lines.push((ui.t("ui-about-table"), table.caption.clone().into_owned()));
    }
    lines.push((ui.t("ui-about-rows"), ui.n(i64::try_from(table.len()).unwrap_or(i64::MAX))));
    if let Some(bar) = ui.dates() {
        lines.extend(bar.lines(ui));
    }
    if let Some(at) = ui.viewer().at {
        lines.push((ui.t("ui-about-at"), format::time(at)));
    }
    lines.extend(table.narrowed(ui));
    if ui.can_be_asked_again() {
        lines.push((ui.t("ui-about-address"), address(ui)));
    }
    if let Some(head) = &ui.viewer().head {
        lines.push((ui.t("ui-ledger-head"), head.clone()));
    }
    lines
}

/// The page the table stands on; with its dates in it, where it has dates, so that it gives the
/// same rows for ever.
fn address(ui: &Ui) -> String {
    let query = match ui.dates() {
        Some(bar) => bar.fixed(ui),
        None => ui.query().clone(),
    };
    query.without(&aside::FORM).behind(ui.path())
}

/// The day a file is of: that of its figures, else that on which it is asked for.
pub(crate) fn day(ui: &Ui) -> Option<jiff::civil::Date> {
    ui.dates().map(crate::AsOfBar::day).or_else(|| ui.viewer().at.map(format::day_of))
}
