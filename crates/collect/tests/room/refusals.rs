//! Addresses that lead nowhere, and other people's; who is named to whom.

use access::{Actor, NewRole, Role};
use collect::acts;

use crate::office::{clerk, departments, everywhere, files};

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

#[tokio::test(flavor = "multi_thread")]
async fn the_history_of_a_sheet_names_people_and_whom_they_stood_for() {
    for office in everywhere().await {
        let by = Actor::command();
        let full_name = "Trần Thị Hoa";
        access::create_account(&office.app, &by, "hoa", full_name, house::PASSWORD).await.unwrap();
        let role = NewRole { unit: Some("D.SYT"), ..NewRole::whole("hoa", Role::Reporting) };
        access::give_roles(&office.app, &by, &[role], "").await.unwrap();
        let (phoi, hoa) = (office.actor("phoi").await, office.actor("hoa").await);
        let opened = acts::open_campaign(&clerk(&office, &phoi), &departments()).await;
        let (id, ..) = opened.unwrap();
        let at = (id, office.org("D.SYT").await);
        let file = files(&[("Lê Đức", "12/12/1979", "Sở Y tế")]);
        acts::put(&clerk(&office, &hoa), at, file).await.unwrap();
        acts::send(&clerk(&office, &hoa), at, "").await.unwrap();
        office.app.acted();
        let mut client = office.client("phoi").await;
        let page = client.get(&format!("/thu-thap/{id}/D.SYT")).await.expect(200).text();
        let (_, history) = page.split_once("id=\"lich-su\"").unwrap();
        assert!(history.contains("Trần Thị Hoa (Sở Y tế)"), "{history}");
        assert!(!history.contains(">hoa"), "no account: {history}");
    }
}
