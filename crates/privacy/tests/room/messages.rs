//! Both languages say the same, and everything that is asked for.

#[test]
fn every_text_is_there_in_both_languages() {
    let dynamic = [
        "privacy-kept-",
        "privacy-word-",
        "privacy-value-",
        "privacy-ask-",
        "privacy-way-",
        "privacy-request-state-",
        "privacy-weekday-",
        "privacy-job-",
        "privacy-aged-",
        "privacy-moment-",
        "privacy-otherwise-",
        "privacy-table-",
        "privacy-column-",
        "privacy-why-",
        "privacy-public-group-",
        "privacy-public-field-",
    ];
    ui::messages::check(&privacy::MESSAGES, env!("CARGO_MANIFEST_DIR"), &dynamic);
}

#[tokio::test]
async fn tables_are_as_declared() {
    for office in crate::office::everywhere().await {
        let mut tx = office.db.read().await.unwrap();
        let none = ledger::disagreements(&mut tx, privacy::FACTS).await.unwrap();
        assert!(none.is_empty(), "{}: {none:?}", office.db.name());
    }
}
