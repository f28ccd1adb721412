//! Step 3: what will change, before it does.

use std::collections::BTreeMap;

use access::{App, Right, Signed};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use ui::{
    Button, Cell, Change as Shown, ChangeGroup, Changes, Choice, Column, Component as _, Empty,
    Errors, Field, Filter, Form, Html, Notice, Page, Problem, Stepper, Table, TableQuery, Text,
    Tone, Ui,
};

use super::{
    batch_room::{Looking, ReadBatch, look_at},
    enter::{ENDINGS, GONE, Sent},
    files,
    grid::Eye,
    links, opened,
    sheet::{closed, stepper, title},
    spots::Spot,
    words,
};
use crate::{
    acts::may_mend,
    model::{Batch, BatchCounts, Change, Missing, RowOutcome, Unlisted},
};

/// Shown of each kind; the rest stands in the table.
const SHOWN: usize = 20;
/// So many of the missing are asked about on one page; the others stay.
pub(super) const MOST_ASKED: usize = 300;

/// What rows come to, and whether they repeat another row.
type Kind = (Change, bool);

const KINDS: [Kind; 9] = [
    (Change::New, false),
    (Change::NewPerson, false),
    (Change::NewAssignment, false),
    (Change::Changed, false),
    (Change::Held, false),
    (Change::Settled, false),
    (Change::Same, false),
    (Change::Same, true),
    (Change::Removed, false),
];

/// The word of a kind in the address.
const fn word(kind: Kind) -> &'static str {
    match kind {
        (Change::New, _) => "danh-sach",
        (Change::NewPerson, _) => "moi",
        (Change::NewAssignment, _) => "nhiem-vu",
        (Change::Changed, _) => "thay-doi",
        (Change::Held, _) => "cho",
        (Change::Settled, _) => "da-quyet",
        (Change::Same, false) => "khong-doi",
        (Change::Same, true) => "lap-lai",
        (Change::Removed, _) => "het-han",
    }
}

/// The kinds that are told: of other lists, of what was decided before and of what had its time,
/// only where there are any.
fn kinds_among(read: &ReadBatch) -> Vec<Kind> {
    let any = |change| read.looked.proposal.rows.iter().any(|r| r.change == change);
    let [listed, settled, removed] = [Change::New, Change::Settled, Change::Removed].map(any);
    let told = |k: &Kind| match k.0 {
        Change::New => listed,
        Change::Settled => settled,
        Change::Removed => removed,
        _ => true,
    };
    KINDS.into_iter().filter(told).collect()
}

const fn kind(row: &RowOutcome) -> Kind {
    (row.change, row.repeats && matches!(row.change, Change::Same))
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    match look_at(&app, &signed.actor, &ui, &id).await? {
        Looking::Wait(page) => Ok(page),
        Looking::Closed(batch) => Ok(closed(&batch)),
        Looking::Read(read) => {
            opened::batch(&app, &signed, &read).await?;
            if let Some(kind) = asked_kind(&ui) {
                return Ok(all_of(&ui, &read, kind));
            }
            show(&ui, &signed, &read, &Sent::default(), &Errors::default(), None)
        }
    }
}

#[derive(Template)]
#[template(path = "changes.html")]
struct View<'a> {
    ui: &'a Ui,
    stepper: Stepper,
    summary: ui::Summary,
    changes: Changes,
    offices: Table,
    form: Option<Form>,
}

