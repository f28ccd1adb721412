//! Rows of kinds that the office described.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use kernel::{Interval, Uuid};
use ledger::{Book, Fact, Heard, Held, Said, Saying};
use registry::model::SheetRow;

use super::{At, Late, Register, Taken};
use crate::{
    listing::{KindColumn, Line, Said as Value, ValueKind},
    model::{Confirmation, KindRow, KindRowId, SheetKind},
};

/// Rows on record of one described kind, and what lists add.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) kind: SheetKind,
    headings: Arc<[(String, String)]>,
    book: Book<KindRow>,
    late: Late,
}

impl Rows {
    /// Of a kind: what is on record of it, and what lists confirmed.
    pub(crate) fn new(
        kind: SheetKind,
        standing: Vec<Held<KindRow>>,
        confirmed: HashMap<Uuid, Vec<Confirmation>>,
    ) -> Self {
        let headings: Arc<[(String, String)]> = kind
            .columns
            .iter()
            .map(|c| (c.key.clone(), c.label.clone().unwrap_or_default()))
            .collect();
        let standing: Vec<_> = standing
            .into_iter()
            .map(|held| Held { fact: held.fact.of(&kind, &headings), ..held })
            .collect();
        let late = Late::of_rows(confirmed, &standing);
        let book = Book::new(standing).confirmed(|row| late.days(row));
        Self { kind, headings, book, late }
    }

    /// Rows on record that a new list of their office no longer names.
    pub(super) fn unnamed(&self) -> Vec<&KindRow> {
        self.book.unnamed(|row| row.org)
    }

    pub(super) fn finish(self) -> Vec<Saying<KindRow>> {
        self.book.finish()
    }

    /// What a row comes to, with the list of a later day that says otherwise.
    fn told(&self, heard: Heard, later: Option<&Confirmation>, code: Option<&str>) -> Taken {
        let first = self.kind.columns.first().map_or("", |c| &c.key);
        let confirmed = heard.until.and_then(|(row, day)| self.late.confirmed_on(row, day));
        let later = later.filter(|_| heard.cut);
        Taken::new(heard.said)
            .of(code)
            .confirming(KindRow::TABLE.name, heard.confirms)
            .until("row_confirmed_later", first, confirmed)
            .until("row_listed_later", first, later)
    }

    /// The first words of a row.
    pub(super) fn name<'a>(&self, row: &'a KindRow) -> Option<&'a str> {
        self.kind.columns.iter().find_map(|c| row.said.get(&c.key)).map(String::as_str)
    }
}

pub(super) fn take(
    rows: &mut Rows,
    register: &Register<'_>,
    at: &At<'_>,
    line: Line<'_>,
    source: SheetRow,
) -> Taken {
    let unit = rows.kind.columns.iter().find(|c| c.value == ValueKind::Unit);
    let code = match unit {
        Some(column) => line.unit(&column.key),
        None => at.listing.office.as_deref(),
    };
    let Some(org) = code.and_then(|code| register.codes.get(code)).copied() else {
        // The office is named in a column, in the title, or nowhere.
        let first = unit.or(rows.kind.columns.first()).map_or("", |c| &c.key);
        return Taken::held("unit_unknown", first, line.text(first).unwrap_or_default());
    };
    let said: BTreeMap<String, String> = rows
        .kind
        .columns
        .iter()
        .filter_map(|c| Some((c.key.clone(), told(line.said(&c.key)?))))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    // A blank cell leaves what is known, but where ticks are asked for it says no.
    let ticked = |c: &&KindColumn| c.value == ValueKind::Tick && at.listing.has(&c.key);
    let ticks: HashSet<String> =
        rows.kind.columns.iter().filter(ticked).map(|c| c.key.clone()).collect();
    let row = KindRow {
        id: KindRowId(kernel::Uuid::nil()),
        kind: rows.kind.id,
        org,
        said,
        source: Some(source),
        key: Vec::new(),
        headings: Arc::default(),
    };
    let row = row.of(&rows.kind, &rows.headings);
    let day = at.sheet.on;
    let key = (ledger::Listed::key(&row), 0);
    let later = rows.late.listed(org.0, day);
    let over = Interval { from: Some(day), to: later.map(|list| list.on) };
    let heard = rows.book.hear(key, over, Some(day), |before| match before {
        Some(before) => {
            let mut said = before.said.clone();
            said.extend(row.said.clone());
            said.retain(|key, _| row.said.contains_key(key) || !ticks.contains(key));
            KindRow { said, source: row.source.clone(), ..before.clone() }
        }
        None => KindRow { id: KindRowId(register.ids.next()), ..row.clone() },
    });
    if let Said::Repeats(differences) = &heard.said
        && let Some((_, _, value)) = differences.first()
    {
        // Two rows say different things of the same: which is right, they can't say.
        let first = rows.kind.columns.first().map_or("", |c| &c.key);
        return Taken::held("repeat_conflict", first, value).of(code);
    }
    rows.told(heard, later, code)
}

/// A value as it is kept.
fn told(said: &Value) -> String {
    match said {
        Value::Text(text) | Value::Unit(_, text) => text.clone(),
        Value::Birth(birth) => birth.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Tick(true) => "x".to_owned(),
        Value::Tick(false) | Value::Excused => String::new(),
    }
}
