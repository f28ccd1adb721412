//! One workbook of 100,000 rows: calamine alone, our reading of it, and the whole preview against
//! a record, in turns, each as a process of its own: as a command is waited for.
//!
//! `cargo bench -p intake --bench large`; `ROWS` in the environment asks for another size.
#![expect(clippy::unwrap_used, reason = "a bench that can't run says so")]

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Write as _},
    mem::ManuallyDrop,
    path::Path,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
use intake::{
    acts::{Incoming, Terms, preview},
    reading::{
        Context, DetectOptions, Limits, Office, UnitIndex, default_fields, detect, open, read_sheet,
    },
};
use kernel::Date;
use ledger::Source;
use registry::acts::{Desk, ensure_setup, load_units};
use rust_xlsxwriter::Workbook;
use store::{Db, Migration, Secret};

static BY: std::sync::LazyLock<access::Actor> =
    std::sync::LazyLock::new(|| access::Actor::command_of("bench"));

const TURNS: usize = 5;
const OFFICES: usize = 200;
/// What each way is called, as an argument and in the table.
const WAYS: [(&str, &str); 3] =
    [("alone", "calamine alone"), ("reading", "our reading"), ("preview", "the whole preview")];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments[..] {
        [way, folder] if Path::new(folder).is_dir() => one(way, Path::new(folder)),
        _ => all(),
    }
}

