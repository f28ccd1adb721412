//! Where the header of a sheet is and what its columns mean, said by a person where the program
//! finds no list of officers by itself.

use std::collections::BTreeMap;

use ::store::Tx;
use kernel::Timestamp;
use ui::{Button, Component as _, Errors, Field, Form, Html, Notice, Text, Tone, Ui};

use super::{
    batch_room::ReadBatch,
    given::Given,
    grid::{BY_ITSELF, Sheet},
    links, words,
};
use crate::{
    model::BatchCounts,
    reading::{Cell, Column, Confidence, LOWEST, Meaning, RowKind, TALLEST},
    rules::propose::{ReadFile, ReadSheet},
    store::batch as sql,
};

/// First and last row of the header.
pub(super) const FROM: &str = "dau_tu";
pub(super) const TO: &str = "dau_den";
/// The verb of the form that points out, and of the one that takes it back.
pub(super) const VERB: &str = "chi-bang";
pub(super) const BACK: &str = "tu-tim";
/// What the address says where pointing out is asked for.
const ASKED: (&str, &str) = ("chi", "bang");
/// Where the rows of the header are written.
const PLACE: &str = "chi-tieu-de";
/// Why a sheet has no list, where nothing says it needs none.
const NO_LIST: [&str; 4] = ["no_table", "no_headings", "not_officers", "kind_unclear"];

/// Whether the list of a sheet can be pointed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pointing {
    /// There is no need, or the reader may not.
    No,
    /// It can be asked for.
    Offered,
    /// It is asked for.
    Open,
    /// The sheet is read so: the rows of its header.
    Done((u32, u32)),
}

impl Pointing {
    pub(super) fn of(sheet: &Sheet<'_>) -> Self {
        let read_as = sheet.read_as;
        if !sheet.eye.mends || sheet.grid.rows.len() < 2 {
            return Self::No;
        }
        if let Some(rows) = read_as.reading.tables.iter().find_map(|t| t.pointed) {
            return Self::Done(rows);
        }
        if !read_as.reading.tables.is_empty() {
            return Self::No;
        }
        let asked = sheet.ui.query().get(ASKED.0) == Some(ASKED.1);
        let file = &sheet.read.looked.files[sheet.at.0];
        if asked || no_list(file, read_as).is_some() { Self::Open } else { Self::Offered }
    }
}

/// Why a sheet has no list although its file has no other; `None` where it has one or needs none.
fn no_list<'a>(file: &ReadFile, sheet: &'a ReadSheet) -> Option<&'a str> {
    let lists = file.sheets.iter().flatten().any(|s| s.rows() > 0);
    if lists || sheet.listing.is_some() || !sheet.reading.tables.is_empty() {
        return None;
    }
    let issues = sheet.reading.issues.iter().filter(|i| !i.note);
    issues.map(|i| i.code).find(|code| NO_LIST.contains(code))
}

/// What a batch comes to, or why it comes to nothing.
pub(super) fn headline(ui: &Ui, read: &ReadBatch, shown: Option<&Sheet<'_>>) -> Notice {
    let counts = BatchCounts::of(&read.looked.proposal);
    let files = read.looked.files.iter();
    let lacking: Vec<&str> =
        files.flat_map(|f| f.sheets.iter().flatten().filter_map(|s| no_list(f, s))).collect();
    if counts.rows == 0 {
        return Notice::new(Tone::Doubt, nothing(ui, read, (shown, lacking.first().copied())));
    }
    let said = words::counts(ui, &counts);
    if lacking.is_empty() {
        let tone = if counts.held > 0 { Tone::Doubt } else { Tone::Info };
        return Notice::new(tone, said);
    }
    let n = i64::try_from(lacking.len()).unwrap_or(i64::MAX);
    let args = [("counts", said.into_owned().into()), ("n", n.into())];
    Notice::new(Tone::Doubt, ui.f("intake-top-some-unread", &args))
}

