//! Another store gets a share from now on, or no more.

use access::{Actor, Refused, Right};
use kernel::{Clock, IdSource};
use store::Db;

use crate::{
    model::{Forward, ForwardId},
    rules::is_iri,
    store::{forward, key, statement},
};

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Whose records.
    pub tenant: String,
    /// What the other store is called.
    pub name: String,
    /// Where its resources stand.
    pub endpoint: String,
    /// Key there.
    pub key: String,
    /// Its secret.
    pub secret: String,
    /// Only statements with this verb; blank for any.
    pub verb: String,
    /// Only statements about this activity; blank for any.
    pub activity: String,
    /// Whether what is stored already is sent as well.
    pub from_the_start: bool,
}

/// What is wrong with a wish.
#[derive(Debug, thiserror::Error)]
pub enum ForwardError {
    /// It has no name, or one too long.
    #[error("a name of at most 200 characters is needed")]
    Name,
    /// No address of HTTP.
    #[error("an endpoint is an address that begins with https:// or http://")]
    Endpoint,
    /// No key and secret.
    #[error("a key and its secret are needed, without line breaks")]
    Key,
    /// A verb that is no IRI.
    #[error("a verb is an IRI")]
    Verb,
    /// An activity that is no IRI.
    #[error("an activity is an IRI")]
    Activity,
    /// Whoever asks may not.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Passes records on to another store from now on.
pub async fn add_forward(
    by: &Actor,
    db: &Db,
    clock: &Clock,
    wish: &Wish,
) -> Result<ForwardId, ForwardError> {
    by.require(Right::KeepKeys)?;
    let plain = |text: &str| text.chars().count() <= 2_000 && !text.chars().any(char::is_control);
    let (name, endpoint) = (wish.name.trim(), wish.endpoint.trim());
    if name.is_empty() || name.chars().count() > 200 || !plain(name) || !plain(&wish.tenant) {
        return Err(ForwardError::Name);
    }
    let web = endpoint.starts_with("https://") || endpoint.starts_with("http://");
    if !web || !is_iri(endpoint) || !endpoint.is_ascii() || endpoint.contains(['?', '#', '@']) {
        return Err(ForwardError::Endpoint);
    }
    if wish.key.is_empty() || wish.key.contains(':') || !plain(&wish.key) || !plain(&wish.secret) {
        return Err(ForwardError::Key);
    }
    let (verb, activity) = (wish.verb.trim(), wish.activity.trim());
    if !verb.is_empty() && !is_iri(verb) {
        return Err(ForwardError::Verb);
    }
    if !activity.is_empty() && !is_iri(activity) {
        return Err(ForwardError::Activity);
    }
    let now = clock.now();
    let mut tx = db.write().await?;
    let id = ForwardId(IdSource::new(clock.clone()).next());
    let started_at = if wish.from_the_start {
        0
    } else {
        // Though the clock should have gone back meanwhile.
        now.as_microsecond().max(statement::last(&mut tx).await?)
    };
    let new = Forward {
        id,
        tenant: key::tenant(&mut tx, wish.tenant.trim()).await?,
        name: name.to_owned(),
        endpoint: endpoint.to_owned(),
        key: wish.key.clone(),
        secret: wish.secret.clone(),
        verb: verb.to_owned(),
        activity: activity.to_owned(),
        started_at,
        position: started_at,
        sent: 0,
        failures: 0,
        next_at: now,
        last_error: String::new(),
        stopped_at: None,
    };
    forward::put(&mut tx, &new, now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Passes nothing on any more; `false` where it is not there or was stopped before.
pub async fn stop_forward(
    by: &Actor,
    db: &Db,
    clock: &Clock,
    id: ForwardId,
) -> Result<bool, ForwardError> {
    by.require(Right::KeepKeys)?;
    let mut tx = db.write().await?;
    let stopped = forward::stop(&mut tx, id, clock.now()).await?;
    tx.commit().await?;
    Ok(stopped)
}
