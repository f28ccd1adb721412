//! Damaged files: whatever happens to the bytes of an honest one, it is read or refused, in time,
//! and every filled row is accounted for.
//!
//! `INTAKE_MUTATE_SECONDS` says for how long (20 by default), `INTAKE_MUTATE_SEED` where to begin,
//! `INTAKE_MUTATE_FILES` a folder of more files to damage.

#[path = "reading_support/mod.rs"]
mod support;

use std::{
    io::{Cursor, Read as _, Write as _},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use intake::reading::{Context, DetectOptions, Limits, detect, open, read_sheet};
use support::{Desk, TODAY, desk, shared, workbook};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A small generator of numbers, the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap_or(0)
    }
}

/// What numbers, counts and lengths are replaced by.
const EXTREMES: [&str; 12] =
    ["0", "-1", "1", "65535", "65536", "1048576", "1048577", "4294967295", "1e308", "NaN", "", "x"];
const MARKUP: [&str; 14] = [
    "<",
    ">",
    "\"",
    "&amp;",
    "&#0;",
    "&x;",
    "]]>",
    "<!--",
    "<c r=\"XFD1048576\" t=\"s\"><v>99999999</v></c>",
    "<row r=\"4294967295\"/>",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<table:table-cell table:number-columns-repeated=\"99999999\"><text:p>x</text:p></table:table-cell>",
    "<table:table-row table:number-rows-repeated=\"99999999\">",
    "\u{0}",
];

/// Damages bytes in a few places.
fn damage(bytes: &mut Vec<u8>, text: bool, dice: &mut Dice) {
    for _ in 0..=dice.below(6) {
        if bytes.is_empty() {
            return;
        }
        let at = dice.below(bytes.len());
        let until = (at + 1 + dice.below(24)).min(bytes.len());
        match dice.below(if text { 8 } else { 6 }) {
            0 => bytes[at] = u8::try_from(dice.below(256)).unwrap_or(0),
            1 => bytes[at] ^= 1 << dice.below(8),
            2 => drop(bytes.drain(at..until)),
            3 => {
                let copy = bytes[at..until].to_vec();
                let to = dice.below(bytes.len());
                drop(bytes.splice(to..to, copy));
            }
            4 => bytes[at..until].fill([0x00, 0xff, 0x7f, 0x80][dice.below(4)]),
            5 if dice.below(8) == 0 => bytes.truncate(at),
            5 => {
                let (from, to) = (dice.below(bytes.len()), dice.below(bytes.len()));
                bytes.swap(from, to);
            }
            6 => {
                let piece = MARKUP[dice.below(MARKUP.len())].bytes();
                drop(bytes.splice(at..at, piece));
            }
            _ => number(bytes, at, dice),
        }
    }
}

/// Replaces the next run of digits.
fn number(bytes: &mut Vec<u8>, from: usize, dice: &mut Dice) {
    let Some(start) = bytes[from..].iter().position(u8::is_ascii_digit).map(|n| from + n) else {
        return;
    };
    let len = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
    let with = EXTREMES[dice.below(EXTREMES.len())].bytes();
    drop(bytes.splice(start..start + len, with));
}

/// A package with one of its parts damaged.
fn damaged_package(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let hit = dice.below(old.len());
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        if at == hit {
            damage(&mut content, true, dice);
        }
        new.start_file(name, SimpleFileOptions::default()).ok()?;
        new.write_all(&content).ok()?;
    }
    Some(new.finish().ok()?.into_inner())
}

fn mutated(file: &[u8], dice: &mut Dice) -> Vec<u8> {
    if file.starts_with(b"PK")
        && dice.below(4) > 0
        && let Some(new) = damaged_package(file, dice)
    {
        return new;
    }
    let mut bytes = file.to_vec();
    let text = !file.starts_with(b"PK") && !file.starts_with(&[0xd0, 0xcf]);
    damage(&mut bytes, text, dice);
    bytes
}

