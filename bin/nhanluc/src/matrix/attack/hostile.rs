//! Names that are formula, script and markup, in every place that takes words: pages show them,
//! tables and workbooks carry them away, and nothing runs.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
};

use axum::http::Method;
use calamine::{Reader as _, Xlsx};
use store::{Db, execute, sqlx};
use testkit::Page;

use super::{Ground, beginning, browser, own};

/// Put before whatever stands there. Each begins as a spreadsheet's formula does, closes
/// attributes, and opens an element no page of ours has.
const WORDS: [&str; 6] = [
    "=HYPERLINK(\"//xau\")\"'><xau onerror=alert(1)>",
    "+1-1\"'><xau>",
    "-1+1|' /C calc'!A0<xau>",
    "@SUM(1)<xau>\r\nX-Xau: 1",
    "\t=1+1<xau>\";\nz;=1+1",
    "\r=1+1</title></script><xau>{{7*7}}${7*7}",
];

/// Columns of words people type. Codes, days and keys are none.
const TYPED: [(&str, &[&str]); 34] = [
    ("account", &["full_name"]),
    ("account_link", &["subject"]),
    ("act", &["reason", "entered_by"]),
    ("answer_term", &["basis_act", "basis_clause"]),
    ("area", &["name"]),
    ("assignment", &["title", "ended_because", "source_file", "source_sheet"]),
    ("attendance", &["full_name", "unit", "score", "source_file", "source_sheet"]),
    ("batch", &["opened_by"]),
    ("campaign", &["name"]),
    ("commitment", &["what", "promised_by", "note"]),
    ("course", &["name"]),
    ("course_session", &["source_file", "source_sheet"]),
    ("data_request", &["who", "contact", "what", "outcome", "basis"]),
    ("field", &["name_vi", "name_en"]),
    ("graduates", &["institution", "field", "level", "source_file", "source_sheet"]),
    ("held_row", &["file", "sheet"]),
    ("holiday", &["name_vi", "name_en", "basis_act", "basis_clause"]),
    ("job", &["last_error", "claimed_by"]),
    ("lrs_forward", &["name"]),
    ("lrs_key", &["name"]),
    ("mail_address", &["address"]),
    ("norm", &["name_vi", "name_en", "basis_act", "basis_clause"]),
    ("organisation", &["name"]),
    ("passkey", &["name"]),
    ("person", &["full_name", "phone", "email"]),
    ("processing_basis", &["basis_act", "basis_clause"]),
    ("qualification", &["name", "major"]),
    ("read_log", &["account_name", "purpose"]),
    ("remark", &["file", "sheet", "body"]),
    ("retention_rule", &["basis_act", "basis_clause"]),
    ("sheet_kind", &["name"]),
    ("team", &["village", "decision_no", "source_file", "source_sheet"]),
    ("team_member", &["full_name", "phone", "role", "organisation", "source_file"]),
    ("web_session", &["address", "agent"]),
];

