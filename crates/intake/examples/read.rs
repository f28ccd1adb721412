//! How spreadsheets are read: `read REGISTER.csv SHEET…` prints one JSON object a line for every
//! column, row and issue. The register is a table of `code,name,kind,parent,area,aliases`.

use std::{collections::BTreeMap, error::Error, fs, io::Write as _, path::Path};

use intake::reading::{
    Context, DetectOptions, Limits, Mode, Office, OfficerRow, Sex, SheetReading, UnitIndex,
    column_letter, default_fields, detect, open, read_sheet,
};
use kernel::Date;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "read REGISTER.csv SHEET…";
    let units = register(&arguments.next().ok_or(usage)?)?;
    let mut out = std::io::stdout().lock();
    for path in arguments {
        for line in read(Path::new(&path), &units)? {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn register(path: &str) -> Result<UnitIndex, Box<dyn Error>> {
    let mut table = csv::Reader::from_path(path)?;
    let mut offices = Vec::new();
    for record in table.records() {
        let record = record?;
        let cell = |n: usize| record.get(n).unwrap_or("").to_owned();
        let some = |n: usize| Some(cell(n)).filter(|t| !t.is_empty());
        offices.push(Office {
            code: cell(0),
            name: cell(1),
            kind: cell(2),
            parent: some(3),
            area: some(4),
            aliases: cell(5).split([';', '|']).filter(|a| !a.is_empty()).map(Into::into).collect(),
        });
    }
    Ok(UnitIndex::new(offices))
}

fn read(path: &Path, units: &UnitIndex) -> Result<Vec<Value>, Box<dyn Error>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let book = match open(&name, &fs::read(path)?, &Limits::default()) {
        Ok(book) => book,
        Err(refusal) => return Ok(vec![json!({ "file": name, "refused": refusal.code() })]),
    };
    let fields = default_fields();
    let options = DetectOptions { fields: &fields, remembered: &BTreeMap::new() };
    let today = Date::constant(2024, 11, 1);
    let context = Context { file_name: &name, today, units, fields: &fields, sender: None };
    let mut out = Vec::new();
    for grid in &book.sheets {
        let reading = read_sheet(grid, &detect(grid, &options), &context);
        let mut lines = lines(&reading);
        for line in &mut lines {
            line["file"] = name.as_str().into();
            line["sheet"] = grid.name.as_str().into();
            line["hidden"] = grid.hidden.into();
        }
        out.append(&mut lines);
    }
    Ok(out)
}

fn lines(reading: &SheetReading) -> Vec<Value> {
    let mut out = Vec::new();
    for column in &reading.columns {
        out.push(json!({
            "column": column_letter(column.index),
            "heading": column.heading,
            "meaning": column.meaning.to_string(),
            "confidence": format!("{:?}", column.confidence),
        }));
    }
    for issue in &reading.issues {
        out.push(json!({
            "issue": issue.code,
            "row": issue.row,
            "column": issue.column.map(column_letter),
            "value": issue.value,
            "stated": issue.stated,
            "counted": issue.counted,
            "note": issue.note,
        }));
    }
    for row in &reading.rows {
        let problems: Vec<Value> = row
            .problems
            .iter()
            .map(|p| json!({ "column": column_letter(p.column), "code": p.code, "value": p.value, "hold": p.hold, "suggestions": p.suggestions }))
            .collect();
        out.push(json!({
            "row": row.row,
            "kind": format!("{:?}", row.kind),
            "hold": row.holding().map(|p| p.code),
            "problems": problems,
            "record": row.record.as_deref().map(record),
        }));
    }
    out
}

fn record(r: &OfficerRow) -> Value {
    json!({
        "full_name": r.full_name,
        "sex": r.sex.map(Sex::as_str),
        "birth": r.birth.map(|b| b.to_string()),
        "personal_id": r.personal_id,
        "phone": r.phone,
        "email": r.email,
        "unit": r.unit.as_ref().map(|u| &u.code),
        "title": r.title,
        "mode": r.mode.map(Mode::as_str),
        "fields": r.fields.join("|"),
        "degree": r.degree,
        "major": r.major,
        "cert": r.certificates,
        "extra": r.extra.iter().map(|e| &e.value).collect::<Vec<_>>(),
    })
}
