//! A reorganisation as a person makes it: sketched, previewed, entered.

use serde_json::Value as Json;
use testkit::Client;

use crate::province::{Province, everywhere, one};

const BASIS: &[(&str, &str)] = &[
    ("so", "12/QĐ-UBND"),
    ("ngay-ky", "20/11/2026"),
    ("co-quan", "UBND tỉnh Đông Tây"),
    ("ly_do", "Sắp xếp lại các sở"),
];

/// The sketch a page holds in its link to the draft.
fn sketch_of(page: &str) -> String {
    let at = page.find("/sap-xep/soan?ke-hoach=").expect("the page links to its draft");
    let rest = &page[at + "/sap-xep/soan?ke-hoach=".len()..];
    let raw = rest.split('"').next().unwrap().replace('+', " ");
    let mut bytes = Vec::new();
    let mut chars = raw.bytes();
    while let Some(b) = chars.next() {
        if b == b'%' {
            let hex: Vec<u8> = chars.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
        } else {
            bytes.push(b);
        }
    }
    String::from_utf8(bytes).unwrap()
}

async fn add(reader: &mut Client, sketch: &str, fields: &[(&str, &str)]) -> String {
    let all: Vec<_> = [("ke-hoach", sketch)].into_iter().chain(fields.iter().copied()).collect();
    let page = reader.post("/sap-xep/buoc", &all).await.expect(200);
    sketch_of(&page.text())
}

async fn totals(province: &Province) -> Vec<Json> {
    let mut reader = province.reader().await;
    let mut all = Vec::new();
    for map in ["2025-06-30", "2025-07-01", "2026-12-01"] {
        let path = format!("/?dang=json&on=2026-12-01&map={map}");
        let json: Json = serde_json::from_str(&reader.get(&path).await.expect(200).text()).unwrap();
        let totals = &json["totals"];
        all.push(serde_json::json!([
            totals["people"],
            totals["dedicated"],
            totals["concurrent"],
            totals["by_field"]
        ]));
    }
    all
}

#[tokio::test]
async fn offices_are_merged_split_renamed_moved_and_dissolved_as_one_act() {
    for province in everywhere().await {
        let mut reader = province.reader().await;
        let start = "/sap-xep/soan?ngay=01/12/2026&theo=tu-chon";
        let page = reader.get(start).await.expect(200).text();
        assert!(!page.contains("/sap-xep/xem-truoc"), "an empty plan has nothing to preview");
        let sketch = sketch_of(&page);
        let merge = [
            ("viec", "gop"),
            ("don-vi", "D.SNV"),
            ("don-vi", "D.STT"),
            ("vao", "moi"),
            ("ma-moi", "D.SNT"),
            ("ten-moi", "Sở Nội vụ và Truyền thông"),
        ];
        let sketch = add(&mut reader, &sketch, &merge).await;
        let rename =
            [("viec", "doi-ten"), ("don-vi", "D.C97003.2025"), ("ten-moi", "UBND phường Ba Mới")];
        let sketch = add(&mut reader, &sketch, &rename).await;
        let dissolve = [("viec", "giai-the"), ("don-vi", "D.H971")];
        let sketch = add(&mut reader, &sketch, &dissolve).await;
        assert_eq!(province.head().await, 7, "nothing is entered yet");

        let encoded = ui::segment(&sketch);
        let preview = reader.get(&format!("/sap-xep/xem-truoc?ke-hoach={encoded}")).await;
        let text = preview.expect(200).text();
        for said in
            ["Sở Nội vụ và Truyền thông (D.SNT)", "3 người đi theo", "1 người sẽ ở tình trạng"]
        {
            assert!(text.contains(said), "{said}: {text}");
        }
        let mut fields = vec![("ke-hoach", sketch.as_str())];
        reader.post("/sap-xep/ghi", &fields).await.expect(422);
        assert_eq!(province.head().await, 7);

        let before = totals(&province).await;
        fields.extend(BASIS);
        reader.get("/sap-xep").await.expect(200);
        let done = reader.post("/sap-xep/ghi", &fields).await;
        assert_eq!(done.location(), Some("/quyet-dinh/8"), "{}", done.text());
        let act = reader.follow(done).await.expect(200).text();
        assert!(act.contains("12/QĐ-UBND, 20/11/2026, UBND tỉnh Đông Tây"));
        let after = totals(&province).await;
        assert_eq!(before, after);
        assert!(after.iter().all(|t| t == &after[0]), "totals differ between maps: {after:?}");

        let merged = reader.get("/don-vi/D.SNT?on=2026-12-01").await.expect(200).text();
        assert!(merged.contains("Nguyễn Văn An") && merged.contains("Đơn vị này được lập từ"));
        let stranded = reader.get("/nhan-luc?dien=chua-bo-tri&on=2026-12-01").await.expect(200);
        assert!(stranded.text().contains("Đặng Thu Hoà"));
        let province_page = reader.get("/?on=2026-12-01").await.expect(200).text();
        assert!(province_page.contains("Chưa bố trí"));
        let gone = reader.get("/don-vi/D.H971?on=2026-12-01").await.expect(200).text();
        assert!(gone.contains("không tồn tại vào ngày 01/12/2026"));
    }
}