/// Every word that was typed becomes a hostile one, for each row another.
async fn poison(db: &Db) {
    let mut tx = db.write().await.unwrap();
    let cases = (0..).zip(&WORDS);
    let cases = cases.map(|(n, word)| format!("WHEN {n} THEN '{}' ", word.replace('\'', "''")));
    let cases = cases.collect::<Vec<_>>().concat();
    let mut changed = 0;
    for (table, columns) in TYPED {
        for column in columns {
            let sql = format!(
                "UPDATE {table} SET {column} = CASE rowid % {} {cases} END || {column} \
                 WHERE {column} IS NOT NULL AND {column} <> ''",
                WORDS.len()
            );
            changed += execute!(&mut tx, sqlx::query(sqlx::AssertSqlSafe(sql))).unwrap();
        }
    }
    assert!(changed > 500, "too little was poisoned: {changed}");
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_shown_and_carried_away_and_nothing_runs() {
    let mut ground = Ground::open().await;
    let (router, db) = ground.house.open_with_db().await;
    poison(&db).await;
    let mut found = Found::default();
    for name in ["coord", "admin", "report", "official", "inspect"] {
        let ticket = ground.house.tickets[name].clone();
        let mut seen = BTreeSet::new();
        for example in ground.with("GET") {
            let address = own(&example.inside, &ticket);
            let mut html = browser(&router, &ticket, "text/html");
            let page = html.get(&address).await;
            found.look(&page, &address);
            seen.extend(exports(&page.text()));
            let fragment = browser(&router, &ticket, "text/html").with_header("x-fragment", "1");
            found.look(&{ fragment }.get(&address).await, &address);
            let mut data = browser(&router, &ticket, "application/json");
            found.look(&data.get(&address).await, &address);
        }
        for address in seen {
            let mut client = browser(&router, &ticket, "*/*");
            found.look(&client.send(Method::GET, &address, None, Vec::new()).await, &address);
        }
        for format in ["csv", "xlsx"] {
            let mut client = browser(&router, &ticket, "text/html");
            client.set_csrf(Some((access::CSRF_FIELD, &ticket.csrf)));
            let fields = [("muc_dich", "kiểm tra theo kế hoạch"), ("format", format)];
            let page = client.post("/nhan-luc/xuat", &fields).await;
            found.look(&page, &format!("/nhan-luc/xuat {format}"));
        }
    }
    assert!(found.wrong.is_empty(), "{:#?}", found.wrong);
    assert!(found.tables.len() > 30, "tables that were taken away: {:?}", found.tables);
    assert!(found.hostile > 1000, "hostile cells that were seen: {}", found.hostile);
}

/// Addresses of tables as files, as a page links them.
fn exports(page: &str) -> Vec<String> {
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links
        .filter(|link| link.contains("format="))
        .map(|link| link.replace("&#38;", "&").replace("&amp;", "&"))
        .collect()
}

#[derive(Default)]
struct Found {
    wrong: Vec<String>,
    tables: BTreeMap<String, usize>,
    hostile: usize,
}

impl Found {
    fn look(&mut self, page: &Page, address: &str) {
        if page.status.is_server_error() {
            self.wrong.push(format!("{address} broke: {}", beginning(page)));
        }
        if page.headers.contains_key("x-xau") {
            self.wrong.push(format!("{address}: a word became a header"));
        }
        let kind = page.header("content-type").unwrap_or_default().to_owned();
        if kind.starts_with("text/html") {
            self.markup(page, address);
        } else if kind.starts_with("text/csv") {
            self.saved(page, address);
            self.csv(page, address);
        } else if kind.contains("spreadsheetml") {
            self.saved(page, address);
            self.workbook(page, address);
        }
    }

    fn markup(&mut self, page: &Page, address: &str) {
        let text = page.text();
        if text.contains("<xau") {
            let at = text.find("<xau").unwrap_or_default();
            let around: String = text[..at].chars().rev().take(80).collect();
            let around: String = around.chars().rev().collect();
            self.wrong.push(format!("{address}: a word became markup behind {around}"));
        }
        self.hostile += text.matches("&lt;xau").count() + text.matches("&#60;xau").count();
    }

    /// A file is saved under a harmless name, never shown as a page.
    fn saved(&mut self, page: &Page, address: &str) {
        let named = page.header("content-disposition").unwrap_or_default();
        let name = named.strip_prefix("attachment; filename=\"").and_then(|n| n.strip_suffix('"'));
        let plain = |name: &str| {
            name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))
        };
        if !name.is_some_and(plain) {
            self.wrong.push(format!("{address}: saved as {named}"));
        }
    }

    fn csv(&mut self, page: &Page, address: &str) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(Cursor::new(page.body.to_vec()));
        let mut rows = 0;
        for record in reader.records() {
            rows += 1;
            for cell in &record.unwrap() {
                let cell = cell.trim_start_matches('\u{feff}');
                self.hostile += usize::from(cell.contains("<xau"));
                if runs(cell) {
                    self.wrong.push(format!("{address}: a formula: {cell}"));
                }
            }
        }
        *self.tables.entry(address.to_owned()).or_default() += rows;
    }

    fn workbook(&mut self, page: &Page, address: &str) {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(page.body.to_vec())).unwrap();
        for name in book.sheet_names() {
            let formulas = book.worksheet_formula(&name).unwrap();
            let formulas: Vec<_> = formulas.used_cells().map(|(.., text)| text.clone()).collect();
            if !formulas.is_empty() {
                self.wrong.push(format!("{address}: formulas: {formulas:?}"));
            }
            let range = book.worksheet_range(&name).unwrap();
            let words = range.used_cells().filter(|(.., cell)| cell.to_string().contains("<xau"));
            self.hostile += words.count();
            *self.tables.entry(address.to_owned()).or_default() += range.height();
        }
    }
}

/// Whether a spreadsheet would run a cell of a text file, whichever delimiter it believes in.
fn runs(cell: &str) -> bool {
    let number = |part: &str| {
        let digits = part.trim_start_matches(['+', '-']);
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || " .,%-/:".contains(c))
    };
    cell.split([';', '\t', '\n', '\r']).any(|part| {
        part.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
            && !number(part)
    })
}

#[test]
fn what_runs_is_known() {
    for bad in ["=1+1", "-1+1|x", "@a", "\t=1", "a;=1", "a\n=1", "+a", "\u{ff1d}1"] {
        assert!(runs(bad), "{bad:?}");
    }
    for good in ["'=1+1", "-5", "+84 912", "-1.234,5", "a = b", "a;b", "x-y"] {
        assert!(!runs(good), "{good:?}");
    }
}
