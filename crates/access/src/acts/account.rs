use kernel::{Timestamp, Uuid};
use store::{Tx, boxed};

use super::{
    role::{NewRole, RoleError, administrators, first_roles, give_into},
    second_step::{note, place},
    sign_in::{SignInError, knock},
};
use crate::{
    Account, AccountId, Actor, App, EventKind, FIRST_ACCOUNT, Refused, Right, Session, Weak, rules,
    store as sql, token,
};

/// Why an account or its password can't be set.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The password is not good enough.
    #[error(transparent)]
    Weak(#[from] Weak),
    /// The password given as the present one is not.
    #[error("the present password is wrong")]
    Wrong,
    /// Nobody has this name.
    #[error("there is no account {0}")]
    Unknown(String),
    /// Somebody has this name.
    #[error("there is an account {0} already")]
    Taken(String),
    /// No name to sign in with.
    #[error("not a name to sign in with: {0}")]
    Name(String),
    /// Nobody could give roles any more.
    #[error("the last administrator's account can't be closed")]
    Last,
    /// The present password was given wrongly too often: not before this moment.
    #[error("too many attempts: try again after {0}")]
    Locked(Timestamp),
    /// The role it was to hold can't be given.
    #[error(transparent)]
    Role(RoleError),
    /// Whoever asks may not.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The record.
    #[error(transparent)]
    Ledger(#[from] ledger::Error),
}

impl From<SignInError> for AccountError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Wrong | SignInError::CodeNeeded(_) => Self::Wrong,
            SignInError::Locked(until) => Self::Locked(until),
            SignInError::Store(error) => Self::Store(error),
        }
    }
}

/// Makes the first account when there is none, which may do everything. Its password is returned
/// once and kept nowhere.
#[boxed]
pub async fn first_password(app: &App) -> Result<Option<String>, ledger::Error> {
    let password = first_account(app).await?;
    first_roles(app).await?;
    Ok(password)
}

async fn first_account(app: &App) -> Result<Option<String>, store::Error> {
    let mut tx = app.db.read().await?;
    if sql::account::count(&mut tx).await? > 0 {
        return Ok(None);
    }
    drop(tx);
    let password = token::password_for(FIRST_ACCOUNT, app.clock.chance());
    let hash = app.hasher.hash(&password).await;
    let mut tx = app.db.write().await?;
    sql::attempt::lock(&mut tx).await?;
    // Another process may have been first.
    if sql::account::count(&mut tx).await? > 0 {
        return Ok(None);
    }
    insert(app, &mut tx, FIRST_ACCOUNT, "Quản trị", &hash).await?;
    tx.commit().await?;
    Ok(Some(password))
}

impl From<RoleError> for AccountError {
    fn from(error: RoleError) -> Self {
        match error {
            RoleError::Refused(refused) => Self::Refused(refused),
            RoleError::Ledger(error) => Self::Ledger(error),
            error => Self::Role(error),
        }
    }
}

/// Makes an account.
#[boxed]
pub async fn create_account(
    app: &App,
    actor: &Actor,
    name: &str,
    full_name: &str,
    password: &str,
) -> Result<AccountId, AccountError> {
    create(app, actor, (name, full_name), password, None).await.map(|(id, _)| id)
}

/// The id of the new account, and its name as it is kept.
async fn create(
    app: &App,
    actor: &Actor,
    (name, full_name): (&str, &str),
    password: &str,
    role: Option<&NewRole<'_>>,
) -> Result<(AccountId, String), AccountError> {
    actor.require(Right::Accounts)?;
    let name = rules::account_name(name).ok_or_else(|| AccountError::Name(name.to_owned()))?;
    rules::check_password(&name, password)?;
    let hash = app.hasher.hash(password).await;
    let mut tx = app.db.write().await?;
    sql::attempt::lock(&mut tx).await?;
    if sql::account::by_name(&mut tx, &name).await?.is_some() {
        return Err(AccountError::Taken(name));
    }
    let full_name = kernel::folding::squeeze(full_name);
    let id = insert(app, &mut tx, &name, &full_name, &hash).await?;
    if let Some(role) = role {
        give_into(app, &mut tx, actor, &[NewRole { account: &name, ..*role }], "").await?;
    }
    tx.commit().await?;
    app.acted();
    tracing::info!(by = actor.name(), name, "account made");
    Ok((id, name))
}

/// Makes an account with a password of ours, which is returned once and kept nowhere. The role it
/// is to hold is given with it (whatever account that names): both or neither.
#[boxed]
pub async fn open_account(
    app: &App,
    actor: &Actor,
    name: &str,
    full_name: &str,
    role: Option<&NewRole<'_>>,
) -> Result<(String, String), AccountError> {
    let password = token::password_for(name, app.clock.chance());
    let (_, name) = create(app, actor, (name, full_name), &password, role).await?;
    Ok((name, password))
}

/// Gives an account another password of ours, which is returned once; its sessions end.
#[boxed]
pub async fn renew_password(app: &App, actor: &Actor, name: &str) -> Result<String, AccountError> {
    let password = token::password_for(name, app.clock.chance());
    set_password(app, actor, name, &password).await?;
    Ok(password)
}

