//! Signatures of others' keys: of passkeys and of providers. One library for both, the one TLS
//! stands on here.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PublicKey {
    /// A point of P-256, not compressed.
    P256(Vec<u8>),
    /// A point of Ed25519.
    Ed25519(Vec<u8>),
    /// Modulus and exponent.
    Rsa { n: Vec<u8>, e: Vec<u8> },
}

/// How something was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    /// ECDSA on P-256 with SHA-256, in ASN.1: as passkeys write it.
    Es256Asn1,
    /// The same as two numbers of 32 bytes: as tokens write it.
    Es256,
    /// Ed25519.
    EdDsa,
    /// RSA with SHA-256, PKCS#1 1.5.
    Rs256,
    /// RSA with SHA-256, PSS.
    Ps256,
}

/// Numbers stand without leading zeros.
fn trimmed(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    &number[zeros..]
}

impl PublicKey {
    /// A point of P-256 from its two numbers.
    pub(crate) fn p256(x: &[u8], y: &[u8]) -> Option<Self> {
        let whole = x.len() == 32 && y.len() == 32;
        whole.then(|| Self::P256([&[4], x, y].concat()))
    }

    /// An Ed25519 key.
    pub(crate) fn ed25519(x: &[u8]) -> Option<Self> {
        (x.len() == 32).then(|| Self::Ed25519(x.to_vec()))
    }

    /// An RSA key.
    pub(crate) fn rsa(n: &[u8], e: &[u8]) -> Self {
        Self::Rsa { n: trimmed(n).to_vec(), e: trimmed(e).to_vec() }
    }

    /// Whether a message was signed by the key's owner, by this algorithm and no other.
    pub(crate) fn signed(&self, by: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        let verdict = match (self, by) {
            (Self::P256(key), Algorithm::Es256Asn1) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, key).verify(message, signature)
            }
            (Self::P256(key), Algorithm::Es256) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key).verify(message, signature)
            }
            (Self::Ed25519(key), Algorithm::EdDsa) => {
                UnparsedPublicKey::new(&ED25519, key).verify(message, signature)
            }
            (Self::Rsa { n, e }, Algorithm::Rs256) => RsaPublicKeyComponents { n, e }.verify(
                &RSA_PKCS1_2048_8192_SHA256,
                message,
                signature,
            ),
            (Self::Rsa { n, e }, Algorithm::Ps256) => RsaPublicKeyComponents { n, e }.verify(
                &RSA_PSS_2048_8192_SHA256,
                message,
                signature,
            ),
            _ => return false,
        };
        verdict.is_ok()
    }
}
