//! Two of one thing in a row: offices, people, fields, degrees. Neither is lost, and where they
//! speak against each other the row waits.

#[path = "reading_support/mod.rs"]
mod support;

use intake::reading::{OfficerRow, RowReading};
use support::{codes, issues, read};

/// Reads rows of a name, two further cells, the mode and the field, and tells of each what `tell`
/// does.
fn beside<T>(
    title: &str,
    heads: [&str; 2],
    rows: &[[&str; 2]],
    tell: impl Fn(&RowReading, &OfficerRow) -> T,
) -> Vec<T> {
    let head = ["STT", "Họ và tên", heads[0], heads[1], "Hình thức", "Lĩnh vực"];
    let mut all: Vec<Vec<&str>> = vec![vec![title], head.to_vec()];
    all.extend(rows.iter().map(|[a, b]| vec!["1", "Lê Văn An", a, b, "Kiêm nhiệm", "CĐS"]));
    let all: Vec<&[&str]> = all.iter().map(Vec::as_slice).collect();
    read("x.xlsx", &all, &[]).records().map(|(row, record)| tell(row, record)).collect()
}

fn office(row: &RowReading, record: &OfficerRow) -> String {
    let unit = record.unit.as_ref().map_or("-", |u| &u.code);
    let problems = row.problems.iter().filter(|p| p.code.starts_with("unit"));
    let told = problems.map(|p| format!(" {} {}", p.code, p.suggestions.join("|")));
    format!("{unit}{}", told.collect::<String>())
}

const PROVINCE: &str = "UBND TỈNH BÌNH MINH";

#[test]
fn of_two_offices_the_narrower_is_where_somebody_serves() {
    let rows = [["UBND huyện Đông Hà", "Xã Hòa Bình"], ["Huyện Tây Sơn", "Xã Tân Tiến"]];
    let turned = rows.map(|[a, b]| [b, a]);
    for heads in [
        ["Đơn vị quản lý", "Nơi công tác"],
        ["Cơ quan chủ quản", "Đơn vị"],
        ["Cơ quan", "Đơn vị"],
        ["Huyện", "Xã"],
        ["Huyện, thị xã, thành phố", "Xã, phường, thị trấn"],
    ] {
        let want = ["BM.C90007", "BM.C90010"];
        assert_eq!(beside(PROVINCE, heads, &rows, office), want, "{heads:?}");
        let back = [heads[1], heads[0]];
        assert_eq!(beside(PROVINCE, back, &turned, office), want, "{back:?}");
    }
    let bare = [["Đông Hà", "Tân Tiến"], ["Tây Sơn", "Tân Tiến"]];
    let heads = ["Huyện, thị xã, thành phố", "Xã, phường, thị trấn"];
    assert_eq!(beside(PROVINCE, heads, &bare, office), ["BM.C90004", "BM.C90010"]);
}

#[test]
fn two_offices_that_have_nothing_to_do_with_each_other_hold_the_row() {
    for (heads, row, both) in [
        (["Huyện", "Xã"], ["Huyện Tây Sơn", "Xã Hòa Bình"], "BM.C90007|BM.D902"),
        (["Phòng ban", "Đơn vị"], ["Sở Tài chính", "Sở Nội vụ"], "BM.SNV|BM.STC"),
        (["Cơ quan chủ quản", "Đơn vị"], ["Sở Nội vụ", "Sở Tài chính"], "BM.STC|BM.SNV"),
        (["Đơn vị quản lý", "Nơi công tác"], ["Sở Nội vụ", "Sở Tài chính"], "BM.SNV|BM.STC"),
    ] {
        let held = beside(PROVINCE, heads, &[row], |r, _| {
            let held = r.holding().unwrap();
            (held.code, held.value.matches(" | ").count(), held.suggestions.join("|"))
        });
        assert_eq!(held, [("unit_conflict", 1, both.to_owned())], "{heads:?}");
    }
}

