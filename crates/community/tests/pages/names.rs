//! Who sees names, and what opening a phone leaves behind.

use access::ReadFilter;

use crate::{
    office::everywhere,
    views::{fill, team_of},
};

const PHONE: &str = "0301234567";

#[tokio::test]
async fn names_are_for_who_keeps_the_teams_of_the_commune() {
    for office in everywhere().await {
        fill(&office).await;
        let (own, other) = (team_of(&office, "Thôn Đông").await, team_of(&office, "Thôn Lạ").await);
        for (who, at, seen) in [
            ("phoi", &own, true),
            ("thanhtra", &own, true),
            ("bt", &own, true),
            ("bt", &other, false),
            ("stc", &own, false),
        ] {
            let mut reader = office.client(who).await;
            let page = reader.get(at).await.expect(200).text();
            let named = page.contains("Nguyễn Văn An") || page.contains("Phạm Thị Cúc");
            assert_eq!(named, seen, "{who} at {at}");
            assert!(!page.contains(PHONE), "{who} at {at}");
            let file = reader.get(&format!("{at}?format=csv")).await;
            assert_eq!(file.status.as_u16(), if seen { 200 } else { 403 }, "{who} at {at}");
            assert!(!file.text().contains(PHONE));
        }
    }
}

#[tokio::test]
async fn a_phone_opens_for_a_purpose_and_the_opening_is_noted() {
    for office in everywhere().await {
        fill(&office).await;
        let team = team_of(&office, "Thôn Đông").await;
        let open = format!("{team}/mo");
        let mut leader = office.client("bt").await;
        leader.get(&team).await.expect(200);
        let page = leader.post(&open, &[("muc_dich", "")]).await.expect(422);
        assert!(!page.text().contains(PHONE));
        let page = leader.post(&open, &[("muc_dich", "Mời họp tổ tháng 12")]).await.expect(200);
        assert!(page.text().contains(PHONE));
        let mut stranger = office.client("stc").await;
        stranger.get(&team).await.expect(200);
        stranger.post(&open, &[("muc_dich", "Mời họp tổ tháng 12")]).await.expect(403);
        let mut tx = office.db.read().await.unwrap();
        let by = access::Actor::command();
        let reads = access::reads(&mut tx, &by, &ReadFilter::default(), 0, 10).await.unwrap().lines;
        assert_eq!(reads.len(), 1);
        assert_eq!((&reads[0].account_name[..], reads[0].people), ("bt", 2));
        assert_eq!(reads[0].purpose, "Mời họp tổ tháng 12");
    }
}
