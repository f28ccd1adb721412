//! Both languages say the same, and everything that is asked for.

#[test]
fn every_text_is_there_in_both_languages() {
    let dynamic = ["errands-why-", "errands-job-"];
    ui::messages::check(&errands::MESSAGES, env!("CARGO_MANIFEST_DIR"), &dynamic);
}
