//! Keys: made once, shown once, revoked.

use access::{Actor, Refused, Right};
use kernel::{Chance, Clock, IdSource};
use sha2::{Digest as _, Sha256};
use store::Db;

use crate::{
    model::{AccessKey, KeyId, Scopes},
    store::key,
};

/// A key that was just made. The secret is told this once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The key.
    pub key: AccessKey,
    /// Its secret: 256 bits, hexadecimal.
    pub secret: String,
}

/// Why no key was made.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It has no name, or one too long.
    #[error("a key needs a name of at most 200 characters")]
    Name,
    /// A scope that does not exist.
    #[error(
        "there is no scope {0}; scopes are statements/write, statements/read/mine, statements/read, state, profile, define, all/read, all"
    )]
    Scope(String),
    /// It may do nothing.
    #[error("a key needs at least one scope")]
    NoScope,
    /// Whoever asks may not.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
}

const KEY_BYTES: usize = 16;
const SECRET_BYTES: usize = 32;

/// What a secret is kept as. It is long and random, so a fast hash hides it as well as a slow one.
pub(crate) fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

fn random(chance: &Chance, bytes: usize) -> String {
    let mut random = vec![0; bytes];
    chance.fill(&mut random);
    hex::encode(random)
}

/// Makes a key of a tenant, which is entered where it is new.
pub async fn add_key(
    by: &Actor,
    db: &Db,
    clock: &Clock,
    name: &str,
    scopes: &str,
    tenant: &str,
    rate: Option<u32>,
) -> Result<Made, KeyError> {
    by.require(Right::KeepKeys)?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 200 || name.contains('\0') {
        return Err(KeyError::Name);
    }
    let tenant = tenant.trim();
    if tenant.chars().count() > 200 || tenant.contains('\0') {
        return Err(KeyError::Name);
    }
    let scopes = Scopes::read(scopes).map_err(KeyError::Scope)?;
    if scopes.is_empty() {
        return Err(KeyError::NoScope);
    }
    let secret = random(clock.chance(), SECRET_BYTES);
    let mut tx = db.write().await?;
    let id = KeyId(IdSource::new(clock.clone()).next());
    let made = AccessKey {
        id,
        name: name.to_owned(),
        key: random(clock.chance(), KEY_BYTES),
        tenant: key::tenant(&mut tx, tenant).await?,
        tenant_name: tenant.to_owned(),
        scopes,
        rate,
        created_at: clock.now(),
        revoked_at: None,
    };
    key::put(&mut tx, &made, &hash(&secret)).await?;
    tx.commit().await?;
    Ok(Made { key: made, secret })
}

/// Revokes a key; `false` where it is not there or was revoked before.
pub async fn revoke_key(by: &Actor, db: &Db, clock: &Clock, name: &str) -> Result<bool, KeyError> {
    by.require(Right::KeepKeys)?;
    let mut tx = db.write().await?;
    let revoked = key::revoke(&mut tx, name, clock.now()).await?;
    tx.commit().await?;
    Ok(revoked)
}
