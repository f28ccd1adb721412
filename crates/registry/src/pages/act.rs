//! One act: its header, what it said and took back, its place in the chain; undoing it.

use access::{Actor, App, Right, Signed};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Seq;
use ledger::{Act, Source};
use serde::Deserialize;
use store::Value;
use ui::{
    Button, Buttons, Cell, Change, ChangeGroup, Changes, Column, Component as _, Errors, Field,
    Html, Notice, Page, Problem, Summary, Table, Tone, Ui, format,
};

use super::{
    acts::basis,
    fail::fail,
    links,
    room::{Map, Room},
    words,
};
use crate::{
    Error,
    acts::{self, Desk},
    figures::{self, FactLine, TableChange},
    model::{AreaId, AreaLevel, Mode, OrgId, PersonId, Share},
};

/// Rows of a table that are shown.
const ROWS: u32 = 20;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(seq): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeActs)?;
    let known = load(&app, &signed.actor, &seq).await?;
    let view = View {
        ui: &ui,
        summary: summary(&ui, &known),
        changes: known.changes.iter().map(|c| change(&ui, &known.map, c)).collect(),
        totals: totals(&ui, &known.changes),
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let mut page = Page::new(links::act_name(&ui, known.act.seq))
        .lead(words::act_kind(&ui, &known.act.kind))
        .crumb(ui.t("registry-acts-title"), "/quyet-dinh");
    if let Some(by) = known.undone_by {
        let said = ui.f("registry-undone-by", &[("n", by.into())]);
        page = page.notice(Notice::new(Tone::Info, said).more(links::act_html(&ui, by)));
    } else if !acts::is_final(&known.act.kind) && signed.actor.may(Right::Undo) {
        let undo = format!("{}/huy", links::act(known.act.seq));
        let button = Button::link(ui.t("registry-undo"), undo);
        page = page.actions(Buttons::new([button]).html(&ui));
    }
    Ok(page.respond(&ui, &Html::trusted(body)))
}

/// Asks before an act is undone: says what would change.
pub(super) async fn ask_undo(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(seq): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Undo)?;
    let known = load(&app, &signed.actor, &seq).await?;
    known.refuse_final()?;
    let tried = undo(&app, &signed, known.act.seq, "", false).await;
    if let Err(Error::Ledger(ledger::Error::BuiltUpon(later))) = tried {
        return built_upon(&app, &ui, &known.act, &later).await;
    }
    tried?;
    Ok(confirm(&ui, &known, &Errors::default()))
}

#[derive(Debug, Deserialize)]
pub(super) struct Undo {
    #[serde(default)]
    ly_do: String,
}

