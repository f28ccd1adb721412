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
