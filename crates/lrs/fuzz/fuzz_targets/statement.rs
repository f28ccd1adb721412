//! Bytes from anywhere are a statement or a fault with a place, never a crash. What our parser
//! takes for JSON another takes too, and reads the same; what is kept is JSON again and says the
//! same; every format of it is JSON.
//!
//! `cargo +nightly fuzz run statement` in `crates/lrs`.
#![no_main]

use kernel::Uuid;
use libfuzzer_sys::fuzz_target;
use lrs::{
    json::{self, Doc, Kind, Parts, Value},
    model::{Fault, Version},
    rules::{Accepted, Canon, Composed, canonical, ids, in_utc, merge_definition, read_statement, same_statement, same_value},
};

/// One display for every verb.
struct Kept;

impl Canon for Kept {
    fn definition(&self, _activity: &str) -> Option<&str> {
        None
    }

    fn display(&self, _verb: &str) -> Option<&str> {
        Some(r#"{"en":"did","vi":"đã làm"}"#)
    }
}

fuzz_target!(|data: &[u8]| {
    let folded = Doc::of_statements(data);
    assert_eq!(json::check(data).is_ok(), folded.is_ok());
    let Ok(doc) = Doc::parse(data) else {
        assert!(folded.is_err());
        return;
    };
    let folded = folded.expect("JSON is JSON, however much of it is laid open");
    // The other parser bounds its depth as well, a little differently, and so it does numbers.
    let other = serde_json::from_slice::<serde_json::Value>(data).map_err(|why| why.to_string());
    let vast = other.as_ref().is_err_and(|why| why.contains("out of range"));
    if let Err(why) = &other {
        assert!(why.contains("recursion") || vast, "{why}");
    }
    assert!(same_value(doc.root(), doc.root()));
    parts_are_those_of(doc.root());
    for version in [Version::V1, Version::V2] {
        let judged = read_statement(version, folded.root());
        assert_eq!(judged.is_ok(), read_statement(version, doc.root()).is_ok());
        assert!(judged.is_err() || same_statement(folded.root(), doc.root()));
        let found = match read_statement(version, doc.root()) {
            Ok(found) => found,
            Err(broken) => {
                let fault = Fault::of(&doc, broken);
                assert!(fault.path.starts_with('$'));
                continue;
            }
        };
        assert!(other.is_ok() || vast, "a statement is JSON for everybody");
        let id = found.id.unwrap_or(Uuid::from_u128(1));
        let composed = Composed::new(version, doc.root(), &found, id, "{\"mbox\":\"mailto:a@b.c\"}");
        let body = composed.stored_at(1_700_000_000_000_000);
        let kept = Doc::parse(&body).expect("what is kept is JSON");
        assert!(read_statement(version, kept.root()).is_ok(), "what is kept is a statement");
        assert!(same_statement(kept.root(), doc.root()), "and the same one");
        let text = std::str::from_utf8(&body).expect("checked");
        if let Some(utc) = in_utc(text) {
            assert!(Doc::parse(utc.as_bytes()).is_ok());
        }
        let mut out = String::new();
        ids(kept.root(), &mut out);
        assert!(Doc::parse(out.as_bytes()).is_ok());
        out.clear();
        canonical(kept.root(), &Kept, &Accepted::read("vi, en;q=0.5"), &mut out);
        assert!(Doc::parse(out.as_bytes()).is_ok());
        if let Some(definition) = doc.root().get("object").and_then(|o| o.get("definition")) {
            let merged = merge_definition(None, definition.raw());
            let kept = merged.expect("the first is kept");
            assert!(Doc::parse(kept.as_bytes()).is_ok());
            assert_eq!(merge_definition(Some(&kept), definition.raw()), None, "nothing new");
            let other = r#"{"name":{"en":"x"},"extensions":{"http://e":[1]},"type":"http://t"}"#;
            let merged = merge_definition(Some(&kept), other).unwrap_or(kept);
            assert!(Doc::parse(merged.as_bytes()).is_ok());
            assert_eq!(merge_definition(Some(&merged), other), None, "nothing new");
        }
    }
});

/// What is told of bytes that are not laid open is what is there.
fn parts_are_those_of(value: Value<'_>) {
    let Some(parts) = Parts::of(value.raw()) else {
        assert!(!matches!(value.kind(), Kind::Array | Kind::Object));
        return;
    };
    assert_eq!(parts.is_object(), value.kind() == Kind::Object);
    let told: Vec<&str> = parts.map(|(_, part)| part).collect();
    let there: Vec<Value<'_>> =
        value.items().chain(value.entries().map(|(_, value)| value)).collect();
    assert_eq!(told, there.iter().map(|one| one.raw()).collect::<Vec<_>>());
    for one in there {
        parts_are_those_of(one);
    }
}
