//! Every text is there in both languages, and every one that is asked for.

#[test]
fn texts_agree() {
    ui::messages::check(
        &intake::pages::MESSAGES,
        env!("CARGO_MANIFEST_DIR"),
        &[
            "intake-asks-",
            "intake-ending-",
            "intake-issue-",
            "intake-kind-",
            "intake-meaning-",
            "intake-problem-",
            "intake-refusal-",
            "intake-what-",
        ],
    );
}
