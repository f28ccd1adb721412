//! Sheets of other kinds whose titles, parts and lines say what no column does.

#[path = "listing_support/mod.rs"]
mod support;

use intake::reading::{Merge, RowKind};
use support::{Merged as _, grid, kind_of, lines, reading};

#[test]
fn a_part_may_bear_its_decision_in_brackets() {
    let (listing, reading) = reading(
        &grid(&[
            &["UBND HUYỆN SÔNG LÔ"],
            &["DANH SÁCH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG NĂM 2023"],
            &["TT", "Họ và tên", "Chức vụ trong Tổ", "Thôn", "Được tập huấn (Có/Không)"],
            &["I", "XÃ LÃNG CÔNG (QĐ số 12/QĐ-UBND ngày 5/3/2023)"],
            &["1", "Nguyễn Văn An", "Tổ trưởng", "Thôn Đông", "Có"],
            &["II", "XÃ TÂN LẬP"],
            &["1", "Lê Văn Bình", "Tổ trưởng", "Thôn Trung", "Chưa"],
            &["", "Tổng cộng: 1 tổ, 2 thành viên"],
        ]),
        "x.xlsx",
    );
    assert_eq!(
        lines(&listing, &["commune", "decision", "decision_on", "full_name", "trained"]),
        [
            "5 P.C1 | 12/QĐ-UBND | 2023-03-05 | Nguyễn Văn An | true []",
            "7 P.C2 | - | - | Lê Văn Bình | false []",
        ]
    );
    assert!(reading.issues.is_empty(), "{:?}", reading.issues);
}

#[test]
fn brackets_that_bear_no_decision_belong_to_a_name() {
    let rows: [&[&str]; 9] = [
        &["UBND XÃ LÃNG CÔNG"],
        &["DANH SÁCH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG"],
        &["TT", "Họ và tên", "Nhiệm vụ", "Ghi chú"],
        &["1. Thôn 1 (Đồng Tâm)"],
        &["1", "Nguyễn Văn An", "Tổ trưởng", ""],
        &["2. Thôn 2 (Quyết định số 45/QĐ-UBND ngày 20/4/2023)"],
        &["1", "Trần Văn Bình", "Tổ trưởng", ""],
        &["3. Thôn 3"],
        &["1", "Lê Văn Cường", "Tổ trưởng", ""],
    ];
    let (listing, _) = reading(&grid(&rows), "");
    assert_eq!(
        lines(&listing, &["village", "decision", "full_name"]),
        [
            "5 Thôn 1 (Đồng Tâm) | - | Nguyễn Văn An []",
            "7 Thôn 2 | 45/QĐ-UBND | Trần Văn Bình []",
            "9 Thôn 3 | - | Lê Văn Cường []",
        ]
    );
}

#[test]
fn a_total_in_words_is_of_people() {
    let issues = |total: &str| {
        let rows: [&[&str]; 4] = [
            &["UBND XÃ LÃNG CÔNG"],
            &["TT", "Họ và tên", "Chức vụ trong Tổ", "Thôn"],
            &["1", "Nguyễn Văn An", "Tổ trưởng", "Thôn Đông"],
            &["", total],
        ];
        let (_, reading) = reading(&grid(&rows), "");
        reading.issues.iter().filter_map(|i| i.stated).collect::<Vec<_>>()
    };
    assert!(issues("Tổng cộng: 3 tổ, 1 thành viên").is_empty());
    assert_eq!(issues("Tổng cộng: 3 tổ, 2 thành viên"), [2]);
    assert_eq!(issues("Tổng số: 4"), [4]);
}

#[test]
fn a_line_says_what_signs_of_attendance_mean() {
    let days = |note: &str| {
        let rows: [&[&str]; 6] = [
            &["LỚP TẬP HUẤN KỸ NĂNG SỐ"],
            &["Thời gian: từ ngày 12/6/2024 đến ngày 13/6/2024"],
            &["STT", "Họ và tên", "Đơn vị", "12/6", "13/6"],
            &["1", "Nguyễn Văn An", "Sở Tài chính", "x", "v"],
            &["2", "Trần Văn Bình", "Sở Tài chính", "p", "x"],
            &[note],
        ];
        let (listing, _) = reading(&grid(&rows), "");
        let said = listing.rows.iter().map(|row| {
            if row.held() { "hold".to_owned() } else { listing.line(row).ticks("day").to_string() }
        });
        said.collect::<Vec<_>>()
    };
    assert_eq!(days("Ghi chú: x: có mặt; v: vắng; p: vắng có phép"), ["1", "1"]);
    assert_eq!(days("(x: có mặt, v: vắng mặt, p: có phép)"), ["1", "1"]);
    // Without a word, or with one that nobody understands, they wait.
    for note in ["", "Ghi chú: x: có mặt; v: đến muộn; p: về sớm", "Ghi chú: đến đúng giờ"]
    {
        assert_eq!(days(note), ["hold", "hold"], "{note}");
    }
}

