//! Every text is there in both languages; tables are as they are declared.

use crate::office::everywhere;

#[test]
fn texts_agree() {
    ui::messages::check(&commitments::MESSAGES, env!("CARGO_MANIFEST_DIR"), &[]);
}

#[tokio::test]
async fn tables_are_as_declared() {
    for office in everywhere().await {
        let mut tx = office.db.read().await.unwrap();
        let none = ledger::disagreements(&mut tx, commitments::FACTS).await.unwrap();
        assert!(none.is_empty(), "{}: {none:?}", office.db.name());
    }
}
