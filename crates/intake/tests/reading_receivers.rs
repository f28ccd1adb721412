//! Who receives a list, gathers it or asks for it is not who sends it.

#[path = "reading_support/mod.rs"]
mod support;

use support::{lines, read};

const LABELS: [&str; 13] = [
    "Kính gửi",
    "Nơi nhận",
    "NƠI NHẬN",
    "Gửi",
    "Gửi đến",
    "Đơn vị nhận",
    "Đơn vị nhận báo cáo",
    "Đơn vị nhận (báo cáo)",
    "Đơn vị tổng hợp",
    "Cơ quan tiếp nhận",
    "Cơ quan chủ trì",
    "Đơn vị yêu cầu",
    "Cơ quan ban hành",
];

fn read_under(title: &[&[&str]]) -> String {
    let table: [&[&str]; 2] =
        [&["TT", "Họ và tên", "Hình thức", "Lĩnh vực"], &["1", "Lê Văn An", "KN", "CĐS"]];
    let rows: Vec<&[&str]> = title.iter().chain(&table).copied().collect();
    lines(&read("x.xlsx", &rows, &[])).join("; ")
}

#[test]
fn a_receiver_alone_above_the_table_is_nobodys_office() {
    for label in LABELS {
        let line = format!("{label}: Sở Tài chính");
        let read = read_under(&[&["PHỤ LỤC"], &[&line]]);
        assert_eq!(read, "4 Lê Văn An - - - - concurrent dx !unit_unknown", "{line}");
    }
}

#[test]
fn a_receiver_beside_the_label_or_below_it_is_nobodys_office() {
    for label in ["Nơi nhận:", "Gửi:", "Đơn vị nhận báo cáo:", "Đơn vị tổng hợp:"]
    {
        let beside = read_under(&[&["PHỤ LỤC"], &[label, "Sở Tài chính"]]);
        assert_eq!(beside, "4 Lê Văn An - - - - concurrent dx !unit_unknown", "{label}");
        let below = read_under(&[&["PHỤ LỤC"], &[label], &["- Sở Tài chính"]]);
        assert_eq!(below, "5 Lê Văn An - - - - concurrent dx !unit_unknown", "{label}");
    }
}

#[test]
fn who_sends_beside_a_receiver_is_who_is_listed() {
    for label in LABELS {
        let line = format!("{label}: Sở Tài chính");
        let above = read_under(&[&["SỞ NỘI VỤ"], &[&line]]);
        assert_eq!(above, "4 Lê Văn An - - - BM.SNV concurrent dx", "{line}");
        let below = read_under(&[&[&line], &["Đơn vị: Sở Nội vụ"]]);
        assert_eq!(below, "4 Lê Văn An - - - BM.SNV concurrent dx", "{line}");
    }
}

#[test]
fn labels_of_who_sends_stay_theirs() {
    for label in ["Đơn vị", "Tên cơ quan, đơn vị", "Nơi gửi", "Đơn vị gửi", "Đơn vị báo cáo"]
    {
        let line = format!("{label}: Sở Nội vụ");
        let read = read_under(&[&["PHỤ LỤC"], &[&line]]);
        assert_eq!(read, "4 Lê Văn An - - - BM.SNV concurrent dx", "{line}");
    }
}

#[test]
fn who_stands_above_the_sender_is_proposed_and_not_taken() {
    let of = |title: [&str; 2]| {
        let rows: [&[&str]; 4] = [
            &[title[0]],
            &[title[1]],
            &["STT", "Họ và tên", "Hình thức", "Lĩnh vực"],
            &["1", "Lê Văn An", "KN", "CĐS"],
        ];
        let reading = read("x.xlsx", &rows, &[]);
        let (row, record) = reading.records().next().unwrap();
        let held = row.holding().map(|p| format!("{} {}", p.code, p.suggestions.join("|")));
        held.unwrap_or_else(|| record.unit.clone().unwrap().code)
    };
    let list = "DANH SÁCH CÁN BỘ CHUYỂN ĐỔI SỐ";
    for label in ["Cơ quan chủ quản", "ĐƠN VỊ CHỦ QUẢN", "Cơ quan cấp trên", "Cơ quan quản lý"]
    {
        assert_eq!(of([&format!("{label}: Sở Nội vụ"), list]), "unit_unknown BM.SNV", "{label}");
        let own = of([&format!("{label}: UBND huyện Tây Sơn"), "UBND XÃ TÂN TIẾN"]);
        assert_eq!(own, "BM.C90010", "{label}");
        assert_eq!(of([&format!("{label}: Sở Nội vụ"), "SỞ TÀI CHÍNH"]), "BM.STC", "{label}");
    }
}