#[test]
fn an_office_named_beside_a_blank_or_an_unknown_one_is_proposed() {
    for (heads, row, want) in [
        (["Huyện", "Xã"], ["Huyện Tây Sơn", ""], "- unit_unknown BM.D902"),
        (["Đơn vị chủ quản", "Đơn vị công tác"], ["Huyện Tây Sơn", ""], "- unit_unknown BM.D902"),
        (["Cơ quan", "Đơn vị"], ["Sở Nội vụ", "Trung tâm Lưu trữ"], "- unit_unknown BM.SNV"),
        (["Cơ quan chủ quản", "Đơn vị"], ["Sở Nội vụ", "Chi cục Lưu trữ"], "- unit_unknown BM.SNV"),
    ] {
        assert_eq!(beside(PROVINCE, heads, &[row], office), [want], "{heads:?} {row:?}");
    }
    // A part of the office is no other one.
    let of = |_: &RowReading, r: &OfficerRow| (r.unit.clone().unwrap().code, r.division.clone());
    let rows = [["Sở Tài chính", "Phòng Kế hoạch"]];
    for heads in [["Cơ quan", "Đơn vị"], ["Cơ quan chủ quản", "Đơn vị"], ["Đơn vị", "Phòng"]]
    {
        let want = [("BM.STC".to_owned(), Some("Phòng Kế hoạch".to_owned()))];
        assert_eq!(beside(PROVINCE, heads, &rows, of), want, "{heads:?}");
    }
    // Where nobody serves any more, or comes from, says nothing.
    for other in ["Đơn vị cũ", "Huyện (quê quán)", "Đơn vị đào tạo"] {
        let read =
            beside("SỞ NỘI VỤ", ["Đơn vị", other], &[["Sở Nội vụ", "Huyện Tây Sơn"]], office);
        assert_eq!(read, ["BM.SNV"], "{other}");
    }
}

#[test]
fn whoever_is_addressed_is_a_person() {
    for (heading, names) in [
        ("Ông (bà)", ["Lê Văn An", "Phạm Thị Ba"]),
        ("Ông/Bà", ["Ông Lê Văn An", "Bà Phạm Thị Ba"]),
        ("Đồng chí", ["Đ/c Lê Văn An", "Đ/c Phạm Thị Ba"]),
        ("Người phụ trách", ["Lê Văn An", "Phạm Thị Ba"]),
        ("Đầu mối phụ trách", ["Ông Lê Văn An", "Bà Phạm Thị Ba"]),
    ] {
        let head: [&str; 5] = ["STT", heading, "Chức vụ", "Hình thức", "Lĩnh vực"];
        let rows = names.map(|name| ["1", name, "Chuyên viên", "Kiêm nhiệm", "CĐS"]);
        let reading = read("x.xlsx", &[&["SỞ NỘI VỤ"], &head, &rows[0], &rows[1]], &[]);
        let read: Vec<_> = reading.records().map(|(_, r)| r.full_name.clone().unwrap()).collect();
        assert_eq!(read, ["Lê Văn An", "Phạm Thị Ba"], "{heading}");
        assert!(!reading.rows.iter().any(RowReading::held), "{heading}");
    }
    let head: [&str; 5] = ["Ông/bà", "Họ và tên", "Chức vụ", "Hình thức", "Lĩnh vực"];
    let row: [&str; 5] = ["Bà", "Phạm Thị Ba", "Chuyên viên", "Kiêm nhiệm", "CĐS"];
    let reading = read("x.xlsx", &[&["SỞ NỘI VỤ"], &head, &row], &[]);
    let (_, record) = reading.records().next().unwrap();
    assert_eq!(record.full_name.as_deref(), Some("Phạm Thị Ba"));
    assert!(record.sex.is_some());
}

#[test]
fn two_people_in_a_row_wait_and_both_are_named() {
    for heads in [
        ["Lãnh đạo phụ trách CĐS", "Cán bộ tham mưu CĐS"],
        ["Phụ trách CĐS", "Phụ trách ATTT"],
        ["Họ tên cán bộ phụ trách CĐS", "Họ tên cán bộ phụ trách ATTT"],
    ] {
        let rows: [&[&str]; 4] = [
            &[PROVINCE],
            &["STT", "Đơn vị", heads[0], heads[1]],
            &["1", "Sở Nội vụ", "Lê Văn An", "Trần Văn Ba"],
            &["2", "Sở Tài chính", "Lê Văn Ca", "Trần Văn Du"],
        ];
        let reading = read("x.xlsx", &rows, &[]);
        let told = |(row, record): (&RowReading, &OfficerRow)| {
            let other = row.problems.iter().find(|p| p.code == "name_several").unwrap();
            assert!(row.held());
            format!("{} + {}", record.full_name.clone().unwrap(), other.value)
        };
        let read: Vec<String> = reading.records().map(told).collect();
        assert_eq!(read, ["Lê Văn An + Trần Văn Ba", "Lê Văn Ca + Trần Văn Du"], "{heads:?}");
        assert!(issues(&reading).iter().any(|i| i.starts_with("list_beside")), "{heads:?}");
    }
}

