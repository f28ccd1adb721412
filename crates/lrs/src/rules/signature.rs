//! Signed statements (Data 2.6).

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use kernel::Uuid;
use ring::signature::{
    RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_2048_8192_SHA384, RsaParameters, UnparsedPublicKey,
};

use super::{
    certificate::{Certificate, is_chain},
    equal::same_statement,
    rulebook,
    value::uuid,
};
use crate::{
    json::{Doc, Value},
    model::Rule,
};

/// What an attachment that is a signature is for.
pub const SIGNATURE_USAGE: &str = "http://adlnet.gov/expapi/attachments/signature";

/// Whether a signature is well-formed and is one of this statement. With certificates in its
/// header it must agree with the first, and each with the next; this catches mistakes, it does not
/// say who signed. Who signs may leave the id to the store (`id` is the one it has); one that was
/// signed is that of the statement, else a signature of one would do for another.
pub fn check_signature(
    statement: Value<'_>,
    id: Uuid,
    signature: &[u8],
) -> Result<(), &'static Rule> {
    let jws = std::str::from_utf8(signature).map_err(|_| &rulebook::SIGNATURE_FORM)?.trim();
    let (signed, mark) = jws.rsplit_once('.').ok_or(&rulebook::SIGNATURE_FORM)?;
    let (header, payload) = signed.split_once('.').ok_or(&rulebook::SIGNATURE_FORM)?;
    let bytes = |part: &str| {
        let part = part.trim_end_matches('=');
        URL_SAFE_NO_PAD.decode(part).map_err(|_| &rulebook::SIGNATURE_FORM)
    };
    let (header, payload, mark) = (bytes(header)?, bytes(payload)?, bytes(mark)?);
    // RFC 7515, 3.1: nothing is no signature, and only `none` has one (RFC 7518, 3.6).
    if mark.is_empty() {
        return Err(&rulebook::SIGNATURE_FORM);
    }
    let header = Doc::parse(&header).map_err(|_| &rulebook::SIGNATURE_FORM)?;
    let algorithm = header.root().get("alg").and_then(Value::text);
    let algorithm = algorithm.and_then(|name| parameters(&name));
    let algorithm = algorithm.ok_or(&rulebook::SIGNATURE_ALGORITHM)?;
    let original = Doc::parse(&payload).map_err(|_| &rulebook::SIGNATURE_PAYLOAD)?;
    if !same_statement(original.root(), statement) {
        return Err(&rulebook::SIGNATURE_SAME);
    }
    let signed_id = original.root().get("id");
    if signed_id.is_some_and(|it| it.text().and_then(|text| uuid(&text)) != Some(id)) {
        return Err(&rulebook::SIGNATURE_ID);
    }
    if let Some(listed) = header.root().get("x5c") {
        let decoded = |one: Value<'_>| STANDARD.decode(one.text()?.as_bytes()).ok();
        let ders: Option<Vec<Vec<u8>>> = listed.items().map(decoded).collect();
        let ders = ders.ok_or(&rulebook::SIGNATURE_CERTIFICATE)?;
        let chain: Option<Vec<_>> = ders.iter().map(|der| Certificate::read(der)).collect();
        let chain =
            chain.filter(|chain| is_chain(chain)).ok_or(&rulebook::SIGNATURE_CERTIFICATE)?;
        let first = chain.first().ok_or(&rulebook::SIGNATURE_CERTIFICATE)?;
        UnparsedPublicKey::new(algorithm, first.key)
            .verify(signed.as_bytes(), &mark)
            .map_err(|_| &rulebook::SIGNATURE_CERTIFICATE)?;
    }
    Ok(())
}

