//! Both languages say the same, and everything that is asked for.

#[test]
fn every_text_is_there_in_both_languages() {
    ui::messages::check(
        &access::MESSAGES,
        env!("CARGO_MANIFEST_DIR"),
        &["access-event-", "access-read-", "access-role-"],
    );
}
