//! Until when requests are answered, and what processing rests on: dated data, each change an act.

use crate::office::everywhere;

#[tokio::test(flavor = "multi_thread")]
async fn what_held_when_a_request_came_in_counts() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut an = office.client("an").await;
        let page = an.get("/ve-toi").await.expect(200).text();
        assert!(page.contains("trong 2 ngày làm việc"), "{name}: {page}");
        an.submit("/ve-toi/yeu-cau", &[("loai", "see"), ("noi_dung", "x")]).await.expect(200);

        let mut phoi = office.client("phoi").await;
        let register = phoi.get("/yeu-cau").await.expect(200).text();
        let told = "2 ngày làm việc · Nghị định 356/2025/NĐ-CP · Cần xác nhận";
        assert!(register.contains(told), "{name}: {register}");
        phoi.get("/yeu-cau/thoi-han").await.expect(200);
        let mut term = vec![
            ("ngay_lam_viec", "0"),
            ("can_cu", "Nghị định 356/2025/NĐ-CP"),
            ("dieu_khoan", "Điều 5"),
            ("xac_nhan", "1"),
            ("tu_ngay", "25/11/2026"),
            ("ly_do", "Đã đối chiếu với văn bản"),
        ];
        phoi.post("/yeu-cau/thoi-han", &term).await.expect(422);
        term[0].1 = "3";
        let saved = phoi.submit("/yeu-cau/thoi-han", &term).await.expect(200).text();
        assert!(saved.contains("Nghị định 356/2025/NĐ-CP, Điều 5"), "{name}: {saved}");
        let again = phoi.submit("/yeu-cau/thoi-han", &term).await.expect(200).text();
        assert!(again.contains("Không có gì thay đổi"), "{name}: {again}");

        // Nothing changes for what came in before.
        let own = an.get("/ve-toi").await.expect(200).text();
        assert!(own.contains("26/11/2026"), "{name}: {own}");
        office.clock.set("2026-11-25T03:00:00Z".parse().unwrap());
        let mut an = office.client("an").await;
        let own = an.get("/ve-toi").await.expect(200).text();
        assert!(own.contains("trong 3 ngày làm việc"), "{name}: {own}");
        an.submit("/ve-toi/yeu-cau", &[("loai", "see"), ("noi_dung", "y")]).await.expect(200);
        let own = an.get("/ve-toi").await.expect(200).text();
        assert!(own.contains("26/11/2026") && own.contains("30/11/2026"), "{name}: {own}");
        for who in ["an", "binh", "thanhtra"] {
            let mut client = office.client(who).await;
            client.get("/yeu-cau/thoi-han").await.expect(403);
            client.post("/yeu-cau/thoi-han", &term).await.expect(403);
        }
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_of_earlier_days_leaves_that_of_later_ones() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut phoi = office.client("phoi").await;
        let earlier = [
            ("ngay_lam_viec", "5"),
            ("can_cu", "Nghị định 13/2023/NĐ-CP"),
            ("tu_ngay", "01/07/2023"),
            ("ly_do", "Yêu cầu của các năm trước"),
        ];
        let saved = phoi.submit("/yeu-cau/thoi-han", &earlier).await.expect(200).text();
        for held in ["01/07/2023 – 31/12/2025", "từ 01/01/2026"] {
            assert!(saved.contains(held), "{name}: {held}: {saved}");
        }
        let register = phoi.get("/yeu-cau").await.expect(200).text();
        assert!(
            register.contains("2 ngày làm việc · Nghị định 356/2025/NĐ-CP"),
            "{name}: {register}"
        );
        office.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_processing_rests_on_is_changed_as_an_act() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut phoi = office.client("phoi").await;
        phoi.get("/ho-so-xu-ly/person").await.expect(200);
        let mut basis = vec![
            ("can_cu", ""),
            ("dieu_khoan", "Điều 7"),
            ("xac_nhan", "1"),
            ("tu_ngay", "24/11/2026"),
            ("ly_do", "Theo ý kiến pháp chế"),
        ];
        phoi.post("/ho-so-xu-ly/person", &basis).await.expect(422);
        basis[0].1 = "Luật Chuyển đổi số 148/2025/QH15";
        let page = phoi.submit("/ho-so-xu-ly/person", &basis).await.expect(200).text();
        assert!(page.contains("Luật Chuyển đổi số 148/2025/QH15, Điều 7"), "{name}: {page}");
        let told = phoi.get("/ho-so-xu-ly?dang=json").await.expect(200).text();
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        let all = told["processing"].as_array().unwrap();
        let person = all.iter().find(|it| it["table"] == "person").unwrap();
        assert_eq!(person["legal_basis"], "Luật Chuyển đổi số 148/2025/QH15, Điều 7");
        assert_eq!(person["legal_basis_confirmed"], true);
        let unconfirmed = all.iter().filter(|it| it["legal_basis_confirmed"] == false);
        assert_eq!(unconfirmed.count(), all.len() - 1, "{name}: nobody confirmed the others");
        phoi.get("/ho-so-xu-ly/gi-do").await.expect(404);

        // Who may look at the record may not change it.
        let mut inspector = office.client("thanhtra").await;
        let page = inspector.get("/ho-so-xu-ly").await.expect(200).text();
        assert!(!page.contains("/ho-so-xu-ly/person"), "{name}: {page}");
        inspector.get("/ho-so-xu-ly/person").await.expect(403);
        inspector.post("/ho-so-xu-ly/person", &basis).await.expect(403);
        office.verify().await;
    }
}

/// A rule is no law for what came in before it held.
#[tokio::test(flavor = "multi_thread")]
async fn what_came_in_before_any_rule_is_told_to_have_none() {
    for office in everywhere().await {
        let name = office.db.name();
        let mut phoi = office.client("phoi").await;
        phoi.get("/yeu-cau/moi").await.expect(200);
        for (day, who) in [("31/12/2025", "Lê Trước"), ("05/01/2026", "Lê Sau")] {
            let fields = [
                ("loai", "see"),
                ("cach", "letter"),
                ("ten", who),
                ("so", ""),
                ("lien_he", ""),
                ("noi_dung", "Xin cho biết"),
                ("ngay", day),
            ];
            phoi.submit("/yeu-cau/moi", &fields).await.expect(200);
        }
        let register = phoi.get("/yeu-cau").await.expect(200).text();
        let rows = &register[register.find("<tbody").unwrap()..];
        let row = |who: &str| rows.split("<tr").find(|row| row.contains(who)).unwrap().to_owned();
        let (before, since) = (row("Lê Trước"), row("Lê Sau"));
        assert!(before.contains("không có quy định") && !before.contains("Quá hạn"), "{name}");
        assert!(
            !before.contains("02/01/2026") && !before.contains("05/01/2026"),
            "{name}: {before}"
        );
        assert!(since.contains("Quá hạn") && since.contains("07/01/2026"), "{name}: {since}");
        let from = before.find("/yeu-cau/").unwrap();
        let page: String = before[from..].chars().take_while(|c| *c != '"').collect();
        let page = phoi.get(&page).await.expect(200).text();
        assert!(
            page.contains("sổ không có quy định nào có hiệu lực vào ngày nhận"),
            "{name}: {page}"
        );
        assert!(!page.contains("Nghị định 356/2025/NĐ-CP"), "{name}: {page}");
    }
}
