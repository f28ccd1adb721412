//! A kind of sheet is described; its sheets are told from others, read, looked at, sent again.

use access::{NewRole, Role};
use house::House;
use intake::{
    figures,
    forms::{Around, of_kind, write},
    listing::Kind,
};
use kernel::Date;

use crate::{
    books::book,
    office::{apply, everywhere, last_act, one, person, rows_waiting, send},
};

const NEW: &str = "/tiep-nhan/bieu/moi";

/// Devices: what, how many, in which state, who keeps them.
const DEVICES: &[(&str, &str)] = &[
    ("ten", "Thiết bị công nghệ"),
    ("so-cot", "6"),
    ("cot-0", "Tên thiết bị"),
    ("khac-0", "Thiết bị\nTên máy"),
    ("loai-0", "text"),
    ("dau-0", "can"),
    ("dau-0", "rieng"),
    ("vi-du-0", "Máy chủ"),
    ("cot-1", "Số lượng"),
    ("loai-1", "count"),
    ("dau-1", "can"),
    ("vi-du-1", "2"),
    ("cot-2", "Tình trạng"),
    ("loai-2", "choice"),
    ("chon-2", "Tốt\nHỏng"),
    ("vi-du-2", "Tốt"),
    ("cot-3", "Người giữ"),
    ("loai-3", "name"),
    ("vi-du-3", "Nguyễn Văn A"),
    ("cot-4", "Điện thoại người giữ"),
    ("loai-4", "phone"),
];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let other = |(name, _): &&(&str, &str)| !more.iter().any(|(n, _)| n == name);
    DEVICES.iter().filter(other).chain(more).copied().collect()
}

async fn described(office: &House) -> Kind {
    let mut lan = office.client("lan").await;
    lan.get(NEW).await.expect(200);
    let save = with(&[("viec", "ghi"), ("ly_do", "Kế hoạch kiểm kê")]);
    let answer = lan.post(NEW, &save).await.expect(303);
    assert_eq!(answer.location(), Some("/tiep-nhan/bieu/thiet-bi-cong-nghe"));
    let mut tx = office.db.read().await.unwrap();
    let known = ledger::last_seq(&mut tx).await.unwrap();
    figures::kinds_on_record(&mut tx, known).await.unwrap()[0].declared()
}

/// The form of devices, filled in: rows of name, number, state, keeper, phone.
fn filled(kind: &Kind, rows: &[[&str; 5]]) -> Vec<u8> {
    filled_on(kind, Date::constant(2024, 10, 15), rows)
}

/// The same for a day.
fn filled_on(kind: &Kind, on: Date, rows: &[[&str; 5]]) -> Vec<u8> {
    let row = |(n, row): (usize, &[&str; 5])| {
        let number = (n + 1).to_string();
        std::iter::once(number).chain(row.iter().map(|c| (*c).to_owned())).collect()
    };
    let rows: Vec<Vec<String>> = rows.iter().enumerate().map(row).collect();
    let around = Around { office: Some("Sở Nội vụ"), on: Some(on), ..Around::default() };
    write(&of_kind(kind).unwrap(), &rows, &around).unwrap()
}

