//! Passkeys: what a browser answers to a challenge, and whether it is to be believed (Web
//! Authentication, Level 3, 7.1 and 7.2).

mod cbor;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use self::cbor::Value;
use crate::signature::{Algorithm, PublicKey};

/// COSE numbers of the algorithms that are taken, the dearest first.
pub(crate) const ALGORITHMS: [i64; 3] = [EDDSA, ES256, RS256];
const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;
/// Longest name of a credential (4.4.1.1).
const LONGEST_ID: usize = 1_023;
/// Longer answers are not looked at.
pub(crate) const LONGEST: usize = 16 * 1024;

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const ATTESTED: u8 = 1 << 6;

/// For whom a passkey is: the name it is bound to, and the address pages are served at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelyingParty {
    /// A domain.
    pub id: String,
    /// `https://domain`.
    pub origin: String,
}

impl RelyingParty {
    /// That of an address; `None` where browsers offer no passkeys.
    pub(crate) fn of(origin: &str) -> Option<Self> {
        let (scheme, rest) = origin.split_once("://")?;
        let authority = rest.split('/').next()?.to_ascii_lowercase();
        let host = authority.rsplit_once(':').map_or(authority.as_str(), |(host, _)| host);
        let secure = scheme.eq_ignore_ascii_case("https") || host == "localhost";
        let numbers = host.starts_with('[') || host.split('.').all(|p| p.parse::<u8>().is_ok());
        let name = !host.is_empty() && !numbers && !host.contains('@');
        let origin = format!("{}://{authority}", scheme.to_ascii_lowercase());
        (secure && name).then(|| Self { id: host.to_owned(), origin })
    }
}

/// Why an answer is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unbelieved {
    /// It can't be read.
    #[error("it can't be read: {0}")]
    Unreadable(&'static str),
    /// It is an answer to something else.
    #[error("it answers something else: {0}")]
    Else(&'static str),
    /// Nobody proved to be there, by finger, face or number.
    #[error("nobody was verified")]
    Unverified,
    /// A key of a kind that is not taken.
    #[error("a key of a kind that is not taken")]
    Key,
    /// The signature is not the key's.
    #[error("the signature is not the key's")]
    Signature,
    /// The counter went back: there may be a copy of the key.
    #[error("the counter went back")]
    Counter,
}

/// A passkey that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) credential: Vec<u8>,
    /// As COSE has it.
    pub(crate) public_key: Vec<u8>,
    pub(crate) counter: u32,
    pub(crate) backed_up: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
}

/// Bytes as browsers hand them on.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let short = text.len() <= LONGEST;
    short.then(|| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok())?
}

/// The same the other way.
pub(crate) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The challenge an answer speaks of, before anything of it is believed.
pub(crate) fn challenge(client_data: &[u8]) -> Option<Vec<u8>> {
    decode(&serde_json::from_slice::<ClientData>(client_data).ok()?.challenge)
}

fn check_client(
    client_data: &[u8],
    kind: &str,
    challenge: &[u8],
    party: &RelyingParty,
) -> Result<(), Unbelieved> {
    let said: ClientData =
        serde_json::from_slice(client_data).map_err(|_| Unbelieved::Unreadable("client data"))?;
    if said.kind != kind {
        return Err(Unbelieved::Else("type"));
    }
    if decode(&said.challenge).as_deref() != Some(challenge) {
        return Err(Unbelieved::Else("challenge"));
    }
    if said.origin != party.origin || said.cross_origin {
        return Err(Unbelieved::Else("origin"));
    }
    Ok(())
}

/// What an authenticator says of itself (6.1).
struct Authenticator<'a> {
    flags: u8,
    counter: u32,
    rest: &'a [u8],
}

