//! What the sheets must add up to, row by row and in all.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Serialize;

use crate::{Beyond, Error, table};

/// What must be read in one row of one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Name of the file.
    pub file: String,
    /// Name of the sheet; empty for text files.
    pub sheet: String,
    /// Number of the row, as a spreadsheet shows it.
    pub row: usize,
    /// In title case.
    pub full_name: String,
    /// `M` or `F`.
    pub sex: &'static str,
    /// A day, or a year alone; empty where the sheet says nothing that can be read.
    pub birth: String,
    /// Twelve digits or empty.
    pub personal_id: String,
    /// Ten digits or empty.
    pub phone: String,
    /// Code of the office; empty where it is not known.
    pub unit: String,
    /// Post held.
    pub title: String,
    /// `dedicated` or `concurrent`; empty where the sheet does not tell.
    pub mode: &'static str,
    /// `dx`, `infosec`.
    pub fields: Vec<&'static str>,
    /// Degree.
    pub degree: String,
    /// Subject.
    pub major: String,
    /// Certificate.
    pub cert: String,
    /// Why the row waits; empty where it counts.
    pub hold: &'static str,
    /// What the reader mended.
    pub warn: Vec<&'static str>,
    /// An earlier row lists the same person.
    pub repeat: bool,
}

/// The head of the table of [`Line`]s.
pub(crate) const HEAD: [&str; 18] = [
    "file",
    "sheet",
    "row",
    "full_name",
    "sex",
    "birth",
    "personal_id",
    "phone",
    "unit",
    "title",
    "mode",
    "fields",
    "degree",
    "major",
    "cert",
    "hold",
    "warn",
    "repeat",
];

impl Line {
    fn record(&self) -> Vec<String> {
        let text = |t: &str| t.to_owned();
        vec![
            self.file.clone(),
            self.sheet.clone(),
            self.row.to_string(),
            self.full_name.clone(),
            text(self.sex),
            self.birth.clone(),
            self.personal_id.clone(),
            self.phone.clone(),
            self.unit.clone(),
            self.title.clone(),
            text(self.mode),
            self.fields.join("|"),
            self.degree.clone(),
            self.major.clone(),
            self.cert.clone(),
            text(self.hold),
            self.warn.join("|"),
            text(if self.repeat { "1" } else { "" }),
        ]
    }

    fn counts(&self) -> bool {
        self.hold.is_empty() && !self.repeat
    }
}

/// People of one office by mode; never added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Modes {
    /// Chuyên trách.
    pub dedicated: usize,
    /// Kiêm nhiệm.
    pub concurrent: usize,
}

/// A row that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// Name of the file.
    pub file: String,
    /// Name of the sheet.
    pub sheet: String,
    /// Number of the row.
    pub row: usize,
    /// Code.
    pub hold: &'static str,
}

/// A total that differs from the rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetIssue {
    /// Name of the file.
    pub file: String,
    /// Name of the sheet.
    pub sheet: String,
    /// `total_mismatch`.
    pub code: &'static str,
    /// What the sheet says.
    pub stated: usize,
    /// What is there.
    pub counted: usize,
}

/// What all sheets add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Officers {
    /// Data rows.
    pub rows: usize,
    /// Rows that list somebody again.
    pub repeated_rows: usize,
    /// Rows that wait.
    pub held_rows: usize,
    /// People who count.
    pub people: usize,
    /// Of them, dedicated.
    pub dedicated: usize,
    /// Of them, beside another job.
    pub concurrent: usize,
    /// Of them, in information security.
    pub infosec: usize,
    /// Of them, in digital transformation.
    pub dx: usize,
    /// Each office but the province's own committee.
    pub by_unit: BTreeMap<String, Modes>,
    /// How many offices that is.
    pub units: usize,
    /// Offices nobody covers.
    pub units_without_anyone: Vec<String>,
    /// Offices without anyone dedicated; those without anyone too.
    pub units_without_dedicated: Vec<String>,
}

/// A person whom a later sheet leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// In title case.
    pub full_name: String,
    /// Twelve digits or empty.
    pub personal_id: String,
    /// Code of the office.
    pub unit: String,
}

