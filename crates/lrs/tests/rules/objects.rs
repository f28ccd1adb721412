//! Data 2.4.3 Verb and 2.4.4 Object.

use lrs::model::Version;

use crate::support::{bad, bad_both, good, good_both, judge, sub_with, with};

#[test]
fn a_verb_has_an_id_and_perhaps_a_display() {
    // Data 2.4.3: id is an IRI and required; display is a language map. Data 2.2: "Values requiring
    // IRIs MUST be sent with valid IRIs."
    good_both("verb", r#"{"id":"http://v","display":{"en-US":"attended","vi":"đã dự"}}"#);
    bad_both("verb", "{}", "", "Data 2.4.3");
    bad_both("verb", r#"{"display":{"en":"x"}}"#, "", "Data 2.4.3");
    for wrong in ["\"should fail\"", "\"/relative\"", "1", "{}", "\"\""] {
        bad_both("verb", &format!("{{\"id\":{wrong}}}"), ".id", "Data 2.4.3");
    }
    bad_both("verb", "\"http://v\"", "", "Data 2.2");
}

#[test]
fn language_maps_wherever_they_stand() {
    // Data 2.2: "Keys of language maps MUST be sent with valid RFC 5646 language tags." "The LRS MUST
    // at least validate that the sequence of token lengths for language map keys matches the RFC 5646
    // standard." Data 4.2: values are strings.
    let places: [(&str, &str, &str); 4] = [
        ("verb", r#"{"id":"http://v","display":"#, ".display"),
        ("object", r#"{"id":"http://o","definition":{"name":"#, ".definition.name"),
        ("object", r#"{"id":"http://o","definition":{"description":"#, ".definition.description"),
        (
            "object",
            r#"{"id":"http://o","definition":{"interactionType":"choice","choices":[{"id":"a","description":"#,
            ".definition.choices[0].description",
        ),
    ];
    for (property, open, below) in places {
        let mut close = String::new();
        for bracket in open.chars().rev() {
            match bracket {
                '{' => close.push('}'),
                '[' => close.push(']'),
                '}' | ']' => {
                    close.pop();
                }
                _ => {}
            }
        }
        let value = |map: &str| format!("{open}{map}{close}");
        good_both(property, &value(r#"{"en":"a","zh-Hant-TW":"b","x-own":"c"}"#));
        bad_both(property, &value(r#"{"a12345":"x"}"#), &format!("{below}.a12345"), "Data 4.2");
        bad_both(
            property,
            &value(r#"{"de-419-DE":"x"}"#),
            &format!("{below}['de-419-DE']"),
            "Data 4.2",
        );
        bad_both(property, &value(r#"{"en":1}"#), &format!("{below}.en"), "Data 4.2");
        for wrong in ["\"x\"", "1", "[]", "{}"] {
            bad_both(property, &value(wrong), below, "Data 4.2");
        }
    }
}

#[test]
fn an_activity_has_an_id() {
    // Data 2.4.4.1: id is required, an IRI; objectType "MUST be Activity when present".
    good_both("object", r#"{"objectType":"Activity","id":"http://o"}"#);
    good_both("object", r#"{"objectType":"Activity","id":"http://o","definition":{}}"#);
    bad_both("object", "{}", "", "Data 2.4.4.1");
    bad_both("object", r#"{"objectType":"Activity"}"#, "", "Data 2.4.4.1");
    for wrong in ["\"ab=c://should.fail.com\"", "1", "{}", "\"\"", "\"x\""] {
        bad_both("object", &format!("{{\"id\":{wrong}}}"), ".id", "Data 2.4.4.1");
    }
    for wrong in ["\"should fail\"", "1", "{}", "\"Statement\"", "\"\""] {
        let object = format!(r#"{{"objectType":{wrong},"id":"http://o"}}"#);
        bad_both("object", &object, ".objectType", "Data 2.4.4");
    }
    bad_both("object", "\"http://o\"", "", "Data 2.2");
    bad_both("object", r#"{"id":"http://o","definition":"x"}"#, ".definition", "Data 2.2");
}

#[test]
fn definitions() {
    // Data 2.4.4.1: type is an IRI, moreInfo an IRL. "Interaction Activities MUST have a valid
    // interactionType." Data 4.1: "The keys of an extensions map MUST be IRIs."
    for (definition, below, section) in [
        (r#"{"type":"should fail"}"#, ".type", "Data 2.2"),
        (r#"{"type":1}"#, ".type", "Data 2.2"),
        (r#"{"moreInfo":"should fail"}"#, ".moreInfo", "Data 2.2"),
        (r#"{"extensions":"x"}"#, ".extensions", "Data 4.1"),
        (r#"{"extensions":[]}"#, ".extensions", "Data 4.1"),
        (r#"{"extensions":{"should fail":1}}"#, ".extensions['should fail']", "Data 4.1"),
        (r#"{"extensions":{"":1}}"#, ".extensions['']", "Data 4.1"),
        (r#"{"interactionType":"should fail"}"#, ".interactionType", "Data 2.4.4.1"),
        (r#"{"interactionType":"Choice"}"#, ".interactionType", "Data 2.4.4.1"),
        (r#"{"interactionType":1}"#, ".interactionType", "Data 2.4.4.1"),
        (r#"{"correctResponsesPattern":["a"]}"#, ".correctResponsesPattern", "Data 2.4.4.1"),
        (r#"{"choices":[{"id":"a"}]}"#, ".choices", "Data 2.4.4.1"),
        (r#"{"steps":[]}"#, ".steps", "Data 2.4.4.1"),
        (
            r#"{"interactionType":"other","correctResponsesPattern":"a"}"#,
            ".correctResponsesPattern",
            "Data 2.4.4.1",
        ),
        (
            r#"{"interactionType":"other","correctResponsesPattern":[1]}"#,
            ".correctResponsesPattern[0]",
            "Data 2.4.4.1",
        ),
    ] {
        let object = format!(r#"{{"id":"http://o","definition":{definition}}}"#);
        bad_both("object", &object, &format!(".definition{below}"), section);
    }
}

#[test]
fn interactions() {
    // Data 2.4.4.1: ten types. "Within an array of interaction components, all id values MUST be
    // distinct."
    for (kind, lists) in [
        ("true-false", &[][..]),
        ("choice", &["choices"]),
        ("fill-in", &[]),
        ("long-fill-in", &[]),
        ("matching", &["source", "target"]),
        ("performance", &["steps"]),
        ("sequencing", &["choices"]),
        ("likert", &["scale"]),
        ("numeric", &[]),
        ("other", &[]),
    ] {
        let object = |components: &str| {
            let lists = lists.iter().map(|l| format!(",\"{l}\":{components}"));
            let lists = lists.collect::<Vec<_>>().concat();
            format!(
                r#"{{"id":"http://o","definition":{{"interactionType":"{kind}","correctResponsesPattern":["a"]{lists}}}}}"#
            )
        };
        good_both("object", &object(r#"[{"id":"a","description":{"en":"A"}},{"id":"b"}]"#));
        good_both("object", &object("[]"));
        let Some(list) = lists.first() else { continue };
        for (components, below, section) in [
            ("\"x\"", "", "Data 2.2"),
            ("{}", "", "Data 2.2"),
            ("[1]", "[0]", "Data 2.2"),
            ("[{}]", "[0]", "Data 2.4.4.1"),
            (r#"[{"id":1}]"#, "[0].id", "Data 2.4.4.1"),
            (r#"[{"id":"a"},{"id":"a"}]"#, "[1].id", "Data 2.4.4.1"),
            (r#"[{"id":"a","x":1}]"#, "[0].x", "Data 2.2"),
        ] {
            bad_both("object", &object(components), &format!(".definition.{list}{below}"), section);
        }
    }
}

#[test]
fn agents_and_groups_as_objects_say_so() {
    // Data 2.4.4.2: "Statements that specify an Agent or Group as an Object MUST specify an
    // objectType property."
    good_both("object", r#"{"objectType":"Agent","mbox":"mailto:a@b.c"}"#);
    good_both("object", r#"{"objectType":"Group","mbox":"mailto:a@b.c"}"#);
    bad_both("object", r#"{"mbox":"mailto:a@b.c"}"#, ".mbox", "Data 2.2");
    bad_both("object", r#"{"objectType":"Agent"}"#, "", "Data 2.4.2.1");
}

#[test]
fn statement_references() {
    // Data 2.4.4.3: "A Statement Reference MUST specify an "objectType" property with the value
    // `StatementRef`. A Statement Reference MUST set the "id" property to the UUID of a Statement."
    let reference = |id: &str| format!(r#"{{"objectType":"StatementRef","id":{id}}}"#);
    good_both("object", &reference("\"e05aa883-acaf-40ad-bf54-02c8ce485fb0\""));
    for wrong in ["1", "{}", "\"x\"", "\"AA97B177-9383-4934-8543-0F91A7A028368\"", "\"\""] {
        bad_both("object", &reference(wrong), ".id", "Data 2.4.4.3");
        let context = format!("{{\"statement\":{}}}", reference(wrong));
        bad_both("context", &context, ".statement.id", "Data 2.4.4.3");
    }
    bad_both("object", r#"{"objectType":"StatementRef"}"#, "", "Data 2.4.4.3");
    bad_both(
        "object",
        r#"{"objectType":"StatementRef","id":"e05aa883-acaf-40ad-bf54-02c8ce485fb0","x":1}"#,
        ".x",
        "Data 2.2",
    );
    bad_both(
        "context",
        r#"{"statement":{"id":"e05aa883-acaf-40ad-bf54-02c8ce485fb0"}}"#,
        ".statement",
        "Data 2.4.4.3",
    );
    bad_both(
        "context",
        r#"{"statement":{"objectType":"statementref","id":"e05aa883-acaf-40ad-bf54-02c8ce485fb0"}}"#,
        ".statement.objectType",
        "Data 2.4.4.3",
    );
}

#[test]
fn sub_statements() {
    // Data 2.4.4.3: "A SubStatement MUST specify an "objectType" property with the value
    // `SubStatement`. A SubStatement MUST be validated as a Statement in addition to other SubStatement
    // requirements. A SubStatement MUST NOT have the "id", "stored", "version" or "authority"
    // properties. A SubStatement MUST NOT contain a SubStatement of its own, i.e., cannot be nested."
    good(&sub_with("result", r#"{"success":true}"#));
    for (property, value) in [
        ("id", "\"e05aa883-acaf-40ad-bf54-02c8ce485fb0\""),
        ("stored", "\"2013-05-18T05:32:34.804Z\""),
        ("version", "\"1.0.0\""),
        ("authority", r#"{"mbox":"mailto:a@b.c"}"#),
    ] {
        bad(&sub_with(property, value), &format!("$.object.{property}"), "Data 2.2");
    }
    let nested = format!("{{\"objectType\":\"SubStatement\",{}", &with("result", "{}")[1..]);
    bad(&sub_with("object", &nested), "$.object.object.objectType", "Data 2.4.4.3");
    for missing in ["actor", "verb", "object"] {
        let sub = sub_with("result", "{}");
        let start = sub.find("SubStatement").unwrap();
        let (head, tail) = sub.split_at(start);
        let text = format!("{head}{}", tail.replacen(&format!("\"{missing}\":"), "\"x\":", 1));
        assert!(judge(Version::V1, &text).is_err(), "{text}");
    }
}