impl<'a> Authenticator<'a> {
    fn read(data: &'a [u8], party: &RelyingParty) -> Result<Self, Unbelieved> {
        const UNREADABLE: Unbelieved = Unbelieved::Unreadable("authenticator data");
        let (party_hash, rest) = data.split_at_checked(32).ok_or(UNREADABLE)?;
        let (flags, rest) = rest.split_first().ok_or(UNREADABLE)?;
        let (counter, rest) = rest.split_first_chunk::<4>().ok_or(UNREADABLE)?;
        if *party_hash != Sha256::digest(party.id.as_bytes())[..] {
            return Err(Unbelieved::Else("relying party"));
        }
        let it = Self { flags: *flags, counter: u32::from_be_bytes(*counter), rest };
        if !it.says(PRESENT) || !it.says(VERIFIED) {
            return Err(Unbelieved::Unverified);
        }
        if it.says(BACKED_UP) && !it.says(BACKUP_ELIGIBLE) {
            return Err(UNREADABLE);
        }
        Ok(it)
    }

    const fn says(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// Whether an answer made a passkey for this challenge. What kind of device made it is neither
/// asked nor looked at.
pub(crate) fn made(
    client_data: &[u8],
    attestation: &[u8],
    challenge: &[u8],
    party: &RelyingParty,
) -> Result<Made, Unbelieved> {
    check_client(client_data, "webauthn.create", challenge, party)?;
    const UNREADABLE: Unbelieved = Unbelieved::Unreadable("attestation");
    let (object, _) = Value::read(attestation).ok_or(UNREADABLE)?;
    let data = object.named("authData").and_then(Value::bytes).ok_or(UNREADABLE)?;
    let it = Authenticator::read(data, party)?;
    if !it.says(ATTESTED) {
        return Err(UNREADABLE);
    }
    let (_, rest) = it.rest.split_at_checked(16).ok_or(UNREADABLE)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or(UNREADABLE)?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (credential, rest) = rest.split_at_checked(length).ok_or(UNREADABLE)?;
    if length == 0 || length > LONGEST_ID {
        return Err(UNREADABLE);
    }
    let (_, behind) = Value::read(rest).ok_or(Unbelieved::Key)?;
    let public_key = &rest[..rest.len() - behind.len()];
    read_key(public_key).ok_or(Unbelieved::Key)?;
    Ok(Made {
        credential: credential.to_vec(),
        public_key: public_key.to_vec(),
        counter: it.counter,
        backed_up: it.says(BACKED_UP),
    })
}

/// A key as COSE has it (RFC 9053): only what [`ALGORITHMS`] names.
fn read_key(cose: &[u8]) -> Option<(PublicKey, Algorithm)> {
    let (key, rest) = Value::read(cose)?;
    let int = |at| key.at(at).and_then(Value::int);
    let bytes = |at| key.at(at).and_then(Value::bytes);
    if !rest.is_empty() {
        return None;
    }
    match (int(1)?, int(3)?) {
        (2, ES256) if int(-1)? == 1 => {
            Some((PublicKey::p256(bytes(-2)?, bytes(-3)?)?, Algorithm::Es256Asn1))
        }
        (1, EDDSA) if int(-1)? == 6 => Some((PublicKey::ed25519(bytes(-2)?)?, Algorithm::EdDsa)),
        (3, RS256) => Some((PublicKey::rsa(bytes(-1)?, bytes(-2)?), Algorithm::Rs256)),
        _ => None,
    }
}

/// An answer of a passkey, as a browser hands it on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer<'a> {
    pub(crate) client_data: &'a [u8],
    pub(crate) authenticator: &'a [u8],
    pub(crate) signature: &'a [u8],
}

/// Whether the owner of a key answered this challenge. Gives the counter to be kept.
pub(crate) fn answered(
    answer: &Answer<'_>,
    challenge: &[u8],
    party: &RelyingParty,
    public_key: &[u8],
    counter: u32,
) -> Result<u32, Unbelieved> {
    check_client(answer.client_data, "webauthn.get", challenge, party)?;
    let it = Authenticator::read(answer.authenticator, party)?;
    let (key, algorithm) = read_key(public_key).ok_or(Unbelieved::Key)?;
    let message = [answer.authenticator, &Sha256::digest(answer.client_data)[..]].concat();
    if !key.signed(algorithm, &message, answer.signature) {
        return Err(Unbelieved::Signature);
    }
    // Most passkeys are on several devices and do not count at all.
    if (it.counter > 0 || counter > 0) && it.counter <= counter {
        return Err(Unbelieved::Counter);
    }
    Ok(it.counter)
}

#[cfg(test)]
mod tests;
