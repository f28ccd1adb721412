//! `/so-sanh`: the rows by which a figure differs between two days: who came, who left.

use std::collections::BTreeSet;

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use kernel::AsOf;
use ui::{
    Cell, Column, Component as _, Empty, Html, Page, Problem, Table, TableQuery, Text, Ui, format,
};

use super::{
    compare::{Comparison, WHAT},
    lines::{self, State as LineState},
    links,
    moment::Moment,
    place::section,
    room::Covered,
    staff_table::{Shown, StaffTable},
    words::{self, FieldNames},
};
use crate::{
    figures::{self, StaffRow},
    model::{AssignmentId, Mode, PersonId},
    rules::{
        coverage::{Line, Post},
        lineage::LineKey,
    },
};

/// What a figure of the province counts.
#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    /// People on duty.
    People,
    /// Posts in a mode, perhaps of one field.
    Duty(Mode, Option<String>),
    /// People whose office is no more.
    NotPlaced,
    /// Offices where somebody is, or nobody.
    Offices(bool),
}

/// The words of figures in addresses.
pub(super) const PEOPLE: &str = "nguoi";
pub(super) const NOT_PLACED: &str = "chua-bo-tri";
pub(super) const COVERED: &str = "co-nguoi";
pub(super) const EMPTY: &str = "trong";

/// The word of posts in a mode.
pub(super) fn duty(mode: Mode, field: Option<&str>) -> String {
    field.map_or_else(|| mode.as_str().to_owned(), |field| format!("{}:{field}", mode.as_str()))
}

impl What {
    fn read(word: &str) -> Option<Self> {
        match word {
            PEOPLE => Some(Self::People),
            NOT_PLACED => Some(Self::NotPlaced),
            COVERED => Some(Self::Offices(true)),
            EMPTY => Some(Self::Offices(false)),
            _ => {
                let (mode, field) = match word.split_once(':') {
                    Some((mode, field)) => (mode, Some(field.to_owned())),
                    None => (word, None),
                };
                Some(Self::Duty(Mode::parse(mode)?, field))
            }
        }
    }

    fn title(&self, ui: &Ui, names: &FieldNames) -> Text {
        match self {
            Self::People => ui.t("registry-fig-people"),
            Self::NotPlaced => ui.t("registry-fig-not-placed"),
            Self::Offices(true) => ui.t("registry-fig-covered"),
            Self::Offices(false) => ui.t("registry-fig-empty"),
            Self::Duty(mode, None) => words::mode(ui, *mode),
            Self::Duty(mode, Some(field)) => {
                format!("{}: {}", names.name(field), words::mode(ui, *mode)).into()
            }
        }
    }
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let what = ui.query().get(WHAT).unwrap_or(PEOPLE);
    let what = What::read(what).ok_or_else(Problem::not_found)?;
    if !matches!(what, What::Offices(_)) {
        signed.actor.require_some(Right::SeePeople)?;
    }
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let compared = Comparison::read(&mut moment).await?;
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let names = FieldNames::new(&ui, &fields);
    let mut body = compared.chooser(&moment);
    if !compared.errors.is_empty() {
        // Of another day than was asked for, there is nothing to say.
        let page = Page::new(what.title(&ui, &names)).errors(&compared.errors);
        let page = page.crumb(ui.t("registry-nav-province"), "/");
        return Ok(moment.dated(page).await?.respond(&ui, &body));
    }
    body.push(&match &what {
        What::Offices(covered) => offices(&mut moment, &compared, *covered).await?,
        _ => people(&mut moment, &compared, &what, &names).await?,
    });
    let args = [
        ("what", what.title(&ui, &names).into_owned().into()),
        ("then", format::date(compared.then).into()),
        ("on", format::date(moment.as_of.valid_on).into()),
    ];
    let page = Page::new(ui.f("registry-changes-title", &args))
        .lead(ui.t("registry-changes-lead"))
        .crumb(ui.t("registry-nav-province"), "/");
    Ok(moment.dated(page).await?.respond(&ui, &body))
}

