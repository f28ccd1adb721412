//! Communication 1.5.2 multipart/mixed, Data 2.4.11 Attachments, Data 2.6 Signed statements.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256, Sha512};

use crate::house::{STATEMENT, id, migrations, open, statement};

pub(crate) struct Piece<'a> {
    headers: Vec<(&'a str, String)>,
    data: &'a [u8],
}

pub(crate) fn piece<'a>(hash: &str, data: &'a [u8]) -> Piece<'a> {
    let headers = vec![
        ("Content-Type", "text/plain".to_owned()),
        ("Content-Transfer-Encoding", "binary".to_owned()),
        ("X-Experience-API-Hash", hash.to_owned()),
    ];
    Piece { headers, data }
}

pub(crate) fn mixed(json: &str, pieces: &[Piece<'_>]) -> Vec<u8> {
    let mut out = format!("--xyz\r\nContent-Type: application/json\r\n\r\n{json}\r\n").into_bytes();
    for one in pieces {
        out.extend_from_slice(b"--xyz\r\n");
        for (name, value) in &one.headers {
            out.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(one.data);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"--xyz--\r\n");
    out
}

pub(crate) const MIXED: (&str, &str) = ("Content-Type", "multipart/mixed; boundary=xyz");

pub(crate) fn with_attachment(n: u128, sha2: &str, length: usize, more: &str) -> String {
    let attachment = format!(
        r#"{{"usageType":"http://example.com/u","display":{{"en":"x"}},"contentType":"text/plain","length":{length},"sha2":"{sha2}"{more}}}"#
    );
    statement(&id(n)).replacen('{', &format!("{{\"attachments\":[{attachment}],"), 1)
}

pub(crate) fn sha256(data: &[u8]) -> String {
    hex::encode(Sha256::digest(data))
}

#[tokio::test]
async fn attachments_come_in_and_go_out() {
    // Communication 1.5.2: "An LRS MUST include Attachments in the Transmission Format described above
    // when requested by the Client". "When receiving a PUT or POST with a document type of
    // `multipart/mixed`, an LRS MUST accept batches of Statements that contain Attachments".
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let data = b"a\r\n--xy\0\xff\r\n";
        let hash = sha256(data);
        let long = hex::encode(Sha512::digest(data));
        let post = async |json: &str, pieces: &[Piece<'_>]| {
            lrs.ask("POST", "/xapi/statements", &[MIXED], mixed(json, pieces)).await
        };
        post(&with_attachment(1, &hash, data.len(), ""), &[piece(&hash, data)]).await.expect(200);
        // The same data for two statements come once; SHA-512 too; upper case is the same hash.
        let both = format!(
            "[{},{}]",
            with_attachment(2, &long, data.len(), ""),
            with_attachment(3, &long.to_uppercase(), data.len(), "")
        );
        post(&both, &[piece(&long, data)]).await.expect(200);
        // No attachments at all, and only fileUrl.
        post(STATEMENT, &[]).await.expect(200);
        let url = r#","fileUrl":"http://over.there.com/file.txt""#;
        post(&with_attachment(4, &sha256(b"x"), 1, url), &[]).await.expect(200);
        lrs.post("/xapi/statements", &with_attachment(5, &sha256(b"x"), 1, url)).await.expect(200);
        let put = format!("/xapi/statements?statementId={}", id(6));
        let body = mixed(&with_attachment(6, &hash, data.len(), ""), &[piece(&hash, data)]);
        lrs.ask("PUT", &put, &[MIXED], body).await.expect(204);

        let answer = lrs.get("/xapi/statements?attachments=true&ascending=true").await.expect(200);
        let kind = answer.header("content-type").unwrap().to_owned();
        let boundary = kind.strip_prefix("multipart/mixed; boundary=").unwrap();
        let parts = lrs::web::parts(&answer.body, boundary).unwrap();
        assert_eq!(parts.len(), 3, "two hashes, each once");
        let told: Json = serde_json::from_slice(parts[0].data).unwrap();
        assert_eq!(told["statements"].as_array().unwrap().len(), 7);
        for part in &parts[1..] {
            assert_eq!(part.data, data);
            assert_eq!(part.header("content-transfer-encoding"), Some("binary"));
            let hash_told = part.header("x-experience-api-hash").unwrap();
            assert!(hash_told == hash || hash_told == long);
        }
        let one =
            lrs.get(&format!("/xapi/statements?statementId={}&attachments=true", id(1))).await;
        assert!(one.header("content-type").unwrap().starts_with("multipart/mixed"));
        let without = lrs.get("/xapi/statements?attachments=false").await;
        assert_eq!(without.header("content-type"), Some("application/json"));
    }
}

#[tokio::test]
async fn data_are_known_by_their_hash_alone() {
    // Communication 1.5.2: "it can match the raw data of an Attachment(s) with the Attachment header
    // by comparing the SHA-2 of the raw data to the SHA-2 declared in the header. It MUST not do so
    // any other way."
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    let hash = sha256(b"data");
    for (n, length) in [(1, 4), (2, 5), (3, 0)] {
        let body = mixed(&with_attachment(n, &hash, length, ""), &[piece(&hash, b"data")]);
        lrs.ask("POST", "/xapi/statements", &[MIXED], body).await.expect(200);
    }
}

#[tokio::test]
async fn a_part_has_the_content_type_of_its_statement() {
    // Communication 1.5.2: "Where parameters have a corresponding property within the attachment
    // Object ... and both the parameter and property are specified for a given Attachment, the value
    // of these parameters and properties MUST match."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let hash = sha256(b"hello");
        for (n, kind) in [(1, "text/plain"), (2, "text/html"), (3, "text/plain")] {
            let statement = with_attachment(n, &hash, 5, "");
            let statement = statement.replace("text/plain", kind);
            // Whatever the part is called by itself, the data are known by their hash alone.
            let body = mixed(&statement, &[piece(&hash, b"hello")]);
            lrs.ask("POST", "/xapi/statements", &[MIXED], body).await.expect(200);
        }
        let kinds = async |query: &str| {
            let answer = lrs.get(&format!("/xapi/statements?attachments=true&{query}")).await;
            let answer = answer.expect(200);
            let kind = answer.header("content-type").unwrap();
            let boundary = kind.strip_prefix("multipart/mixed; boundary=").unwrap();
            let parts = lrs::web::parts(&answer.body, boundary).unwrap();
            assert!(parts[1..].iter().all(|part| part.data == b"hello"));
            let kind = |part: &lrs::web::Part<'_>| part.header("content-type").unwrap().to_owned();
            parts[1..].iter().map(kind).collect::<Vec<String>>()
        };
        for (n, kind) in [(1, "text/plain"), (2, "text/html"), (3, "text/plain")] {
            assert_eq!(kinds(&format!("statementId={}", id(n))).await, [kind]);
        }
        // "SHOULD only include one copy of an Attachment's data when the same Attachment is used in
        // multiple Statements": called otherwise, it is another.
        assert_eq!(kinds("ascending=true").await, ["text/plain", "text/html"]);
    }
}

