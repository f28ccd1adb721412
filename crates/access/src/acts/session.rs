use crate::{App, Session, SessionId, store as sql};
use store::boxed;

/// Ends the session one is in.
#[boxed]
pub async fn sign_out(app: &App, session: &Session) -> Result<(), store::Error> {
    end_session(app, session, session.id).await.map(drop)
}

/// Ends one of one's own sessions. `false` when there is no such.
#[boxed]
pub async fn end_session(
    app: &App,
    session: &Session,
    id: SessionId,
) -> Result<bool, store::Error> {
    let Some(account) = session.actor.id() else { return Ok(false) };
    let mut tx = app.db.write().await?;
    let ended = sql::session::delete(&mut tx, account, id).await?;
    tx.commit().await?;
    if ended > 0 {
        app.sessions.forget(id);
    }
    Ok(ended > 0)
}

/// Ends all of one's sessions but the one one is in; says how many.
#[boxed]
pub async fn end_other_sessions(app: &App, session: &Session) -> Result<u64, store::Error> {
    let Some(account) = session.actor.id() else { return Ok(0) };
    let mut tx = app.db.write().await?;
    let ended = sql::session::delete_all(&mut tx, account, Some(session.id)).await?;
    tx.commit().await?;
    app.sessions.forget_account(account);
    Ok(ended)
}
