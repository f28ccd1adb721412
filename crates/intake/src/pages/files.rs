//! The files of a batch: what was read of each, and which could not be.

use ui::{Button, Cell, Column, Component as _, Form, Html, Notice, Table, Tone, Ui};

use super::{batch_room::ReadBatch, links, words};
use crate::model::Batch;

/// Files whose bytes an erasure took while the batch is open: nothing is entered until each was sent
/// again, or left out by who may (`mends`).
pub(super) fn emptied(ui: &Ui, batch: &Batch, mends: bool) -> Option<Notice> {
    let mut more = Html::default();
    for file in batch.emptied() {
        let act = file.erased_by.unwrap_or_default();
        let args = [("file", file.name.as_str().into()), ("n", act.into())];
        more.push(&links::paragraph(&ui.f("intake-emptied-file", &args)));
        if mends && batch.submitted.is_none() {
            let label = ui.f("intake-leave-out", &[("file", file.name.as_str().into())]);
            let form = Form::post(links::of_batch(batch.id, "bo"))
                .hidden("phien", batch.version.to_string())
                .hidden("tep", file.id.to_string())
                .button(Button::submit(label).quiet());
            more.push(&form.html(ui));
        }
    }
    let said = match &batch.submitted {
        Some(_) => "intake-emptied-submitted",
        None => "intake-emptied",
    };
    (!more.is_empty()).then(|| Notice::new(Tone::Bad, ui.t(said)).more(more))
}

/// Files that were not taken in, or could not be read at all, and why.
pub(super) fn refused(ui: &Ui, read: &ReadBatch) -> Option<Table> {
    let columns = [
        Column::new("file", ui.t("intake-col-file")).head(),
        Column::new("why", ui.t("intake-col-refused")),
    ];
    let mut table = Table::new("khong-doc", ui.t("intake-refused-title"), columns);
    for file in &read.batch.files {
        let unread = read.looked.files.iter().find(|f| f.name == file.name);
        let unread = unread.and_then(|f| f.sheets.as_ref().err());
        let why = words::refused_file(ui, file)
            .or_else(|| unread.map(|r| words::refusal(ui, r.code(), r.limit())));
        if let Some(why) = why {
            table.push_toned(Tone::Bad, [Cell::text(file.name.clone()), Cell::text(why)]);
        }
    }
    (!table.is_empty()).then_some(table)
}

/// Every file with what was read of it.
pub(super) fn table(ui: &Ui, read: &ReadBatch) -> Table {
    let columns = [
        Column::new("file", ui.t("intake-col-file")).head(),
        Column::new("sheets", ui.t("intake-col-sheets")).number(),
        Column::new("rows", ui.t("intake-col-rows")).number(),
        Column::new("held", ui.t("intake-col-held")).number(),
        Column::new("warned", ui.t("intake-col-warned")).number(),
    ];
    let mut table = Table::new("cac-tep", ui.t("intake-files-title"), columns).caption_hidden();
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let mut lines = Vec::new();
    for (place, sent) in (1..).zip(&read.batch.files) {
        let Some(at) = read.looked.files.iter().position(|f| f.name == sent.name) else { continue };
        let Ok(sheets) = &read.looked.files[at].sheets else { continue };
        let rows: usize = sheets.iter().map(crate::rules::propose::ReadSheet::rows).sum();
        let of_sheets = || (0..sheets.len()).map(|sheet| (at, sheet));
        let held: u64 = of_sheets().map(|s| read.spots.held_rows(s).count() as u64).sum();
        let warned: u64 = of_sheets().map(|s| read.spots.counts(s).1).sum();
        let cells = [
            Cell::text(sent.name.clone()).link(links::sheet(read.batch.id, place, 0)),
            Cell::count(count(sheets.len() as u64)),
            Cell::count(count(rows as u64)),
            Cell::count(count(held)),
            Cell::count(count(warned)),
        ];
        lines.push((std::cmp::Reverse((held, warned)), cells));
    }
    // What has to be mended comes first.
    lines.sort_by_key(|(weight, _)| *weight);
    for (_, cells) in lines {
        table.push(cells);
    }
    table
}
