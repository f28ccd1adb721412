//! Coverage: who covers what, on a day, as known at a time, on a map.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::{AsOf, Date, Interval, Uuid, parse_iso};
use ledger::{Held, as_of, held};
use serde_json::{Value as Json, json};
use store::{Tx, boxed, on_db, sqlx};

use crate::{
    Error,
    model::{AssignmentId, Mode, Norm, OrgId, PersonId, split_fields},
    rules::{
        coverage::{ByMode, Demand, Inputs, Line, NormResult, Post, counts, lines, unmet_since},
        lineage::{LineKey, OrgMap},
    },
};

/// Coverage of all offices.
#[derive(Debug)]
pub struct Coverage {
    /// Day in the world, last act taken into account.
    pub as_of: AsOf,
    /// Day whose map the lines follow.
    pub map: Date,
    /// In all.
    pub totals: Totals,
    /// Line by line, by code.
    pub lines: Vec<Line>,
    /// The norms that were judged.
    pub norms: Vec<Norm>,
}

/// Coverage in all.
#[derive(Debug, Default)]
pub struct Totals {
    /// Lines that are counted.
    pub units: i64,
    /// People, each once.
    pub people: i64,
    /// Posts by mode: the sum of the lines.
    pub modes: ByMode,
    /// Posts by field and mode: the sum of the lines.
    pub fields: BTreeMap<String, ByMode>,
    /// Codes of lines where nobody is.
    pub units_without_anyone: Vec<String>,
    /// Codes of lines where nobody is full time.
    pub units_without_dedicated: Vec<String>,
    /// People whose office no longer exists.
    pub not_placed: i64,
}

/// Computes coverage. `map` is the day whose map the lines follow.
#[boxed]
pub async fn coverage(
    tx: &mut Tx,
    orgs: &OrgMap,
    as_of: AsOf,
    map: Date,
) -> Result<Coverage, Error> {
    let posts = posts_on(tx, as_of).await?;
    let earlier = if map < as_of.valid_on {
        let then = posts_on(tx, AsOf { valid_on: map, ..as_of }).await?;
        then.into_iter().map(|p| (p.assignment, p.org)).collect()
    } else {
        HashMap::new()
    };
    let norms = super::norms(tx, as_of).await?;
    let inputs =
        Inputs { orgs, on: as_of.valid_on, map, posts: &posts, earlier: &earlier, norms: &norms };
    let mut lines = lines(&inputs);
    date_gaps(tx, as_of, &mut lines).await?;
    let totals = add_up(&lines);
    Ok(Coverage { as_of, map, totals, lines, norms })
}

type PostRow = (Uuid, Uuid, Uuid, String, String);

/// The posts held on a day.
#[boxed]
pub async fn posts_on(tx: &mut Tx, at: AsOf) -> Result<Vec<Post>, Error> {
    let rows: Vec<PostRow> = on_db!(tx, c => sqlx::query_as(concat!(
        "SELECT a.assignment_id, a.person_id, a.org_id, a.mode, a.fields FROM assignment a WHERE ",
        as_of!("a", "$1", "$2")))
        .bind(at.valid_on.to_string()).bind(at.known_at).fetch_all(c).await)?;
    Ok(rows.into_iter().filter_map(to_post).collect())
}

fn to_post((assignment, person, org, mode, fields): PostRow) -> Option<Post> {
    Some(Post {
        assignment: AssignmentId(assignment),
        person: PersonId(person),
        org: OrgId(org),
        mode: Mode::parse(&mode)?,
        fields: split_fields(&fields),
    })
}

fn add_up(lines: &[Line]) -> Totals {
    let mut totals = Totals::default();
    let mut people = BTreeSet::new();
    let mut not_placed = BTreeSet::new();
    for line in lines {
        totals.units += i64::from(line.counted);
        totals.modes.dedicated += line.modes.dedicated;
        totals.modes.concurrent += line.modes.concurrent;
        for (field, modes) in &line.fields {
            let all = totals.fields.entry(field.clone()).or_default();
            all.dedicated += modes.dedicated;
            all.concurrent += modes.concurrent;
        }
        if line.counted && line.people.is_empty() {
            totals.units_without_anyone.push(line.code.clone());
        }
        if line.counted && line.modes.dedicated == 0 {
            totals.units_without_dedicated.push(line.code.clone());
        }
        people.extend(line.people.iter().copied());
        not_placed.extend(line.not_placed.iter().copied());
    }
    totals.people = i64::try_from(people.len()).unwrap_or(i64::MAX);
    totals.not_placed = i64::try_from(not_placed.len()).unwrap_or(i64::MAX);
    totals
}

type HistoryRow = (Uuid, Uuid, String, String, Option<String>, Option<String>);

/// Offices asked about in one statement.
const CHUNK: usize = 400;