#[test]
fn names_stand_in_two_columns() {
    let of = |head: [&str; 2], merges: Vec<Merge>| {
        let rows: [&[&str]; 3] = [
            &["LỚP TẬP HUẤN KỸ NĂNG SỐ, NGÀY 10/7/2024"],
            &["STT", head[0], head[1], "Đơn vị công tác", "Ngày 1"],
            &["1", "Nguyễn Đức", "Bảo", "Sở Tài chính", "x"],
        ];
        let (listing, reading) = reading(&grid(&rows).with(merges), "");
        assert!(reading.issues.is_empty(), "{:?}", reading.issues);
        lines(&listing, &["full_name", "unit"])
    };
    let whole = ["3 Nguyễn Đức Bảo | P.STC []"];
    assert_eq!(of(["Họ đệm", "Tên"], Vec::new()), whole);
    assert_eq!(of(["Họ và", "Tên"], Vec::new()), whole);
    let merged = vec![Merge { top: 2, bottom: 2, left: 1, right: 2 }];
    assert_eq!(of(["Họ và tên", ""], merged), whole);
}

#[test]
fn what_a_title_says_stands_for_a_column() {
    let (listing, _) = reading(
        &grid(&[
            &["KẾT QUẢ HỌC TRỰC TUYẾN"],
            &["Khóa học: Kỹ năng an toàn trên không gian mạng"],
            &["STT", "Họ tên", "Năm sinh", "Cơ quan", "Kết quả", "Điểm", "Ngày hoàn thành"],
            &["1", "Nguyễn Văn An", "1990", "Sở Tài chính", "Hoàn thành", "8,5", "01/07/2024"],
            &["2", "Trần Văn Bình", "1991", "Sở Tài chính", "Chưa học", "", ""],
        ]),
        "",
    );
    assert_eq!(listing.kind, "online_completions");
    assert_eq!(
        lines(&listing, &["course", "full_name", "score", "status", "completed_at"]),
        [
            "4 Kỹ năng an toàn trên không gian mạng | Nguyễn Văn An | 8,5 | true | 2024-07-01 []",
            "5 Kỹ năng an toàn trên không gian mạng | Trần Văn Bình | - | false | - []",
        ]
    );
    // Where nothing names a course, it is no such list.
    let rows: [&[&str]; 2] = [
        &["STT", "Họ tên", "Cơ quan", "Điểm", "Ngày hoàn thành"],
        &["1", "Nguyễn Văn An", "Sở Tài chính", "8,5", "01/07/2024"],
    ];
    assert_eq!(kind_of(&grid(&rows)), "-");
    // Nor where people met: who passed an examination is not who learned online.
    let rows: [&[&str]; 3] = [
        &["KẾT QUẢ KIỂM TRA LỚP KỸ NĂNG SỐ, NGÀY 16/02/2023"],
        &["STT", "Họ tên", "Cơ quan", "Điểm"],
        &["1", "Nguyễn Văn An", "Sở Tài chính", "8,5"],
    ];
    assert_eq!(kind_of(&grid(&rows)), "-");
}

#[test]
fn of_two_years_in_a_title_none_is_taken() {
    let kind = |title: &str| {
        let rows: [&[&str]; 3] = [
            &[title],
            &["TT", "Tên trường", "Ngành", "Trình độ", "Số tốt nghiệp"],
            &["1", "Trường Đại học Sông Lô", "CNTT", "Đại học", "100"],
        ];
        kind_of(&grid(&rows))
    };
    assert_eq!(kind("SINH VIÊN TỐT NGHIỆP NGÀNH CNTT NĂM 2024"), "graduates");
    for title in [
        "SINH VIÊN TỐT NGHIỆP NGÀNH CNTT NĂM 2023-2024",
        "SINH VIÊN TỐT NGHIỆP CÁC NĂM 2023 VÀ 2024",
        "SINH VIÊN TỐT NGHIỆP NĂM HỌC 2023 - 2024",
        "SINH VIÊN TỐT NGHIỆP",
    ] {
        assert_eq!(kind(title), "-", "{title}");
    }
}

