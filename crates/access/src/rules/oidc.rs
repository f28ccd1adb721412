//! What a provider of `OpenID` Connect says, and whether it is to be believed (`OpenID` Connect Core
//! 1.0, 3.1.3.7; RFC 7519; RFC 7636; RFC 9207).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::signature::{Algorithm, PublicKey};

/// Clocks may differ by so many seconds.
const SKEW: i64 = 60;
/// Longest subject (Core 1.0, 2).
pub(crate) const LONGEST_SUBJECT: usize = 255;

/// What a provider says of itself (Discovery 1.0, 3).
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Discovery {
    pub(crate) issuer: String,
    pub(crate) authorization_endpoint: String,
    pub(crate) token_endpoint: String,
    pub(crate) jwks_uri: String,
    #[serde(default)]
    pub(crate) token_endpoint_auth_methods_supported: Vec<String>,
    #[serde(default)]
    pub(crate) authorization_response_iss_parameter_supported: bool,
}

/// Keys a provider signs with (RFC 7517).
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct KeySet {
    #[serde(default)]
    keys: Vec<Jwk>,
}

#[derive(Clone, Debug, Deserialize)]
struct Jwk {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// Why a token is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Untrusted {
    /// It can't be read.
    #[error("the token can't be read")]
    Unreadable,
    /// It is signed in a way that is not taken.
    #[error("the token is signed in a way that is not taken")]
    Algorithm,
    /// Its key is not among the provider's.
    #[error("the token's key is not among the provider's")]
    Key,
    /// The signature is not the key's.
    #[error("the signature is not the key's")]
    Signature,
    /// It says something else than it must.
    #[error("the token says something else: {0}")]
    Claim(&'static str),
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    azp: Option<String>,
}

/// What a token must say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) client: &'a str,
    pub(crate) nonce: &'a str,
    /// Seconds since 1970.
    pub(crate) now: i64,
}

fn part<T: for<'d> Deserialize<'d>>(text: &str) -> Result<T, Untrusted> {
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| Untrusted::Unreadable)?;
    serde_json::from_slice(&bytes).map_err(|_| Untrusted::Unreadable)
}

/// Whom a token is about, if it is to be believed.
pub(crate) fn subject(
    token: &str,
    keys: &KeySet,
    expected: &Expected<'_>,
) -> Result<String, Untrusted> {
    let mut parts = token.split('.');
    let (Some(header), Some(claims), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Untrusted::Unreadable);
    };
    let head: Header = part(header)?;
    let algorithm = algorithm(&head.alg).ok_or(Untrusted::Algorithm)?;
    if head.crit.is_some() {
        return Err(Untrusted::Algorithm);
    }
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Untrusted::Unreadable)?;
    let signed = &token[..header.len() + 1 + claims.len()];
    let fitting: Vec<PublicKey> = keys.fitting(&head).collect();
    if fitting.is_empty() {
        return Err(Untrusted::Key);
    }
    if !fitting.iter().any(|key| key.signed(algorithm, signed.as_bytes(), &signature)) {
        return Err(Untrusted::Signature);
    }
    check(part(claims)?, expected)
}

/// Only what is signed with a key of the provider's own: never `none`, never a shared secret.
fn algorithm(name: &str) -> Option<Algorithm> {
    Some(match name {
        "RS256" => Algorithm::Rs256,
        "PS256" => Algorithm::Ps256,
        "ES256" => Algorithm::Es256,
        "EdDSA" => Algorithm::EdDsa,
        _ => return None,
    })
}

impl KeySet {
    /// Keys that may have signed under a header.
    fn fitting(&self, head: &Header) -> impl Iterator<Item = PublicKey> {
        self.keys
            .iter()
            .filter(|key| head.kid.is_none() || key.kid == head.kid)
            .filter(|key| key.purpose.as_deref().is_none_or(|purpose| purpose == "sig"))
            .filter(|key| key.alg.as_ref().is_none_or(|alg| *alg == head.alg))
            .filter_map(Jwk::key)
    }
}

