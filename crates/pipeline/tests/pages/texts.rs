//! Every text is there in both languages, and every one that is asked for.

#[test]
fn texts_agree() {
    ui::messages::check(&pipeline::MESSAGES, env!("CARGO_MANIFEST_DIR"), &[]);
}