fn files_in(folder: &Path, out: &mut Vec<(String, Vec<u8>)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files_in(&path, out);
        } else if let Ok(bytes) = std::fs::read(&path)
            && bytes.len() < 400_000
        {
            out.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes));
        }
    }
}

fn honest_files() -> Vec<(String, Vec<u8>)> {
    let rows: [&[&str]; 6] = [
        &["UBND HUYỆN TÂY SƠN"],
        &["STT", "Họ và tên", "Ngày sinh", "CCCD", "Chuyên trách", "Kiêm nhiệm", "CĐS", "ATTT"],
        &["I", "Xã Tân Tiến"],
        &["#1", "Lê Văn An", "@1980-02-03", "001080001234", "x", "", "x", ""],
        &["#2", "Trần Thị Bình", "1985", "#1185001234", "", "x", "x", "x"],
        &["", "Cộng: 2"],
    ];
    let mut out = vec![
        ("a.xlsx".to_owned(), workbook(&rows, &["A1:H1"])),
        ("a.csv".to_owned(), support::delimited(&rows)),
    ];
    if let Some(folder) = shared("dossier-2024/officers") {
        files_in(&folder, &mut out);
    }
    if let Some(folder) = std::env::var_os("INTAKE_MUTATE_FILES") {
        files_in(Path::new(&folder), &mut out);
    }
    out
}

fn read(desk: &Desk, name: &str, bytes: &[u8]) -> bool {
    let Ok(book) = open(name, bytes, &Limits::default()) else { return false };
    let options = DetectOptions { fields: &desk.fields, remembered: &desk.remembered };
    let ctx = Context {
        file_name: name,
        today: TODAY,
        units: &desk.units,
        fields: &desk.fields,
        sender: None,
    };
    for grid in &book.sheets {
        let reading = read_sheet(grid, &detect(grid, &options), &ctx);
        let filled = grid.rows.iter().map(|r| r.number);
        assert!(reading.rows.iter().map(|r| r.row).eq(filled), "every filled row once, in order");
        for (row, record) in reading.records() {
            let whole =
                record.unit.is_some() && record.mode.is_some() && record.full_name.is_some();
            assert!(whole || row.held(), "row {} counts without a name, office or mode", row.row);
        }
    }
    true
}

#[test]
#[ignore = "runs for as long as it is told to"]
fn damaged_files_are_read_or_refused() {
    let told = |name: &str| std::env::var(name).ok().and_then(|v| v.parse::<u64>().ok());
    let end = Instant::now() + Duration::from_secs(told("INTAKE_MUTATE_SECONDS").unwrap_or(20));
    let mut seed = told("INTAKE_MUTATE_SEED").unwrap_or(1);
    let (files, desk) = (honest_files(), desk());
    // An abort leaves no other trace than this file.
    let trace = std::env::temp_dir().join(format!("intake-mutated-{}", std::process::id()));
    let (mut tried, mut opened) = (0u64, 0u64);
    while Instant::now() < end {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let (name, file) = &files[dice.below(files.len())];
        let bytes = mutated(file, &mut dice);
        std::fs::write(&trace, &bytes).unwrap();
        let start = Instant::now();
        let outcome = std::panic::catch_unwind(|| read(&desk, name, &bytes));
        let took = start.elapsed();
        assert!(outcome.is_ok(), "seed {seed} on {name} panics; the file is {}", trace.display());
        assert!(
            took < Duration::from_mins(3),
            "seed {seed} on {name} takes {took:?}; the file is {}",
            trace.display()
        );
        tried += 1;
        opened += u64::from(outcome.unwrap_or(false));
        seed += 1;
    }
    println!("{tried} damaged files, {opened} of them read, the next seed is {seed}");
    std::fs::remove_file(&trace).unwrap();
    assert!(opened > 0 && opened < tried, "some are read and some refused");
}