impl Jwk {
    fn key(&self) -> Option<PublicKey> {
        let bytes = |text: &Option<String>| URL_SAFE_NO_PAD.decode(text.as_deref()?).ok();
        match (self.kty.as_str(), self.crv.as_deref()) {
            ("RSA", _) => Some(PublicKey::rsa(&bytes(&self.n)?, &bytes(&self.e)?)),
            ("EC", Some("P-256")) => PublicKey::p256(&bytes(&self.x)?, &bytes(&self.y)?),
            ("OKP", Some("Ed25519")) => PublicKey::ed25519(&bytes(&self.x)?),
            _ => None,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "seconds of our age are far from the limit")]
fn check(claims: Claims, expected: &Expected<'_>) -> Result<String, Untrusted> {
    let (now, skew) = (expected.now as f64, SKEW as f64);
    let (ours, others) = match &claims.aud {
        Audience::One(one) => (one == expected.client, false),
        Audience::Many(all) => (all.iter().any(|a| a == expected.client), all.len() > 1),
    };
    let party = claims.azp.as_deref();
    let sound = [
        (claims.iss == expected.issuer, "iss"),
        (ours, "aud"),
        (party.map_or(!others, |party| party == expected.client), "azp"),
        (claims.exp + skew > now, "exp"),
        (claims.iat - skew <= now, "iat"),
        (claims.nbf.is_none_or(|from| from - skew <= now), "nbf"),
        (claims.nonce.as_deref() == Some(expected.nonce), "nonce"),
        (!claims.sub.is_empty() && claims.sub.len() <= LONGEST_SUBJECT, "sub"),
    ];
    match sound.iter().find(|(holds, _)| !holds) {
        Some((_, claim)) => Err(Untrusted::Claim(claim)),
        None => Ok(claims.sub),
    }
}

/// What is shown to the provider first of a secret it is told later (RFC 7636, 4.2).
pub(crate) fn code_challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

/// An address of a provider: over TLS, or on this very machine.
pub(crate) fn is_address(url: &str) -> bool {
    let local = ["http://localhost", "http://127.0.0.1"].iter().any(|start| {
        let rest = url.strip_prefix(start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
    });
    let plain = url.bytes().all(|b| b.is_ascii_graphic()) && !url.contains(['@', '#', '"', '<']);
    plain && (local || url.strip_prefix("https://").is_some_and(|rest| !rest.is_empty()))
}

/// An address with parameters behind it.
pub(crate) fn with_query(address: &str, pairs: &[(&str, &str)]) -> String {
    let sign = if address.contains('?') { '&' } else { '?' };
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{address}{sign}{query}")
}

#[cfg(test)]
mod tests {
    use ring::{
        rand::SystemRandom,
        signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _},
    };
    use serde_json::{Value as Json, json};

    use super::*;

    const EXPECTED: Expected<'_> =
        Expected { issuer: "https://dn.example.vn", client: "nhanluc", nonce: "n-1", now: 1_000 };

    fn claims() -> Json {
        json!({"iss": "https://dn.example.vn", "sub": "248289761001", "aud": "nhanluc",
               "exp": 1_300, "iat": 990, "nonce": "n-1"})
    }

    fn encoded(value: &Json) -> String {
        URL_SAFE_NO_PAD.encode(value.to_string())
    }

    struct Issuer(EcdsaKeyPair);

    impl Issuer {
        fn new() -> Self {
            let (random, way) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
            let pkcs8 = EcdsaKeyPair::generate_pkcs8(way, &random).unwrap();
            Self(EcdsaKeyPair::from_pkcs8(way, pkcs8.as_ref(), &random).unwrap())
        }

        fn keys(&self, more: &Json) -> KeySet {
            let point = self.0.public_key().as_ref();
            let (x, y) = (&point[1..33], &point[33..]);
            let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
            let mut key = json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": "1"});
            key.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            serde_json::from_value(json!({"keys": [{"kty": "oct", "k": "AA"}, key]})).unwrap()
        }

        fn token(&self, header: &Json, claims: &Json) -> String {
            let signed = format!("{}.{}", encoded(header), encoded(claims));
            let signature = self.0.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
            format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
        }
    }

    #[test]
    fn a_token_that_says_what_it_must_is_believed() {
        let issuer = Issuer::new();
        let keys = issuer.keys(&json!({}));
        let believed = |header: Json, claims: &Json, keys: &KeySet| {
            subject(&issuer.token(&header, claims), keys, &EXPECTED)
        };
        let head = || json!({"alg": "ES256", "kid": "1"});
        assert_eq!(believed(head(), &claims(), &keys).as_deref(), Ok("248289761001"));
        assert!(
            believed(json!({"alg": "ES256"}), &claims(), &keys).is_ok(),
            "without a key's name"
        );
        let mut many = claims();
        many["aud"] = json!(["khac", "nhanluc"]);
        assert_eq!(believed(head(), &many, &keys), Err(Untrusted::Claim("azp")));
        many["azp"] = json!("nhanluc");
        assert!(believed(head(), &many, &keys).is_ok());

        let other = json!({"alg": "ES256", "kid": "2"});
        assert_eq!(believed(other, &claims(), &keys), Err(Untrusted::Key));
        let strange = issuer.keys(&json!({"use": "enc"}));
        assert_eq!(believed(head(), &claims(), &strange), Err(Untrusted::Key));
        let strange = Issuer::new().keys(&json!({}));
        assert_eq!(believed(head(), &claims(), &strange), Err(Untrusted::Signature));
        for alg in ["none", "HS256", "RS512", "es256"] {
            let header = json!({"alg": alg, "kid": "1"});
            assert_eq!(believed(header, &claims(), &keys), Err(Untrusted::Algorithm), "{alg}");
        }
        let critical = json!({"alg": "ES256", "kid": "1", "crit": ["b64"]});
        assert_eq!(believed(critical, &claims(), &keys), Err(Untrusted::Algorithm));
        let confused = json!({"alg": "RS256", "kid": "1"});
        assert_eq!(believed(confused, &claims(), &keys), Err(Untrusted::Signature));
    }

    #[test]
    fn what_a_token_says_is_held_against_what_it_must_say() {
        let issuer = Issuer::new();
        let keys = issuer.keys(&json!({}));
        for (claim, value) in [
            ("iss", json!("https://dn.example.vn/")),
            ("aud", json!("khac")),
            ("aud", json!([])),
            ("azp", json!("khac")),
            ("exp", json!(900)),
            ("iat", json!(2_000)),
            ("nbf", json!(2_000)),
            ("nonce", json!("n-2")),
            ("nonce", Json::Null),
            ("sub", json!("")),
        ] {
            let mut said = claims();
            said[claim] = value;
            let token = issuer.token(&json!({"alg": "ES256", "kid": "1"}), &said);
            assert_eq!(subject(&token, &keys, &EXPECTED), Err(Untrusted::Claim(claim)), "{said}");
        }
        let token = issuer.token(&json!({"alg": "ES256", "kid": "1"}), &claims());
        for broken in ["", "a.b", "a.b.c.d", &token[1..], &token[..token.len() - 2]] {
            subject(broken, &keys, &EXPECTED).unwrap_err();
        }
        let (head, rest) = token.split_once('.').unwrap();
        let (_, signature) = rest.split_once('.').unwrap();
        let mut said = claims();
        said["sub"] = json!("1");
        let forged = format!("{head}.{}.{signature}", encoded(&said));
        assert_eq!(subject(&forged, &keys, &EXPECTED), Err(Untrusted::Signature));
    }

    #[test]
    fn ed25519_is_taken_as_well() {
        let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        let pair = Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).unwrap();
        let x = URL_SAFE_NO_PAD.encode(pair.public_key());
        let keys = json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "x": x, "use": "sig"}]});
        let keys: KeySet = serde_json::from_value(keys).unwrap();
        let signed = format!("{}.{}", encoded(&json!({"alg": "EdDSA"})), encoded(&claims()));
        let signature = URL_SAFE_NO_PAD.encode(pair.sign(signed.as_bytes()));
        assert!(subject(&format!("{signed}.{signature}"), &keys, &EXPECTED).is_ok());
    }

    #[test]
    fn challenge_of_the_standard() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(code_challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn providers_are_over_tls_or_on_this_machine() {
        for good in
            ["https://dn.example.vn/realms/a", "http://localhost:3000", "http://127.0.0.1:9"]
        {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "http://dn.example.vn",
            "http://localhost.xau.vn",
            "https://",
            "ftp://a",
            "https://a@b",
            "https://a b",
            "javascript:alert(1)",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
        assert_eq!(with_query("https://a/b?c=1", &[("d", "e f")]), "https://a/b?c=1&d=e+f");
    }
}