/// Who counts on a day, and by which of their duties.
struct Counted {
    people: BTreeSet<PersonId>,
    /// The duties that count; `None` = any.
    duties: Option<BTreeSet<AssignmentId>>,
}

async fn counted(
    moment: &mut Moment<'_>,
    what: &What,
    at: AsOf,
    covered: Option<&Covered>,
) -> Result<Counted, Problem> {
    if *what == What::NotPlaced {
        let lines = covered.map(|c| c.coverage.lines.as_slice()).unwrap_or_default();
        let people = lines.iter().flat_map(|l| l.not_placed.iter().copied()).collect();
        return Ok(Counted { people, duties: None });
    }
    let mut posts = figures::posts_on(&mut moment.tx, at).await?;
    let What::Duty(mode, field) = what else {
        return Ok(Counted { people: posts.iter().map(|p| p.person).collect(), duties: None });
    };
    let counts = |post: &Post| {
        post.mode == *mode && field.as_ref().is_none_or(|field| post.fields.contains(field))
    };
    posts.retain(counts);
    let duties = posts.iter().map(|p| p.assignment).collect();
    Ok(Counted { people: posts.iter().map(|p| p.person).collect(), duties: Some(duties) })
}

/// Who counts on one of the days and not on the other. Duties are told apart by themselves, not by
/// their office: a merger moves them and changes no number.
async fn people(
    moment: &mut Moment<'_>,
    compared: &Comparison,
    what: &What,
    names: &FieldNames,
) -> Result<Html, Problem> {
    let now_at = moment.as_of;
    let then_at = AsOf { valid_on: compared.then, ..now_at };
    let covered = moment.coverage().await?;
    let now = counted(moment, what, now_at, Some(&covered)).await?;
    let then = counted(moment, what, then_at, compared.covered.as_deref()).await?;
    let came = differing(moment, now_at, &now, &then).await?;
    let left = differing(moment, then_at, &then, &now).await?;
    let mut body = Html::default();
    for (id, title, at, differing) in [
        ("den", "registry-changes-came", now_at, came),
        ("di", "registry-changes-left", then_at, left),
    ] {
        let title = moment.ui.f(title, &[("n", lines::count(differing.all).into())]);
        let table = staff(moment, names, (id, &title), at, &differing.rows).await?;
        let mut part = differing.outside(moment.ui);
        part.push(&table.html(moment.ui));
        body.push(&section(&format!("h-{id}"), &title, &part));
    }
    Ok(body)
}

/// What counts on a day and not on the other.
struct Differing {
    /// How many, as the figure counts them: people, or duties.
    all: usize,
    /// So many of them are of those whom one may see.
    seen: usize,
    /// Their rows.
    rows: Vec<StaffRow>,
}

impl Differing {
    /// Whom the figure counts and the list does not name.
    fn outside(&self, ui: &Ui) -> Html {
        match self.all.saturating_sub(self.seen) {
            0 => Html::default(),
            n => links::paragraph(
                &ui.f("registry-changes-outside", &[("n", lines::count(n).into())]),
            ),
        }
    }
}

/// What counts on a day and not on the other, with the rows of those whom one may see.
async fn differing(
    moment: &mut Moment<'_>,
    at: AsOf,
    here: &Counted,
    there: &Counted,
) -> Result<Differing, Problem> {
    let people: BTreeSet<PersonId> = match (&here.duties, &there.duties) {
        (Some(_), Some(_)) => here.people.clone(),
        _ => here.people.difference(&there.people).copied().collect(),
    };
    let mut rows = figures::staff_of_people(&mut moment.tx, moment.by, at, &people).await?;
    let (all, seen) = if let (Some(here), Some(there)) = (&here.duties, &there.duties) {
        let counts = |id: &AssignmentId| here.contains(id) && !there.contains(id);
        rows.retain(|row| row.duty.as_ref().is_some_and(|d| counts(&d.assignment)));
        (here.difference(there).count(), rows.len())
    } else {
        (people.len(), rows.iter().map(|row| row.person).collect::<BTreeSet<_>>().len())
    };
    rows.sort_by_cached_key(|r| {
        let key = r.full_name.as_deref().map(kernel::names::sort_key);
        (key.is_none(), key, r.person, r.duty.as_ref().map(|d| d.assignment))
    });
    Ok(Differing { all, seen, rows })
}