const ROWS: &str = "/tiep-nhan/bieu/thiet-bi-cong-nghe/so-lieu";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_description_stands_at_its_field() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    lan.get(NEW).await.expect(200);
    let wrong = with(&[
        ("ten", " "),
        ("cot-1", "Tên máy"),
        ("chon-2", "Tốt"),
        ("vi-du-2", ""),
        ("vi-du-1", "nhiều"),
        ("viec", "ghi"),
    ]);
    for unasked in ["Chi bộ", "Đảng bộ", "Quan điểm chính trị"] {
        let asks = with(&[("cot-3", unasked), ("viec", "xem")]);
        let page = lan.post(NEW, &asks).await.expect(422).text();
        assert!(page.contains("href=\"#cot-3\"") && page.contains("tổ chức đảng"), "{page}");
    }
    let page = lan.post(NEW, &wrong).await.expect(422).text();
    for (field, said) in [
        ("ten", "Ghi tên loại biểu."),
        ("cot-1", "Đã có cột mang tên này."),
        ("chon-2", "Ghi ít nhất hai lựa chọn."),
        ("vi-du-1", "Ví dụ không hợp với nội dung của cột."),
        ("ly_do", "Ghi lý do trước khi lưu."),
    ] {
        assert!(page.contains(&format!("href=\"#{field}\"")), "{field}: {page}");
        assert!(page.contains(said), "{said}");
    }
    assert!(page.contains("value=\"Tên thiết bị\""), "what was typed stays");
    assert!(page.contains("for=\"ly_do\">Lý do ghi</label>"), "it is not optional: {page}");
    // Columns are added without losing anything; nothing is entered by looking.
    let page = lan.post(NEW, &with(&[("viec", "them")])).await.expect(200).text();
    assert!(page.contains("name=\"so-cot\" value=\"10\"") && page.contains("Tên thiết bị"));
    let before = last_act(&office).await;
    let page = lan.post(NEW, &with(&[("viec", "xem")])).await.expect(200).text();
    assert!(page.contains("Mô tả này dùng được") && page.contains("Tên thiết bị (*)"), "{page}");
    assert_eq!(last_act(&office).await, before);
    // It would be taken for villages.
    let villages = [
        ("ten", "Thôn bản"),
        ("so-cot", "3"),
        ("cot-0", "Xã"),
        ("dau-0", "can"),
        ("cot-1", "Thôn"),
        ("cot-2", "Số hộ"),
        ("loai-2", "count"),
        ("viec", "xem"),
    ];
    let page = lan.post(NEW, &villages).await.expect(422).text();
    assert!(page.contains("nhận nhầm là: Danh sách thôn, tổ dân phố"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn sheets_of_a_described_kind_are_taken_in_and_corrected() {
    for office in everywhere().await {
        let kind = described(&office).await;
        let mut lan = office.client("lan").await;
        let list = lan.get("/tiep-nhan/bieu").await.expect(200).text();
        assert!(list.contains("Thiết bị công nghệ"), "{list}");
        let rows = [
            ["Máy chủ", "2", "Tốt", "Lê Văn An", "0301234567"],
            ["Máy quét", "3", "Tốt", "", ""],
            ["Máy in", "1", "Hỏng nặng", "", ""],
            ["Máy tính", "nhiều", "Tốt", "", ""],
        ];
        let (batch, page) = send(&mut lan, &[("tb.xlsx", &filled(&kind, &rows))]).await;
        assert!(page.text().contains("Hỏng nặng"), "{}", page.text());
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!(rows_waiting(&office).await, 2, "{}", office.db.name());
        let waiting = lan.get("/tiep-nhan/cho").await.expect(200).text();
        assert!(waiting.contains("Không có trong danh sách chọn"), "{waiting}");
        // Whose it is is searched for by a name: its kind's words are nobody's.
        let place = waiting.find("href=\"/tiep-nhan/cho/").unwrap() + 6;
        let who = format!("{}/la-ai", &waiting[place..place + 15 + 36]);
        let asked = lan.get(&who).await.expect(200).text();
        let field = asked.split("name=\"q\"").nth(1).unwrap().split('>').next().unwrap();
        assert!(!field.contains("Thiết bị") && !field.contains("Máy"), "{field}: {asked}");
        // They are headed by the words of their kind, and stand under the office that sent them.
        assert!(waiting.contains(">Thiết bị công nghệ: Máy in</a>"), "{waiting}");
        assert!(!waiting.contains("chưa rõ đơn vị"), "{waiting}");
        let of_office = lan.get("/tiep-nhan/cho?don-vi=D.SNV&format=csv").await.expect(200).text();
        assert_eq!(of_office.matches("Thiết bị công nghệ: ").count(), 2, "{of_office}");

        let page = lan.get(ROWS).await.expect(200).text();
        assert!(page.contains("Máy chủ") && page.contains("Máy quét"), "{page}");
        assert!(!page.contains("Máy in") && !page.contains("0301234567"), "{page}");
        let csv = lan.get(&format!("{ROWS}?format=csv")).await.expect(200).text();
        assert!(csv.contains("Sở Nội vụ,Máy chủ,2,Tốt,Lê Văn An,••• ••• 567"), "{csv}");
        let sought = lan.get(&format!("{ROWS}?q=may+quet")).await.expect(200).text();
        assert!(sought.contains("Máy quét") && !sought.contains("Máy chủ"), "{sought}");
        let other = lan.get(&format!("{ROWS}?don-vi=D.SYT")).await.expect(200).text();
        assert!(other.contains("Chưa có dòng nào"), "{other}");
        let before = lan.get(&format!("{ROWS}?on=01/10/2024")).await.expect(200).text();
        assert!(before.contains("Chưa có dòng nào"), "{before}");

        // The same again changes nothing; a corrected one only the difference.
        let head = last_act(&office).await;
        let (batch, _) = send(&mut lan, &[("tb.xlsx", &filled(&kind, &rows))]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!(last_act(&office).await, head, "{}", office.db.name());
        let right = [
            ["Máy chủ", "3", "Tốt", "Lê Văn An", "0301234567"],
            ["Máy quét", "3", "Tốt", "", ""],
            ["Máy in", "1", "hỏng", "", ""],
            ["Máy tính", "12", "Tốt", "", ""],
        ];
        let (batch, _) = send(&mut lan, &[("tb.xlsx", &filled(&kind, &right))]).await;
        let changes = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
        assert!(changes.contains("Số lượng: 2") && changes.contains("Số lượng: 3"), "{changes}");
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!(rows_waiting(&office).await, 0, "{}", office.db.name());
        let csv = lan.get(&format!("{ROWS}?format=csv")).await.expect(200).text();
        for line in ["Máy chủ,3,Tốt", "Máy in,1,Hỏng", "Máy tính,12,Tốt"] {
            assert!(csv.contains(line), "{line}: {csv}");
        }
        assert_eq!(csv.trim_end().lines().count(), 5, "{csv}");
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_description_is_changed_and_what_was_taken_in_stays() {
    let office = one().await;
    let kind = described(&office).await;
    let mut lan = office.client("lan").await;
    let rows = [["Máy chủ", "2", "Tốt", "", ""]];
    let (batch, _) = send(&mut lan, &[("tb.xlsx", &filled(&kind, &rows))]).await;
    apply(&mut lan, &batch, &[]).await.expect(200);
    let edit = "/tiep-nhan/bieu/thiet-bi-cong-nghe/sua";
    let page = lan.get(edit).await.expect(200).text();
    assert!(page.contains("name=\"khoa-0\" value=\"c1\""), "{page}");
    let keys = [
        ("khoa-0", "c1"),
        ("khoa-1", "c2"),
        ("khoa-2", "c3"),
        ("khoa-3", "c4"),
        ("khoa-4", "c5"),
        ("cot-5", "Năm mua"),
        ("loai-5", "year"),
        ("viec", "ghi"),
        ("ly_do", "Thêm năm mua"),
    ];
    lan.post(edit, &with(&keys)).await.expect(303);
    let csv = lan.get(&format!("{ROWS}?format=csv")).await.expect(200).text();
    assert!(csv.contains("Năm mua") && csv.contains("Máy chủ,2,Tốt"), "{csv}");
    // An older form still speaks of the same things.
    let rows = [["MÁY CHỦ", "5", "Tốt", "", ""]];
    let (batch, _) = send(&mut lan, &[("tb2.xlsx", &filled(&kind, &rows))]).await;
    apply(&mut lan, &batch, &[]).await.expect(200);
    let csv = lan.get(&format!("{ROWS}?format=csv")).await.expect(200).text();
    assert_eq!(csv.trim_end().lines().count(), 2, "{csv}");
    assert!(csv.contains(",5,Tốt"), "{csv}");
    // Entered again as it is, it enters nothing.
    let head = last_act(&office).await;
    lan.post(edit, &with(&[&keys[..8], &[("ly_do", "Lần nữa"), ("khoa-5", "c6")]].concat()))
        .await
        .expect(303);
    assert_eq!(last_act(&office).await, head);
}

const KIND: &str = "/tiep-nhan/bieu/thiet-bi-cong-nghe";

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_is_taken_out_of_use_and_into_use_again() {
    for office in everywhere().await {
        let name = office.db.name();
        let kind = described(&office).await;
        let mut lan = office.client("lan").await;
        let rows = [["Máy chủ", "2", "Tốt", "", ""]];
        let (batch, _) = send(&mut lan, &[("tb.xlsx", &filled(&kind, &rows))]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);

        let (retire, restore) = (format!("{KIND}/ngung"), format!("{KIND}/dung-lai"));
        lan.get(KIND).await.expect(200);
        let page = lan.post(&retire, &[("ly_do", " ")]).await.expect(422).text();
        assert!(page.contains("Hãy nêu lý do"), "{name}: {page}");
        let page = lan.submit(&retire, &[("ly_do", "Đã có phần mềm")]).await.expect(200).text();
        assert!(page.contains("Không dùng nữa từ 24/11/2026"), "{name}: {page}");
        assert!(
            !page.contains(&format!("{KIND}/sua")) && !page.contains(&format!("{KIND}/tai")),
            "{name}: {page}"
        );
        lan.get(&format!("{KIND}/tai")).await.expect(404);
        lan.get(&format!("{KIND}/sua")).await.expect(404);
        lan.post(&retire, &[("ly_do", "lần nữa")]).await.expect(404);
        // Its sheets are told no more, and wait for nobody; what was taken in is still there.
        let head = last_act(&office).await;
        let other = [["Máy in", "5", "Tốt", "", ""]];
        let (batch, _) = send(&mut lan, &[("tb2.xlsx", &filled(&kind, &other))]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        assert_eq!(last_act(&office).await, head, "{name}");
        let csv = lan.get(&format!("{ROWS}?format=csv")).await.expect(200).text();
        assert!(csv.contains("Máy chủ,2,Tốt") && !csv.contains("Máy in"), "{name}: {csv}");
        let list = lan.get("/tiep-nhan/bieu").await.expect(200).text();
        assert!(list.contains("Thiết bị công nghệ") && list.contains("Không dùng nữa"), "{name}");
        // Its code and its address stay its own.
        lan.get(NEW).await.expect(200);
        let same = with(&[("viec", "ghi"), ("ly_do", "Mô tả lại")]);
        let answer = lan.post(NEW, &same).await.expect(303);
        assert_ne!(answer.location(), Some(KIND), "{name}");
        let refused = lan.post(&restore, &[("ly_do", "cần lại")]).await.expect(422).text();
        assert!(refused.contains("loại biểu khác giống loại này"), "{name}: {refused}");
        let again = answer.location().unwrap().to_owned();
        lan.get(&again).await.expect(200);
        lan.submit(&format!("{again}/ngung"), &[("ly_do", "trùng")]).await.expect(200);
        lan.get(KIND).await.expect(200);
        let page = lan.submit(&restore, &[("ly_do", "cần lại")]).await.expect(200).text();
        assert!(page.contains(&format!("{KIND}/sua")), "{name}: {page}");
        let (batch, _) = send(&mut lan, &[("tb2.xlsx", &filled(&kind, &other))]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let csv = lan.get(&format!("{ROWS}?format=csv")).await.expect(200).text();
        assert!(csv.contains("Máy in,5,Tốt"), "{name}: {csv}");
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_for_who_sees_people_of_their_office_and_buttons_for_who_may() {
    for office in everywhere().await {
        let name = office.db.name();
        let kind = described(&office).await;
        let mut lan = office.client("lan").await;
        let rows = [["Máy chủ", "2", "Tốt", "Lê Văn An", "0301234567"]];
        let (batch, _) = send(&mut lan, &[("tb.xlsx", &filled(&kind, &rows))]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        for (who, role, unit) in [
            ("snv", Role::Head, Some("D.SNV")),
            ("syt", Role::Reporting, Some("D.SYT")),
            ("phoi", Role::Coordinator, None),
            ("quan", Role::Administrator, None),
            ("hoc", Role::TeamLeader, Some("D.SNV")),
        ] {
            office.add(who, &[NewRole { unit, ..NewRole::whole(who, role) }]).await;
        }
        for (who, sees) in [("snv", true), ("syt", false), ("phoi", true)] {
            let page = office.client(who).await.get(ROWS).await.expect(200).text();
            assert_eq!(page.contains("Máy chủ"), sees, "{name}: {who}");
            assert!(!page.contains("0301234567"), "{name}: {who}");
            let page = format!("{ROWS}?format=csv&don-vi=D.SNV");
            let csv = office.client(who).await.get(&page).await.expect(200).text();
            assert_eq!(csv.contains("Máy chủ"), sees, "{name}: {who}");
        }
        for (who, edits, rows) in [
            ("snv", false, true),
            ("phoi", true, true),
            ("quan", true, false),
            ("hoc", false, false),
        ] {
            let mut client = office.client(who).await;
            let page = client.get(KIND).await.expect(200).text();
            assert_eq!(page.contains(&format!("{KIND}/sua")), edits, "{name}: {who}");
            assert_eq!(page.contains(&format!("{KIND}/ngung")), edits, "{name}: {who}");
            assert_eq!(page.contains(ROWS), rows, "{name}: {who}");
            let list = client.get("/tiep-nhan/bieu").await.expect(200).text();
            assert_eq!(list.contains(ROWS), rows, "{name}: {who}");
            if !edits {
                client.get(&format!("{KIND}/sua")).await.expect(403);
                client.post(&format!("{KIND}/ngung"), &[("ly_do", "thử")]).await.expect(403);
                client.post(&format!("{KIND}/dung-lai"), &[("ly_do", "thử")]).await.expect(403);
            }
            if !rows {
                client.get(ROWS).await.expect(403);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_declared_facts_and_their_tables_agree() {
    for office in everywhere().await {
        let mut tx = office.db.read().await.unwrap();
        let none = ledger::disagreements(&mut tx, intake::FACTS).await.unwrap();
        assert!(none.is_empty(), "{none:?}");
    }
}

/// Devices of several offices in one sheet: a row that waits is of the office its cell names, or of
/// the sheet's where nobody knows that one.
#[tokio::test(flavor = "multi_thread")]
async fn rows_that_wait_stand_under_the_office_they_or_their_sheet_name() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        lan.get(NEW).await.expect(200);
        let save = with(&[
            ("cot-3", "Nơi đặt"),
            ("loai-3", "unit"),
            ("vi-du-3", "Sở Nội vụ"),
            ("viec", "ghi"),
            ("ly_do", "Kế hoạch kiểm kê"),
        ]);
        lan.post(NEW, &save).await.expect(303);
        let text = "SỞ NỘI VỤ,,,\nTHIẾT BỊ CÔNG NGHỆ,,,\n(Số liệu tính đến ngày 15/10/2024),,,\n\
            Tên thiết bị,Số lượng,Tình trạng,Nơi đặt\nMáy in,nhiều,Tốt,Sở Y tế\n\
            Máy quét,2,Tốt,Phòng máy số 9\n,3,Tốt,Sở Y tế\nMáy chủ,1,Tốt,Sở Nội vụ\n";
        let (batch, _) = send(&mut lan, &[("tb.csv", text.as_bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let csv = lan.get("/tiep-nhan/cho?format=csv").await.expect(200).text();
        for line in [
            "Thiết bị công nghệ: Máy in,Sở Y tế,",
            "Thiết bị công nghệ: Máy quét,Sở Nội vụ,",
            "Thiết bị công nghệ: 3,Sở Y tế,",
        ] {
            assert!(csv.contains(line), "{} {line}: {csv}", office.db.name());
        }
    }
}

/// A list of June that comes after that of October: what it says otherwise holds until then, and the
/// page of changes says so at the row, under its office.
#[tokio::test(flavor = "multi_thread")]
async fn a_late_list_of_a_described_kind_says_until_when_it_holds() {
    let (january, june) = (Date::constant(2024, 1, 15), Date::constant(2024, 6, 15));
    let october = Date::constant(2024, 10, 15);
    for office in everywhere().await {
        let name = office.db.name();
        let kind = described(&office).await;
        let mut lan = office.client("lan").await;
        let server = ["Máy chủ", "2", "Tốt", "Nguyễn Văn An", ""];
        let printer = ["Máy in", "3", "Tốt", "Trần Thị Bình", ""];
        for on in [january, october] {
            let file = filled_on(&kind, on, &[server, printer]);
            let (batch, _) = send(&mut lan, &[(&format!("{on}.xlsx"), &file)]).await;
            apply(&mut lan, &batch, &[]).await.expect(200);
        }
        let broken = ["Máy chủ", "2", "Hỏng", "Nguyễn Văn An", ""];
        let scanner = ["Máy quét", "1", "Tốt", "Lê Thị Chi", ""];
        let unread = ["Máy chiếu", "vài cái", "Tốt", "Lê Thị Chi", ""];
        let file = filled_on(&kind, june, &[broken, printer, scanner, unread]);
        let (batch, _) = send(&mut lan, &[("muon.xlsx", &file)]).await;
        let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
        for said in ["vẫn nêu như cũ: thay đổi chỉ ghi đến ngày", "không nêu dòng này: chỉ ghi đến"]
        {
            assert_eq!(page.matches(said).count(), 1, "{name}: {said}: {page}");
        }
        assert!(!page.contains("chưa rõ đơn vị"), "{name}: each is of a known office: {page}");
        apply(&mut lan, &batch, &[]).await.expect(200);
        office.verify().await;
    }
}

/// Each list under the name of the last: what it says anew it says for its own day.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_a_described_kind_under_one_name_is_a_list_of_its_own_day() {
    let [january, june, october] = [1, 6, 10].map(|month| Date::constant(2024, month, 15));
    for office in everywhere().await {
        let name = office.db.name();
        let kind = described(&office).await;
        let mut lan = office.client("lan").await;
        let of = |server: &'static str, printer: &'static str| {
            [["Máy chủ", server, "Tốt", "", ""], ["Máy in", printer, "Tốt", "", ""]]
        };
        for (on, rows) in [(january, of("2", "3")), (october, of("4", "5"))] {
            let (batch, _) = send(&mut lan, &[("tb.xlsx", &filled_on(&kind, on, &rows))]).await;
            apply(&mut lan, &batch, &[]).await.expect(200);
        }
        let [server, printer] = of("2", "3");
        let more = [server, printer, ["Máy quét", "1", "Tốt", "", ""]];
        let (batch, _) = send(&mut lan, &[("tb.xlsx", &filled_on(&kind, june, &more))]).await;
        let page = lan.get(&format!("{batch}/thay-doi")).await.expect(200).text();
        let said = "không nêu dòng này: chỉ ghi đến";
        assert_eq!(page.matches(said).count(), 1, "{name}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_erases_is_told_of_rows_that_go_whole() {
    for office in everywhere().await {
        let kind = described(&office).await;
        let mut lan = office.client("lan").await;
        let (batch, _) = send(&mut lan, &[("A.xlsx", &book().bytes())]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let rows = [
            ["Máy chủ", "2", "Tốt", "Nguyễn Văn An", "0301234567"],
            ["Máy quét", "3", "Tốt", "Phan Thị Út", "0309999888"],
        ];
        let (batch, _) = send(&mut lan, &[("tb.xlsx", &filled(&kind, &rows))]).await;
        apply(&mut lan, &batch, &[]).await.expect(200);
        let path = format!("/nhan-luc/{}/xoa", person(&office, "098085001234").await);
        let asked = lan.get(&path).await.expect(200).text();
        assert!(asked.contains("Dòng của biểu tự tạo nêu người này: bị xoá cả dòng"), "{asked}");
        assert!(asked.contains("Thiết bị công nghệ · tb.xlsx") && asked.contains(ROWS), "{asked}");
        let basis = [("so", "1"), ("ly_do", "Theo yêu cầu"), ("ten-nguoi", "nguyen van an")];
        lan.post(&path, &basis).await.expect(303);
        let csv = lan.get(&format!("{ROWS}?format=csv")).await.expect(200).text();
        assert!(!csv.contains("Máy chủ") && csv.contains("Máy quét,3,Tốt,Phan Thị Út"), "{csv}");
        office.verify().await;
    }
}
