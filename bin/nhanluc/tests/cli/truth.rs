//! What sheets must come to, held against what the program says.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use serde_json::Value as Json;
use unicode_normalization::UnicodeNormalization as _;

use crate::office::{DAY, Office};

/// A row of a table, by the names of its columns.
pub(crate) type Row = BTreeMap<String, String>;
/// File, sheet, row.
type Place = (String, String, String);

/// How a column of the export is called among what is expected.
const COLUMNS: &[(&str, &str)] = &[
    ("full_name", "full_name"),
    ("sex", "sex"),
    ("birth", "birth"),
    ("personal_id", "personal_id"),
    ("phone", "phone"),
    ("unit", "unit"),
    ("title", "title"),
    ("mode", "mode"),
    ("fields", "fields"),
    ("degree", "degree"),
    ("major", "major"),
    ("certificate", "cert"),
];
/// Columns that are compared on a folded key.
const WORDS: &[&str] = &["full_name", "title", "degree", "major", "certificate"];

/// What a dossier must come to: its totals, and its rows.
pub(crate) struct Truth {
    totals: Json,
    rows: Vec<Row>,
}

impl Truth {
    pub(crate) fn read(totals: &Path, rows: &Path) -> Self {
        let totals = serde_json::from_slice(&fs::read(totals).unwrap()).unwrap();
        Self { totals, rows: table(&fs::read_to_string(rows).unwrap()) }
    }

    /// Every way in which what was applied, counted and exported differs from the truth.
    pub(crate) fn differences(&self, office: &Office, applied: &Json) -> Vec<String> {
        let coverage = office.coverage(&["--on", DAY]);
        let exported = table(&office.text(&["export", "officers", "--on", DAY, "--format", "csv"]));
        let mut found = Vec::new();
        self.totals(&coverage, &mut found);
        self.units(&coverage, &mut found);
        self.places(applied, &mut found);
        self.officers(&exported, &mut found);
        found
    }

    fn totals(&self, coverage: &Json, found: &mut Vec<String>) {
        let (expected, totals) = (&self.totals["officers"], &coverage["totals"]);
        let mut same = |what: &str, is: &Json, must: &Json| {
            if is != must {
                found.push(format!("{what}: {is}, not {must}"));
            }
        };
        for what in ["people", "dedicated", "concurrent", "units"] {
            same(what, &totals[what], &expected[what]);
        }
        for field in ["dx", "infosec"] {
            same(field, &totals["by_field"][field], &expected[field]);
        }
        same("held rows", &coverage["held_rows"], &expected["held_rows"]);
        for what in ["units_without_anyone", "units_without_dedicated"] {
            if set(&totals[what]) != set(&expected[what]) {
                found.push(format!("{what}: {}, not {}", totals[what], expected[what]));
            }
        }
    }

    fn units(&self, coverage: &Json, found: &mut Vec<String>) {
        let expected = self.totals["officers"]["by_unit"].as_object().unwrap();
        let mut seen = BTreeSet::new();
        for unit in coverage["units"].as_array().unwrap() {
            let code = unit["code"].as_str().unwrap();
            seen.insert(code.to_owned());
            for mode in ["dedicated", "concurrent"] {
                let must = expected.get(code).map_or(0, |e| e[mode].as_i64().unwrap());
                if unit[mode] != must {
                    found.push(format!("{code}: {} {mode}, not {must}", unit[mode]));
                }
            }
        }
        found.extend(expected.keys().filter(|c| !seen.contains(*c)).map(|c| format!("no {c}")));
    }

    /// Held rows, warnings and totals of sheets, by their places.
    fn places(&self, applied: &Json, found: &mut Vec<String>) {
        let is = coded(&applied["held"], "code");
        sets("held", &is, &coded(&self.totals["held"], "hold"), found);

        let mut must = BTreeSet::new();
        for row in &self.rows {
            let codes = row["warn"].split('|').filter(|c| !c.is_empty());
            must.extend(codes.map(|code| {
                let (file, sheet, number) = place(row);
                [file, sheet, number, code.to_owned()]
            }));
        }
        let mended = ["personal_id_zero_restored", "phone_zero_restored"];
        let is: BTreeSet<_> = coded(&applied["warnings"], "code")
            .into_iter()
            .filter(|w| mended.contains(&w[3].as_str()))
            .collect();
        sets("warnings", &is, &must, found);

        let issues = |json: &Json| -> BTreeSet<[String; 5]> {
            let all = json["sheet_issues"].as_array().unwrap().iter();
            all.map(|i| ["file", "sheet", "code", "stated", "counted"].map(|k| said(&i[k])))
                .collect()
        };
        sets("sheet issues", &issues(applied), &issues(&self.totals), found);
    }

