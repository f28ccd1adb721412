//! What a person says of a sheet as a whole, and the cells that were mended.

use ui::{
    Button, Cell, Choice, Column, Component as _, Field, Form, Html, Notice, Table, Tag, Tone, Ui,
};

use super::{
    batch_room::ReadBatch,
    grid::{Eye, Sheet},
    links, mask, words,
};
use crate::{reading::column_letter, rules::propose::ReadFile};

/// The day the sheets speak of, and the office this one is of.
pub(super) fn forms(sheet: &Sheet<'_>, fields: &[(&'static str, String)]) -> Vec<Html> {
    let (ui, batch) = (sheet.ui, &sheet.read.batch);
    let with = |mut form: Form| {
        for (name, value) in fields {
            form = form.hidden(*name, value.clone());
        }
        form
    };
    let mut forms = Vec::new();
    // What is handed in to a campaign speaks of the campaign's day.
    if batch.submitted.is_none() {
        forms.push(with(date(sheet)).html(ui));
    }
    forms.push(with(office(sheet)).html(ui));
    forms
}

fn date(sheet: &Sheet<'_>) -> Form {
    let (ui, batch) = (sheet.ui, &sheet.read.batch);
    let stated = sheet.read_as.reading.stated_on;
    let hint = match stated {
        Some(day) => ui.f("intake-date-stated", &[("date", ui.date(day).into())]),
        None => ui.f("intake-date-unstated", &[("date", ui.date(sheet.read_as.on).into())]),
    };
    let day = Field::date(ui, "ngay", ui.t("intake-date")).hint(hint).day(batch.on);
    Form::post(links::of_batch(batch.id, "ngay"))
        .field(day)
        .button(Button::submit(ui.t("intake-set")).quiet())
}

fn office(sheet: &Sheet<'_>) -> Form {
    let (ui, batch) = (sheet.ui, &sheet.read.batch);
    let file = &sheet.read.looked.files[sheet.at.0].name;
    let said = batch.wish(file, &sheet.read_as.name).and_then(|w| w.office.clone());
    let any = Choice::new("", ui.t("intake-office-by-itself"));
    let mut offices = sheet.read.offices_of(sheet.read_as);
    offices.sort_by_key(|o| kernel::folding::plain(&o.name));
    let choices = offices.into_iter().map(|o| Choice::new(o.code.clone(), o.name.clone()));
    let read_as = sheet.read_as.reading.unit.as_ref().map(|u| sheet.read.office(&u.code));
    let hint = match read_as {
        Some(name) => ui.f("intake-office-read", &[("office", name.to_owned().into())]),
        None => ui.t("intake-office-unread"),
    };
    let office =
        Field::select("don-vi", ui.t("intake-office"), std::iter::once(any).chain(choices))
            .hint(hint)
            .value(said.unwrap_or_default());
    Form::post(links::of_batch(batch.id, "trang"))
        .field(office)
        .button(Button::submit(ui.t("intake-set")).says("viec", "don-vi").quiet())
}

/// Some sheets state a day and some do not: the one day that is stated is offered for all.
pub(super) fn undated(ui: &Ui, read: &ReadBatch) -> Option<Html> {
    if read.batch.on.is_some() {
        return None;
    }
    let sheets = || read.looked.files.iter().flat_map(|f| f.sheets.iter().flatten());
    let with_people = || sheets().filter(|s| s.reading.records().next().is_some());
    let silent = with_people().filter(|s| s.reading.stated_on.is_none()).count();
    let mut stated: Vec<_> = sheets().filter_map(|s| s.reading.stated_on).collect();
    stated.sort_unstable();
    stated.dedup();
    let (true, [day]) = (silent > 0, &stated[..]) else { return None };
    let taken = with_people().find(|s| s.reading.stated_on.is_none())?.on;
    let date = ui.date(*day);
    let said = ui.f(
        "intake-undated",
        &[("n", silent.into()), ("today", ui.date(taken).into()), ("date", date.as_str().into())],
    );
    let take = ui.f("intake-take-date", &[("date", date.as_str().into())]);
    let form = Form::post(links::of_batch(read.batch.id, "ngay"))
        .hidden("phien", read.batch.version.to_string())
        .hidden("ngay", date)
        .hidden("ve", ui.query().clone().without(&["on", "known_at", "map"]).encoded())
        .button(Button::submit(take).quiet());
    Some(Notice::new(Tone::Doubt, said).more(form.html(ui)).html(ui))
}