async fn insert(
    app: &App,
    tx: &mut Tx,
    name: &str,
    full_name: &str,
    hash: &str,
) -> Result<AccountId, store::Error> {
    let now = app.clock.now();
    let id = AccountId(app.ids.next());
    let account = Account {
        id,
        name: name.to_owned(),
        full_name: full_name.to_owned(),
        created_at: now,
        password_at: now,
        disabled_at: None,
    };
    sql::account::insert(tx, &account, hash).await?;
    Ok(id)
}

/// Sets the password of an account and ends all its sessions.
#[boxed]
pub async fn set_password(
    app: &App,
    actor: &Actor,
    name: &str,
    password: &str,
) -> Result<(), AccountError> {
    actor.require(Right::Accounts)?;
    let name = rules::account_name(name).ok_or_else(|| AccountError::Unknown(name.to_owned()))?;
    rules::check_password(&name, password)?;
    let hash = app.hasher.hash(password).await;
    let mut tx = app.db.write().await?;
    let account = known(&mut tx, name).await?;
    sql::account::set_hash(&mut tx, account.id, &hash, app.clock.now()).await?;
    sql::session::delete_all(&mut tx, account.id, None).await?;
    note(app, &mut tx, account.id, actor.name(), EventKind::PasswordSet).await?;
    tx.commit().await?;
    app.sessions.forget_account(account.id);
    tracing::info!(by = actor.name(), name = account.name, "password set");
    Ok(())
}

async fn known(tx: &mut Tx, name: String) -> Result<Account, AccountError> {
    sql::account::by_name(tx, &name).await?.ok_or(AccountError::Unknown(name))
}

/// Changes one's own password and ends one's other sessions. The present one is asked for.
#[boxed]
pub async fn change_password(
    app: &App,
    session: &Session,
    present: &str,
    new: &str,
) -> Result<(), AccountError> {
    let name = session.actor.name();
    rules::check_password(name, new)?;
    let id = confirm(app, session, present).await?;
    let hash = app.hasher.hash(new).await;
    let mut tx = app.db.write().await?;
    sql::account::set_hash(&mut tx, id, &hash, app.clock.now()).await?;
    sql::session::delete_all(&mut tx, id, Some(session.id)).await?;
    note(app, &mut tx, id, name, EventKind::PasswordChanged).await?;
    tx.commit().await?;
    app.sessions.forget_account(id);
    Ok(())
}

/// Makes sure that it is the owner who sits there, by the password; wrong ones are counted as at
/// the door: an unattended desk is no place to guess. A right one is not counted, and lets no
/// count begin anew: at the door there may be a code to give as well.
pub(super) async fn confirm(
    app: &App,
    session: &Session,
    present: &str,
) -> Result<AccountId, SignInError> {
    let (id, attempt) = prove(app, session, present).await?;
    let mut tx = app.db.write().await?;
    sql::attempt::forget(&mut tx, attempt).await?;
    tx.commit().await?;
    Ok(id)
}

/// The same; the attempt is a failed one until somebody says otherwise.
pub(super) async fn prove(
    app: &App,
    session: &Session,
    present: &str,
) -> Result<(AccountId, Uuid), SignInError> {
    let name = session.actor.name();
    let attempt = knock(app, &token::name_key(name), &place(session)).await?;
    let mut tx = app.db.read().await?;
    let kept = sql::account::credentials(&mut tx, name).await?;
    drop(tx);
    let right = app.hasher.verify(present, kept.as_ref().map(|(_, hash)| hash.as_str())).await;
    let (id, _) = kept.filter(|_| right).ok_or(SignInError::Wrong)?;
    Ok((id, attempt))
}

/// Closes an account: its sessions end, it can't sign in. Its name stays in the record.
#[boxed]
pub async fn disable_account(app: &App, actor: &Actor, name: &str) -> Result<(), AccountError> {
    actor.require(Right::Accounts)?;
    let mut tx = app.db.write().await?;
    sql::attempt::lock(&mut tx).await?;
    let account = known(&mut tx, name.to_owned()).await?;
    let left = administrators(&mut tx, kernel::Seq::MAX, None).await?.without(account.id);
    if !left.any_left() {
        return Err(AccountError::Last);
    }
    sql::account::set_disabled(&mut tx, account.id, Some(app.clock.now())).await?;
    sql::session::delete_all(&mut tx, account.id, None).await?;
    tx.commit().await?;
    app.sessions.forget_account(account.id);
    tracing::info!(by = actor.name(), name, "account closed");
    Ok(())
}

/// Opens a closed account again.
#[boxed]
pub async fn enable_account(app: &App, actor: &Actor, name: &str) -> Result<(), AccountError> {
    actor.require(Right::Accounts)?;
    let mut tx = app.db.write().await?;
    let account = known(&mut tx, name.to_owned()).await?;
    sql::account::set_disabled(&mut tx, account.id, None).await?;
    tx.commit().await?;
    tracing::info!(by = actor.name(), name, "account opened again");
    Ok(())
}
