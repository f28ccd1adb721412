//! Every text is there in both languages, and every one that is asked for.

#[test]
fn texts_agree() {
    ui::messages::check(
        &registry::pages::MESSAGES,
        env!("CARGO_MANIFEST_DIR"),
        &[
            "registry-act-kind-",
            "registry-add-",
            "registry-column-",
            "registry-explain-",
            "registry-kind-",
            "registry-table-",
        ],
    );
}