/// Sheets the sender hid: offered, off; and those that were asked for.
pub(super) fn hidden(
    ui: &Ui,
    read: &ReadBatch,
    file: &ReadFile,
    fields: &[(&'static str, String)],
) -> Vec<Html> {
    let on = file.sheets.iter().flatten().filter(|s| s.hidden).map(|s| (&s.name, false));
    let off = file.hidden.iter().map(|name| (name, true));
    off.chain(on)
        .map(|(name, off)| {
            let said = if off { "intake-hidden-off" } else { "intake-hidden-on" };
            let said = ui.f(said, &[("sheet", name.clone().into())]);
            let (verb, label) =
                if off { ("hien", "intake-hidden-read") } else { ("an", "intake-hidden-leave") };
            let mut form = Form::post(links::of_batch(read.batch.id, "trang"))
                .hidden("ten", name.clone())
                .part(links::paragraph(&said))
                .button(Button::submit(ui.t(label)).says("viec", verb).quiet());
            for (name, value) in fields {
                form = form.hidden(*name, value.clone());
            }
            form.html(ui)
        })
        .collect()
}

/// Cells that were mended by hand, each with a way back for who may mend them.
pub(super) fn edits(ui: &Ui, read: &ReadBatch, eye: Eye) -> Option<Table> {
    let columns = [
        Column::new("cell", ui.t("intake-col-cell")).head(),
        Column::new("was", ui.t("intake-col-was")),
        Column::new("now", ui.t("intake-col-now")),
        Column::new("by", ui.t("intake-col-by")),
        Column::new("undo", ui.t("intake-col-undo")),
    ];
    let shown = if eye.mends { 5 } else { 4 };
    let columns = columns.into_iter().take(shown);
    let told = |text: &str| {
        if eye.masked { blank_or(ui, &mask::any(text)) } else { blank_or(ui, text) }
    };
    let mut table = Table::new("da-sua", ui.t("intake-edits-title"), columns).caption_hidden();
    for (n, made) in read.batch.edits.iter().enumerate() {
        let edit = &made.edit;
        let cell = format!("{}{}", column_letter(edit.column), edit.row);
        let place = read.sheet_place(&edit.file, &edit.sheet).unwrap_or((1, 0));
        let where_to = links::cell(read.batch.id, place, edit.row, edit.column);
        let undo = Form::post(links::of_batch(read.batch.id, "bo-sua"))
            .hidden("phien", read.batch.version.to_string())
            .hidden("sua", n.to_string())
            .hidden("ve", ui.query().clone().without(&["on", "known_at", "map"]).encoded())
            .button(Button::submit(ui.t("intake-undo-edit")).quiet());
        let cells = [
            Cell::text(cell).link(where_to).note(format!(
                "{} · {}",
                edit.file,
                words::sheet_name(ui, &edit.sheet)
            )),
            told(&made.was),
            told(&edit.value),
            Cell::text(made.by.clone()),
            Cell::html(undo.html(ui), ""),
        ];
        table.push(cells.into_iter().take(shown));
    }
    (!table.is_empty()).then_some(table)
}

fn blank_or(ui: &Ui, text: &str) -> Cell {
    if text.is_empty() {
        Cell::tag(Tag::new(Tone::Plain, ui.t("intake-blank")))
    } else {
        Cell::text(text.to_owned())
    }
}
