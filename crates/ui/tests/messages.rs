//! This room says the same in both languages, and the proof of it finds every fault.

use std::path::Path;

use ui::{
    Messages,
    messages::{Fault, faults},
};

const CRATE: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn texts_are_complete_in_both_languages() {
    ui::messages::check(&ui::MESSAGES_OF_UI, CRATE, &[]);
}

#[test]
fn every_kind_of_fault_is_found() {
    let room = Messages {
        room: "ui",
        vi: "ui-a = a\nui-b = { $n }\nother = x\nui-in-no-source = x\n",
        en: "ui-b = { $m }\nother = x\nui-c = c\nui-in-no-source = x\n",
    };
    let found = faults(&room, Path::new("no/such/room"), &["ui-a", "ui-b", "other"]);
    assert_eq!(
        found,
        [
            Fault::Foreign("other".into()),
            Fault::Untranslated("ui-a".into(), "en"),
            Fault::Untranslated("ui-c".into(), "vi"),
            Fault::Arguments("ui-b".into()),
            Fault::Unused("ui-in-no-source".into()),
        ]
    );
    let here = faults(&room, Path::new(CRATE), &[]);
    assert!(here.contains(&Fault::Unwritten("ui-skip-to-main".into())), "{here:?}");
    let broken = Messages { vi: "ui-a = { $n", ..room };
    assert!(faults(&broken, Path::new("no"), &[]).contains(&Fault::Unreadable("vi")));
}
