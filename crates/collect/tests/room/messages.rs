//! Both languages say the same, and everything that is asked for; tables are as they are declared.

use crate::office::everywhere;

#[test]
fn every_text_is_there_in_both_languages() {
    let dynamic = ["collect-kind-", "collect-step-", "collect-job-"];
    ui::messages::check(&collect::MESSAGES, env!("CARGO_MANIFEST_DIR"), &dynamic);
}

#[tokio::test]
async fn tables_are_as_declared() {
    for office in everywhere().await {
        let mut tx = office.db.read().await.unwrap();
        let none = ledger::disagreements(&mut tx, collect::FACTS).await.unwrap();
        assert!(none.is_empty(), "{}: {none:?}", office.db.name());
    }
}
