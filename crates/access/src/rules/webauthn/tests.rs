//! An authenticator of the tests' own, and everything that can be wrong with its answers.

use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};

use super::*;

const CHALLENGE: &[u8] = b"0123456789abcdef0123456789abcdef";

fn party() -> RelyingParty {
    RelyingParty::of("https://nhanluc.example.vn").unwrap()
}

fn client(kind: &str, challenge: &[u8], origin: &str) -> Vec<u8> {
    let challenge = encode(challenge);
    format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}"}}"#).into_bytes()
}

struct Device {
    pair: EcdsaKeyPair,
}

impl Device {
    fn new() -> Self {
        let random = SystemRandom::new();
        let way = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(way, &random).unwrap();
        Self { pair: EcdsaKeyPair::from_pkcs8(way, pkcs8.as_ref(), &random).unwrap() }
    }

    fn cose(&self) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let head = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        [&head[..], &point[1..33], &[0x22, 0x58, 0x20], &point[33..]].concat()
    }

    fn data(&self, id: &str, flags: u8, counter: u32, attested: bool) -> Vec<u8> {
        let mut out = Sha256::digest(id.as_bytes()).to_vec();
        out.push(flags);
        out.extend(counter.to_be_bytes());
        if attested {
            out.extend([0; 16]);
            out.extend([0, 4, 1, 2, 3, 4]);
            out.extend(self.cose());
        }
        out
    }

    fn attestation(&self, id: &str, flags: u8) -> Vec<u8> {
        let data = self.data(id, flags, 0, true);
        let mut out = vec![0xa3, 0x63];
        out.extend(b"fmt\x64none\x67attStmt\xa0\x68authData\x58");
        out.push(u8::try_from(data.len()).unwrap());
        out.extend(data);
        out
    }

    fn sign(&self, authenticator: &[u8], client_data: &[u8]) -> Vec<u8> {
        let message = [authenticator, &Sha256::digest(client_data)[..]].concat();
        self.pair.sign(&SystemRandom::new(), &message).unwrap().as_ref().to_vec()
    }
}

const ALL: u8 = PRESENT | VERIFIED | BACKUP_ELIGIBLE | BACKED_UP | ATTESTED;

#[test]
fn a_passkey_is_made_and_answers() {
    let (device, party) = (Device::new(), party());
    let said = client("webauthn.create", CHALLENGE, &party.origin);
    let made = made(&said, &device.attestation(&party.id, ALL), CHALLENGE, &party).unwrap();
    assert_eq!((made.credential, made.counter, made.backed_up), (vec![1, 2, 3, 4], 0, true));
    assert_eq!(made.public_key, device.cose());
    assert_eq!(challenge(&said).as_deref(), Some(CHALLENGE));

    let client_data = &client("webauthn.get", CHALLENGE, &party.origin)[..];
    let authenticator = &device.data(&party.id, PRESENT | VERIFIED, 7, false)[..];
    let signature = &device.sign(authenticator, client_data)[..];
    let answer = Answer { client_data, authenticator, signature };
    let tried =
        |answer, challenge, before| answered(answer, challenge, &party, &made.public_key, before);
    assert_eq!(tried(&answer, CHALLENGE, 0), Ok(7));
    assert_eq!(tried(&answer, CHALLENGE, 6), Ok(7));
    assert_eq!(tried(&answer, CHALLENGE, 7), Err(Unbelieved::Counter));
    assert_eq!(tried(&answer, &CHALLENGE[1..], 0), Err(Unbelieved::Else("challenge")));
    let other = device.data(&party.id, PRESENT | VERIFIED, 8, false);
    let forged = Answer { authenticator: &other, ..answer };
    assert_eq!(tried(&forged, CHALLENGE, 0), Err(Unbelieved::Signature));
    let stranger = Device::new().cose();
    let verdict = answered(&answer, CHALLENGE, &party, &stranger, 0);
    assert_eq!(verdict, Err(Unbelieved::Signature));
}

#[test]
fn what_is_wrong_is_not_believed() {
    let (device, party) = (Device::new(), party());
    let good = client("webauthn.create", CHALLENGE, &party.origin);
    let attestation = device.attestation(&party.id, ALL);
    let told = |client: &[u8], attestation: &[u8]| {
        made(client, attestation, CHALLENGE, &party).map(drop).unwrap_err()
    };
    let other = client("webauthn.get", CHALLENGE, &party.origin);
    assert_eq!(told(&other, &attestation), Unbelieved::Else("type"));
    let other = client("webauthn.create", CHALLENGE, "https://nhanluc.example.vn.xau.vn");
    assert_eq!(told(&other, &attestation), Unbelieved::Else("origin"));
    let framed = String::from_utf8(good.clone()).unwrap().replace('}', ",\"crossOrigin\":true}");
    assert_eq!(told(framed.as_bytes(), &attestation), Unbelieved::Else("origin"));
    let elsewhere = device.attestation("example.vn", ALL);
    assert_eq!(told(&good, &elsewhere), Unbelieved::Else("relying party"));
    for lacking in [PRESENT, VERIFIED] {
        let unverified = device.attestation(&party.id, ALL & !lacking);
        assert_eq!(told(&good, &unverified), Unbelieved::Unverified);
    }
    assert!(matches!(told(b"{}", &attestation), Unbelieved::Unreadable(_)));
    for cut in 0..attestation.len() {
        made(&good, &attestation[..cut], CHALLENGE, &party).unwrap_err();
    }
}

#[test]
fn keys_are_of_the_kinds_that_are_taken() {
    let key = Device::new().cose();
    assert!(read_key(&key).is_some());
    let mut other = key.clone();
    other[4] = 0x27; // another algorithm for the same kind of key
    assert!(read_key(&other).is_none());
    let mut longer = key;
    longer.push(0);
    assert!(read_key(&longer).is_none());
}

#[test]
fn passkeys_are_for_names_over_tls_or_for_this_machine() {
    let id = |origin| RelyingParty::of(origin).map(|party| party.id);
    assert_eq!(id("https://Nhanluc.example.vn:8443/x").as_deref(), Some("nhanluc.example.vn"));
    assert_eq!(id("http://localhost:8080").as_deref(), Some("localhost"));
    for no in [
        "http://nhanluc.example.vn",
        "https://10.0.0.1",
        "http://127.0.0.1:8080",
        "https://[::1]",
        "localhost",
        "https://a@b.vn",
        "https://",
    ] {
        assert_eq!(id(no), None, "{no}");
    }
}