/// The page; with what was sent and what is wrong with it, where it was sent before.
pub(super) fn show(
    ui: &Ui,
    signed: &Signed,
    read: &ReadBatch,
    sent: &Sent,
    errors: &Errors,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let view = View {
        ui,
        stepper: stepper(ui, &read.batch, 2),
        summary: summary(ui, read),
        changes: changes(ui, read, Eye::MASKED),
        offices: offices(ui, read),
        form: may_enter(signed, read)
            .filter(|how| how.goes(&read.batch))
            .map(|how| confirm(ui, read, sent, errors, &how)),
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let mut page = Page::new(ui.t("intake-changes-title"))
        .lead(ui.t("intake-changes-lead"))
        .errors(errors)
        .crumb(ui.t(links::home_label(&read.batch)), links::home(&read.batch))
        .crumb(title(ui, &read.batch), links::batch(read.batch.id));
    if let Some(emptied) = files::emptied(ui, &read.batch, may_mend(&signed.actor, &read.batch)) {
        page = page.notice(emptied);
    }
    if read.batch.submitted.is_some() && read.looked.proposal.rows.is_empty() {
        page = page.notice(Notice::new(Tone::Doubt, ui.t("intake-no-row-at-all")));
    }
    if let Some(notice) = notice {
        page = page.notice(notice).status(axum::http::StatusCode::CONFLICT);
    }
    Ok(page.respond(ui, &Html::trusted(body)))
}

fn summary(ui: &Ui, read: &ReadBatch) -> ui::Summary {
    let sheets = read.looked.files.iter().flat_map(|f| f.sheets.iter().flatten());
    // A sheet of instructions speaks of no day.
    let mut days: Vec<_> = sheets.filter(|s| s.rows() > 0).map(|s| s.on).collect();
    days.sort_unstable();
    days.dedup();
    let days: Vec<String> = days.into_iter().map(|d| ui.date(d)).collect();
    let counts = BatchCounts::of(&read.looked.proposal);
    ui::Summary::new()
        .line(ui.t("intake-date"), days.join(", "))
        .action(ui.t("intake-change-it"), links::batch(read.batch.id))
        .line(ui.t("intake-col-rows"), ui.n(counts.rows))
        .line(ui.t("intake-released"), ui.n(read.looked.proposal.released))
}

fn tone(kind: Kind) -> Tone {
    match kind.0 {
        Change::New | Change::NewPerson | Change::NewAssignment => Tone::Good,
        Change::Changed => Tone::Info,
        Change::Held => Tone::Doubt,
        Change::Same | Change::Settled | Change::Removed => Tone::Plain,
    }
}

fn changes(ui: &Ui, read: &ReadBatch, eye: Eye) -> Changes {
    let here = links::of_batch(read.batch.id, "thay-doi");
    let group = |of: Kind| {
        let rows = || read.looked.proposal.rows.iter().filter(move |r| kind(r) == of);
        let count = rows().count();
        let mut group = ChangeGroup::new(tone(of), words::change(ui, of.0, of.1), count as u64)
            .changes(rows().take(SHOWN).map(|r| change(ui, read, r, eye)));
        if count > SHOWN {
            let all = ui.f("intake-all-of", &[("n", count.into())]);
            group = group.more(all, format!("{here}?nhom={}", word(of)));
        }
        if matches!(of.0, Change::Changed | Change::Held) && count > 0 {
            group.open()
        } else {
            group
        }
    };
    let missing = &read.looked.proposal.missing;
    let kinds = kinds_among(read);
    let before_missing = kinds.iter().position(|k| k.0 == Change::Held).unwrap_or_default();
    let mut groups: Vec<ChangeGroup> = kinds.into_iter().map(group).collect();
    let shown = missing.iter().take(SHOWN).map(|m| {
        let shown = format!("{} · {}", m.name, read.office(&m.unit));
        let shown = match &m.confirmed {
            None => shown,
            Some(it) => {
                let args = [("file", it.file.as_str().into()), ("date", ui.date(it.on).into())];
                format!("{shown} · {}", ui.f("intake-missing-confirmed-short", &args))
            }
        };
        let shown = Shown::new(shown);
        if m.brought.is_some() { shown } else { shown.link(links::person(m.person)) }
    });
    groups.insert(
        before_missing,
        ChangeGroup::new(Tone::Doubt, ui.t("intake-change-missing"), missing.len() as u64)
            .changes(shown),
    );
    // What lists of further kinds no longer name: it stays until somebody says otherwise.
    let unlisted = &read.looked.proposal.unlisted;
    if !unlisted.is_empty() {
        let shown = unlisted.iter().take(SHOWN).map(|gone| match &gone.source {
            Some(source) => Shown::new(unlisted_name(ui, gone))
                .link(registry::pages::kit::links::source(source)),
            None => Shown::new(unlisted_name(ui, gone)),
        });
        let said = ui.t("intake-change-unlisted");
        let group = ChangeGroup::new(Tone::Doubt, said, unlisted.len() as u64).changes(shown);
        groups.insert(before_missing, group.open());
    }
    groups.extend(warned(ui, read, eye));
    Changes::new(groups)
}

/// Rows that are entered though something of them is doubtful, or is left as it stands on record.
fn warned(ui: &Ui, read: &ReadBatch, eye: Eye) -> Option<ChangeGroup> {
    let doubted =
        |row: &&RowOutcome| row.change != Change::Held && spots(read, row).iter().any(|s| !s.hold);
    let rows = || read.looked.proposal.rows.iter().filter(doubted);
    let count = rows().count();
    let shown = rows().take(SHOWN).map(|row| {
        let told = said(ui, read, row, eye, |s| !s.hold);
        Shown::new(format!("{}: {told}", named(read, row))).link(first_cell(read, row, |s| !s.hold))
    });
    let group = ChangeGroup::new(Tone::Doubt, ui.t("intake-change-warned"), count as u64);
    (count > 0).then(|| group.changes(shown))
}

/// What is said of a row's cells.
fn said(
    ui: &Ui,
    read: &ReadBatch,
    row: &RowOutcome,
    eye: Eye,
    which: impl Fn(&Spot) -> bool,
) -> String {
    let told = spots(read, row).iter().filter(|s| which(s)).map(|s| eye.said(ui, s).into_owned());
    told.collect::<Vec<_>>().join("; ")
}

fn change(ui: &Ui, read: &ReadBatch, row: &RowOutcome, eye: Eye) -> Shown {
    let reasons = said(ui, read, row, eye, |s| s.hold && row.change == Change::Held);
    let name = named(read, row);
    let what = if reasons.is_empty() { name } else { format!("{name}: {reasons}") };
    let mut shown = Shown::new(what).link(at(read, row));
    for told in &row.differences {
        let (label, old, new) = words::difference(ui, &read.fields, told);
        shown = shown.value(label, old, new);
    }
    shown
}

fn named(read: &ReadBatch, row: &RowOutcome) -> String {
    let office = row.unit.as_deref().map(|code| read.office(code));
    let name = if row.name.is_empty() { "—" } else { &row.name };
    match office {
        Some(office) => format!("{name} · {office}"),
        None => name.to_owned(),
    }
}

fn spots<'a>(read: &'a ReadBatch, row: &RowOutcome) -> &'a [Spot] {
    let file = read.looked.files.iter().position(|f| f.name == *row.file);
    let sheet = read.sheet_place(&row.file, &row.sheet);
    match (file, sheet) {
        (Some(file), Some((_, sheet))) => read.spots.of_row((file, sheet), row.row),
        _ => &[],
    }
}