pub(super) async fn do_undo(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(seq): Path<String>,
    Form(form): Form<Undo>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Undo)?;
    let known = load(&app, &signed.actor, &seq).await?;
    known.refuse_final()?;
    let reason = kernel::folding::squeeze(&form.ly_do);
    if reason.is_empty() {
        let mut errors = Errors::default();
        errors.add("ly_do", ui.t("registry-reason-missing"));
        return Ok(confirm(&ui, &known, &errors));
    }
    match undo(&app, &signed, known.act.seq, &reason, true).await {
        Ok(Some(done)) => {
            Ok(ui::Redirect::to(links::act(done)).saying("registry-undo-done").into_response())
        }
        Ok(None) => Err(Error::Ledger(ledger::Error::Final(known.act.kind)).into()),
        Err(Error::Ledger(ledger::Error::BuiltUpon(later))) => {
            built_upon(&app, &ui, &known.act, &later).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Drafts the undoing; enters it where that is meant. Gives the number of the new act.
async fn undo(
    app: &App,
    signed: &Signed,
    seq: Seq,
    reason: &str,
    enter: bool,
) -> Result<Option<Seq>, Error> {
    let desk = Desk { db: &app.db, clock: &app.clock, by: &signed.actor, source: Source::Form };
    let undoing = app.room::<Room>().undoing(enter);
    let done = crate::acts::undo(&desk, undoing, seq, reason).await?;
    Ok(done.map(|receipt| receipt.seq))
}

struct Known {
    act: Act,
    before: String,
    changes: Vec<TableChange>,
    undone_by: Option<Seq>,
    map: std::sync::Arc<Map>,
}

impl Known {
    /// What was erased is gone, what was undone is, and roles are taken by who gives them.
    fn refuse_final(&self) -> Result<(), Problem> {
        if self.undone_by.is_none() && !acts::is_final(&self.act.kind) {
            return Ok(());
        }
        Err(Error::Ledger(ledger::Error::Final(self.act.kind.clone())).into())
    }
}

async fn load(app: &App, by: &Actor, seq: &str) -> Result<Known, Problem> {
    let seq: Seq = seq.parse().map_err(|_| Problem::not_found())?;
    let mut tx = app.db.read().await.map_err(fail)?;
    let act = ledger::act(&mut tx, seq).await.map_err(fail)?.ok_or_else(Problem::not_found)?;
    let before = ledger::act(&mut tx, seq - 1).await.map_err(fail)?;
    let room = app.room::<Room>();
    let changes = figures::act_contents(&mut tx, by, &room.facts, seq, ROWS).await?;
    let undone_by = figures::undone_by(&mut tx, seq).await?;
    let head = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let map = room.map(&mut tx, head).await?;
    Ok(Known { act, before: before.map(|b| b.hash).unwrap_or_default(), changes, undone_by, map })
}

#[derive(Template)]
#[template(path = "act.html")]
struct View<'a> {
    ui: &'a Ui,
    summary: Summary,
    totals: Table,
    changes: Vec<(ui::Text, Table)>,
}

fn summary(ui: &Ui, known: &Known) -> Summary {
    let act = &known.act;
    let mut summary = Summary::new()
        .line(ui.t("registry-col-act-kind"), words::act_kind(ui, &act.kind))
        .line(
            ui.t("registry-col-effective"),
            act.effective_on.map(format::date).unwrap_or_default(),
        )
        .line(ui.t("registry-col-basis"), basis(act))
        .line(ui.t("registry-col-reason"), act.reason.clone())
        .line(ui.t("registry-col-by"), act.entered_by.clone())
        .line(ui.t("registry-col-at"), format::time(act.entered_at))
        .line_html(ui.t("registry-col-from"), source(ui, &act.source));
    if let Some(undoes) = act.undoes {
        summary = summary.line_html(ui.t("registry-undoes-label"), links::act_html(ui, undoes));
    }
    summary
        .line_html(ui.t("registry-hash"), code(&act.hash))
        .line_html(ui.t("registry-hash-before"), code(&known.before))
}

fn code(text: &str) -> Html {
    Html::trusted(format!("<code>{}</code>", Html::text(if text.is_empty() { "—" } else { text })))
}

fn source(ui: &Ui, source: &Source) -> Html {
    match source {
        Source::Form => Html::text(&ui.t("registry-from-form")),
        Source::Command => Html::text(&ui.t("registry-from-command")),
        Source::Files { files } => links::list(files.iter().map(|(name, hash)| {
            let mut line = Html::text(name);
            line.push(&Html::trusted(" "));
            line.push(&code(hash));
            line
        })),
    }
}

fn totals(ui: &Ui, changes: &[TableChange]) -> Table {
    let columns = [
        Column::new("table", ui.t("registry-col-table")).head(),
        Column::new("asserted", ui.t("registry-col-asserted")).number(),
        Column::new("closed", ui.t("registry-col-closed")).number(),
        Column::new("erased", ui.t("registry-col-erased")).number(),
    ];
    let mut table = Table::new("tong", ui.t("registry-act-totals"), columns).caption_hidden();
    for change in changes {
        table.push([
            Cell::text(words::table(ui, change.table.name)),
            Cell::count(change.asserted),
            Cell::count(change.closed),
            Cell::count(change.erased),
        ]);
    }
    table
}

/// The first rows of a table, personal values masked.
fn change(ui: &Ui, map: &Map, change: &TableChange) -> (ui::Text, Table) {
    let name = words::table(ui, change.table.name);
    let mut columns = vec![
        Column::new("what", ui.t("registry-col-what")),
        Column::new("valid", ui.t("registry-col-valid")),
    ];
    // The first column is the id of what the fact is about: it says nothing to a reader, but for
    // an office and a person.
    let shown = |n: usize| {
        let name = change.table.columns[n].name;
        // Keys follow from the name: they say nothing of their own.
        let is_key = name.ends_with("_key");
        (n > 0 || matches!(name, "org_id" | "person_id")) && !is_key
    };
    for (_, column) in change.table.columns.iter().enumerate().filter(|(n, _)| shown(*n)) {
        columns.push(Column::new(column.name, column_name(ui, column.name)));
    }
    let id = format!("bang-{}", change.table.name);
    let mut table = Table::new(id, name.clone(), columns).caption_hidden();
    for line in &change.rows {
        table.push(fact(ui, map, change, line, shown));
    }
    (name, table)
}

fn column_name(ui: &Ui, name: &str) -> ui::Text {
    let id = format!("registry-column-{}", name.replace('_', "-"));
    if ui.has_text(&id) { ui.t(&id) } else { name.to_owned().into() }
}

fn fact(
    ui: &Ui,
    map: &Map,
    change: &TableChange,
    line: &FactLine,
    shown: impl Fn(usize) -> bool,
) -> Vec<Cell> {
    let (tone, word) = if line.asserted {
        (Tone::Good, "registry-said")
    } else {
        (Tone::Plain, "registry-taken-back")
    };
    let mut cells =
        vec![Cell::tag(ui::Tag::new(tone, ui.t(word))), Cell::text(words::span(ui, line.valid))];
    let columns = change.table.columns.iter().zip(&line.values).enumerate();
    for (_, (column, value)) in columns.filter(|(n, _)| shown(*n)) {
        cells.push(if column.personal {
            personal(value)
        } else {
            open(ui, map, column.name, value)
        });
    }
    cells
}

/// That there is a value, and nothing of it.
fn personal(value: &Value) -> Cell {
    let there = !matches!(
        value,
        Value::Text(None) | Value::Int(None) | Value::Bool(None) | Value::Uuid(None)
    );
    if there { Cell::text("•••") } else { Cell::blank() }
}

fn open(ui: &Ui, map: &Map, column: &str, value: &Value) -> Cell {
    match value {
        Value::Text(Some(text)) => text_cell(ui, column, text),
        Value::Int(Some(n)) => Cell::count(*n),
        Value::Bool(Some(yes)) => {
            Cell::text(ui.t(if *yes { "registry-yes" } else { "registry-no" }))
        }
        Value::Uuid(Some(id)) => named(map, column, *id),
        _ => Cell::blank(),
    }
}

fn text_cell(ui: &Ui, column: &str, text: &str) -> Cell {
    let word = match column {
        "kind" => Some(words::kind(ui, text)),
        "mode" => Mode::parse(text).map(|m| words::mode(ui, m)),
        "level" => AreaLevel::parse(text).map(|l| words::level(ui, l)),
        "share" => Share::parse(text).map(|s| words::share(ui, s)),
        "kinds" | "fields" => Some(text.split('|').collect::<Vec<_>>().join(", ").into()),
        "aliases" | "synonyms" => {
            serde_json::from_str::<Vec<String>>(text).ok().map(|all| all.join("; ").into())
        }
        _ => None,
    };
    Cell::text(word.unwrap_or_else(|| text.to_owned().into()))
}

/// An office or a person behind an id, with its page.
fn named(map: &Map, column: &str, id: kernel::Uuid) -> Cell {
    if column == "person_id" {
        return Cell::text(short(id)).link(links::person(PersonId(id)));
    }
    match map.orgs.latest(OrgId(id)) {
        Some(office) => Cell::text(office.name.clone()).link(links::office(&office.code)),
        None => match map.orgs.areas.latest(AreaId(id)) {
            Some(area) => Cell::text(area.name.clone()).link(links::area(area.id)),
            None => Cell::text(short(id)),
        },
    }
}

/// The end of an id, enough to tell rows apart.
fn short(id: kernel::Uuid) -> String {
    let text = id.to_string();
    format!("…{}", &text[text.len() - 6..])
}

fn confirm(ui: &Ui, known: &Known, errors: &Errors) -> Response {
    let groups = known.changes.iter().flat_map(|c| {
        let name = words::table(ui, c.table.name);
        let group = |tone, id, n: i64| {
            let label = ui.f(id, &[("table", name.as_ref().into())]);
            (n > 0).then(|| ChangeGroup::new(tone, label, u64::try_from(n).unwrap_or(0)))
        };
        [
            group(Tone::Bad, "registry-undo-closes", c.asserted),
            group(Tone::Good, "registry-undo-restores", c.closed),
        ]
    });
    let changes = Changes::new(groups.flatten());
    let action = format!("{}/huy", links::act(known.act.seq));
    let form = ui::Form::post(action)
        .field(
            Field::text("ly_do", ui.t("registry-reason"))
                .hint(ui.t("registry-reason-hint"))
                .longest(300)
                .required()
                .from(errors),
        )
        .button(Button::submit(ui.t("registry-undo-now")).danger())
        .button(Button::link(ui.t("registry-cancel"), links::act(known.act.seq)));
    let mut body = links::paragraph(&ui.t("registry-undo-explained"));
    body.push(&changes.html(ui));
    body.push(&form.html(ui));
    let title = ui.f("registry-undo-title", &[("n", known.act.seq.into())]);
    undo_page(ui, title, known.act.seq).errors(errors).respond(ui, &body)
}

fn undo_page(ui: &Ui, title: ui::Text, seq: Seq) -> Page {
    Page::new(title)
        .crumb(ui.t("registry-acts-title"), "/quyet-dinh")
        .crumb(links::act_name(ui, seq), links::act(seq))
}

/// Later acts stand on it: which, and what can be done.
async fn built_upon(app: &App, ui: &Ui, act: &Act, later: &[Seq]) -> Result<Response, Problem> {
    let last = finals(app, later).await?;
    // Where one of them can't be undone, the others are in nobody's way.
    let (label, why, listed) = if last.is_empty() {
        ("registry-undo-first", "registry-undo-built-upon", later)
    } else {
        ("registry-undo-barred", "registry-undo-never", &last[..])
    };
    let n = u64::try_from(listed.len()).unwrap_or(u64::MAX);
    let group = ChangeGroup::new(Tone::Doubt, ui.t(label), n);
    let newest = listed.iter().rev();
    let changes = newest.map(|n| Change::new(links::act_name(ui, *n)).link(links::act(*n)));
    let mut body = links::paragraph(&ui.t(why));
    body.push(&Changes::new([group.changes(changes).open()]).html(ui));
    let title = ui.f("registry-undo-title", &[("n", act.seq.into())]);
    let page = undo_page(ui, title, act.seq).status(axum::http::StatusCode::CONFLICT);
    Ok(page.respond(ui, &body))
}

/// Those of the acts that can't be undone, as an erasure can't.
async fn finals(app: &App, later: &[Seq]) -> Result<Vec<Seq>, Error> {
    let mut tx = app.db.read().await?;
    let mut found = Vec::new();
    for seq in later {
        let act = ledger::act(&mut tx, *seq).await?;
        found.extend(act.filter(|act| acts::is_final(&act.kind)).map(|act| act.seq));
    }
    Ok(found)
}
