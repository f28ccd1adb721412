//! What is kept on a person beside the register: accounts they sign in with.

use access::{
    Account, Event, Grant, Link, Passkey, SessionLine, accounts_of, events, kept_sessions, links,
    passkeys,
};
use kernel::Timestamp;
use ledger::Held;
use registry::{
    acts::Task,
    figures::{Keeps, KeptFact, Whose},
};
use store::Tx;

/// Accounts of a person: the roles they hold, the ways into them and what was done to these, where
/// notices are mailed to, sessions that are kept.
#[derive(Clone, Copy, Debug, Default)]
pub struct Accounts;

impl Keeps for Accounts {
    fn kept<'t>(&'t self, tx: &'t mut Tx, whose: Whose<'t>) -> Task<'t, Vec<KeptFact>> {
        Box::pin(async move {
            let mut all = Vec::new();
            for (account, roles) in accounts_of(tx, whose.person.0).await? {
                let mail = errands::figures::address(tx, account.id).await?.map(|it| it.address);
                all.push(told(&account, mail));
                all.extend(roles.iter().map(|role| held(&account, role)));
                all.extend(passkeys(tx, account.id).await?.iter().map(passkey));
                all.extend(links(tx, account.id).await?.iter().map(link));
                all.extend(kept_sessions(tx, account.id).await?.iter().map(session));
                all.extend(events(tx, account.id).await?.iter().map(event));
            }
            Ok(all)
        })
    }
}

fn day(at: Timestamp) -> String {
    ui::format::time(at)
}

fn told(account: &Account, mail: Option<String>) -> KeptFact {
    KeptFact::loose("account")
        .say("account", Some(&account.name))
        .say("full_name", Some(&account.full_name))
        .say("created_at", Some(day(account.created_at)))
        .say("password_at", Some(day(account.password_at)))
        .say("disabled_at", account.disabled_at.map(day))
        .say("email", mail)
}

fn held(account: &Account, role: &Held<Grant>) -> KeptFact {
    let fact = KeptFact { valid: role.valid, ..KeptFact::loose("role") };
    fact.say("account", Some(&account.name)).say("account_role", Some(role.fact.role.code()))
}

fn passkey(it: &Passkey) -> KeptFact {
    KeptFact::loose("passkey")
        .say("name", Some(&it.name))
        .say("created_at", Some(day(it.made_at)))
        .say("used_at", it.used_at.map(day))
}

fn link(it: &Link) -> KeptFact {
    KeptFact::loose("account_link")
        .say("issuer", Some(&it.issuer))
        .say("subject", Some(&it.subject))
        .say("created_at", Some(day(it.made_at)))
        .say("used_at", it.used_at.map(day))
}

fn session(it: &SessionLine) -> KeptFact {
    KeptFact::loose("session")
        .say("created_at", Some(day(it.created_at)))
        .say("used_at", Some(day(it.last_seen_at)))
        .say("address", Some(&it.address))
        .say("agent", Some(&it.agent))
}

/// Stands for somebody of whom nobody knows who they are.
const UNKNOWN: &str = "?";

fn event(it: &Event) -> KeptFact {
    KeptFact::loose("account_event")
        .say("event", Some(it.kind.code()))
        .say("at", Some(day(it.at)))
        .say("by", Some(it.by.as_deref().unwrap_or(UNKNOWN)))
}