#[test]
fn three_people_in_a_row_are_all_told() {
    let rows: [&[&str]; 4] = [
        &[PROVINCE],
        &["STT", "Đơn vị", "Lãnh đạo phụ trách", "Phụ trách CĐS", "Phụ trách ATTT", "Hình thức"],
        &["1", "Sở Nội vụ", "Lê Văn An", "Trần Văn Ba", "Phạm Văn Da", "Kiêm nhiệm"],
        &["2", "Sở Tài chính", "Lê Văn Ca", "Trần Văn Du", "", "Kiêm nhiệm"],
    ];
    let reading = read("x.xlsx", &rows, &[]);
    let read: Vec<String> = reading.records().map(|(row, _)| codes(row)).collect();
    assert_eq!(read, ["!name_several,!name_several", "!name_several"]);
}

#[test]
fn fields_in_two_columns_are_joined_or_told() {
    let of = |heads: [&str; 2], cells: [&str; 2]| {
        let head: [&str; 5] = ["STT", "Họ và tên", "Hình thức", heads[0], heads[1]];
        let row: [&str; 5] = ["1", "Lê Văn An", "Kiêm nhiệm", cells[0], cells[1]];
        let reading = read("x.xlsx", &[&["SỞ NỘI VỤ"], &head, &row], &[]);
        let (row, record) = reading.records().next().unwrap();
        format!("{} {}", record.fields.join("|"), codes(row))
    };
    for heads in [["Lĩnh vực", "Lĩnh vực"], ["Lĩnh vực chính", "Lĩnh vực phụ"]] {
        assert_eq!(of(heads, ["CĐS", "ATTT"]), "dx|infosec ", "{heads:?}");
    }
    let heads = ["Lĩnh vực", "Nhiệm vụ cụ thể"];
    assert_eq!(of(heads, ["CĐS", "Quản trị mạng"]), "dx field_beside");
    assert_eq!(of(heads, ["CĐS", "Tham mưu chuyển đổi số"]), "dx ");
    assert_eq!(of(heads, ["CĐS", "Soạn kế hoạch"]), "dx ");
}

#[test]
fn of_several_degrees_the_highest_is_taken_and_the_others_are_told() {
    let of = |heads: &[&str], cells: &[&str]| {
        let head = [&["STT", "Họ và tên", "Hình thức", "Lĩnh vực"], heads].concat();
        let row = [&["1", "Lê Văn An", "Kiêm nhiệm", "CĐS"], cells].concat();
        let reading = read("x.xlsx", &[&["SỞ NỘI VỤ"], &head, &row], &[]);
        let (row, r) = reading.records().next().unwrap();
        let said = |t: &Option<String>| t.clone().unwrap_or_default();
        format!("{} {} {}", said(&r.degree), said(&r.major), codes(row))
    };
    let pairs =
        ["Trình độ chuyên môn 1", "Chuyên ngành 1", "Trình độ chuyên môn 2", "Chuyên ngành 2"];
    assert_eq!(of(&pairs, &["Đại học", "Luật", "Thạc sĩ", "CNTT"]), "Thạc sĩ CNTT degree_several");
    assert_eq!(of(&pairs, &["Thạc sĩ", "CNTT", "Đại học", "Luật"]), "Thạc sĩ CNTT degree_several");
    assert_eq!(of(&pairs, &["Đại học", "Luật", "", ""]), "Đại học Luật ");
    let twice = ["Trình độ chuyên môn", "Trình độ chuyên môn"];
    assert_eq!(of(&twice, &["Đại học Luật", "ThS. CNTT"]), "Thạc sĩ CNTT degree_several");
    let named = ["Đại học", "Sau đại học"];
    assert_eq!(of(&named, &["Luật", "CNTT"]), "Sau đại học CNTT degree_several");
    assert_eq!(of(&named, &["Luật", ""]), "Đại học Luật ");
    assert_eq!(of(&named, &["x", "x"]), "Sau đại học  degree_several");
}