#[tokio::test]
async fn following_the_areas_names_what_must_be_decided() {
    for province in everywhere().await {
        // The merger that was entered is undone, so that it can be made here.
        let mut reader = province.reader().await;
        reader.get("/quyet-dinh/6/huy").await.expect(200);
        reader.submit("/quyet-dinh/6/huy", &[("ly_do", "làm lại")]).await.expect(200);
        let page = reader.get("/sap-xep/soan?ngay=01/07/2025&theo=dia-gioi").await.expect(200);
        let text = page.text();
        assert!(text.contains("Cần quyết định") && text.contains("Ủy ban nhân dân xã Bốn"));
        assert!(text.contains("Địa bàn không còn") && text.contains("Ủy ban nhân dân huyện Bắc"));
        assert!(text.contains("Ủy ban nhân dân xã Hoà Một Hai"));
        let sketch = sketch_of(&text);
        // A decision goes before what follows from the areas.
        let decided = [
            ("viec", "gop"),
            ("don-vi", "D.C97004"),
            ("don-vi", "D.C97003"),
            ("vao", "moi"),
            ("ma-moi", "D.P3"),
            ("ten-moi", "UBND phường Ba"),
        ];
        let sketch = add(&mut reader, &sketch, &decided).await;
        let page = reader.get(&format!("/sap-xep/soan?ke-hoach={}", ui::segment(&sketch))).await;
        let undecided = page.expect(200).text();
        assert!(undecided.contains("Nhập Ủy ban nhân dân xã Bốn; Ủy ban nhân dân phường Ba vào"));
        let mut fields = vec![("ke-hoach", sketch.as_str())];
        fields.extend(BASIS);
        let done = reader.submit("/sap-xep/ghi", &fields).await.expect(200).text();
        assert!(done.contains("Đã sắp xếp"), "{done}");
        let moved = reader.get("/don-vi/D.P3?on=2025-07-01").await.expect(200).text();
        assert!(moved.contains("Vũ Thuỷ"));
    }
}

#[tokio::test]
async fn a_step_that_can_not_be_done_is_told_and_not_taken() {
    let province = one().await;
    let mut reader = province.reader().await;
    let page = reader.get("/sap-xep/soan?ngay=01/12/2026&theo=tu-chon").await.expect(200).text();
    let sketch = sketch_of(&page);
    for fields in [
        &[("viec", "gop"), ("vao", "moi"), ("ma-moi", "X"), ("ten-moi", "X")][..],
        &[("viec", "gop"), ("don-vi", "D.SNV"), ("vao", "moi"), ("ma-moi", ""), ("ten-moi", "X")],
        &[("viec", "chia"), ("don-vi", "D.SNV"), ("thanh", "A | Một")],
        &[("viec", "doi-ten"), ("don-vi", "khong-co"), ("ten-moi", "X")],
        // It ended with the merger.
        &[("viec", "giai-the"), ("don-vi", "D.C97001")],
        &[("viec", "chuyen"), ("don-vi", "")],
    ] {
        let all: Vec<_> =
            [("ke-hoach", sketch.as_str())].into_iter().chain(fields.iter().copied()).collect();
        let page = reader.post("/sap-xep/buoc", &all).await.expect(422);
        assert!(page.text().contains("name=\"viec\""), "the form is shown again");
    }
    reader.post("/sap-xep/buoc", &[("ke-hoach", "{"), ("viec", "gop")]).await.expect(400);
    let taken = [
        ("viec", "gop"),
        ("don-vi", "D.SNV"),
        ("vao", "moi"),
        ("ma-moi", "D.STT"),
        ("ten-moi", "Trùng mã"),
    ];
    let sketch = add(&mut reader, &sketch, &taken).await;
    let path = format!("/sap-xep/xem-truoc?ke-hoach={}", ui::segment(&sketch));
    let preview = reader.get(&path).await.expect(422).text();
    assert!(preview.contains("Mã D.STT đã có"), "{preview}");
    let mut fields = vec![("ke-hoach", sketch.as_str())];
    fields.extend(BASIS);
    reader.post("/sap-xep/ghi", &fields).await.expect(422);
    assert_eq!(province.head().await, 7);
}
