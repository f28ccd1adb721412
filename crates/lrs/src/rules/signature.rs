//! Signed statements (Data 2.6).

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use ring::signature::{
    RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_2048_8192_SHA384, RsaParameters, UnparsedPublicKey,
};

use super::{equal::same_statement, rulebook};
use crate::{
    json::{Doc, Value},
    model::Rule,
};

/// What an attachment that is a signature is for.
pub const SIGNATURE_USAGE: &str = "http://adlnet.gov/expapi/attachments/signature";

/// Whether a signature is well-formed and is one of this statement. With a certificate in its
/// header it must agree with that; this catches mistakes, it does not say who signed.
pub fn check_signature(statement: Value<'_>, signature: &[u8]) -> Result<(), &'static Rule> {
    let jws = std::str::from_utf8(signature).map_err(|_| &rulebook::SIGNATURE_FORM)?.trim();
    let (signed, mark) = jws.rsplit_once('.').ok_or(&rulebook::SIGNATURE_FORM)?;
    let (header, payload) = signed.split_once('.').ok_or(&rulebook::SIGNATURE_FORM)?;
    let bytes = |part: &str| {
        let part = part.trim_end_matches('=');
        URL_SAFE_NO_PAD.decode(part).map_err(|_| &rulebook::SIGNATURE_FORM)
    };
    let (header, payload, mark) = (bytes(header)?, bytes(payload)?, bytes(mark)?);
    let header = Doc::parse(&header).map_err(|_| &rulebook::SIGNATURE_FORM)?;
    let algorithm = header.root().get("alg").and_then(Value::text);
    let algorithm = algorithm.and_then(|name| parameters(&name));
    let algorithm = algorithm.ok_or(&rulebook::SIGNATURE_ALGORITHM)?;
    let original = Doc::parse(&payload).map_err(|_| &rulebook::SIGNATURE_PAYLOAD)?;
    if !same_statement(original.root(), statement) {
        return Err(&rulebook::SIGNATURE_SAME);
    }
    if let Some(chain) = header.root().get("x5c") {
        let first = chain.items().next().and_then(Value::text);
        let certificate = first.and_then(|text| STANDARD.decode(text.as_bytes()).ok());
        let key = certificate.as_deref().and_then(public_key);
        let key = key.ok_or(&rulebook::SIGNATURE_CERTIFICATE)?;
        UnparsedPublicKey::new(algorithm, key)
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

const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;
const BIT_STRING: u8 = 0x03;

/// The RSA key inside an X.509 certificate (RFC 5280, 4.1): the contents of
/// `subjectPublicKeyInfo.subjectPublicKey`.
fn public_key(certificate: &[u8]) -> Option<&[u8]> {
    let (outer, _) = element(certificate, SEQUENCE)?;
    let (mut body, _) = element(outer, SEQUENCE)?;
    if let Some((_, rest)) = element(body, VERSION) {
        body = rest;
    }
    // Serial number, algorithm, issuer, validity, subject.
    for _ in 0..5 {
        let tag = *body.first()?;
        body = element(body, tag)?.1;
    }
    let (info, _) = element(body, SEQUENCE)?;
    let (_, rest) = element(info, SEQUENCE)?;
    let (bits, _) = element(rest, BIT_STRING)?;
    bits.strip_prefix(&[0])
}

/// The contents of a DER element of a tag, and what follows it.
fn element(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let rest = der.strip_prefix(&[tag])?;
    let (first, rest) = rest.split_first()?;
    let (length, rest) = if *first < 0x80 {
        (usize::from(*first), rest)
    } else {
        let n = usize::from(first & 0x7f);
        if n == 0 || n > 4 {
            return None;
        }
        let (bytes, rest) = rest.split_at_checked(n)?;
        (bytes.iter().fold(0, |length, b| length << 8 | usize::from(*b)), rest)
    };
    rest.split_at_checked(length)
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
        check_signature(doc.root(), signature)
    }

    #[test]
    fn well_formed_signatures_of_this_statement() {
        for algorithm in ["RS256", "RS384", "RS512"] {
            let header = format!("{{\"alg\":\"{algorithm}\"}}");
            assert_eq!(check(&jws(&header, STATEMENT)), Ok(()));
        }
    }

    #[test]
    fn malformed_ones() {
        let good = r#"{"alg":"RS256"}"#;
        let other = STATEMENT.replace("http://o", "http://x");
        for (signature, rule) in [
            (jws(r#"{"alg":"HS256"}"#, STATEMENT), &rulebook::SIGNATURE_ALGORITHM),
            (jws("{}", STATEMENT), &rulebook::SIGNATURE_ALGORITHM),
            (jws(good, "{broken"), &rulebook::SIGNATURE_PAYLOAD),
            (jws(good, &other), &rulebook::SIGNATURE_SAME),
            (jws("nothing", STATEMENT), &rulebook::SIGNATURE_FORM),
            (b"a.b".to_vec(), &rulebook::SIGNATURE_FORM),
            (b"\xff.\xff.\xff".to_vec(), &rulebook::SIGNATURE_FORM),
            (b"!.!.!".to_vec(), &rulebook::SIGNATURE_FORM),
            (jws(r#"{"alg":"RS256","x5c":["AAAA"]}"#, STATEMENT), &rulebook::SIGNATURE_CERTIFICATE),
            (jws(r#"{"alg":"RS256","x5c":[]}"#, STATEMENT), &rulebook::SIGNATURE_CERTIFICATE),
        ] {
            assert_eq!(check(&signature), Err(rule));
        }
    }

    #[test]
    fn hostile_certificates_end_quietly() {
        for der in
            [&b""[..], b"\x30", b"\x30\x84\xff\xff\xff\xff", b"\x30\x80", b"\x30\x02\x30\x00"]
        {
            assert!(public_key(der).is_none());
        }
    }
}