#[test]
fn institutions_and_communes_as_parts() {
    let (listing, reading_of) = reading(
        &grid(&[
            &["KẾT QUẢ ĐÀO TẠO NHÂN LỰC CNTT NĂM 2024"],
            &["(Kèm theo Công văn số 15/CĐ-ĐT ngày 3/2/2025)"],
            &["TT", "Ngành đào tạo", "Trình độ đào tạo", "Số sinh viên tốt nghiệp"],
            &["I", "Trường Đại học Sông Lô"],
            &["1", "Công nghệ thông tin", "Đại học", "100"],
            &["2", "An toàn thông tin", "Đại học", "20"],
            &["", "Cộng", "", "120"],
            &["II", "Trường Cao đẳng nghề"],
            &["1", "Quản trị mạng", "Cao đẳng", "40"],
            &["", "Cộng", "", "40"],
        ]),
        "",
    );
    assert_eq!(
        lines(&listing, &["institution", "year", "field", "count"]),
        [
            "5 Trường Đại học Sông Lô | 2024 | Công nghệ thông tin | 100 []",
            "6 Trường Đại học Sông Lô | 2024 | An toàn thông tin | 20 []",
            "9 Trường Cao đẳng nghề | 2024 | Quản trị mạng | 40 []",
        ]
    );
    assert!(reading_of.issues.is_empty(), "{:?}", reading_of.issues);
    let (listing, reading_of) = reading(
        &grid(&[
            &["TỔNG HỢP SỐ HỘ, NHÂN KHẨU THEO THÔN"],
            &["STT", "Thôn, tổ dân phố", "Số hộ", "Số nhân khẩu"],
            &["I", "Xã Lãng Công", "350", "1200"],
            &["1", "Thôn Đông", "200", "700"],
            &["2", "Thôn Đoài", "150", "500"],
        ]),
        "",
    );
    assert_eq!(
        lines(&listing, &["commune", "village", "households"]),
        ["4 P.C1 | Thôn Đông | 200 []", "5 P.C1 | Thôn Đoài | 150 []"]
    );
    assert_eq!(reading_of.rows[2].kind, RowKind::Section);
}

#[test]
fn classes_below_each_other_are_several() {
    let (listing, reading) = reading(
        &grid(&[
            &["DANH SÁCH HỌC VIÊN CÁC LỚP"],
            &["Lớp Kỹ năng số (ngày 03/4/2024)"],
            &["STT", "Họ và tên", "Đơn vị", "Điểm danh"],
            &["1", "Nguyễn Văn An", "Sở Tài chính", "x"],
            &["Lớp Trí tuệ nhân tạo (ngày 05/4/2024)"],
            &["STT", "Họ và tên", "Đơn vị", "Điểm danh"],
            &["1", "Trần Văn Bình", "Sở Tài chính", "x"],
            &["Lớp trưởng: Nguyễn Văn An"],
        ]),
        "",
    );
    let courses = listing.rows.iter().map(|row| {
        let meant = listing.line(row).meant();
        let day = meant.days.map(|(first, _)| first.to_string()).unwrap_or_default();
        format!("{} {day}", meant.course.as_deref().unwrap_or("-"))
    });
    assert_eq!(
        courses.collect::<Vec<_>>(),
        ["Kỹ năng số 2024-04-03", "Trí tuệ nhân tạo 2024-04-05"]
    );
    assert_eq!(reading.rows[4].kind, RowKind::Section);
    // Who speaks for a class heads none.
    assert_eq!(reading.rows[7].kind, RowKind::Unread);
}

#[test]
fn number_and_day_of_a_decision_in_one_column() {
    let (listing, _) = reading(
        &grid(&[
            &["UBND HUYỆN SÔNG LÔ"],
            &["TT", "Xã", "Tên tổ", "Số, ngày Quyết định", "Họ tên", "Chức danh"],
            &["1", "Xã Lãng Công", "Thôn 1", "12/QĐ-UBND, 05/6/2022", "Nguyễn Văn An", "Tổ trưởng"],
            &["2", "", "", "", "Trần Văn Bình", "Tổ phó"],
            &["3", "", "Thôn 2", "15/QĐ-UBND ngày 31/02/2022", "Lê Văn Cường", "Tổ trưởng"],
        ]),
        "",
    );
    assert_eq!(
        lines(&listing, &["village", "decision", "decision_on", "full_name"]),
        [
            "3 Thôn 1 | 12/QĐ-UBND | 2022-06-05 | Nguyễn Văn An []",
            "4 Thôn 1 | 12/QĐ-UBND | 2022-06-05 | Trần Văn Bình []",
            "5 Thôn 2 | - | - | Lê Văn Cường [!date_invalid]",
        ]
    );
}

#[test]
fn a_total_of_each_day_is_held_against_its_ticks() {
    let of = |total: [&str; 2]| {
        let rows: [&[&str]; 5] = [
            &["LỚP QUẢN TRỊ MẠNG, từ 05/8/2024 đến 06/8/2024"],
            &["TT", "Họ và tên", "Năm sinh", "Đơn vị", "5/8", "6/8", "Tổng số buổi"],
            &["1", "Nguyễn Văn An", "1980", "Sở Tài chính", "x", "x", "2"],
            &["2", "Trần Văn Bình", "1981", "Sở Tài chính", "x", "", "1"],
            &["", "Cộng", "", "", total[0], total[1], "3"],
        ];
        let (listing, reading) = reading(&grid(&rows), "");
        assert_eq!(listing.rows.len(), 2);
        let told = |i: &intake::reading::SheetIssue| Some((i.stated?, i.counted?));
        reading.issues.iter().filter_map(told).collect::<Vec<_>>()
    };
    assert!(of(["2", "1"]).is_empty());
    assert_eq!(of(["2", "2"]), [(2, 1)]);
}
