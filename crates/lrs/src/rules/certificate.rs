//! Certificates in the header of a signature (RFC 5280; RFC 7515, 4.1.6).

use ring::signature::{
    RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY as SHA1_OF_RSA,
    RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY as SHA256_OF_RSA,
    RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY as SHA512_OF_RSA, RSA_PKCS1_2048_8192_SHA384,
    RsaParameters, UnparsedPublicKey,
};
use webpki::ALL_VERIFICATION_ALGS;

/// What matters here of a certificate.
pub(super) struct Certificate<'d> {
    /// What its issuer signed.
    signed: &'d [u8],
    /// How.
    algorithm: &'d [u8],
    mark: &'d [u8],
    issuer: &'d [u8],
    subject: &'d [u8],
    key_algorithm: &'d [u8],
    /// The key: of RSA, modulus and exponent.
    pub(super) key: &'d [u8],
    authority: Authority,
}

/// Whether its key may certify others.
#[derive(Clone, Copy)]
struct Authority {
    /// It says so; one without extensions says nothing.
    is: bool,
    /// How many authorities may stand between it and the last.
    between: Option<usize>,
}

const INTEGER: u8 = 0x02;
const BOOLEAN: u8 = 0x01;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const OBJECT: u8 = 0x06;
const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;
const EXTENSIONS: u8 = 0xa3;
/// Object identifiers 2.5.29.15 and 2.5.29.19.
const KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x0f];
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x13];
/// Algorithm identifiers with RSA keys: 1.2.840.113549.1.1 and one number more, no parameters.
const OF_RSA: &[u8] = &[OBJECT, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1];
const RSA_KEY: u8 = 1;
/// In a key usage: certificates may be signed.
const KEY_CERT_SIGN: u8 = 0x04;

impl<'d> Certificate<'d> {
    /// Reads DER (RFC 5280, 4.1).
    pub(super) fn read(der: &'d [u8]) -> Option<Self> {
        let (whole, []) = element(der, SEQUENCE)? else { return None };
        let (mut body, rest) = element(whole, SEQUENCE)?;
        let signed = whole.get(..whole.len() - rest.len())?;
        let (algorithm, rest) = element(rest, SEQUENCE)?;
        let mark = bits(element(rest, BIT_STRING)?.0)?;
        if let Some((_, rest)) = element(body, VERSION) {
            body = rest;
        }
        let (_, body) = element(body, INTEGER)?;
        let (_, body) = element(body, SEQUENCE)?;
        let (issuer, body) = element(body, SEQUENCE)?;
        let (_, body) = element(body, SEQUENCE)?;
        let (subject, body) = element(body, SEQUENCE)?;
        let (info, mut body) = element(body, SEQUENCE)?;
        let (key_algorithm, rest) = element(info, SEQUENCE)?;
        let key = bits(element(rest, BIT_STRING)?.0)?;
        let mut authority = Authority { is: false, between: None };
        while let Some(tag) = body.first().copied() {
            let (contents, rest) = element(body, tag)?;
            if tag == EXTENSIONS {
                authority = Authority::read(element(contents, SEQUENCE)?.0)?;
            }
            body = rest;
        }
        Some(Self { signed, algorithm, mark, issuer, subject, key_algorithm, key, authority })
    }

    /// Whether this one was certified by that one, with so many authorities below.
    fn is_certified_by(&self, other: &Self, below: usize) -> bool {
        other.authority.is
            && other.authority.between.is_none_or(|most| below <= most)
            && self.issuer == other.subject
            && self.is_signed_by(other).unwrap_or(true)
    }

    /// Whether that one's key made the signature; `None` where nobody here can tell: by MD5, with a
    /// key that is too short or of a curve that is not known. Nothing is known to be wrong then.
    ///
    /// What is too weak to be trusted today is looked at all the same: the standard's own example
    /// (Data, Appendix D) was certified with SHA-1 by a key of 1024 bits.
    fn is_signed_by(&self, other: &Self) -> Option<bool> {
        if number_of_rsa(other.key_algorithm) == Some(RSA_KEY)
            && let Some(number) = number_of_rsa(self.algorithm)
            && let Some((way, shortest)) = of_rsa(number)
        {
            let key = UnparsedPublicKey::new(way, other.key);
            let long_enough = bits_of_rsa(other.key)? >= shortest;
            return long_enough.then(|| key.verify(self.signed, self.mark).is_ok());
        }
        let way = ALL_VERIFICATION_ALGS.iter().find(|way| {
            way.public_key_alg_id().as_ref() == other.key_algorithm
                && way.signature_alg_id().as_ref() == self.algorithm
        });
        way.map(|way| way.verify_signature(other.key, self.signed, self.mark).is_ok())
    }
}

/// Which algorithm with RSA keys this is.
fn number_of_rsa(algorithm: &[u8]) -> Option<u8> {
    let (number, parameters) = algorithm.strip_prefix(OF_RSA)?.split_first()?;
    matches!(parameters, [] | [0x05, 0x00]).then_some(*number)
}

