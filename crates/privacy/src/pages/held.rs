//! What is held on a person, as tables: the same for the person and for whoever answers them.

use access::ReadLine;
use kernel::{Interval, Seq};
use registry::{figures::KeptFact, model::SheetRow};
use ui::{Cell, Column, Component as _, Empty, Html, Table, Tag, Text, Tone, Ui, format};

use super::{heading, paragraph, words};
use crate::figures::Dossier;

/// Everything, one table a kind.
pub(super) fn facts(ui: &Ui, it: &Dossier, open: bool) -> Html {
    let mut kinds: Vec<&str> = Vec::new();
    for fact in &it.facts {
        if !kinds.contains(&fact.kind) {
            kinds.push(fact.kind);
        }
    }
    let mut out = Html::default();
    for kind in kinds {
        let name = words::kind(ui, kind);
        out.push(&heading(&format!("h-{kind}"), &name));
        let mut table = Table::new(kind.to_owned(), name, columns(ui)).caption_hidden();
        let all = it.facts.iter().filter(|f| f.kind == kind);
        let (now, before): (Vec<&KeptFact>, Vec<&KeptFact>) =
            all.partition(|f| f.recorded_to.is_none());
        for fact in now.into_iter().chain(before) {
            table.push(row(ui, it, fact, open));
        }
        out.push(&table.html(ui));
    }
    out
}

fn columns(ui: &Ui) -> [Column; 5] {
    [
        Column::new("says", ui.t("privacy-col-says")).head(),
        Column::new("valid", ui.t("privacy-col-valid")),
        Column::new("recorded", ui.t("privacy-col-recorded")),
        Column::new("source", ui.t("privacy-col-source")),
        Column::new("state", ui.t("privacy-col-state")),
    ]
}

fn row(ui: &Ui, it: &Dossier, fact: &KeptFact, open: bool) -> [Cell; 5] {
    let shown = |(word, text): &(&'static str, String)| {
        let value = if open { words::value(ui, word, text) } else { words::masked(ui, word, text) };
        format!("{}: {value}", words::word(ui, word))
    };
    let says: Vec<String> = fact.says.iter().map(shown).collect();
    let recorded = match fact.recorded_from {
        Some(seq) => Cell::text(act(ui, it, seq)),
        None => Cell::unknown(ui.t("privacy-no-act")),
    };
    let source = fact.source.as_ref().map(|s| source(ui, s)).unwrap_or_default();
    [
        Cell::text(says.join(" · ")),
        span(ui, fact),
        recorded,
        Cell::text(source),
        Cell::tag(state(ui, fact)),
    ]
}

/// When it holds, of what has its time.
fn span(ui: &Ui, fact: &KeptFact) -> Cell {
    if fact.recorded_from.is_none() && fact.valid == Interval::ALWAYS {
        return Cell::blank();
    }
    Cell::text(words::span(ui, fact.valid))
}

fn state(ui: &Ui, fact: &KeptFact) -> Tag {
    match (fact.erased_by, fact.recorded_to) {
        (Some(act), _) => Tag::new(Tone::Info, ui.f("privacy-state-erased", &[("n", act.into())])),
        (_, Some(act)) => {
            Tag::new(Tone::Plain, ui.f("privacy-state-replaced", &[("n", act.into())]))
        }
        _ => Tag::new(Tone::Good, ui.t("privacy-state-held")),
    }
}

/// "Act no. 12: intake, 24/11/2026 15:00, by phoi".
fn act(ui: &Ui, it: &Dossier, seq: Seq) -> Text {
    let Some(act) = it.acts.get(&seq) else { return seq.to_string().into() };
    let args = [
        ("n", seq.into()),
        ("kind", words::act_kind(ui, &act.kind).into_owned().into()),
        ("at", format::time(act.entered_at).into()),
        ("by", act.entered_by.as_str().into()),
    ];
    ui.f("privacy-act", &args)
}

fn source(ui: &Ui, row: &SheetRow) -> Text {
    let mut args = vec![("file", row.file.as_str().into()), ("row", row.row.into())];
    if row.sheet.is_empty() {
        return ui.f("privacy-source-file", &args);
    }
    args.push(("sheet", row.sheet.as_str().into()));
    ui.f("privacy-source-full", &args)
}

/// Who looked.
pub(super) fn reads(ui: &Ui, lines: &[ReadLine]) -> Html {
    let columns = [
        Column::new("at", ui.t("privacy-col-at")).head(),
        Column::new("who", ui.t("privacy-col-who")),
        Column::new("what", ui.t("privacy-col-what")),
        Column::new("purpose", ui.t("privacy-col-purpose")),
    ];
    let mut table = Table::new("da-xem", ui.t("privacy-reads"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("privacy-reads-none")));
    for line in lines {
        table.push([
            Cell::text(ui.time(line.at)),
            Cell::text(line.account_name.clone()),
            Cell::text(words::read(ui, &line.kind)),
            Cell::text(line.purpose.clone()),
        ]);
    }
    let mut out = heading("h-da-xem", &ui.t("privacy-reads"));
    out.push(&paragraph(&ui.t("privacy-reads-lead")));
    out.push(&table.html(ui));
    out
}