/// Says since when each unmet norm has not been met.
async fn date_gaps(tx: &mut Tx, at: AsOf, lines: &mut [Line]) -> Result<(), Error> {
    let unmet = |line: &&mut Line| line.norms.iter().any(|n| !n.met);
    let offices: BTreeSet<OrgId> =
        lines.iter_mut().filter(unmet).flat_map(|l| l.offices.iter().copied()).collect();
    let mut past: HashMap<OrgId, Vec<HistoryRow>> = HashMap::new();
    for part in offices.into_iter().collect::<Vec<_>>().chunks(CHUNK) {
        for row in history_of(tx, at, part).await? {
            past.entry(OrgId(row.0)).or_default().push(row);
        }
    }
    let law = held::<Norm>(tx, at.known_at, "", &[]).await?;
    for line in lines.iter_mut().filter(unmet) {
        let rows: Vec<&HistoryRow> =
            line.offices.iter().filter_map(|o| past.get(o)).flatten().collect();
        for result in line.norms.iter_mut().filter(|n| !n.met) {
            let versions = law.iter().filter(|version| {
                let kinds = &version.fact.kinds;
                version.fact.code == result.code && kinds.iter().any(|k| line.kinds.contains(k))
            });
            let demands: Vec<Demand> = versions.map(|version| demand(version, &rows)).collect();
            result.unmet_since = unmet_since(&demands, at.valid_on);
        }
    }
    Ok(())
}

fn demand(version: &Held<Norm>, rows: &[&HistoryRow]) -> Demand {
    let norm = &version.fact;
    let held = rows.iter().filter_map(|row| towards(norm, row)).collect();
    Demand { valid: version.valid, minimum: norm.minimum, held }
}

fn towards(norm: &Norm, row: &HistoryRow) -> Option<(PersonId, Interval)> {
    let (_, person, mode, fields, from, to) = row;
    let date = |text: &Option<String>| text.as_deref().and_then(parse_iso);
    counts(norm, Mode::parse(mode)?, &split_fields(fields))
        .then(|| (PersonId(*person), Interval { from: date(from), to: date(to) }))
}

async fn history_of(tx: &mut Tx, at: AsOf, offices: &[OrgId]) -> Result<Vec<HistoryRow>, Error> {
    let marks: Vec<String> = (2..2 + offices.len()).map(|n| format!("${n}")).collect();
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT a.org_id, a.person_id, a.mode, a.fields, a.valid_from, a.valid_to \
         FROM assignment a WHERE {} AND a.org_id IN ({})",
        ledger::known!("a", "$1"),
        marks.join(", ")
    ));
    Ok(on_db!(tx, c => {
        let mut query = sqlx::query_as(sql).bind(at.known_at);
        for office in offices {
            query = query.bind(office.0);
        }
        query.fetch_all(c).await
    })?)
}

impl Coverage {
    /// The shape programs read. `known_at` is the time asked for; `held_rows` are the sheet rows
    /// that wait and are not counted.
    pub fn to_json(&self, known_at: &str, held_rows: i64) -> Json {
        let restated = self.map != self.as_of.valid_on;
        json!({
            "on": self.as_of.valid_on,
            "known_at": known_at,
            "known_act": self.as_of.known_at,
            "map": self.map,
            "totals": {
                "units": self.totals.units,
                "people": self.totals.people,
                "dedicated": self.totals.modes.dedicated,
                "concurrent": self.totals.modes.concurrent,
                "by_field": field_counts(&self.totals.fields),
                "by_field_and_mode": self.totals.fields,
                "units_without_anyone": self.totals.units_without_anyone,
                "units_without_dedicated": self.totals.units_without_dedicated,
                "not_placed": self.totals.not_placed,
            },
            "units": self.lines.iter().map(|l| self.line_json(l, restated)).collect::<Vec<_>>(),
            "held_rows": held_rows,
        })
    }

    fn line_json(&self, line: &Line, restated: bool) -> Json {
        let norms: Vec<Json> = line.norms.iter().map(|result| self.norm_json(result)).collect();
        let mut json = json!({
            "code": line.code,
            "name": line.name,
            "people": line.people.len(),
            "dedicated": line.modes.dedicated,
            "concurrent": line.modes.concurrent,
            "by_field": field_counts(&line.fields),
            "by_field_and_mode": line.fields,
            "not_placed": line.not_placed.len(),
            "norms": norms,
        });
        if matches!(line.key, LineKey::Lost(_)) {
            json["successor"] = Json::Null;
        } else if restated {
            json["successor"] = json!(line.code);
        }
        json
    }

    /// A norm as it stands at a line, with the act and clause it is measured by; a clause that is
    /// not known is null.
    fn norm_json(&self, result: &NormResult) -> Json {
        let mut json = json!(result);
        if let Some(norm) = self.norms.iter().find(|norm| norm.code == result.code) {
            json["act"] = json!(norm.basis_act);
            json["clause"] = json!(Some(&norm.basis_clause).filter(|clause| !clause.is_empty()));
        }
        json
    }
}

fn field_counts(fields: &BTreeMap<String, ByMode>) -> BTreeMap<&str, i64> {
    fields.iter().map(|(code, m)| (code.as_str(), m.dedicated + m.concurrent)).collect()
}
