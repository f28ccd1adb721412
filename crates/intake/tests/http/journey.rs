//! A sheet comes in: dropped, looked at, mended, applied, undone.

use crate::{
    books::book,
    office::{apply, everywhere, hidden, last_act, rows_waiting, send},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_comes_in() {
    for office in everywhere().await {
        let mut lan = office.client("lan").await;
        let (batch, page) = send(&mut lan, &[("So Noi vu.xlsx", &book().bytes())]).await;
        let text = page.text();
        for said in [
            "5 dòng: 2 người mới",
            "Không có ngày này: “31/02/1990”",
            "Không tìm thấy đơn vị này: “Sở Nội vu”",
            "Ghi cả chuyên trách lẫn kiêm nhiệm",
            "Lấy là: Sở Nội vụ",
        ] {
            assert!(text.contains(said), "{}: {said}\n{text}", office.db.name());
        }
        // What was sent is shown, never run.
        assert!(!text.contains("<script>alert"), "{}", office.db.name());
        assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert_eq!(rows_waiting(&office).await, 0);

        // A cell is mended, in the place where it stands.
        let version = hidden(&page, "phien");
        let saved = [
            ("phien", &version[..]),
            ("tep", "1"),
            ("trang", "0"),
            ("o-6-2", "28/02/1990"),
            ("o-6-1", "Trần Thị Bình"),
        ];
        let page = lan.submit(&batch, &saved).await.expect(200);
        assert!(page.text().contains("5 dòng: 3 người mới"), "{}", page.text());
        assert!(page.text().contains("28/02/1990"));
        // A suggestion is taken.
        let version = hidden(&page, "phien");
        let taken = [
            ("phien", &version[..]),
            ("tep", "1"),
            ("trang", "0"),
            ("ma", "unit_unknown"),
            ("gia-tri", "Sở Nội vu"),
            ("lay", "D.SNV"),
        ];
        let page = lan.submit(&format!("{batch}/goi-y"), &taken).await.expect(200);
        assert!(page.text().contains("5 dòng: 4 người mới"), "{}", page.text());

        // A column is said to mean something else: nobody has a phone then.
        let version = hidden(&page, "phien");
        let saved = [("phien", &version[..]), ("tep", "1"), ("trang", "0"), ("cot-9", "ignored")];
        let page = lan.submit(&batch, &saved).await.expect(200);
        assert!(page.text().contains("<option value=\"ignored\" selected>"), "{}", page.text());

        // A reason is asked for before anything is entered.
        let before = last_act(&office).await;
        let refused = apply(&mut lan, &batch, &[("ly_do", "")]).await.expect(422);
        assert!(refused.text().contains("Hãy ghi lý do."));
        let refused = apply(&mut lan, &batch, &[("ly_do", "ab")]).await.expect(422);
        assert!(refused.text().contains("ít nhất ba chữ cái"), "it is not missing but short");
        assert_eq!(last_act(&office).await, before);
        let done = apply(&mut lan, &batch, &[]).await.expect(200);
        assert!(done.text().contains("Còn chờ"), "{}", done.text());
        assert_eq!(last_act(&office).await, before + 1);
        assert_eq!(rows_waiting(&office).await, 1);
        assert_eq!(
            office.people().await,
            ["Lê Đức", "Nguyễn Văn An", "Trần Thị Bình", "Đặng Thu Hoà"]
        );
        office.verify().await;

        // What waits is found again.
        let waiting = lan.get("/tiep-nhan/cho").await.expect(200);
        assert!(waiting.text().contains("Bùi Dũng"));

        // Undone: nobody is left, nothing waits.
        let act = last_act(&office).await;
        let undone = lan.submit(&format!("/quyet-dinh/{act}/huy"), &[("ly_do", "Gửi nhầm")]).await;
        undone.expect(200);
        assert_eq!((office.people().await.len(), rows_waiting(&office).await), (0, 0));
        let after = lan.get(&format!("{batch}/xong")).await.expect(200);
        assert!(after.text().contains("Lần ghi này đã được hủy."));
        office.verify().await;
    }
}