/// The row in its sheet; of a row that waits, the cell.
fn at(read: &ReadBatch, row: &RowOutcome) -> String {
    first_cell(read, row, |s| s.hold)
}

/// The first cell of a row that something is said of, else its first one.
fn first_cell(read: &ReadBatch, row: &RowOutcome, which: impl Fn(&Spot) -> bool) -> String {
    let place = read.sheet_place(&row.file, &row.sheet).unwrap_or((1, 0));
    let column = spots(read, row).iter().find(|s| which(s)).map_or(0, |s| s.column);
    links::cell(read.batch.id, place, row.row, column)
}

#[derive(Default)]
struct Line {
    kinds: [usize; KINDS.len()],
    missing: usize,
}

/// What changes, office by office.
fn offices(ui: &Ui, read: &ReadBatch) -> Table {
    let mut lines: BTreeMap<String, Line> = BTreeMap::new();
    for row in &read.looked.proposal.rows {
        let line = lines.entry(row.unit.clone().unwrap_or_default()).or_default();
        if let Some(at) = KINDS.iter().position(|k| *k == kind(row)) {
            line.kinds[at] += 1;
        }
    }
    for missing in &read.looked.proposal.missing {
        lines.entry(missing.unit.clone()).or_default().missing += 1;
    }
    let mut columns = vec![Column::new("office", ui.t("intake-col-office")).head()];
    let kinds = kinds_among(read);
    let column = |k: &Kind| Column::new(word(*k), words::change(ui, k.0, k.1)).number();
    columns.extend(kinds.iter().map(column));
    columns.push(Column::new("missing", ui.t("intake-change-missing")).number());
    let mut table = Table::new("theo-don-vi", ui.t("intake-by-office"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("intake-no-rows")));
    let count = |n: usize| Cell::count(i64::try_from(n).unwrap_or(i64::MAX));
    for (code, line) in lines {
        let office = if code.is_empty() {
            Cell::unknown(ui.t("intake-office-unknown"))
        } else {
            Cell::text(read.office(&code).to_owned()).link(links::office(&code))
        };
        let mut cells = vec![office];
        let of = |k: &Kind| KINDS.iter().position(|all| all == k).map_or(0, |at| line.kinds[at]);
        cells.extend(kinds.iter().map(of).map(count));
        cells.push(count(line.missing));
        table.push(cells);
    }
    table
}