#[tokio::test]
async fn the_example_of_the_specification() {
    // Communication 1.5.2, example: a boundary of odd characters in quotes, a line break before it,
    // no blank behind the colons, and none behind the last boundary.
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    let data = b"here is a simple attachment";
    let hash = "495395e777cd98da653df9615d09c0fd6bb2f8d4788394cd53c56a3bfdcd848a";
    let boundary = "abcABC0123'()+_,-./:=?";
    let statement = with_attachment(1, hash, data.len(), "");
    let body = format!(
        "\r\n--{boundary}\r\nContent-Type:application/json\r\n\r\n{statement}\r\n--{boundary}\r\n\
         Content-Type:text/plain\r\nContent-Transfer-Encoding:binary\r\n\
         X-Experience-API-Hash:{hash}\r\n\r\nhere is a simple attachment\r\n--{boundary}--"
    );
    let kind = format!("multipart/mixed; boundary=\"{boundary}\"");
    lrs.ask("POST", "/xapi/statements", &[("Content-Type", &kind)], body).await.expect(200);
    let path = format!("/xapi/statements?statementId={}&attachments=true", id(1));
    let answer = lrs.get(&path).await.expect(200);
    let kind = answer.header("content-type").unwrap().to_owned();
    let parts =
        lrs::web::parts(&answer.body, kind.strip_prefix("multipart/mixed; boundary=").unwrap());
    assert_eq!(parts.unwrap()[1].data, data);
}