fn nothing(ui: &Ui, read: &ReadBatch, (shown, first): (Option<&Sheet<'_>>, Option<&str>)) -> Text {
    let here = shown.and_then(|s| no_list(&read.looked.files[s.at.0], s.read_as));
    let what = match here.or(first) {
        Some("no_table" | "no_headings") => ui.t("intake-top-no-table"),
        Some("not_officers") => ui.t("intake-top-not-officers"),
        Some(_) => ui.t("intake-top-kind-unclear"),
        None if read.looked.files.iter().all(|f| f.sheets.is_err()) => {
            return ui.t("intake-top-no-file");
        }
        None => return ui.t("intake-top-no-rows"),
    };
    match shown.map(Pointing::of) {
        Some(Pointing::Open) => ui.f("intake-top-point", &[("what", what.into_owned().into())]),
        _ => ui.f("intake-top-alone", &[("what", what.into_owned().into())]),
    }
}

/// Who pointed a sheet's list out, and when.
pub(super) type By = Option<(String, Timestamp)>;

/// The same, of the sheet that is shown.
pub(super) async fn by(tx: &mut Tx, sheet: &ReadSheet) -> Result<By, crate::Error> {
    let Some(table) = sheet.reading.tables.iter().find(|t| t.pointed.is_some()) else {
        return Ok(None);
    };
    sql::said_of(tx, (sheet.sender(), &table.layout_key)).await
}

/// What stands above the sheet: how to point out, or what it is read by and the way back.
pub(super) fn above(sheet: &Sheet<'_>, by: &By, fields: &[(&'static str, String)]) -> Option<Html> {
    let ui = sheet.ui;
    match Pointing::of(sheet) {
        Pointing::No => None,
        Pointing::Offered => {
            let query = ui.query().clone().without(&["page", "dong", "xem"]);
            let href = query.with(ASKED.0, Some(ASKED.1)).behind(ui.path());
            Some(wrapped(&links::html(ui, &ui.t("intake-point-ask"), &href)))
        }
        Pointing::Open => {
            let place = format!("#{PLACE}");
            let mut html = links::paragraph(&ui.t("intake-point-how"));
            html.push(&wrapped(&links::html(ui, &ui.t("intake-point-to-rows"), &place)));
            Some(html)
        }
        Pointing::Done(rows) => Some(done(sheet, rows, by, fields)),
    }
}

fn wrapped(link: &Html) -> Html {
    Html::trusted(format!("<p>{}</p>", link.as_str()))
}

fn done(
    sheet: &Sheet<'_>,
    (from, to): (u32, u32),
    by: &By,
    fields: &[(&'static str, String)],
) -> Html {
    let ui = sheet.ui;
    let office = match sheet.read_as.sender() {
        "" => ui.t("intake-point-no-office").into_owned(),
        code => sheet.read.office(code).to_owned(),
    };
    let rows = if from == to { from.to_string() } else { format!("{from}–{to}") };
    let mut args = vec![("rows", rows.into()), ("office", office.into())];
    let said = match by {
        Some((name, at)) => {
            args.push(("by", name.clone().into()));
            args.push(("at", ui.time(*at).into()));
            ui.f("intake-point-done-by", &args)
        }
        None => ui.f("intake-point-done", &args),
    };
    let mut form = Form::post(links::of_batch(sheet.read.batch.id, "trang"));
    for (name, value) in fields {
        form = form.hidden(*name, value.clone());
    }
    let undo = Button::submit(ui.t("intake-point-undo")).says("viec", BACK).quiet();
    Notice::new(Tone::Info, said).more(form.button(undo).html(ui)).html(ui)
}

/// Adds the rows of the header to the form of a sheet, and its buttons.
pub(super) fn form(sheet: &Sheet<'_>, mut form: Form) -> Form {
    let ui = sheet.ui;
    let pointing = Pointing::of(sheet);
    let save = Button::submit(ui.t("intake-save"));
    let shown = match pointing {
        Pointing::No | Pointing::Offered => return form.button(save),
        Pointing::Open => suggested(sheet),
        Pointing::Done(rows) => Some(rows),
    };
    let of = |name: &'static str, label: &str, shown: Option<u32>| {
        let typed = sheet.typed.map(|given| given.line(name));
        let value = typed.unwrap_or_else(|| shown.map(|n| n.to_string()).unwrap_or_default());
        Field::number(name, ui.t(label)).value(value).required().from(sheet.errors)
    };
    let hint = ui.f("intake-point-hint", &[("lowest", LOWEST.into()), ("most", TALLEST.into())]);
    let title = Html::text(&ui.t("intake-point-rows")).to_string();
    form = form
        .part(Html::trusted(format!("<h3 id=\"{PLACE}\" tabindex=\"-1\">{title}</h3>")))
        .field(of(FROM, "intake-point-from", shown.map(|(from, _)| from)).hint(hint))
        .field(of(TO, "intake-point-to", shown.map(|(_, to)| to)));
    if pointing == Pointing::Open {
        let read = Button::submit(ui.t("intake-point-read")).says("viec", VERB);
        return form.button(read).button(Button::submit(ui.t("intake-point-cells")).quiet());
    }
    form.button(save)
}

/// The rows shown as those of the header while it is being pointed out.
pub(super) fn heads(sheet: &Sheet<'_>) -> Option<(u32, u32)> {
    if Pointing::of(sheet) != Pointing::Open {
        return None;
    }
    match sheet.typed {
        Some(given) => Some((given.number(FROM)?, given.number(TO)?)),
        None => suggested(sheet),
    }
}

/// Rows looked at for one that may be a header.
const NEAR_THE_TOP: usize = 40;

/// The row that looks most like a header: the one the reader told, else the one with most words.
fn suggested(sheet: &Sheet<'_>) -> Option<(u32, u32)> {
    let issues = sheet.read_as.reading.issues.iter();
    let mut told = issues.filter(|i| NO_LIST.contains(&i.code)).filter_map(|i| i.row);
    if let Some(row) = told.next() {
        return Some((row, row));
    }
    let words = |row: &crate::reading::Row| {
        let text = row.cells.iter().all(|(_, c)| Cell::text(c).is_some());
        text.then_some(row.cells.len()).filter(|n| *n > 1)
    };
    let rows = sheet.grid.rows.iter().take(NEAR_THE_TOP);
    let found = rows.filter_map(|row| Some((words(row)?, row.number)));
    // Of several that are as long, the uppermost.
    let best = found.min_by_key(|(n, row)| (std::cmp::Reverse(*n), *row));
    best.map(|(_, row)| (row, row))
}

/// What a form says of the list of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PointedOut {
    pub(super) rows: (u32, u32),
    pub(super) columns: BTreeMap<u16, Meaning>,
}

