//! Statements to start from, and cases.

use lrs::{
    json::Doc,
    model::{Fault, Version},
    rules::read_statement,
};

/// The simplest statement there is.
pub(crate) const SIMPLE: &str = r#"{"actor":{"mbox":"mailto:xapi@adlnet.gov"},"verb":{"id":"http://adlnet.gov/expapi/verbs/attended"},"object":{"id":"http://www.example.com/meetings/occurances/34534"}}"#;

/// `SIMPLE` with a property set: `with("result", "{…}")`.
pub(crate) fn with(property: &str, value: &str) -> String {
    let mut parts: Vec<(String, String)> = vec![
        ("actor".into(), r#"{"mbox":"mailto:xapi@adlnet.gov"}"#.into()),
        ("verb".into(), r#"{"id":"http://adlnet.gov/expapi/verbs/attended"}"#.into()),
        ("object".into(), r#"{"id":"http://www.example.com/meetings/occurances/34534"}"#.into()),
    ];
    match parts.iter_mut().find(|(name, _)| name == property) {
        Some(part) => value.clone_into(&mut part.1),
        None => parts.push((property.into(), value.into())),
    }
    let parts: Vec<String> = parts.iter().map(|(k, v)| format!("\"{k}\":{v}")).collect();
    format!("{{{}}}", parts.join(","))
}

/// A statement whose object is a sub-statement with a property set.
pub(crate) fn sub_with(property: &str, value: &str) -> String {
    let sub = with(property, value);
    with("object", &format!("{{\"objectType\":\"SubStatement\",{}", &sub[1..]))
}

pub(crate) fn judge(version: Version, text: &str) -> Result<(), Fault> {
    let doc = Doc::parse(text.as_bytes()).map_err(|e| Fault::malformed("$", e))?;
    read_statement(version, doc.root()).map(drop).map_err(|broken| Fault::of(&doc, broken))
}

#[track_caller]
pub(crate) fn good(text: &str) {
    for version in [Version::V1, Version::V2] {
        if let Err(fault) = judge(version, text) {
            panic!("{version:?} {fault}\n{text}");
        }
    }
}

/// Refused by both versions, at this place, by a rule of this section.
#[track_caller]
pub(crate) fn bad(text: &str, path: &str, section: &str) {
    for version in [Version::V1, Version::V2] {
        let fault = judge(version, text).expect_err(text);
        assert_eq!((fault.path.as_str(), fault.section), (path, section), "{fault}\n{text}");
    }
}

/// A property of the statement and of a sub-statement: the value is refused in both at a place
/// below the property (`""` for the value itself).
#[track_caller]
pub(crate) fn bad_both(property: &str, value: &str, below: &str, section: &str) {
    bad(&with(property, value), &format!("$.{property}{below}"), section);
    bad(&sub_with(property, value), &format!("$.object.{property}{below}"), section);
}

/// The value is taken in both.
#[track_caller]
pub(crate) fn good_both(property: &str, value: &str) {
    good(&with(property, value));
    good(&sub_with(property, value));
}