/// What becomes of what is agreed to.
enum Entered {
    /// It is entered, under a label.
    At(String, &'static str),
    /// Not by this reader: it is handed in on another page.
    Elsewhere(String),
}

impl Entered {
    /// Whether it can be done now: what lost a file is not entered as if that had been empty.
    fn goes(&self, batch: &Batch) -> bool {
        matches!(self, Self::Elsewhere(_)) || batch.emptied().next().is_none()
    }
}

/// Files that an office hands in are entered by whoever looks them through; nothing is entered by
/// whoever only looks.
fn may_enter(signed: &Signed, read: &ReadBatch) -> Option<Entered> {
    let Some(submitted) = &read.batch.submitted else {
        let at = || Entered::At(links::of_batch(read.batch.id, "thay-doi"), "intake-apply");
        return signed.actor.may_all(Right::Intake).then(at);
    };
    let looks = signed.actor.may_at(Right::RunCampaigns, submitted.office.0);
    if looks && submitted.handed_in {
        return Some(Entered::At(format!("{}/nhan", submitted.page), "intake-accept"));
    }
    let reports = looks || signed.actor.may_at(Right::Report, submitted.office.0);
    reports.then(|| Entered::Elsewhere(submitted.page.clone()))
}

/// Asks about those no longer named, and for a reason.
fn confirm(ui: &Ui, read: &ReadBatch, sent: &Sent, errors: &Errors, entered: &Entered) -> Form {
    let missing = &read.looked.proposal.missing;
    let proposal = &read.looked.proposal;
    let unlisted: Vec<&Unlisted> = proposal.unlisted.iter().filter(|g| g.ends.is_some()).collect();
    let nothing = proposal.is_empty() && missing.is_empty() && unlisted.is_empty();
    let (action, label) = match entered {
        Entered::At(action, label) => (action.clone(), *label),
        Entered::Elsewhere(page) => {
            return Form::post(page.clone())
                .part(links::paragraph(&ui.t("intake-handed-in-elsewhere")))
                .button(Button::link(ui.t("intake-to-submission"), page.clone()).primary())
                .button(Button::link(ui.t("intake-back"), links::batch(read.batch.id)));
        }
    };
    let mut form = Form::post(action)
        .hidden("phien", read.batch.version.to_string())
        .hidden("dau", read.fingerprint.clone());
    if !missing.is_empty() {
        form = form.part(ask_about(ui, missing.len()));
        for one in missing.iter().take(MOST_ASKED) {
            form = form.field(question(ui, read, one, sent));
        }
    }
    if !unlisted.is_empty() {
        form = form.part(ask_about_lists(ui, unlisted.len()));
        for one in unlisted.into_iter().take(MOST_ASKED) {
            form = form.field(question_of_list(ui, one, sent));
        }
    }
    if nothing && read.batch.submitted.is_none() {
        return form
            .hidden("ly_do", ui.t("intake-reason-nothing"))
            .part(links::paragraph(&ui.t("intake-nothing-changes")))
            .button(Button::submit(ui.t("intake-close")));
    }
    form.field(
        Field::text("ly_do", ui.t("intake-reason"))
            .hint(ui.t("intake-reason-hint"))
            .longest(500)
            .required()
            .value(sent.reason.clone())
            .from(errors),
    )
    .button(Button::submit(ui.t(label)))
    .button(Button::link(ui.t("intake-back"), links::batch(read.batch.id)))
}

fn ask_about(ui: &Ui, count: usize) -> Html {
    asked(ui, ["intake-missing-title", "intake-missing-explained", "intake-missing-more"], count)
}

fn ask_about_lists(ui: &Ui, count: usize) -> Html {
    asked(ui, ["intake-unlisted-title", "intake-unlisted-explained", "intake-unlisted-more"], count)
}

fn asked(ui: &Ui, [title, explained, more]: [&str; 3], count: usize) -> Html {
    let mut out = String::from("<h3>");
    ui::escape(&ui.t(title), &mut out);
    out.push_str("</h3>");
    let mut html = Html::trusted(out);
    html.push(&links::paragraph(&ui.t(explained)));
    if count > MOST_ASKED {
        let more = ui.f(more, &[("n", (count - MOST_ASKED).into())]);
        html.push(&links::paragraph(&more));
    }
    html
}

/// What a list does not name: of a team, that it is one.
fn unlisted_name(ui: &Ui, gone: &Unlisted) -> String {
    if gone.kind == "teams" {
        let args = [("name", gone.name.as_str().into())];
        return ui.f("intake-unlisted-team", &args).into_owned();
    }
    gone.name.clone()
}

fn question_of_list(ui: &Ui, gone: &Unlisted, sent: &Sent) -> Field {
    let (thing, on) = gone.ends.unwrap_or_default();
    let ended = ui.f("intake-unlisted-end", &[("date", ui.date(on).into())]);
    let choices = [Choice::new("", ui.t("intake-missing-keep")), Choice::new(GONE.0, ended)];
    let said = sent.endings.get(&thing).cloned().unwrap_or_default();
    Field::select(Sent::name(thing), unlisted_name(ui, gone), choices).required().value(said)
}

fn question(ui: &Ui, read: &ReadBatch, missing: &Missing, sent: &Sent) -> Field {
    let keep = Choice::new("", ui.t("intake-missing-keep"));
    let ends = ENDINGS.iter().map(|(code, _)| {
        let label = ui.t(&format!("intake-ending-{code}"));
        Choice::new(*code, ui.f("intake-missing-end", &[("why", label.into_owned().into())]))
    });
    let sheet = words::sheet_name(ui, &missing.missing_from.1);
    let hint = ui.f(
        "intake-missing-from",
        &[
            ("file", missing.missing_from.0.as_str().into()),
            ("sheet", sheet.into_owned().into()),
            ("date", ui.date(missing.on).into()),
        ],
    );
    let hint = match (&missing.confirmed, missing.changed_on) {
        (None, None) => hint,
        (None, Some(on)) => {
            let args = [("from", ui.date(missing.on).into()), ("date", ui.date(on).into())];
            format!("{hint} {}", ui.f("intake-missing-changed", &args)).into()
        }
        (Some(it), _) => {
            let (from, on) = (ui.date(missing.on), ui.date(it.on));
            let sheet = words::sheet_name(ui, &it.sheet);
            let args = [
                ("file", it.file.as_str().into()),
                ("sheet", sheet.into_owned().into()),
                ("row", it.row.into()),
                ("from", from.into()),
                ("date", on.into()),
            ];
            format!("{hint} {}", ui.f("intake-missing-confirmed", &args)).into()
        }
    };
    let label = format!("{} · {}", missing.name, read.office(&missing.unit));
    Field::select(Sent::name(missing.assignment.0), label, std::iter::once(keep).chain(ends))
        .hint(hint)
        .required()
        .value(sent.endings.get(&missing.assignment.0).cloned().unwrap_or_default())
}

fn asked_kind(ui: &Ui) -> Option<Kind> {
    let asked = ui.query().get("nhom")?;
    KINDS.into_iter().find(|k| word(*k) == asked)
}

/// All rows of a kind, leaf by leaf, or of one office.
fn all_of(ui: &Ui, read: &ReadBatch, of: Kind) -> Response {
    let title = || words::change(ui, of.0, of.1);
    let query = TableQuery::read(ui, &[]);
    let rows: Vec<&RowOutcome> =
        read.looked.proposal.rows.iter().filter(|r| kind(r) == of).collect();
    let columns = [
        Column::new("name", ui.t("intake-col-name")).head(),
        Column::new("office", ui.t("intake-col-office")),
        Column::new("what", ui.t("intake-col-what")),
        Column::new("at", ui.t("intake-col-at")),
    ];
    let here = |k: Kind| (word(k), words::change(ui, k.0, k.1));
    let kinds = kinds_among(read)
        .into_iter()
        .map(here)
        .fold(Filter::new(ui.t("intake-col-what"), "nhom"), |filter, (value, label)| {
            filter.choice(value, label, None)
        });
    let mut table = Table::new("dong", title(), columns)
        .asked(&query)
        .of_total(rows.len() as u64)
        .filter(kinds);
    let skipped = usize::try_from(query.offset()).unwrap_or(usize::MAX);
    let taken = query.limit().map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
    for row in rows.into_iter().skip(skipped).take(taken) {
        table.push(line(ui, read, row));
    }
    let page = Page::new(title())
        .crumb(ui.t(links::home_label(&read.batch)), links::home(&read.batch))
        .crumb(ui.t("intake-changes-title"), links::of_batch(read.batch.id, "thay-doi"));
    page.respond(ui, &table.html(ui))
}

fn line(ui: &Ui, read: &ReadBatch, row: &RowOutcome) -> [Cell; 4] {
    let told: Vec<String> = row
        .differences
        .iter()
        .map(|d| {
            let (label, old, new) = words::difference(ui, &read.fields, d);
            format!("{label}: {old} → {new}")
        })
        .collect();
    let held = spots(read, row).iter().filter(|s| s.hold).map(|s| words::spot(ui, s).into_owned());
    let told: Vec<String> = told.into_iter().chain(held).collect();
    let office: Text = match row.unit.as_deref() {
        Some(code) => read.office(code).to_owned().into(),
        None => "—".into(),
    };
    let sheet = words::sheet_name(ui, &row.sheet);
    [
        Cell::text(row.name.clone()),
        Cell::text(office),
        Cell::text(told.join("; ")),
        Cell::text(format!("{} · {sheet} · {}", row.file, row.row)).link(at(read, row)),
    ]
}