    fn officers(&self, exported: &[Row], found: &mut Vec<String>) {
        let counted = |row: &&Row| row["hold"].is_empty();
        let expected: BTreeMap<Place, &Row> =
            self.rows.iter().filter(counted).map(|r| (place(r), r)).collect();
        // A person whom two sheets list is one; either sheet may be named.
        let who = |row: &Row| (key(&row["full_name"]), row["unit"].clone());
        let mut twins: BTreeMap<_, Vec<&Row>> = BTreeMap::new();
        for row in expected.values() {
            twins.entry(who(row)).or_default().push(row);
        }
        let mut seen: BTreeSet<Place> = BTreeSet::new();
        for line in exported {
            let at = place(line);
            let Some(must) = expected.get(&at) else {
                found.push(format!("{at:?} is not to be counted"));
                continue;
            };
            let twins = &twins[&who(must)];
            for (is, column) in COLUMNS {
                let fold = |t: &str| if WORDS.contains(is) { key(t) } else { t.to_owned() };
                let same = |row: &Row| fold(&line[*is]) == fold(&row[*column]);
                // What one sheet leaves blank the other may say.
                let said = must[*column].is_empty() && twins.iter().any(|row| same(row));
                if !same(must) && !said {
                    found.push(format!("{at:?} {is}: {}, not {}", line[*is], must[*column]));
                }
            }
            if !seen.insert(at.clone()) {
                found.push(format!("{at:?} is there twice"));
            }
        }
        let there: BTreeSet<_> = exported.iter().map(who).collect();
        let lost =
            expected.iter().filter(|(at, row)| !seen.contains(*at) && !there.contains(&who(row)));
        found.extend(lost.map(|(at, row)| format!("{at:?} {} is lost", row["full_name"])));
        let repeats = self.rows.iter().filter(|r| r["hold"].is_empty() && !r["repeat"].is_empty());
        let must = expected.len() - repeats.count();
        if exported.len() != must {
            found.push(format!("{} lines are exported, not {must}", exported.len()));
        }
    }
}

/// A table with a head, as rows by column.
pub(crate) fn table(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| {
        head.iter().cloned().zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn place(row: &Row) -> Place {
    (row["file"].clone(), row["sheet"].clone(), row["row"].clone())
}

fn said(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

fn set(json: &Json) -> BTreeSet<String> {
    json.as_array().unwrap().iter().map(said).collect()
}

/// File, sheet, row and code of each.
fn coded(json: &Json, code: &str) -> BTreeSet<[String; 4]> {
    let all = json.as_array().unwrap().iter();
    all.map(|x| ["file", "sheet", "row", code].map(|k| said(&x[k]))).collect()
}

fn sets<const N: usize>(
    what: &str,
    is: &BTreeSet<[String; N]>,
    must: &BTreeSet<[String; N]>,
    found: &mut Vec<String>,
) {
    found.extend(must.difference(is).map(|x| format!("{what}: {x:?} is lacking")));
    found.extend(is.difference(must).map(|x| format!("{what}: {x:?} is too much")));
}

/// Words as they are compared: composed or not, spaces, case and the place of the tone in its
/// syllable make no difference. Written apart from the program's own folding, which it judges.
fn key(text: &str) -> String {
    let word = |word: &str| {
        let is_tone = |c: &char| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*c);
        let letters = word.to_lowercase().nfd().collect::<Vec<_>>();
        let bare = letters.iter().filter(|c| !is_tone(c));
        bare.chain(letters.iter().filter(|c| is_tone(c))).collect::<String>()
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_key_of_words_forgets_what_it_should_and_no_more() {
    assert_eq!(key("Hoà  BÌNH"), key("Hòa Bình"));
    assert_eq!(key("Thủy".nfd().collect::<String>().as_str()), key("Thuỷ"));
    assert_ne!(key("Hoa"), key("Hòa"));
    assert_ne!(key("Hoan"), key("Hoăn"));
}
