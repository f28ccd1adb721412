//! An office that is named beside the rows, where they were read under another.

#[path = "reading_support/mod.rs"]
mod support;

use support::{issues, lines, read};

#[test]
fn a_remark_that_is_the_name_of_another_office_is_told() {
    for (notes, told) in [
        ("Xã Phú Lộc", " unit_in_notes"),
        ("UBND phường Trần Phú", " unit_in_notes"),
        ("Sở Tài chính", " unit_in_notes"),
        ("UBND huyện Tây Sơn", ""),
        ("Phụ trách xã Phú Lộc", ""),
        ("Mới nhận việc", ""),
    ] {
        let rows: [&[&str]; 3] = [
            &["UBND HUYỆN TÂY SƠN"],
            &["TT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực", "Ghi chú"],
            &["1", "Lê Văn An", "1980", "KN", "CĐS", notes],
        ];
        let want = format!("3 Lê Văn An - 1980 - BM.D902 concurrent dx{told}");
        assert_eq!(lines(&read("x.xlsx", &rows, &[])), [want], "{notes}");
    }
}

#[test]
fn a_total_of_another_office_than_its_rows_were_read_under_is_told() {
    let of = |section: &[&str], total: &[&str]| {
        let rows: [&[&str]; 7] = [
            &["UBND HUYỆN TÂY SƠN"],
            &["TT", "Họ và tên", "Năm sinh", "Hình thức", "Lĩnh vực"],
            section,
            &["1", "Lê Văn An", "1980", "KN", "CĐS"],
            total,
            &["1", "Lê Văn Ba", "1980", "KN", "CĐS"],
            &["", "Tổng cộng: 2"],
        ];
        issues(&read("x.xlsx", &rows, &[]))
    };
    let told = |text: &str| vec![format!("total_of_another None None {text}")];
    assert_eq!(of(&[], &["", "Cộng xã Phú Lộc", "1"]), told("Cộng xã Phú Lộc"));
    assert_eq!(of(&[], &["", "Cộng xã Phú Lộc: 1"]), told("Cộng xã Phú Lộc: 1"));
    assert_eq!(
        of(&["", "Phường Trần Phú"], &["", "Cộng xã Phú Lộc: 1"]),
        told("Cộng xã Phú Lộc: 1")
    );
    let none: [String; 0] = [];
    assert_eq!(of(&["", "Xã Phú Lộc"], &["", "Cộng xã Phú Lộc: 1"]), none);
    assert_eq!(of(&["", "Xã Phú Lộc"], &["", "Cộng huyện Tây Sơn: 1"]), none);
    assert_eq!(of(&[], &["", "Cộng: 1"]), none);
}