/// What a later file changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Later {
    /// Name of the file, within its folder.
    pub file: String,
    /// Code of the office.
    pub unit: String,
    /// The day it states.
    pub on: String,
    /// Data rows.
    pub rows: usize,
    /// People not counted before: those whose rows were mended, and new ones.
    pub people_new: usize,
    /// People known before.
    pub people_matched: usize,
    /// Who is not on it any more: asked about, not deleted.
    pub missing: Vec<Missing>,
}

/// A sheet that was sent to the campaign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Code of the commune. The office's own code is given by the act that merges.
    pub area: String,
    /// Name of the office.
    pub name: String,
    /// Name of the file.
    pub file: String,
}

/// How the campaign of 2025 stands: communes that are not named here are late.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Campaign {
    /// Entered.
    pub accepted: Option<Sheet>,
    /// Goes back with a remark.
    pub to_fix: Option<Sheet>,
    /// Waits to be looked through.
    pub sent: Vec<Sheet>,
}

/// Departments that promised something, by how it turned out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Commitments {
    /// Done in time.
    pub kept: Option<String>,
    /// The day is past.
    pub broken: Option<String>,
    /// There is time.
    pub due: Option<String>,
}

/// All that is true of the sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Truth {
    /// Files in `officers/`.
    pub files: usize,
    /// Totals.
    pub officers: Officers,
    /// Rows that wait.
    pub held: Vec<Held>,
    /// Totals that are wrong.
    pub sheet_issues: Vec<SheetIssue>,
    /// The file in `officers-corrected/`.
    pub corrected: Option<Later>,
    /// The file in `officers-2025/`, from after the merger.
    pub merged: Option<Later>,
    /// The campaign of 2025.
    pub campaign: Campaign,
    /// What departments promised.
    pub commitments: Commitments,
    /// What stands beside the officers.
    pub beyond: Beyond,
    /// Row by row.
    #[serde(skip)]
    pub lines: Vec<Line>,
}

/// Adds up.
pub(crate) fn add_up(lines: &[Line], units: &[String]) -> Officers {
    let mut sum = Officers { rows: lines.len(), units: units.len(), ..Officers::default() };
    sum.by_unit = units.iter().map(|u| (u.clone(), Modes::default())).collect();
    sum.held_rows = lines.iter().filter(|l| !l.hold.is_empty()).count();
    sum.repeated_rows = lines.iter().filter(|l| l.hold.is_empty() && l.repeat).count();
    for line in lines.iter().filter(|l| l.counts()) {
        let dedicated = usize::from(line.mode == "dedicated");
        sum.people += 1;
        sum.dedicated += dedicated;
        sum.concurrent += 1 - dedicated;
        sum.infosec += usize::from(line.fields.contains(&"infosec"));
        sum.dx += usize::from(line.fields.contains(&"dx"));
        let unit = sum.by_unit.entry(line.unit.clone()).or_default();
        unit.dedicated += dedicated;
        unit.concurrent += 1 - dedicated;
    }
    let none = |pick: fn(&Modes) -> usize| {
        units.iter().filter(|u| sum.by_unit.get(*u).is_none_or(|m| pick(m) == 0)).cloned().collect()
    };
    sum.units_without_anyone = none(|m| m.dedicated + m.concurrent);
    sum.units_without_dedicated = none(|m| m.dedicated);
    sum
}

/// The rows that wait.
pub(crate) fn held(lines: &[Line]) -> Vec<Held> {
    let waits = lines.iter().filter(|l| !l.hold.is_empty());
    waits
        .map(|l| Held { file: l.file.clone(), sheet: l.sheet.clone(), row: l.row, hold: l.hold })
        .collect()
}

/// Writes lines as a table.
pub(crate) fn write_lines(lines: &[Line], file: &Path) -> Result<(), Error> {
    table::write(file, &HEAD, lines.iter().map(Line::record))
}

/// Writes the truth.
pub(crate) fn write(truth: &Truth, dir: &Path) -> Result<(), Error> {
    fs::write(dir.join("truth.json"), serde_json::to_vec_pretty(truth)?)?;
    write_lines(&truth.lines, &dir.join("truth_officers.csv"))
}
