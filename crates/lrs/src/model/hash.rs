//! What filters compare: 64 bits for an agent, a verb, an activity, a registration; and a
//! signature of a statement, by which most rows that don't match are passed over inside an index.

use sha2::{Digest as _, Sha256};

use super::{Ifi, TenantId};

/// What an agent, a verb, an activity or a registration is looked up by.
pub type KeyHash = i64;

/// Hashes one thing of one kind in one tenant. Two tenants never meet in an index.
pub fn hash_of(tenant: TenantId, kind: Kind, value: &[u8]) -> KeyHash {
    let mut digest = Sha256::new();
    digest.update(tenant.0.to_le_bytes());
    digest.update([kind as u8]);
    digest.update(value);
    let bytes: [u8; 32] = digest.finalize().into();
    let mut first = [0; 8];
    first.copy_from_slice(&bytes[..8]);
    i64::from_le_bytes(first)
}

/// Kinds of things that are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// Agent or identified group, where `agent` looks.
    Agent = b'a',
    /// The same, where only `related_agents` looks.
    RelatedAgent = b'A',
    /// Verb.
    Verb = b'v',
    /// Activity, where `activity` looks.
    Activity = b'o',
    /// The same, where only `related_activities` looks.
    RelatedActivity = b'O',
    /// Registration.
    Registration = b'r',
}

impl Kind {
    /// Hash of an agent in this place.
    pub fn agent(self, tenant: TenantId, ifi: &Ifi<'_>) -> KeyHash {
        hash_of(tenant, self, ifi.canonical().as_bytes())
    }

    /// Hash of a text in this place.
    pub fn text(self, tenant: TenantId, text: &str) -> KeyHash {
        hash_of(tenant, self, text.as_bytes())
    }
}

/// A few bits of each key of a statement beside each other: verb, activity and registration,
/// which a statement has once, and whether it was voided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sig(pub i64);

const PART: i64 = 0xffff;
const VERB: u32 = 1;
const ACTIVITY: u32 = 17;
const REGISTRATION: u32 = 33;
/// Of the authority there is room for fewer bits, behind the flags.
const AUTHORITY: u32 = 51;
const AUTHORITY_PART: i64 = 0xfff;

impl Sig {
    /// Set in the signature of a voided statement.
    pub const VOIDED: i64 = 1;
    /// Set in the signature of a statement whose timestamps 2.0 writes anew: in UTC, to the
    /// millisecond.
    pub const LOCAL_TIME: i64 = 1 << 49;
    /// Set in the signature of a statement that voids another.
    pub const VOIDS: i64 = 1 << 50;

    /// The signature of a statement.
    pub const fn new(
        verb: KeyHash,
        activity: Option<KeyHash>,
        registration: Option<KeyHash>,
    ) -> Self {
        let mut bits = (verb & PART) << VERB;
        if let Some(activity) = activity {
            bits |= (activity & PART) << ACTIVITY;
        }
        if let Some(registration) = registration {
            bits |= (registration & PART) << REGISTRATION;
        }
        Self(bits)
    }

    /// The bits of who stands behind a statement. Further keys are without: they tell of the statement
    /// they come from, and who may read is asked of the one that is found.
    pub const fn authority(authority: KeyHash) -> i64 {
        (authority & AUTHORITY_PART) << AUTHORITY
    }

    /// The bits to look at for an authority.
    pub const AUTHORITY: i64 = AUTHORITY_PART << AUTHORITY;

    /// Which bits to look at, and what they must be, so that a statement may match.
    pub const fn wanted(
        verb: Option<KeyHash>,
        activity: Option<KeyHash>,
        registration: Option<KeyHash>,
    ) -> (i64, i64) {
        let mut mask = Self::VOIDED;
        let mut want = 0;
        if let Some(verb) = verb {
            mask |= PART << VERB;
            want |= (verb & PART) << VERB;
        }
        if let Some(activity) = activity {
            mask |= PART << ACTIVITY;
            want |= (activity & PART) << ACTIVITY;
        }
        if let Some(registration) = registration {
            mask |= PART << REGISTRATION;
            want |= (registration & PART) << REGISTRATION;
        }
        (mask, want)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenants_and_kinds_never_meet() {
        let (one, two) = (TenantId(1), TenantId(2));
        let a = Kind::Verb.text(one, "http://x");
        assert_eq!(a, Kind::Verb.text(one, "http://x"));
        assert_ne!(a, Kind::Verb.text(two, "http://x"));
        assert_ne!(a, Kind::Activity.text(one, "http://x"));
        let upper = Ifi::Mbox("mailto:An@EXAMPLE.vn".into());
        let lower = Ifi::Mbox("mailto:An@example.vn".into());
        assert_eq!(Kind::Agent.agent(one, &upper), Kind::Agent.agent(one, &lower));
    }

    #[test]
    fn a_signature_never_passes_over_what_matches() {
        let (verb, activity, registration) = (i64::MIN + 77, -5, 0x0123_4567_89ab_cdef);
        let sig = Sig::new(verb, Some(activity), Some(registration));
        assert!(sig.0 >= 0);
        for (v, a, r) in [
            (None, None, None),
            (Some(verb), None, None),
            (None, Some(activity), Some(registration)),
            (Some(verb), Some(activity), Some(registration)),
        ] {
            let (mask, want) = Sig::wanted(v, a, r);
            assert_eq!(sig.0 & mask, want);
            assert_ne!((sig.0 | Sig::VOIDED) & mask, want, "a voided one is passed over");
        }
        let (mask, want) = Sig::wanted(Some(verb + 1), None, None);
        assert_ne!(sig.0 & mask, want);
        for authority in [i64::MIN + 9, -1, 0x0fff] {
            let with = sig.0 | Sig::authority(authority) | Sig::LOCAL_TIME | Sig::VOIDS;
            assert!(with >= 0);
            assert_eq!(with & Sig::AUTHORITY, Sig::authority(authority));
            assert_ne!(with & Sig::AUTHORITY, Sig::authority(authority + 1));
            let (mask, want) = Sig::wanted(Some(verb), Some(activity), Some(registration));
            assert_eq!(with & mask, want);
        }
    }
}
