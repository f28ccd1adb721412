//! Documents: state and profiles.

use store::{Tx, execute, on_db};

use crate::model::TenantId;

/// Which kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// State of an agent in an activity.
    State = 1,
    /// Profile of an activity.
    ActivityProfile = 2,
    /// Profile of an agent.
    AgentProfile = 3,
}

/// Where documents stand; blank where the kind has no such thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which kind.
    pub kind: Kind,
    /// The activity.
    pub activity: String,
    /// The agent, canonically.
    pub agent: String,
    /// The registration; `None` where any is meant.
    pub registration: Option<String>,
}

store::row! {
    /// A document.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Document {
        /// Media type.
        pub content_type: String,
        /// SHA-1 of the contents, hexadecimal.
        pub etag: String,
        /// When it was last changed, in microseconds.
        pub updated_at: i64,
        /// The contents.
        pub contents: Vec<u8>,
    }
}

store::row! {
    /// A document in a list.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Listed {
        /// The activity it belongs to; blank for a profile.
        pub activity: String,
        /// Its name.
        pub name: String,
        /// When it was last changed, in microseconds.
        pub updated_at: i64,
        /// How long its contents are.
        pub bytes: i64,
    }
}

/// Every document of an agent, whosever tenant's it is.
pub(crate) async fn of_agent(tx: &mut Tx, agent: &str) -> Result<Vec<Listed>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT activity, name, updated_at, CAST(length(contents) AS BIGINT) AS bytes \
         FROM lrs_document WHERE agent = $1 ORDER BY updated_at, activity, name")
        .bind(agent).fetch_all(c).await)?)
}

/// Removes every document under an agent's name, wherever it was sent to.
pub(crate) async fn forget_agent(tx: &mut Tx, agent: &str) -> Result<(), store::Error> {
    execute!(tx, sqlx::query("DELETE FROM lrs_document WHERE agent = $1").bind(agent))?;
    Ok(())
}

const HERE: &str = "tenant = $1 AND kind = $2 AND activity = $3 AND agent = $4";

/// One document.
pub(crate) async fn get(
    tx: &mut Tx,
    tenant: TenantId,
    place: &Place,
    name: &str,
) -> Result<Option<Document>, store::Error> {
    Ok(on_db!(tx, c => sqlx::query_as(
        "SELECT content_type, etag, updated_at, contents FROM lrs_document WHERE tenant = $1 \
         AND kind = $2 AND activity = $3 AND agent = $4 AND registration = $5 AND name = $6",
    )
    .bind(tenant.0)
    .bind(place.kind as i64)
    .bind(place.activity.as_str())
    .bind(place.agent.as_str())
    .bind(place.registration.as_deref().unwrap_or_default())
    .bind(name)
    .fetch_optional(c)
    .await)?)
}

/// Names of the documents of a place changed after a moment, and when the last was.
pub(crate) async fn names(
    tx: &mut Tx,
    tenant: TenantId,
    place: &Place,
    since: Option<i64>,
) -> Result<(Vec<String>, Option<i64>), store::Error> {
    let sql = sqlx::AssertSqlSafe(format!(
        "SELECT DISTINCT name, max(updated_at) FROM lrs_document WHERE {HERE} \
         AND ($5 = '*' OR registration = $5) AND updated_at > $6 GROUP BY name ORDER BY name"
    ));
    let found: Vec<(String, i64)> = on_db!(tx, c => sqlx::query_as(sql)
        .bind(tenant.0)
        .bind(place.kind as i64)
        .bind(place.activity.as_str())
        .bind(place.agent.as_str())
        .bind(place.registration.as_deref().unwrap_or("*"))
        .bind(since.unwrap_or(i64::MIN))
        .fetch_all(c)
        .await)?;
    let last = found.iter().map(|(_, at)| *at).max();
    Ok((found.into_iter().map(|(name, _)| name).collect(), last))
}

/// Puts a document in its place, whatever stood there.
pub(crate) async fn put(
    tx: &mut Tx,
    tenant: TenantId,
    place: &Place,
    name: &str,
    document: &Document,
) -> Result<(), store::Error> {
    execute!(
        tx,
        sqlx::query(
            "INSERT INTO lrs_document (tenant, kind, activity, agent, registration, name, \
             content_type, etag, updated_at, contents) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
             ON CONFLICT (tenant, kind, activity, agent, registration, name) DO UPDATE SET \
             content_type = excluded.content_type, etag = excluded.etag, \
             updated_at = excluded.updated_at, contents = excluded.contents"
        )
        .bind(tenant.0)
        .bind(place.kind as i64)
        .bind(place.activity.as_str())
        .bind(place.agent.as_str())
        .bind(place.registration.as_deref().unwrap_or_default())
        .bind(name)
        .bind(document.content_type.as_str())
        .bind(document.etag.as_str())
        .bind(document.updated_at)
        .bind(document.contents.as_slice())
    )?;
    Ok(())
}

/// Takes one document away, or all of a place.
pub(crate) async fn delete(
    tx: &mut Tx,
    tenant: TenantId,
    place: &Place,
    name: Option<&str>,
) -> Result<(), store::Error> {
    let sql = sqlx::AssertSqlSafe(format!(
        "DELETE FROM lrs_document WHERE {HERE} AND ($5 = '*' OR registration = $5){}",
        if name.is_some() { " AND name = $6" } else { "" }
    ));
    // One document without a registration is that alone; all of them are those of any.
    let registration = match (&place.registration, name) {
        (Some(registration), _) => registration.as_str(),
        (None, Some(_)) => "",
        (None, None) => "*",
    };
    on_db!(tx, c => {
        let mut query = sqlx::query(sql)
            .bind(tenant.0)
            .bind(place.kind as i64)
            .bind(place.activity.as_str())
            .bind(place.agent.as_str())
            .bind(registration);
        if let Some(name) = name {
            query = query.bind(name);
        }
        query.execute(c).await.map(drop)
    })?;
    Ok(())
}