/// How a signature is verified, and how many bits a key for that has at least.
fn of_rsa(number: u8) -> Option<(&'static RsaParameters, usize)> {
    match number {
        5 => Some((&SHA1_OF_RSA, 1024)),
        11 => Some((&SHA256_OF_RSA, 1024)),
        12 => Some((&RSA_PKCS1_2048_8192_SHA384, 2048)),
        13 => Some((&SHA512_OF_RSA, 1024)),
        _ => None,
    }
}

/// How many bits the modulus of a key has, to the octet.
fn bits_of_rsa(key: &[u8]) -> Option<usize> {
    let (modulus, _) = element(element(key, SEQUENCE)?.0, INTEGER)?;
    Some(modulus.strip_prefix(&[0]).unwrap_or(modulus).len() * 8)
}

/// Whether each was certified by the next.
///
/// That is the part of RFC 5280, 6.1 that tells a mistake. Whether the last is to be trusted, and
/// on which day, is for the reader: Data 2.6 calls this "a way to catch mistakes in the signature,
/// not … a security measure", and a statement must be taken years later as it was (by another
/// store, from a backup). The certificate of the standard's own example (Appendix D) ended in 2014,
/// before 1.0.3 was written. The statement's own time tells nothing either: what is told today may
/// have happened before the certificate was made.
pub(super) fn is_chain(certificates: &[Certificate<'_>]) -> bool {
    certificates
        .windows(2)
        .enumerate()
        .all(|(below, pair)| pair[0].is_certified_by(&pair[1], below))
}

impl Authority {
    fn read(mut extensions: &[u8]) -> Option<Self> {
        let (mut is, mut between, mut may_sign) = (false, None, true);
        while !extensions.is_empty() {
            let (extension, rest) = element(extensions, SEQUENCE)?;
            extensions = rest;
            let (name, mut value) = element(extension, OBJECT)?;
            if let Some((_, rest)) = element(value, BOOLEAN) {
                value = rest;
            }
            let (value, _) = element(value, OCTET_STRING)?;
            if name == KEY_USAGE {
                let (usage, _) = element(value, BIT_STRING)?;
                may_sign = usage.get(1).is_some_and(|bits| bits & KEY_CERT_SIGN != 0);
            } else if name == BASIC_CONSTRAINTS {
                let (value, _) = element(value, SEQUENCE)?;
                if let Some((flag, rest)) = element(value, BOOLEAN) {
                    is = flag != [0];
                    between = element(rest, INTEGER).map(|(number, _)| {
                        number.iter().fold(0_usize, |n, b| n.saturating_mul(256) + usize::from(*b))
                    });
                }
            }
        }
        Some(Self { is: is && may_sign, between })
    }
}

/// Whole octets of a bit string.
fn bits(contents: &[u8]) -> Option<&[u8]> {
    contents.strip_prefix(&[0])
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
    use base64::Engine as _;

    use super::*;

    #[test]
    fn hostile_certificates_end_quietly() {
        for der in
            [&b""[..], b"\x30", b"\x30\x84\xff\xff\xff\xff", b"\x30\x80", b"\x30\x02\x30\x00"]
        {
            assert!(Certificate::read(der).is_none());
        }
    }

    /// The certificates of the standard's own example (Data, Appendix D): certified with SHA-1, by
    /// a key of 1024 bits.
    fn of_the_standard() -> Vec<Vec<u8>> {
        let jws = include_str!("../../tests/data/appendix_d.jws");
        let header = jws.split_once('.').unwrap().0;
        let header = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(header).unwrap();
        let header: serde_json::Value = serde_json::from_slice(&header).unwrap();
        let chain = header["x5c"].as_array().unwrap().iter();
        let decoded = |one: &str| base64::engine::general_purpose::STANDARD.decode(one).unwrap();
        chain.map(|one| decoded(one.as_str().unwrap())).collect()
    }

    fn stand_together(ders: &[Vec<u8>]) -> bool {
        let chain: Vec<_> = ders.iter().map(|der| Certificate::read(der).unwrap()).collect();
        is_chain(&chain)
    }

    #[test]
    fn weak_certificates_are_looked_at_as_strong_ones_are() {
        let mut chain = of_the_standard();
        assert!(stand_together(&chain));
        let last = chain[0].len() - 1;
        chain[0][last] ^= 1;
        assert!(!stand_together(&chain), "another signature");
    }

    #[test]
    fn what_nobody_here_can_tell_is_not_known_to_be_wrong() {
        let mut chain = of_the_standard();
        let sha1 = [OF_RSA, &[5, 5, 0]].concat();
        let is_sha1 = |at: &usize| chain[0][*at..].starts_with(&sha1);
        let places: Vec<usize> = (0..chain[0].len()).filter(is_sha1).collect();
        for at in places {
            // MD5.
            chain[0][at + OF_RSA.len()] = 4;
        }
        assert!(stand_together(&chain));
    }
}
