//! Whose accounts are: of somebody who is erased they say it no longer, of somebody who had two
//! records they say the one that is kept.

use std::collections::BTreeSet;

use kernel::{Date, Interval, Seq, Uuid};
use ledger::{Draft, Held, held, traced};
use store::{Tx, Value, boxed};

use crate::{Account, AccountId, Grant, Role, store as sql};

/// Accounts that were ever said to be a person's of the register, by name: under any record of
/// theirs. Not those that were said to be somebody else's since.
#[boxed]
pub async fn accounts_of_person(
    tx: &mut Tx,
    known: Seq,
    records: &[Uuid],
) -> Result<Vec<Account>, ledger::Error> {
    let mut ids = BTreeSet::new();
    for record in records {
        let of = [Value::Uuid(Some(*record))];
        let said = traced::<Grant>(tx, known, "f.person_id = $2", &of).await?;
        ids.extend(said.into_iter().map(|s| s.held.fact.account));
    }
    let mut accounts = Vec::new();
    for id in ids {
        if !is_of_another(tx, known, id, records).await? {
            accounts.extend(sql::account::by_id(tx, id).await?);
        }
    }
    accounts.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(accounts)
}

/// Whether it was said of an account since that it is somebody else's: it was given to the first by
/// mistake.
async fn is_of_another(
    tx: &mut Tx,
    known: Seq,
    id: AccountId,
    records: &[Uuid],
) -> Result<bool, ledger::Error> {
    let roles = sql::grant::of_account(tx, known, id).await?;
    let named = roles.into_iter().filter_map(|role| Some((role.valid.from, role.fact.person?)));
    let last = named.max_by_key(|(from, _)| *from);
    Ok(last.is_some_and(|(_, person)| !records.contains(&person)))
}

/// Parts a person's accounts from them, in the act that erases them: from the day on no role says
/// who they are, and what can only be held as a person of the register ends. The name that is shown
/// is gone, and so are the names of passkeys and whom a provider knows as their owner; the name to
/// sign in with stays, since the logs call the account by it.
#[boxed]
pub async fn part_accounts(
    tx: &mut Tx,
    draft: &mut Draft,
    records: &[Uuid],
    on: Date,
) -> Result<Vec<Account>, ledger::Error> {
    let known = draft.seq() - 1;
    let accounts = accounts_of_person(tx, known, records).await?;
    for record in records {
        let of = [Value::Uuid(Some(*record))];
        for standing in held::<Grant>(tx, known, "f.person_id = $2", &of).await? {
            part(draft, standing, on);
        }
    }
    for account in &accounts {
        sql::account::set_full_name(tx, account.id, &account.name).await?;
        sql::passkey::forget_names(tx, account.id).await?;
        sql::provider::delete_all(tx, account.id).await?;
    }
    Ok(accounts)
}

fn part(draft: &mut Draft, standing: Held<Grant>, on: Date) {
    let one = [standing];
    let [said] = &one;
    if said.fact.role == Role::Official {
        draft.end(&one, on);
        return;
    }
    let apart = Grant { person: None, ..said.fact.clone() };
    let rest = Interval { from: Some(on).max(said.valid.from), to: said.valid.to };
    if rest.to.is_none_or(|to| Some(to) > rest.from) {
        draft.overlay(&one, rest, &apart);
    }
}

/// Says of every role that names a person of the register that it is another record of theirs, in
/// the act that joins the two. Returns how many accounts it concerns.
#[boxed]
pub async fn move_accounts(
    tx: &mut Tx,
    draft: &mut Draft,
    (from, to): (Uuid, Uuid),
) -> Result<usize, ledger::Error> {
    let of = [Value::Uuid(Some(from))];
    let mut accounts = BTreeSet::new();
    for said in held::<Grant>(tx, draft.seq() - 1, "f.person_id = $2", &of).await? {
        draft.close::<Grant>(said.id);
        accounts.insert(said.fact.account);
        draft.assert(said.valid, &Grant { person: Some(to), ..said.fact });
    }
    Ok(accounts.len())
}
