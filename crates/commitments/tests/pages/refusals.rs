//! Who may promise, and for which office.

use crate::{office::everywhere, views::promise};

#[tokio::test]
async fn only_the_head_of_a_unit_or_a_coordinator_promises() {
    for office in everywhere().await {
        for who in ["bt", "thanhtra"] {
            let mut reader = office.client(who).await;
            reader.get("/cam-ket").await.expect(200);
            reader.get("/cam-ket/moi").await.expect(403);
        }
        let mut head = office.client("stc").await;
        head.get("/cam-ket/moi").await.expect(200);
        let other =
            [("don-vi", "D.BT"), ("thieu", "chua-co-ai"), ("viec", "x"), ("han", "15/12/2026")];
        head.post("/cam-ket/moi", &other).await.expect(403);
        let mut district = office.client("huyen").await;
        let one = promise(&mut district, "D.BT", "Cử một người", "15/12/2026").await;
        for verb in ["xong", "rut", "sua"] {
            let fields = [("viec", "y"), ("han", "16/12/2026"), ("ly_do", "x"), ("ly_do_rut", "x")];
            head.post(&format!("{one}/{verb}"), &fields).await.expect(403);
        }
        let page = head.get(&one).await.expect(200).text();
        assert!(!page.contains("huyen"), "who promised is not for everybody");
        head.get("/cam-ket/018f0000-0000-7000-8000-000000000000").await.expect(404);
        head.get("/cam-ket/khong-phai-id").await.expect(404);
    }
}
