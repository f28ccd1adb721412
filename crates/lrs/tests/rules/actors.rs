//! Data 2.4.2 Actor, wherever an agent or a group may stand.

use lrs::model::Version;

use crate::support::{bad_both, good_both, judge, with};

const IFIS: [&str; 4] = [
    r#""mbox":"mailto:bob@example.com""#,
    r#""mbox_sha1sum":"cd9b00a5611f94eaa7b1661edab976068e364975""#,
    r#""openid":"http://openid.example.org/12345""#,
    r#""account":{"homePage":"http://www.example.com","name":"xAPI account name"}"#,
];

#[test]
fn an_agent_has_exactly_one_identity() {
    // Data 2.4.2.1: "An Agent MUST be identified by one (1) of the four types of IFI"; "MUST NOT
    // include more than one (1)".
    for (n, ifi) in IFIS.iter().enumerate() {
        good_both("actor", &format!("{{{ifi}}}"));
        good_both("actor", &format!("{{\"objectType\":\"Agent\",\"name\":\"Bob\",{ifi}}}"));
        for other in &IFIS[n + 1..] {
            let name = other.split('"').nth(1).unwrap();
            bad_both("actor", &format!("{{{ifi},{other}}}"), &format!(".{name}"), "Data 2.4.2.1");
        }
    }
    bad_both("actor", "{\"name\":\"Bob\"}", "", "Data 2.4.2.1");
    bad_both("actor", "{}", "", "Data 2.4.2.1");
    bad_both("actor", r#"{"objectType":"Agent"}"#, "", "Data 2.4.2.1");
}

#[test]
fn formats_of_identities() {
    // Data 2.4.2.3, 2.4.2.4.
    for (agent, below, section) in [
        (r#"{"mbox":"bob@example.com"}"#, ".mbox", "Data 2.4.2.3"),
        (r#"{"mbox":"mailto:should.fail.com"}"#, ".mbox", "Data 2.4.2.3"),
        (r#"{"mbox":"http://should.fail.com"}"#, ".mbox", "Data 2.4.2.3"),
        (r#"{"mbox":123}"#, ".mbox", "Data 2.4.2.3"),
        (r#"{"mbox":{}}"#, ".mbox", "Data 2.4.2.3"),
        (r#"{"mbox":""}"#, ".mbox", "Data 2.4.2.3"),
        (r#"{"mbox_sha1sum":"should fail"}"#, ".mbox_sha1sum", "Data 2.4.2.3"),
        (r#"{"mbox_sha1sum":1}"#, ".mbox_sha1sum", "Data 2.4.2.3"),
        (r#"{"openid":"should fail"}"#, ".openid", "Data 2.4.2.3"),
        (r#"{"openid":"ab=c://should.fail.com"}"#, ".openid", "Data 2.4.2.3"),
        (r#"{"account":"x"}"#, ".account", "Data 2.2"),
        (r#"{"account":{}}"#, ".account", "Data 2.4.2.4"),
        (r#"{"account":{"name":"x"}}"#, ".account", "Data 2.4.2.4"),
        (r#"{"account":{"homePage":"http://x"}}"#, ".account", "Data 2.4.2.4"),
        (r#"{"account":{"homePage":"x","name":"y"}}"#, ".account.homePage", "Data 2.4.2.4"),
        (r#"{"account":{"homePage":1,"name":"y"}}"#, ".account.homePage", "Data 2.4.2.4"),
        (r#"{"account":{"homePage":"http://x","name":1}}"#, ".account.name", "Data 2.4.2.4"),
        (r#"{"account":{"homePage":"http://x","name":"y","z":1}}"#, ".account.z", "Data 2.2"),
    ] {
        bad_both("actor", agent, below, section);
        let group = agent.replacen('{', "{\"objectType\":\"Group\",", 1);
        bad_both("actor", &group, below, section);
    }
}

#[test]
fn object_types_and_names() {
    for wrong in ["1", "{}", "\"should fail\"", "\"AGENT\"", "\"group\"", "\"Activity\"", "true"] {
        let agent = format!(r#"{{"objectType":{wrong},"mbox":"mailto:a@b.c"}}"#);
        bad_both("actor", &agent, ".objectType", "Data 2.4.2");
    }
    bad_both("actor", r#"{"mbox":"mailto:a@b.c","name":1}"#, ".name", "Data 2.2");
    bad_both("actor", r#"{"mbox":"mailto:a@b.c","name":{"a":1}}"#, ".name", "Data 2.2");
    // Data 2.4.2.1: members belong to groups.
    bad_both("actor", r#"{"mbox":"mailto:a@b.c","member":[]}"#, ".member", "Data 2.2");
}

#[test]
fn anonymous_groups_list_agents() {
    // Data 2.4.2.2: "An Anonymous Group MUST include a member property"; "MUST NOT contain Group
    // Objects in the member identifiers".
    good_both("actor", r#"{"objectType":"Group","name":"T","member":[{"mbox":"mailto:a@b.c"}]}"#);
    bad_both("actor", r#"{"objectType":"Group"}"#, "", "Data 2.4.2.2");
    bad_both("actor", r#"{"objectType":"Group","name":"T"}"#, "", "Data 2.4.2.2");
    for ifi in [""].iter().chain(&IFIS) {
        let comma = if ifi.is_empty() { "" } else { "," };
        let group =
            |member: &str| format!(r#"{{"objectType":"Group"{comma}{ifi},"member":{member}}}"#);
        good_both("actor", &group(r#"[{"objectType":"Agent","mbox":"mailto:a@b.c"}]"#));
        for (member, below, section) in [
            ("1", ".member", "Data 2.4.2.2"),
            ("{}", ".member", "Data 2.4.2.2"),
            ("\"x\"", ".member", "Data 2.4.2.2"),
            ("[1]", ".member[0]", "Data 2.2"),
            ("[null]", ".member[0]", "Data 2.2"),
            ("[{}]", ".member[0]", "Data 2.4.2.1"),
            (r#"[{"mbox":"x"}]"#, ".member[0].mbox", "Data 2.4.2.3"),
            (
                r#"[{"mbox":"mailto:a@b.c"},{"objectType":"Group","mbox":"mailto:g@b.c"}]"#,
                ".member[1].objectType",
                "Data 2.4.2.2",
            ),
            (
                r#"[{"objectType":"Group","member":[{"mbox":"mailto:a@b.c"}]}]"#,
                ".member[0].objectType",
                "Data 2.4.2.2",
            ),
        ] {
            bad_both("actor", &group(member), below, section);
        }
    }
}

#[test]
fn identified_groups_have_exactly_one_identity() {
    // Data 2.4.2.2: "An Identified Group MUST include exactly one (1) Inverse Functional Identifier.
    // An Identified Group MUST NOT contain Group Objects in the "member" property."
    for (n, ifi) in IFIS.iter().enumerate() {
        good_both("actor", &format!("{{\"objectType\":\"Group\",{ifi}}}"));
        for other in &IFIS[n + 1..] {
            let name = other.split('"').nth(1).unwrap();
            bad_both(
                "actor",
                &format!("{{\"objectType\":\"Group\",{ifi},{other}}}"),
                &format!(".{name}"),
                "Data 2.4.2.2",
            );
        }
        for group in
            [r#"{"objectType":"Group","mbox":"mailto:g@b.c"}"#, "{\"objectType\":\"Group\"}"]
        {
            let of = format!("{{\"objectType\":\"Group\",{ifi},\"member\":[{group}]}}");
            bad_both("actor", &of, ".member[0].objectType", "Data 2.4.2.2");
        }
    }
}

#[test]
fn the_same_holds_wherever_agents_stand() {
    let place = |person: &str| {
        [
            with("authority", person),
            with("context", &format!("{{\"instructor\":{person}}}")),
            with("object", &person.replacen('{', "{\"objectType\":\"Agent\",", 1)),
        ]
    };
    for text in place(r#"{"mbox":"mailto:a@b.c"}"#) {
        assert!(judge(Version::V1, &text).is_ok(), "{text}");
    }
    for text in place(r#"{"mbox":"mailto:a@b.c","openid":"http://x"}"#) {
        assert!(judge(Version::V1, &text).is_err(), "{text}");
    }
    for text in place(r#"{"account":{"homePage":"x","name":"y"}}"#) {
        assert!(judge(Version::V1, &text).is_err(), "{text}");
    }
}
