//! Hostile input is refused with a clear text.

use testkit::Upload;

use crate::{
    books::{bomb, book},
    office::{everywhere, one, send},
};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_honest_sheet_is_refused_beside_what_is() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let good = book().bytes();
        let exe = [b"MZ\x90\x00\x03\x00\x00\x00".as_slice(), &[0; 4096]].concat();
        let files = [
            ("bom.xlsx", &bomb()[..]),
            ("setup.exe", &exe[..]),
            ("rong.xlsx", &[][..]),
            ("../../tot.xlsx", &good[..]),
        ];
        let (_, page) = send(&mut lan, &files).await;
        let text = page.text();
        for said in [
            "nén chặt bất thường",
            "không phải bảng tính",
            "tệp rỗng",
            "tot.xlsx · Biểu 01",
            "Nguyễn Văn An",
        ] {
            assert!(text.contains(said), "{}: {said}\n{text}", office.db.name());
        }
        assert!(!text.contains("../"), "a name leads nowhere");
        let mut english = office.client("hoa").await;
        english.set_cookie("lang", Some("en"));
        let (_, page) = send(&mut english, &files).await;
        for said in ["not a spreadsheet", "packed tighter", "the file is empty"] {
            assert!(page.text().contains(said), "{said}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn too_large_a_file_is_refused_by_itself() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let (large, good) = (vec![0; (32 << 20) + 1], book().bytes());
    let (_, page) = send(&mut lan, &[("to.csv", &large), ("tot.xlsx", &good)]).await;
    assert!(page.text().contains("lớn hơn 32 MB"), "{}", page.text());
    assert!(page.text().contains("Nguyễn Văn An"));
    // Alone, it is told at once.
    let upload = Upload { field: "tep", name: "to.csv", bytes: &large };
    let page = lan.upload("/tiep-nhan", &[], &[upload]).await.expect(422);
    assert!(page.text().contains("to.csv: lớn hơn 32 MB"), "{}", page.text());
    // All together may not be too large either.
    let most = vec![0; 30 << 20];
    let files = [("a.csv", &most[..]), ("b.csv", &most[..]), ("c.csv", &most[..])];
    let uploads = files.map(|(name, bytes)| Upload { field: "tep", name, bytes });
    let page = lan.upload("/tiep-nhan", &[], &uploads).await;
    let page = lan.follow(page).await.expect(200);
    assert!(page.text().contains("hãy gửi tệp này ở đợt khác"), "{}", page.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_chosen_is_told() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let nothing = Upload { field: "tep", name: "", bytes: &[] };
    let page = lan.upload("/tiep-nhan", &[], &[nothing]).await.expect(422);
    assert!(page.text().contains("Chưa chọn tệp nào."));
}

#[tokio::test(flavor = "multi_thread")]
async fn forged_forms_and_strangers_are_refused() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let bytes = book().bytes();
        let (batch, _) = send(&mut lan, &[("a.xlsx", &bytes)]).await;
        let mut hoa = office.client("hoa").await;
        hoa.get("/tiep-nhan").await.expect(200);
        // Somebody else's token, and none.
        let upload = || [Upload { field: "tep", name: "a.xlsx", bytes: &bytes }];
        for token in ["0", &"ab".repeat(32)] {
            let page = lan.upload("/tiep-nhan", &[("csrf", token)], &upload()).await;
            assert_eq!(page.status.as_u16(), 403, "{}", office.db.name());
            let forged = [("csrf", token), ("phien", "0"), ("ngay", "01/01/2020")];
            lan.post(&format!("{batch}/ngay"), &forged).await.expect(403);
        }
        let mut stranger = office.stranger();
        for page in ["/tiep-nhan", &batch, "/tiep-nhan/cho", "/tiep-nhan/nguon?tep=a&dong=1"] {
            let answer = stranger.get(page).await;
            assert!(answer.status.is_redirection(), "{page}");
            assert!(answer.location().unwrap().starts_with("/dang-nhap"), "{page}");
        }
        stranger.post(&format!("{batch}/bo"), &[("phien", "0")]).await.expect(401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_in_addresses_and_forms_is_no_failure() {
    let office = one().await;
    let mut lan = office.client("lan").await;
    let (batch, _) = send(&mut lan, &[("a.xlsx", &book().bytes())]).await;
    for (page, status) in [
        ("/tiep-nhan/x".to_owned(), 404),
        ("/tiep-nhan/00000000-0000-0000-0000-000000000000".to_owned(), 404),
        ("/tiep-nhan/cho/x".to_owned(), 404),
        ("/tiep-nhan/nguon?tep=a".to_owned(), 400),
        ("/tiep-nhan/nguon?tep=a&trang=b&dong=4294967295".to_owned(), 200),
        (format!("{batch}?tep=99&trang=99&dong=x&page=-1"), 200),
        (format!("{batch}?tep=1&trang=0&page=999999999999"), 200),
        (format!("{batch}/thay-doi?nhom=gi-do"), 200),
        (format!("{batch}/danh-dau/x"), 404),
        (format!("{batch}/xong"), 303),
    ] {
        assert_eq!(lan.get(&page).await.status.as_u16(), status, "{page}");
    }
    let place = [("phien", "0"), ("tep", "1"), ("trang", "0")];
    for (field, value) in [
        ("o-0-0", "x"),
        ("o-99999999999-0", "x"),
        ("o-5-9999", "x"),
        ("cot-x", "title"),
        ("cot-1", "nonsense"),
    ] {
        let fields = [&place[..], &[(field, value)]].concat();
        lan.post(&batch, &fields).await.expect(400);
    }
    let taken =
        [&place[..], &[("ma", "unit_unknown"), ("gia-tri", "x"), ("lay", "D.SNV")]].concat();
    lan.post(&format!("{batch}/goi-y"), &taken).await.expect(409);
    let office_wrong = [&place[..], &[("viec", "don-vi"), ("don-vi", "KHÔNG CÓ")]].concat();
    lan.post(&format!("{batch}/trang"), &office_wrong).await.expect(400);
    let wrong = lan.post(&format!("{batch}/ngay"), &[("phien", "0"), ("ngay", "31/02/2024")]).await;
    assert!(wrong.expect(422).text().contains("Ngày phải ghi như 15/10/2024."));
}