async fn staff(
    moment: &mut Moment<'_>,
    names: &FieldNames,
    (id, title): (&'static str, &Text),
    at: AsOf,
    rows: &[StaffRow],
) -> Result<Table, Problem> {
    let offices = moment.offices().await?;
    let ui = moment.ui;
    let query = TableQuery::read_for(ui, prefix(id), &[]);
    let shown = StaffTable {
        ui,
        orgs: &offices.orgs,
        day: at.valid_on,
        fields: names,
        with_office: true,
        shown: Shown::Masked,
    };
    let page = leaf(&query, rows.len());
    let table = shown.listed(id, title.clone(), &query, rows.get(page).unwrap_or_default());
    Ok(table
        .caption_hidden()
        .of_total(u64::try_from(rows.len()).unwrap_or(0))
        .empty(Empty::new(ui.t("registry-changes-none"))))
}

const fn prefix(id: &'static str) -> &'static str {
    match id.as_bytes() {
        b"den" => "den-",
        _ => "di-",
    }
}

/// The rows of the page that is asked for.
fn leaf(query: &TableQuery, rows: usize) -> std::ops::Range<usize> {
    let size = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let first = query.limit().map_or(0, |_| size(query.offset())).min(rows);
    let length = query.limit().map_or(usize::MAX, size);
    first..first.saturating_add(length).min(rows)
}

/// Offices where somebody is on one of the days and nobody on the other, line by line of the map.
async fn offices(
    moment: &mut Moment<'_>,
    compared: &Comparison,
    covered: bool,
) -> Result<Html, Problem> {
    let now = moment.coverage().await?;
    let ui = moment.ui;
    let holds = |line: &Line| line.counted && LineState::Empty.holds(line) != covered;
    let all: &[Line] = compared.covered.as_ref().map_or(&[], |c| &c.coverage.lines);
    let keys = |lines: &[Line]| -> BTreeSet<LineKey> {
        lines.iter().filter(|l| holds(l)).map(|l| l.key).collect()
    };
    let (here, there) = (keys(&now.coverage.lines), keys(all));
    let mut body = Html::default();
    for (id, title, lines_of, other) in [
        ("den", "registry-changes-offices-more", &now.coverage.lines[..], &there),
        ("di", "registry-changes-offices-fewer", all, &here),
    ] {
        let differ = |l: &&Line| holds(l) && !other.contains(&l.key);
        let rows: Vec<&Line> = lines_of.iter().filter(differ).collect();
        let title = ui.f(title, &[("n", lines::count(rows.len()).into())]);
        let table = office_table(ui, id, &title, &rows);
        body.push(&section(&format!("h-{id}"), &title, &table.html(ui)));
    }
    Ok(body)
}

fn office_table(ui: &Ui, id: &'static str, title: &Text, rows: &[&Line]) -> Table {
    let columns = [
        Column::new("name", ui.t("registry-col-office")).head(),
        Column::new("code", ui.t("registry-col-code")),
        Column::new("dedicated", ui.t("ui-dedicated")).number(),
        Column::new("concurrent", ui.t("ui-concurrent")).number(),
    ];
    let mut table = Table::new(id, title.clone(), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("registry-changes-none")));
    for line in rows {
        table.push([
            Cell::text(line.name.clone()).link(lines::href(line)),
            Cell::text(line.code.clone()),
            Cell::count(line.modes.dedicated),
            Cell::count(line.modes.concurrent),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_figures_are_read_and_no_others() {
        assert_eq!(What::read(PEOPLE), Some(What::People));
        assert_eq!(
            What::read(&duty(Mode::Dedicated, None)),
            Some(What::Duty(Mode::Dedicated, None))
        );
        let infosec = Some("infosec".to_owned());
        assert_eq!(
            What::read(&duty(Mode::Concurrent, Some("infosec"))),
            Some(What::Duty(Mode::Concurrent, infosec))
        );
        assert_eq!(What::read("lượt"), None);
    }
}