/// Every way in turn, and what each took.
fn all() {
    let rows = std::env::var("ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().unwrap();
    let bytes = workbook(rows);
    fs::write(folder.path().join(SHEET), &bytes).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(make_record(folder.path()));
    let mut took: BTreeMap<usize, Vec<Duration>> = BTreeMap::new();
    let mut memory = [0; WAYS.len()];
    for _ in 0..TURNS {
        for (n, (way, what)) in WAYS.iter().enumerate() {
            let began = Instant::now();
            let mut command = Command::new(std::env::current_exe().unwrap());
            let output = command.arg(way).arg(folder.path()).output().unwrap();
            took.entry(n).or_default().push(began.elapsed());
            let said = String::from_utf8_lossy(&output.stdout);
            let told: Vec<usize> = said.split_whitespace().flat_map(str::parse).collect();
            let [seen, most] = told[..] else {
                panic!("{}", String::from_utf8_lossy(&output.stderr))
            };
            assert_eq!(seen, rows, "{what} sees every row");
            memory[n] = most.max(memory[n]);
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    let least = median(took.get_mut(&0).unwrap());
    let mut out = std::io::stdout().lock();
    writeln!(out, "{rows} rows, {} MB packed", bytes.len() / 1_000_000).unwrap();
    for (n, times) in &mut took {
        let time = median(times);
        let ratio = time.as_secs_f64() / least.as_secs_f64();
        let (what, most) = (WAYS[*n].1, memory[*n]);
        writeln!(out, "{what:<24} {:>6} ms  {ratio:.2} ×  {most:>4} MB", time.as_millis()).unwrap();
    }
}

/// One way: says how many rows it saw and the most memory it held.
fn one(way: &str, folder: &Path) {
    let bytes = Arc::new(fs::read(folder.join(SHEET)).unwrap());
    let rows = match way {
        "alone" => calamine_alone(&bytes),
        "reading" => our_reading(&bytes),
        _ => {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            let rows = runtime.block_on(whole_preview(folder, &bytes));
            runtime.shutdown_background();
            rows
        }
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{rows} {}", most_memory()).unwrap();
}

const SHEET: &str = "large.xlsx";

/// What offices send: a title, a header, numbered rows.
fn workbook(rows: usize) -> Vec<u8> {
    const FAMILY: [&str; 8] = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Ngô"];
    const MIDDLE: [&str; 6] = ["Văn", "Thị", "Đức", "Thu", "Minh", "Ngọc"];
    const GIVEN: [&str; 10] =
        ["An", "Bình", "Cường", "Dung", "Giang", "Hoà", "Hương", "Khánh", "Lan", "Tuyết"];
    const HEADS: [&str; 10] = [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        "Số định danh cá nhân",
        "Đơn vị",
        "Chức vụ",
        "Chuyên trách",
        "Kiêm nhiệm",
        "Lĩnh vực",
        "Số ĐT",
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "DANH SÁCH CÁN BỘ PHỤ TRÁCH CHUYỂN ĐỔI SỐ").unwrap();
    sheet.write(1, 0, "(Số liệu tính đến ngày 15/10/2024)").unwrap();
    for (column, head) in (0u16..).zip(HEADS) {
        sheet.write(3, column, head).unwrap();
    }
    for n in 0..rows {
        let row = u32::try_from(n).unwrap() + 4;
        let name =
            [FAMILY[n % 8], MIDDLE[n / 8 % 6], MIDDLE[n / 48 % 6], GIVEN[n / 288 % 10]].join(" ");
        let (year, month, day) = (1965 + n / 336 % 38, n / 28 % 12 + 1, n % 28 + 1);
        let dedicated = n % 40 == 0;
        sheet.write(row, 0, u32::try_from(n + 1).unwrap()).unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, format!("{day:02}/{month:02}/{year}")).unwrap();
        // As the issuing ministry makes them: province, century, year, a number.
        let century = if year < 2000 { 0 } else { 2 };
        sheet.write(row, 3, format!("026{century}{:02}{:06}", year % 100, n % 1_000_000)).unwrap();
        sheet.write(row, 4, office_name(n % OFFICES)).unwrap();
        sheet.write(row, 5, "Chuyên viên").unwrap();
        sheet.write(row, if dedicated { 6 } else { 7 }, "x").unwrap();
        sheet.write(row, 8, if n % 20 == 0 { "CĐS, ATTT" } else { "CĐS" }).unwrap();
        sheet.write(row, 9, format!("09{:08}", n % 100_000_000)).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn office_name(n: usize) -> String {
    format!("Ủy ban nhân dân xã Số {}", n + 1)
}

fn calamine_alone(bytes: &Arc<Vec<u8>>) -> usize {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(&bytes[..])).unwrap();
    let name = book.sheet_names()[0].clone();
    book.worksheet_range(&name).unwrap().height() - 4
}

fn our_reading(bytes: &Arc<Vec<u8>>) -> usize {
    let units = UnitIndex::new((0..OFFICES).map(office).collect());
    let fields = default_fields();
    let book = open("large.xlsx", bytes, &Limits::default()).unwrap();
    let grid = &book.sheets[0];
    let detected = detect(grid, &DetectOptions { fields: &fields, remembered: &BTreeMap::new() });
    let context = Context {
        file_name: "large.xlsx",
        today: Date::constant(2024, 10, 15),
        units: &units,
        fields: &fields,
        sender: None,
    };
    read_sheet(grid, &detected, &context).records().count()
}

fn office(n: usize) -> Office {
    Office {
        code: format!("X{n}"),
        name: office_name(n),
        kind: "commune".into(),
        parent: None,
        area: None,
        aliases: Vec::new(),
    }
}

/// A register of offices, and nobody in it.
async fn make_record(folder: &Path) {
    let db = open_record(folder).await;
    let clock = testkit::clock();
    let desk = desk(&db, &clock);
    ensure_setup(&desk).await.unwrap();
    let mut units = "code,name,kind,parent,area,aliases\n".to_owned();
    units.extend((0..OFFICES).map(|n| format!("X{n},{},commune,,,\n", office_name(n))));
    let path = folder.join("units.csv");
    fs::write(&path, units).unwrap();
    load_units(&desk, &path, None).await.unwrap();
}

async fn open_record(folder: &Path) -> Db {
    let migrations: Vec<Migration> = [
        ledger::MIGRATIONS,
        access::MIGRATIONS,
        registry::MIGRATIONS,
        community::MIGRATIONS,
        training::MIGRATIONS,
        pipeline::MIGRATIONS,
        intake::MIGRATIONS,
    ]
    .concat();
    let db = Db::open(&folder.join("nhanluc.db").to_string_lossy()).await.unwrap();
    store::migrate(&db, &migrations).await.unwrap();
    db.with_secret(Secret::new(b"secret of a bench"))
}

fn desk<'a>(db: &'a Db, clock: &'a kernel::Clock) -> Desk<'a> {
    Desk { db, clock, by: &BY, source: Source::Command }
}

async fn whole_preview(folder: &Path, bytes: &Arc<Vec<u8>>) -> usize {
    let (db, clock) = (open_record(folder).await, testkit::clock());
    let file = Incoming { name: SHEET.into(), bytes: Arc::clone(bytes) };
    let proposal = preview(&desk(&db, &clock), &[file], &Terms::default()).await.unwrap();
    // As the command does.
    ManuallyDrop::new(proposal).rows.len()
}

/// The most memory this process held, in MB.
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().strip_suffix(" kB")?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