#[tokio::test]
async fn what_does_not_belong_together_is_refused() {
    // Communication 1.5.2: "The first part of the multipart document MUST contain the Statements
    // themselves, with type `application/json`." Each part behind it "MUST include an
    // X-Experience-API-Hash parameter" and "MUST include a Content-Transfer-Encoding parameter with a
    // value of `binary`". "An LRS MUST reject batches of Statements having Attachments that neither
    // contain a fileUrl nor match a received Attachment part based on their hash."
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    let data = b"data";
    let hash = sha256(data);
    let good = with_attachment(1, &hash, 4, "");
    let stray = sha256(b"stray");
    let mut no_encoding = piece(&hash, data);
    no_encoding.headers.remove(1);
    let mut no_hash = piece(&hash, data);
    no_hash.headers.remove(2);
    let mut other_encoding = piece(&hash, data);
    other_encoding.headers[1].1 = "base64".to_owned();
    for (what, body) in [
        ("no data", mixed(&good, &[])),
        ("stray data", mixed(&good, &[piece(&hash, data), piece(&stray, b"stray")])),
        ("stray data alone", mixed(STATEMENT, &[piece(&hash, data)])),
        ("a false hash", mixed(&good, &[piece(&hash, b"dada")])),
        ("no hash", mixed(&good, &[no_hash])),
        ("no encoding", mixed(&good, &[no_encoding])),
        ("another encoding", mixed(&good, &[other_encoding])),
        ("a false statement", mixed("{}", &[])),
        ("no JSON", mixed("x", &[])),
        ("nothing", Vec::new()),
        ("no multipart", good.clone().into_bytes()),
    ] {
        let answer = lrs.ask("POST", "/xapi/statements", &[MIXED], body).await;
        assert_eq!(answer.status, 400, "{what}: {}", answer.text());
    }
    let wrong_first = String::from_utf8(mixed(&good, &[piece(&hash, data)])).unwrap();
    let wrong_first = wrong_first.replacen("application/json", "text/plain", 1);
    lrs.ask("POST", "/xapi/statements", &[MIXED], wrong_first).await.expect(400);
    let body = mixed(&good, &[piece(&hash, data)]);
    for kind in
        ["multipart/mixed", "multipart/form-data; boundary=xyz", "multipart/mixed; boundary=other"]
    {
        lrs.ask("POST", "/xapi/statements", &[("Content-Type", kind)], body.clone())
            .await
            .expect(400);
    }
    // As JSON, an attachment needs a fileUrl.
    lrs.post("/xapi/statements", &good).await.expect(400);
    assert!(lrs.all("").await.is_empty());
}

fn jws(header: &Json, payload: &str) -> Vec<u8> {
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    format!(
        "{}.{}.{}",
        part(header.to_string().as_bytes()),
        part(payload.as_bytes()),
        part(b"mark")
    )
    .into_bytes()
}

fn signed(n: u128, signature: &[u8], content_type: &str) -> String {
    let attachment = format!(
        r#"{{"usageType":"http://adlnet.gov/expapi/attachments/signature","display":{{"en-US":"Signature"}},"contentType":"{content_type}","length":{},"sha2":"{}"}}"#,
        signature.len(),
        sha256(signature)
    );
    statement(&id(n)).replacen('{', &format!("{{\"attachments\":[{attachment}],"), 1)
}

#[tokio::test]
async fn signatures() {
    // Data 2.6: "A Signed Statement MUST include a JSON web signature (JWS) ... as an Attachment with a
    // usageType of `http://adlnet.gov/expapi/attachments/signature` and a contentType of
    // `application/octet-stream`." "The JWS signature MUST have a payload of a valid JSON serialization
    // of the complete Statement before the signature was added. The JWS signature MUST use an algorithm
    // of "RS256", "RS384", or "RS512"." "The LRS MUST reject requests to store Statements that contain
    // malformed signatures, with `400 Bad Request`." "In order to verify signatures are well formed, the
    // LRS MUST do the following: Decode the JWS signature ... Validate that the original Statement is
    // logically equivalent to the received Statement."
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let post = async |json: String, signature: &[u8]| {
            let hash = sha256(signature);
            let mut part = piece(&hash, signature);
            part.headers[0].1 = "application/octet-stream".to_owned();
            lrs.ask("POST", "/xapi/statements", &[MIXED], mixed(&json, &[part])).await
        };
        let stream = "application/octet-stream";
        for (n, algorithm) in [(1, "RS256"), (2, "RS384"), (3, "RS512")] {
            let signature = jws(&json!({"alg": algorithm}), &statement(&id(n)));
            post(signed(n, &signature, stream), &signature).await.expect(200);
        }
        let good = json!({"alg": "RS256"});
        for signature in [
            jws(&json!({"alg": "HS256"}), &statement(&id(9))),
            jws(&json!({"alg": "none"}), &statement(&id(9))),
            jws(&good, "{broken"),
            jws(&good, &statement(&id(9)).replace("attended", "left")),
            b"not a signature".to_vec(),
        ] {
            post(signed(9, &signature, stream), &signature).await.expect(400);
        }
        // Data 2.6: only an id that is missing in what was signed is set by the store.
        let of_another = jws(&good, &statement(&id(8)));
        let told = post(signed(9, &of_another, stream), &of_another).await.expect(400).text();
        assert!(told.contains("Data 2.6"), "{told}");
        let without_id = jws(&good, STATEMENT);
        post(signed(10, &without_id, stream), &without_id).await.expect(200);
        let signature = jws(&good, &statement(&id(9)));
        post(signed(9, &signature, "text/plain"), &signature).await.expect(400);
        lrs.post("/xapi/statements", &signed(9, &signature, stream)).await.expect(400);
    }
}

