//! Rows of kinds that the office described.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use kernel::Interval;
use ledger::{Book, Held, Saying};
use registry::model::SheetRow;

use super::{At, Register, Taken};
use crate::{
    listing::{KindColumn, Line, Said, ValueKind},
    model::{KindRow, KindRowId, SheetKind},
};

/// Rows on record of one described kind, and what lists add.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) kind: SheetKind,
    headings: Arc<[(String, String)]>,
    book: Book<KindRow>,
}

impl Rows {
    pub(crate) fn new(kind: SheetKind, standing: Vec<Held<KindRow>>) -> Self {
        let headings: Arc<[(String, String)]> = kind
            .columns
            .iter()
            .map(|c| (c.key.clone(), c.label.clone().unwrap_or_default()))
            .collect();
        let standing = standing
            .into_iter()
            .map(|held| Held { fact: held.fact.of(&kind, &headings), ..held })
            .collect();
        Self { kind, headings, book: Book::new(standing) }
    }

    /// Rows on record that a new list of their office no longer names.
    pub(super) fn unnamed(&self) -> Vec<&KindRow> {
        self.book.unnamed(|row| row.org)
    }

    pub(super) fn finish(self) -> Vec<Saying<KindRow>> {
        self.book.finish()
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
    let over = Interval::since(at.sheet.on);
    let key = ledger::Listed::key(&row);
    let taken = rows.book.say((key, 0), over, |before| match before {
        Some(before) => {
            let mut said = before.said.clone();
            said.extend(row.said.clone());
            said.retain(|key, _| row.said.contains_key(key) || !ticks.contains(key));
            KindRow { said, source: row.source.clone(), ..before.clone() }
        }
        None => KindRow { id: KindRowId(register.ids.next()), ..row.clone() },
    });
    if let ledger::Said::Repeats(differences) = &taken
        && let Some((_, _, value)) = differences.first()
    {
        // Two rows say different things of the same: which is right, they can't say.
        let first = rows.kind.columns.first().map_or("", |c| &c.key);
        return Taken::held("repeat_conflict", first, value).of(code);
    }
    Taken::new(taken).of(code)
}

/// A value as it is kept.
fn told(said: &Said) -> String {
    match said {
        Said::Text(text) | Said::Unit(_, text) => text.clone(),
        Said::Birth(birth) => birth.to_string(),
        Said::Date(day) => day.to_string(),
        Said::Number(number) => number.to_string(),
        Said::Tick(true) => "x".to_owned(),
        Said::Tick(false) | Said::Excused => String::new(),
    }
}
