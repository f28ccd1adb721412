//! Addresses that lead nowhere, and other people's.

use collect::acts;

use crate::office::{clerk, departments, everywhere};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_or_not_theirs_is_refused() {
    for office in everywhere().await {
        let phoi = office.actor("phoi").await;
        let (id, ..) = acts::open_campaign(&clerk(&office, &phoi), &departments()).await.unwrap();
        let mut snv = office.client("snv").await;
        for address in [
            format!("/thu-thap/{id}/D.BT"),
            format!("/thu-thap/{id}/KHONG.CO"),
            "/thu-thap/khong-phai/D.SNV".to_owned(),
            format!("/thu-thap/{}/D.SNV", kernel::Uuid::nil()),
        ] {
            let status = snv.get(&address).await.status.as_u16();
            assert!([403, 404].contains(&status), "{address}: {status}");
        }
        for verb in ["gui", "rut", "tra", "nhan", "khoa", "sua-lai", "han", "y-kien"] {
            let address = format!("/thu-thap/{id}/D.SYT/{verb}");
            let answer = snv.post(&address, &[("ly_do", "vì sao"), ("han", "10/12/2026")]).await;
            assert_eq!(answer.status.as_u16(), 403, "{address}");
        }
        for verb in ["khoa", "khoa-da-nhan", "nhac"] {
            let answer = snv.post(&format!("/thu-thap/{id}/{verb}"), &[("ly_do", "")]).await;
            assert_eq!(answer.status.as_u16(), 403, "{verb}");
        }
        snv.get("/thu-thap/moi").await.expect(403);
        snv.get("/cong-viec").await.expect(403);
    }
}