#[tokio::test]
async fn more_parts_than_are_taken_are_no_malformed_request() {
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    let one = piece("", b"");
    let pieces: Vec<_> =
        (0..10_000).map(|_| Piece { headers: one.headers.clone(), data: one.data }).collect();
    let body = mixed(&statement(&id(1)), &pieces);
    let told = lrs.ask("POST", "/xapi/statements", &[MIXED], body).await.expect(413).text();
    assert!(told.contains("10000 parts") && told.contains("Communication 3.2"), "{told}");
}

#[tokio::test]
async fn a_signature_that_is_named_many_times_is_looked_at_once() {
    let db = testkit::sqlite(&migrations()).await;
    let lrs = open(db.db()).await;
    let large = format!(r#""result":{{"response":"{}"}},"#, "x".repeat(1_000_000));
    let whole = statement(&id(1)).replacen('{', &format!("{{{large}"), 1);
    let signature = jws(&json!({"alg": "RS256"}), &whole);
    let mut named: Json =
        serde_json::from_str(&signed(1, &signature, "application/octet-stream")).unwrap();
    named["result"] = serde_json::from_str::<Json>(&whole).unwrap()["result"].clone();
    let one = named["attachments"][0].clone();
    named["attachments"] = vec![one; 3_000].into();
    let hash = sha256(&signature);
    let mut part = piece(&hash, &signature);
    part.headers[0].1 = "application/octet-stream".to_owned();
    let body = mixed(&named.to_string(), &[part]);
    let start = std::time::Instant::now();
    lrs.ask("POST", "/xapi/statements", &[MIXED], body).await.expect(200);
    let took = start.elapsed();
    assert!(took < std::time::Duration::from_secs(10), "it keeps nobody waiting: {took:?}");
}

/// The statement of the standard's own example as it is sent, and its signature.
fn appendix_d() -> (String, &'static [u8]) {
    let signature = include_str!("../data/appendix_d.jws");
    let payload = URL_SAFE_NO_PAD.decode(signature.split('.').nth(1).unwrap()).unwrap();
    let mut statement: Json = serde_json::from_slice(&payload).unwrap();
    statement["attachments"] = json!([{
        "usageType": "http://adlnet.gov/expapi/attachments/signature",
        "display": { "en-US": "Signature" },
        "description": { "en-US": "A test signature" },
        "contentType": "application/octet-stream",
        "length": 4235,
        "sha2": "672fa5fa658017f1b72d65036f13379c6ab05d4ab3b6664908d8acf0b6a0c634"
    }]);
    (statement.to_string(), signature.as_bytes())
}

#[tokio::test]
async fn the_signed_statement_of_the_specification() {
    // Data 2.6: "See Appendix D: Example Signed Statement for an example." "If the JWS header includes
    // an X.509 certificate, validate the signature against that certificate as defined in JWS." That
    // of the example was certified with SHA-1, by a key of 1024 bits.
    for db in testkit::databases(&migrations()).await {
        let lrs = open(db.db()).await;
        let (statement, signature) = appendix_d();
        let mut part = piece(&sha256(signature), signature);
        part.headers[0].1 = "application/octet-stream".to_owned();
        let body = mixed(&statement, &[part]);
        lrs.ask("POST", "/xapi/statements", &[MIXED], body.clone()).await.expect(200);
        let lrs = lrs.speaking(Some("2.0.0"));
        lrs.ask("POST", "/xapi/statements", &[MIXED], body).await.expect(200);
    }
}
