//! Data 2.4.5 Result and 2.4.11 Attachments.

use crate::support::{bad_both, good_both};

#[test]
fn scores() {
    // Data 2.4.5.1: scaled between -1 and 1 inclusive; raw between min and max; min less than max.
    for right in [
        "{}",
        r#"{"scaled":1}"#,
        r#"{"scaled":-1.0}"#,
        r#"{"scaled":0.95,"raw":95,"min":0,"max":100}"#,
        r#"{"raw":0,"min":0}"#,
        r#"{"raw":100,"max":100}"#,
        r#"{"raw":-1e3}"#,
        r#"{"min":-5,"max":5}"#,
    ] {
        good_both("result", &format!("{{\"score\":{right}}}"));
    }
    for (score, below) in [
        (r#"{"scaled":1.0001}"#, ".scaled"),
        (r#"{"scaled":-1.1}"#, ".scaled"),
        (r#"{"raw":101,"max":100}"#, ".raw"),
        (r#"{"raw":-1,"min":0}"#, ".raw"),
        (r#"{"min":10,"max":5}"#, ".min"),
        (r#"{"min":10,"max":10}"#, ".min"),
    ] {
        let result = format!("{{\"score\":{score}}}");
        bad_both("result", &result, &format!(".score{below}"), "Data 2.4.5.1");
    }
    bad_both("result", r#"{"score":1}"#, ".score", "Data 2.2");
    bad_both("result", r#"{"score":{"scaled":"1"}}"#, ".score.scaled", "Data 2.2");
    bad_both("result", r#"{"score":{"x":1}}"#, ".score.x", "Data 2.2");
}

#[test]
fn durations() {
    // Data 4.6: "A Duration MUST be expressed using the format for Duration in ISO 8601:2004(E)
    // section 4.4.3.2. The alternative format (in conformity with the format used for time points and
    // described in ISO 8601:2004(E) section 4.4.3.3) MUST NOT be used." More than 0.01 s is taken.
    for right in
        ["PT4H35M59.14S", "PT16559.14S", "P3Y1M29DT4H35M59.14S", "P3Y", "P4W", "PT1.12345S"]
    {
        good_both("result", &format!("{{\"duration\":\"{right}\"}}"));
    }
    for wrong in [
        "\"P0003-06-04T12:30:05\"",
        "\"PA1H0M0S\"",
        "12345",
        "{}",
        "\"should fail\"",
        "\"\"",
        "\"P4W1D\"",
    ] {
        bad_both("result", &format!("{{\"duration\":{wrong}}}"), ".duration", "Data 4.6");
    }
}

#[test]
fn result_extensions() {
    bad_both("result", r#"{"extensions":"x"}"#, ".extensions", "Data 4.1");
    bad_both("result", r#"{"extensions":{"x":1}}"#, ".extensions.x", "Data 4.1");
    good_both(
        "result",
        r#"{"extensions":{"http://x":[1,{"y":null}]},"success":true,"completion":false,"response":"a[,]b"}"#,
    );
}

const ATTACHMENT: [(&str, &str); 6] = [
    ("usageType", "\"http://example.com/attachment-usage/test\""),
    ("display", r#"{"en-US":"A test attachment"}"#),
    ("contentType", "\"text/plain; charset=ascii\""),
    ("length", "27"),
    ("sha2", "\"495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a\""),
    ("fileUrl", "\"http://over.there.com/file.txt\""),
];

fn attachment(property: &str, value: Option<&str>) -> String {
    let mut parts: Vec<(&str, &str)> = ATTACHMENT.to_vec();
    parts.retain(|(name, _)| *name != property);
    parts.extend(value.map(|value| (property, value)));
    let parts: Vec<String> = parts.iter().map(|(k, v)| format!("\"{k}\":{v}")).collect();
    format!("[{{{}}}]", parts.join(","))
}

#[test]
fn attachments() {
    // Data 2.4.11: usageType, display, contentType, length and sha2 are required.
    good_both("attachments", "[]");
    good_both("attachments", &attachment("description", Some(r#"{"vi":"Một tệp"}"#)));
    good_both("attachments", &attachment("fileUrl", None));
    for required in ["usageType", "display", "contentType", "length", "sha2"] {
        bad_both("attachments", &attachment(required, None), "[0]", "Data 2.4.11");
    }
    for (property, value, section) in [
        ("usageType", "\"should fail\"", "Data 2.4.11"),
        ("usageType", "1", "Data 2.4.11"),
        ("display", "\"x\"", "Data 4.2"),
        ("description", "\"x\"", "Data 4.2"),
        ("contentType", "1", "Data 2.4.11"),
        ("contentType", "{}", "Data 2.4.11"),
        ("length", "\"27\"", "Data 2.4.11"),
        ("length", "-1", "Data 2.4.11"),
        ("length", "27.5", "Data 2.4.11"),
        ("length", "{}", "Data 2.4.11"),
        ("sha2", "1", "Data 2.4.11"),
        ("sha2", "{}", "Data 2.4.11"),
        ("sha2", "\"should fail\"", "Data 2.4.11"),
        ("fileUrl", "\"should fail\"", "Data 2.4.11"),
        ("fileUrl", "1", "Data 2.4.11"),
        ("extra", "1", "Data 2.2"),
    ] {
        let below = format!("[0].{property}");
        bad_both("attachments", &attachment(property, Some(value)), &below, section);
    }
}

#[test]
fn a_signature_is_an_octet_stream() {
    // Data 2.6: usageType signature goes with contentType application/octet-stream.
    let usage = "\"http://adlnet.gov/expapi/attachments/signature\"";
    let signature = attachment("usageType", Some(usage));
    bad_both("attachments", &signature, "[0].contentType", "Data 2.6");
    good_both(
        "attachments",
        &signature.replace("text/plain; charset=ascii", "application/octet-stream"),
    );
}
