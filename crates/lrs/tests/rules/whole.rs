//! Data 2.2 Formatting, 2.3.2 Voiding, 2.4.1 Id, 2.4.7–2.4.10.

use lrs::model::Version;

use crate::support::{SIMPLE, bad, bad_both, good, good_both, judge, sub_with, with};

#[test]
fn a_statement_uses_actor_verb_and_object() {
    // Data 2.2: "A Statement MUST use actor, verb, and object."
    good(SIMPLE);
    for missing in ["actor", "verb", "object"] {
        let text = SIMPLE.replace(&format!("\"{missing}\":"), "\"result\":");
        let text = text.replace("\"result\":{\"mbox\"", "\"x\":{\"mbox\"");
        assert!(judge(Version::V1, &text).is_err(), "{text}");
    }
    bad(r#"{"verb":{"id":"http://v"},"object":{"id":"http://o"}}"#, "$", "Data 2.2");
    bad(r#"{"actor":{"mbox":"mailto:a@b.c"},"object":{"id":"http://o"}}"#, "$", "Data 2.2");
    bad(r#"{"actor":{"mbox":"mailto:a@b.c"},"verb":{"id":"http://v"}}"#, "$", "Data 2.2");
    for not_one in ["[]", "\"x\"", "1", "null", "true"] {
        bad(not_one, "$", "Data 2.2");
    }
}

#[test]
fn a_property_stands_once() {
    // Data 2.2: "A Statement MUST use each property no more than one time."
    let twice = SIMPLE.replace("{\"actor\"", "{\"verb\":{\"id\":\"http://x\"},\"actor\"");
    bad(&twice, "$.verb", "Data 2.2");
    // The escaped name is the same name.
    let escaped = SIMPLE.replace("{\"actor\"", r#"{"v\u0065rb":{"id":"http://x"},"actor""#);
    bad(&escaped, "$.verb", "Data 2.2");
    bad_both("verb", r#"{"id":"http://v","id":"http://v"}"#, ".id", "Data 2.2");
    bad_both(
        "verb",
        r#"{"id":"http://v","display":{"en":"a","en":"b"}}"#,
        ".display.en",
        "Data 2.2",
    );
    bad_both(
        "result",
        r#"{"extensions":{"http://x":1,"http://x":2}}"#,
        ".extensions['http://x']",
        "Data 2.2",
    );
    // What stands inside an extension is nobody's business.
    good_both("result", r#"{"extensions":{"http://x":{"a":1,"a":2}}}"#);
}

#[test]
fn null_stands_in_extensions_only() {
    // Data 2.2: "The LRS MUST reject Statements with any null values (except inside extensions)."
    bad_both("actor", r#"{"mbox":"mailto:a@b.c","name":null}"#, ".name", "Data 2.2");
    bad_both(
        "verb",
        r#"{"id":"http://v","display":{"en-US":null}}"#,
        ".display['en-US']",
        "Data 2.2",
    );
    bad_both("context", r#"{"registration":null}"#, ".registration", "Data 2.2");
    bad_both(
        "object",
        r#"{"id":"http://o","definition":{"moreInfo":null}}"#,
        ".definition.moreInfo",
        "Data 2.2",
    );
    bad_both("result", "null", "", "Data 2.2");
    bad_both("result", r#"{"score":null}"#, ".score", "Data 2.2");
    for place in ["result", "context"] {
        good_both(place, r#"{"extensions":{"http://example.com/null":null}}"#);
        good_both(place, r#"{"extensions":{"http://x":"","http://y":{},"http://z":[null]}}"#);
        good_both(place, r#"{"extensions":{}}"#);
    }
    good_both("object", r#"{"id":"http://o","definition":{"extensions":{"http://n":null}}}"#);
}

#[test]
fn wrong_types_are_refused() {
    // Data 2.2: "strings where numbers are required, even if those strings contain numbers",
    // "strings where booleans are required, even if those strings contain booleans".
    bad_both("result", r#"{"score":{"max":"one hundred"}}"#, ".score.max", "Data 2.2");
    bad_both("result", r#"{"score":{"max":"100"}}"#, ".score.max", "Data 2.2");
    bad_both("result", r#"{"success":"no"}"#, ".success", "Data 2.2");
    bad_both("result", r#"{"completion":"false"}"#, ".completion", "Data 2.2");
    bad_both("result", r#"{"response":12}"#, ".response", "Data 2.2");
    bad_both("result", r#""x""#, "", "Data 2.2");
    bad_both("context", "[]", "", "Data 2.2");
    bad_both("attachments", "{}", "", "Data 2.2");
    bad_both("attachments", "[1]", "[0]", "Data 2.2");
}

#[test]
fn case_and_unknown_properties_matter() {
    // Data 2.2: reject "where the case of a key does not match", "where a key or value is not
    // allowed by this specification".
    bad(&with("Result", "{}"), "$.Result", "Data 2.2");
    bad(&with("iD", "\"2557db94-bd34-46d7-9684-d928c824963a\""), "$.iD", "Data 2.2");
    bad_both("verb", r#"{"Id":"http://v"}"#, ".Id", "Data 2.2");
    bad_both("result", r#"{"Score":{}}"#, ".Score", "Data 2.2");
    bad_both("result", r#"{"score":{"Raw":1}}"#, ".score.Raw", "Data 2.2");
    bad_both(
        "context",
        r#"{"contextActivities":{"parents":[]}}"#,
        ".contextActivities.parents",
        "Data 2.2",
    );
    bad_both(
        "object",
        r#"{"id":"http://o","definition":{"Name":{"en":"x"}}}"#,
        ".definition.Name",
        "Data 2.2",
    );
    bad_both(
        "actor",
        r#"{"objectType":"agent","mbox":"mailto:a@b.c"}"#,
        ".objectType",
        "Data 2.4.2",
    );
    bad_both("object", r#"{"objectType":"activity","id":"http://o"}"#, ".objectType", "Data 2.4.4");
}

#[test]
fn an_id_is_a_uuid() {
    // Data 2.4.1: all versions of variant 2 "are valid, and the UUID MUST be in standard string form".
    // Data 4.4: "UUIDs MUST be in the standard string form."
    good(&with("id", "\"AA97B177-9383-4934-8543-0F91A7A02836\""));
    for wrong in [
        "12345",
        "{\"key\":\"should fail\"}",
        "\"AA97B177-9383-4934-8543-0F91A7A028368\"",
        "\"MA97B177-9383-4934-8543-0F91A7A02836\"",
        "\"\"",
    ] {
        bad(&with("id", wrong), "$.id", "Data 2.4.1");
    }
}

#[test]
fn timestamps_are_iso_8601() {
    // Data 4.5: "A Timestamp MUST be formatted according to ISO 8601"; -00:00 is none of it.
    for place in ["timestamp", "stored"] {
        for right in [
            "2013-05-18T05:32:34.804Z",
            "2008-09-15 15:53:00.601+00:00",
            "20130518T053234Z",
            "2999-01-01T00:00:00Z",
        ] {
            good(&with(place, &format!("\"{right}\"")));
        }
        for wrong in [
            "\"01/011/2015\"",
            "\"should fail\"",
            "\"2008-09-15T15:53:00.601-00\"",
            "\"2008-09-15T15:53:00.601-0000\"",
            "\"2008-09-15T15:53:00.601-00:00\"",
            "\"\"",
            "12345",
            "{}",
        ] {
            bad(&with(place, wrong), &format!("$.{place}"), "Data 4.5");
        }
    }
    bad(&sub_with("timestamp", "\"01/011/2015\""), "$.object.timestamp", "Data 4.5");
    good(&sub_with("timestamp", "\"2999-01-01T00:00:00Z\""));
}

#[test]
fn versions() {
    // Data 2.4.10: "An LRS MUST accept all Statements where their version starts with `1.0.` if they
    // otherwise validate. An LRS MUST reject all Statements with a version specified that does not
    // start with `1.0.`." In 2.0 it is 2.0.0.
    for right in ["1.0", "1.0.0", "1.0.9"] {
        good(&with("version", &format!("\"{right}\"")));
    }
    for wrong in ["\"should fail\"", "\"0.9.9\"", "\"1.1.0\"", "1.0", "{}", "\"\""] {
        bad(&with("version", wrong), "$.version", "Data 2.4.10");
    }
    let two = with("version", "\"2.0.0\"");
    assert!(judge(Version::V1, &two).is_err());
    assert!(judge(Version::V2, &two).is_ok());
}

#[test]
fn an_authority_is_an_agent_or_two_of_them() {
    // Data 2.4.9: "Authority MUST be an Agent, except in 3-legged OAuth, where it MUST be a Group
    // with two Agents."
    let member = |n: usize| {
        let one = r#"{"mbox":"mailto:bob@example.com"}"#;
        vec![one; n].join(",")
    };
    good(&with("authority", r#"{"mbox":"mailto:a@b.c"}"#));
    good(&with("authority", &format!(r#"{{"objectType":"Group","member":[{}]}}"#, member(2))));
    for (n, section) in [(0, "Data 2.4.2.2"), (1, "Data 2.4.9"), (3, "Data 2.4.9")] {
        let group = format!(r#"{{"objectType":"Group","member":[{}]}}"#, member(n));
        bad(&with("authority", &group), "$.authority", section);
    }
    for ifi in [
        r#""mbox":"mailto:bob@example.com""#,
        r#""mbox_sha1sum":"cd9b00a5611f94eaa7b1661edab976068e364975""#,
        r#""openid":"http://openid.example.org/12345""#,
        r#""account":{"homePage":"http://www.example.com","name":"x"}"#,
    ] {
        let group = format!(r#"{{"objectType":"Group",{ifi},"member":[{}]}}"#, member(2));
        bad(&with("authority", &group), "$.authority", "Data 2.4.9");
    }
    bad(&with("authority", "\"x\""), "$.authority", "Data 2.2");
}

#[test]
fn a_voiding_statement_refers_to_one() {
    // Data 2.3.2: "the Object of that voiding Statement MUST have the "objectType" property set to
    // `StatementRef`", and "MUST specify the id of the Statement-to-be-voided by its "id" property".
    let voiding = |object: &str| {
        with("object", object).replace(
            "http://adlnet.gov/expapi/verbs/attended",
            "http://adlnet.gov/expapi/verbs/voided",
        )
    };
    good(&voiding(r#"{"objectType":"StatementRef","id":"e05aa883-acaf-40ad-bf54-02c8ce485fb0"}"#));
    for object in [r#"{"id":"http://o"}"#, r#"{"objectType":"Agent","mbox":"mailto:a@b.c"}"#] {
        bad(&voiding(object), "$.object", "Data 2.3.2");
    }
}