fn parameters(algorithm: &str) -> Option<&'static RsaParameters> {
    match algorithm {
        "RS256" => Some(&RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY),
        "RS384" => Some(&RSA_PKCS1_2048_8192_SHA384),
        "RS512" => Some(&RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STATEMENT: &str =
        r#"{"actor":{"mbox":"mailto:a@b.c"},"verb":{"id":"http://v"},"object":{"id":"http://o"}}"#;

    fn jws(header: &str, payload: &str) -> Vec<u8> {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        format!("{}.{}.{}", part(header), part(payload), part("mark")).into_bytes()
    }

    fn check(signature: &[u8]) -> Result<(), &'static Rule> {
        let doc = Doc::parse(STATEMENT.as_bytes()).unwrap();
        check_signature(doc.root(), Uuid::from_u128(7), signature)
    }

    #[test]
    fn well_formed_signatures_of_this_statement() {
        for algorithm in ["RS256", "RS384", "RS512"] {
            let header = format!("{{\"alg\":\"{algorithm}\"}}");
            assert_eq!(check(&jws(&header, STATEMENT)), Ok(()));
        }
    }

    #[test]
    fn what_was_signed_under_another_id_is_not_this_statement() {
        let with = |id: &str| STATEMENT.replacen('{', &format!("{{\"id\":\"{id}\","), 1);
        let signed = |id: &str| check(&jws(r#"{"alg":"RS256"}"#, &with(id)));
        assert_eq!(signed(&Uuid::from_u128(7).to_string()), Ok(()));
        assert_eq!(signed(&Uuid::from_u128(0xab_u128).to_string()), Err(&rulebook::SIGNATURE_ID));
        assert_eq!(signed("7"), Err(&rulebook::SIGNATURE_ID));
    }

    #[test]
    fn malformed_ones() {
        let good = r#"{"alg":"RS256"}"#;
        let other = STATEMENT.replace("http://o", "http://x");
        // Data 2.6: "The LRS MUST reject requests to store Statements that contain malformed
        // signatures".
        let mut unmarked = jws(good, STATEMENT);
        unmarked.truncate(unmarked.len() - URL_SAFE_NO_PAD.encode("mark").len());
        for (signature, rule) in [
            (jws(r#"{"alg":"HS256"}"#, STATEMENT), &rulebook::SIGNATURE_ALGORITHM),
            (jws("{}", STATEMENT), &rulebook::SIGNATURE_ALGORITHM),
            (jws(good, "{broken"), &rulebook::SIGNATURE_PAYLOAD),
            (jws(good, &other), &rulebook::SIGNATURE_SAME),
            (jws("nothing", STATEMENT), &rulebook::SIGNATURE_FORM),
            (b"a.b".to_vec(), &rulebook::SIGNATURE_FORM),
            (b"\xff.\xff.\xff".to_vec(), &rulebook::SIGNATURE_FORM),
            (b"!.!.!".to_vec(), &rulebook::SIGNATURE_FORM),
            (unmarked, &rulebook::SIGNATURE_FORM),
            (jws(r#"{"alg":"RS256","x5c":["AAAA"]}"#, STATEMENT), &rulebook::SIGNATURE_CERTIFICATE),
            (jws(r#"{"alg":"RS256","x5c":[]}"#, STATEMENT), &rulebook::SIGNATURE_CERTIFICATE),
        ] {
            assert_eq!(check(&signature), Err(rule));
        }
    }

    /// What openssl made: an authority, an office it certified, a signer the office certified, and
    /// others who are not what they should be.
    fn made(name: &str) -> String {
        let lines = include_str!("../../tests/data/chain.txt").lines();
        let one = lines.filter_map(|line| line.split_once(' ')).find(|(of, _)| *of == name);
        one.unwrap().1.to_owned()
    }

    fn signed_with(chain: &[&str]) -> Vec<u8> {
        let key = STANDARD.decode(made("key")).unwrap();
        let key = ring::signature::RsaKeyPair::from_pkcs8(&key).unwrap();
        let chain: Vec<String> = chain.iter().map(|name| format!("\"{}\"", made(name))).collect();
        let header = format!("{{\"alg\":\"RS256\",\"x5c\":[{}]}}", chain.join(","));
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let signed = format!("{}.{}", part(&header), part(STATEMENT));
        let mut mark = vec![0; key.public().modulus_len()];
        let chance = ring::rand::SystemRandom::new();
        key.sign(&ring::signature::RSA_PKCS1_SHA256, &chance, signed.as_bytes(), &mut mark)
            .unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mark)).into_bytes()
    }

    #[test]
    fn a_signature_agrees_with_the_certificate_in_its_header() {
        // Data 2.6: "If the JWS header includes an X.509 certificate, validate the signature against
        // that certificate as defined in JWS."
        let signature = signed_with(&["leaf"]);
        assert_eq!(check(&signature), Ok(()));
        assert_eq!(check(&signed_with(&["office"])), Err(&rulebook::SIGNATURE_CERTIFICATE));
        let mut other = signature;
        let last = other.len() - 10;
        other[last] = if other[last] == b'A' { b'B' } else { b'A' };
        assert_eq!(check(&other), Err(&rulebook::SIGNATURE_CERTIFICATE));
    }

    #[test]
    fn the_example_of_the_standard() {
        // Data, Appendix D.
        let jws = include_str!("../../tests/data/appendix_d.jws");
        let payload = URL_SAFE_NO_PAD.decode(jws.split('.').nth(1).unwrap()).unwrap();
        let doc = Doc::parse(&payload).unwrap();
        let id = uuid("33cff416-e331-4c9d-969e-5373a1756120").unwrap();
        assert_eq!(check_signature(doc.root(), id, jws.as_bytes()), Ok(()));
    }

    #[test]
    fn each_certificate_certifies_the_one_before() {
        // RFC 7515, 4.1.6: "The certificate containing the public key corresponding to the key used
        // to digitally sign the JWS MUST be the first certificate. This MAY be followed by additional
        // certificates, with each subsequent certificate being the one used to certify the previous
        // one. The recipient MUST validate the certificate chain according to RFC 5280".
        for chain in [&["leaf", "office"][..], &["leaf", "office", "root"]] {
            assert_eq!(check(&signed_with(chain)), Ok(()), "{chain:?}");
        }
        for chain in [
            &["leaf", "root"][..],
            &["leaf", "office", "office"],
            &["leaf", "root", "office"],
            &["office", "leaf"],
            // The same name, another key.
            &["leaf", "stranger"],
            // The same name and key, but no authority, or one that may not certify.
            &["leaf", "no_authority", "root"],
            &["leaf", "no_use", "root"],
            // The office may have no authority below it.
            &["leaf_below", "below", "office", "root"],
        ] {
            let told = check(&signed_with(chain));
            assert_eq!(told, Err(&rulebook::SIGNATURE_CERTIFICATE), "{chain:?}");
        }
        assert_eq!(check(&signed_with(&["leaf_below", "below"])), Ok(()));
    }
}
