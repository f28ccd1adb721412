//! Data 2.4.6 Context, and what 2.0 added to it.

use lrs::model::Version;

use crate::support::{bad_both, good_both, judge, sub_with, with};

#[test]
fn properties_of_a_context() {
    // Data 2.4.6.2: "Every key in the contextActivities Object MUST be one of parent, grouping,
    // category, or other. Every value in the contextActivities Object MUST be either a single Activity
    // Object or an array of Activity Objects."
    for (context, below, section) in [
        (r#"{"registration":1}"#, ".registration", "Data 2.4.6"),
        (
            r#"{"registration":"MA97B177-9383-4934-8543-0F91A7A02836"}"#,
            ".registration",
            "Data 2.4.6",
        ),
        (r#"{"instructor":"x"}"#, ".instructor", "Data 2.2"),
        (r#"{"instructor":{}}"#, ".instructor", "Data 2.4.2.1"),
        (r#"{"team":{"mbox":"mailto:a@b.c"}}"#, ".team", "Data 2.4.6"),
        (
            r#"{"team":{"objectType":"Agent","mbox":"mailto:a@b.c"}}"#,
            ".team.objectType",
            "Data 2.4.6",
        ),
        (r#"{"team":"x"}"#, ".team", "Data 2.2"),
        (r#"{"revision":1}"#, ".revision", "Data 2.2"),
        (r#"{"platform":{}}"#, ".platform", "Data 2.2"),
        (r#"{"language":"a12345"}"#, ".language", "Data 2.4.6"),
        (r#"{"language":1}"#, ".language", "Data 2.4.6"),
        (r#"{"statement":"x"}"#, ".statement", "Data 2.2"),
        (r#"{"extensions":{"x":1}}"#, ".extensions.x", "Data 4.1"),
        (r#"{"contextActivities":"x"}"#, ".contextActivities", "Data 2.2"),
        (r#"{"contextActivities":{"Parent":[]}}"#, ".contextActivities.Parent", "Data 2.2"),
        (r#"{"contextActivities":{"parent":1}}"#, ".contextActivities.parent", "Data 2.2"),
        (r#"{"contextActivities":{"parent":[1]}}"#, ".contextActivities.parent[0]", "Data 2.2"),
        (
            r#"{"contextActivities":{"other":{"id":"x"}}}"#,
            ".contextActivities.other.id",
            "Data 2.4.4.1",
        ),
        (
            r#"{"contextActivities":{"grouping":[{"objectType":"Agent","mbox":"mailto:a@b.c"}]}}"#,
            ".contextActivities.grouping[0].mbox",
            "Data 2.2",
        ),
    ] {
        bad_both("context", context, below, section);
    }
    good_both(
        "context",
        r#"{"registration":"ec531277-b57b-4c15-8d91-d292c5b2b8f7","instructor":{"objectType":"Group",
        "member":[{"mbox":"mailto:a@b.c"}]},"team":{"objectType":"Group","mbox":"mailto:t@b.c"},
        "contextActivities":{"parent":{"id":"http://p"},"grouping":[],"category":[{"id":"http://c"},
        {"id":"http://d"}],"other":[{"objectType":"Activity","id":"http://o"}]},"revision":"1","platform":"x",
        "language":"vi-VN","statement":{"objectType":"StatementRef","id":"e05aa883-acaf-40ad-bf54-02c8ce485fb0"},
        "extensions":{"http://x":1}}"#,
    );
}

#[test]
fn revision_and_platform_go_with_activities() {
    // Data 2.4.6: "The revision property MUST only be used if the Statement's Object is an
    // Activity"; the same for platform.
    for property in ["revision", "platform"] {
        for object in [
            r#"{"objectType":"Agent","mbox":"mailto:a@b.c"}"#,
            r#"{"objectType":"Group","mbox":"mailto:a@b.c"}"#,
            r#"{"objectType":"StatementRef","id":"e05aa883-acaf-40ad-bf54-02c8ce485fb0"}"#,
        ] {
            let context = format!(",\"context\":{{\"{property}\":\"x\"}}}}");
            let statement = with("object", object);
            let statement = format!("{}{context}", &statement[..statement.len() - 1]);
            let fault = judge(Version::V1, &statement).unwrap_err();
            assert_eq!(
                (fault.path, fault.section),
                (format!("$.context.{property}"), "Data 2.4.6")
            );
        }
        good_both("context", &format!("{{\"{property}\":\"x\"}}"));
        // The statement around a sub-statement is not about an activity either.
        let outer = sub_with("result", "{}");
        let outer = format!("{},\"context\":{{\"{property}\":\"x\"}}}}", &outer[..outer.len() - 1]);
        assert!(judge(Version::V1, &outer).is_err());
    }
}

#[test]
fn context_agents_and_groups_came_with_2_0() {
    // 2.0, 4.2.2.5: objectType, agent or group, and relevantTypes with at least one IRI.
    for (plural, kind, property, person) in [
        (
            "contextAgents",
            "contextAgent",
            "agent",
            r#"{"objectType":"Agent","mbox":"mailto:a@b.c"}"#,
        ),
        (
            "contextGroups",
            "contextGroup",
            "group",
            r#"{"objectType":"Group","mbox":"mailto:a@b.c"}"#,
        ),
    ] {
        let one = |kind: &str, person: &str, more: &str| {
            format!(r#"{{"{plural}":[{{"objectType":"{kind}","{property}":{person}{more}}}]}}"#)
        };
        let types = r#","relevantTypes":["http://t"]"#;
        for right in
            [one(kind, person, ""), one(kind, person, types), format!("{{\"{plural}\":[]}}")]
        {
            for text in [with("context", &right), sub_with("context", &right)] {
                assert_eq!(judge(Version::V2, &text), Ok(()), "{text}");
                assert!(judge(Version::V1, &text).is_err(), "1.0.3 does not know it: {text}");
            }
        }
        for wrong in [
            one("Should fail", person, ""),
            one(kind, r#"{"key":"x"}"#, ""),
            one(kind, "1", ""),
            one(kind, person, r#","relevantTypes":[]"#),
            one(kind, person, r#","relevantTypes":["abc"]"#),
            one(kind, person, r#","relevantTypes":"http://t""#),
            one(kind, person, r#","x":1"#),
            format!(r#"{{"{plural}":[{{"{property}":{person}}}]}}"#),
            format!(r#"{{"{plural}":[{{"objectType":"{kind}"}}]}}"#),
            format!(r#"{{"{plural}":{{}}}}"#),
            format!(r#"{{"{plural}":[1]}}"#),
        ] {
            for text in [with("context", &wrong), sub_with("context", &wrong)] {
                assert!(judge(Version::V2, &text).is_err(), "{text}");
            }
        }
    }
    let agent_for_group =
        r#"{"contextGroups":[{"objectType":"contextGroup","group":{"mbox":"mailto:a@b.c"}}]}"#;
    assert!(judge(Version::V2, &with("context", agent_for_group)).is_err());
    let group_for_agent = r#"{"contextAgents":[{"objectType":"contextAgent","agent":{"objectType":"Group","mbox":"mailto:a@b.c"}}]}"#;
    assert!(judge(Version::V2, &with("context", group_for_agent)).is_err());
}
