//! What was done to the ways into an account.

use ui::{Cell, Column, Empty, Table, Ui};

use crate::Event;

/// The latest first.
pub(in super::super) fn table(ui: &Ui, events: &[Event]) -> Table {
    let columns = [
        Column::new("what", ui.t("access-event")).head(),
        Column::new("by", ui.t("access-event-by")),
        Column::new("at", ui.t("access-event-at")),
    ];
    let mut table = Table::new("events", ui.t("access-events"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("access-events-none")));
    for event in events {
        table.push([
            Cell::text(ui.t(&format!("access-event-{}", event.kind.code()))),
            match &event.by {
                Some(name) => Cell::text(name.clone()),
                None => Cell::text(ui.t("access-event-by-nobody")),
            },
            Cell::text(ui.time(event.at)),
        ]);
    }
    table
}
