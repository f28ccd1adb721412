//! The page of whoever stands for a unit.

use crate::{
    office::{everywhere, look},
    views::promise,
};

#[tokio::test]
async fn a_head_sees_the_own_unit_and_what_is_under_it() {
    for office in everywhere().await {
        let mut head = office.client("huyen").await;
        promise(&mut head, "D.BT", "Cử một người phụ trách", "15/12/2026").await;
        look(&office, &mut head, &[("my-unit", "/don-vi-cua-toi")]).await;
        let page = head.get("/don-vi-cua-toi").await.expect(200).text();
        assert!(page.contains("Bình Tân") && !page.contains("Sở Tài chính"), "{page}");
        assert!(page.contains("class=\"signature\""));
        assert!(page.contains("href=\"/don-vi-cua-toi\""), "it stands in the navigation");
        head.get("/don-vi-cua-toi?don-vi=D.STC").await.expect(404);
    }
}

#[tokio::test]
async fn who_stands_for_no_unit_is_told_so() {
    for office in everywhere().await {
        let mut reader = office.client("phoi").await;
        look(&office, &mut reader, &[("no-unit", "/don-vi-cua-toi")]).await;
        let page = reader.get("/").await.expect(200).text();
        assert!(!page.contains("href=\"/don-vi-cua-toi\""));
    }
}

#[tokio::test]
async fn with_more_units_there_is_a_choice() {
    for office in everywhere().await {
        let by = access::Actor::command();
        let valid = kernel::Interval::ALWAYS;
        let unit = Some("D.STC");
        let role = access::Role::Reporting;
        let more = access::NewRole { account: "bt", role, unit, person: None, valid };
        access::give_roles(&office.app, &by, &[more], "").await.unwrap();
        let mut reader = office.client("bt").await;
        let page = reader.get("/don-vi-cua-toi?don-vi=D.STC").await.expect(200).text();
        assert!(page.contains("<h1>Sở Tài chính</h1>"), "{page}");
        assert!(page.contains("<option value=\"D.BT\""), "{page}");
        // A reporting officer promises nothing.
        assert!(!page.contains("/cam-ket/moi"), "{page}");
    }
}