/// What was said of columns by a form, `None` = by itself.
pub(super) type Said = [(u16, Option<Meaning>)];

/// What a form points out; `None` where it says nothing of that.
pub(super) fn read(
    sheet: &Sheet<'_>,
    given: &Given,
    columns: &Said,
) -> Result<Option<PointedOut>, Errors> {
    let mut errors = Errors::default();
    let rows = match Pointing::of(sheet) {
        Pointing::Open if given.raw("viec") == VERB => header(sheet, given, &mut errors),
        Pointing::Done(now) if given.0.iter().any(|(name, _)| name == FROM) => {
            header(sheet, given, &mut errors).filter(|rows| *rows != now)
        }
        _ => None,
    };
    one_name(sheet.ui, given, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(rows.map(|rows| PointedOut { rows, columns: said(sheet, columns) }))
}

/// What was said of columns before, and now.
fn said(sheet: &Sheet<'_>, now: &Said) -> BTreeMap<u16, Meaning> {
    let remembered = |c: &&Column| c.confidence == Confidence::Remembered;
    let before = sheet.read_as.reading.columns.iter().filter(remembered);
    let mut out: BTreeMap<u16, Meaning> = match Pointing::of(sheet) {
        Pointing::Done(_) => before.map(|c| (c.index, c.meaning.clone())).collect(),
        _ => BTreeMap::new(),
    };
    for (column, meaning) in now {
        match meaning {
            Some(meaning) => out.insert(*column, meaning.clone()),
            None => out.remove(column),
        };
    }
    out
}

/// The rows of the header, as far as they can be some.
fn header(sheet: &Sheet<'_>, given: &Given, errors: &mut Errors) -> Option<(u32, u32)> {
    let ui = sheet.ui;
    let number = |name: &str| given.number::<u32>(name).filter(|n| *n > 0);
    let (from, to) = (number(FROM), number(TO));
    for (name, row) in [(FROM, from), (TO, to)] {
        if row.is_none() {
            errors.add(name, ui.t("intake-point-no-number"));
        }
    }
    let (from, to) = (from?, to?);
    let last = sheet.grid.rows.last().map_or(0, |row| row.number);
    if from > LOWEST {
        errors.add(FROM, ui.f("intake-point-too-low", &[("lowest", LOWEST.into())]));
    } else if from >= last {
        errors.add(FROM, ui.f("intake-point-beyond", &[("last", last.into())]));
    } else if to < from {
        errors.add(TO, ui.t("intake-point-backwards"));
    } else if to >= last {
        errors.add(TO, ui.f("intake-point-beyond", &[("last", last.into())]));
    } else if to - from >= TALLEST {
        errors.add(TO, ui.f("intake-point-too-tall", &[("most", TALLEST.into())]));
    }
    Some((from, to))
}

/// Two columns can't both be the name.
fn one_name(ui: &Ui, given: &Given, errors: &mut Errors) {
    let name = Meaning::FullName.to_string();
    let named = given.under("cot-").filter(|(_, value)| *value == name);
    for (place, _) in named.skip(1) {
        errors.add(format!("cot-{place}"), ui.t("intake-point-two-names"));
    }
}

/// No column holds names: told at the first that can be chosen.
pub(super) fn nameless(sheet: &Sheet<'_>, given: &Given, errors: &mut Errors) {
    let first = given.under("cot-").next().map_or("0", |(place, _)| place);
    errors.add(format!("cot-{first}"), sheet.ui.t("intake-point-no-name"));
}

/// What the select of a column says as it was sent.
pub(super) fn chosen(sheet: &Sheet<'_>, name: &str, column: Option<&Column>) -> String {
    let typed = sheet.typed.map(|given| given.line(name)).filter(|value| !value.is_empty());
    let known = || column.map_or_else(|| BY_ITSELF.to_owned(), |c| c.meaning.to_string());
    typed.unwrap_or_else(known)
}

/// What a row of a sheet is shown as.
pub(super) fn kind(heads: Option<(u32, u32)>, row: u32, kind: Option<RowKind>) -> Option<RowKind> {
    let head = heads.is_some_and(|(from, to)| (from..=to).contains(&row));
    if head { Some(RowKind::Header) } else { kind }
}
