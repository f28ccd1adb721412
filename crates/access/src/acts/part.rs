//! Whose accounts are: of somebody who is erased they say it no longer, of somebody who had two
//! records they say the one that is kept.

use std::collections::BTreeSet;

use kernel::{Date, Interval, Seq, Uuid};
use ledger::{Draft, held, traced};
use store::{Tx, Value, boxed};

use crate::{Account, AccountId, Grant, Role, store as sql};

/// Accounts that were ever said to be a person of the register's, by name.
#[boxed]
pub async fn accounts_of_person(
    tx: &mut Tx,
    known: Seq,
    person: Uuid,
) -> Result<Vec<Account>, ledger::Error> {
    let of = [Value::Uuid(Some(person))];
    let said = traced::<Grant>(tx, known, "f.person_id = $2", &of).await?;
    let ids: BTreeSet<AccountId> = said.into_iter().map(|s| s.held.fact.account).collect();
    let mut accounts = Vec::new();
    for id in ids {
        accounts.extend(sql::account::by_id(tx, id).await?);
    }
    accounts.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(accounts)
}

/// Parts a person's accounts from them, in the act that erases them: from the day on no role says
/// who they are, and what can only be held as a person of the register ends. The name that is shown
/// is gone; the name to sign in with stays, since the logs call the account by it.
#[boxed]
pub async fn part_accounts(
    tx: &mut Tx,
    draft: &mut Draft,
    person: Uuid,
    on: Date,
) -> Result<Vec<Account>, ledger::Error> {
    let known = draft.seq() - 1;
    let accounts = accounts_of_person(tx, known, person).await?;
    let of = [Value::Uuid(Some(person))];
    for standing in held::<Grant>(tx, known, "f.person_id = $2", &of).await? {
        let one = [standing];
        let [said] = &one;
        if said.fact.role == Role::Official {
            draft.end(&one, on);
        } else {
            let apart = Grant { person: None, ..said.fact.clone() };
            let rest = Interval { from: Some(on).max(said.valid.from), to: said.valid.to };
            if rest.to.is_none_or(|to| Some(to) > rest.from) {
                draft.overlay(&one, rest, &apart);
            }
        }
    }
    for account in &accounts {
        sql::account::set_full_name(tx, account.id, &account.name).await?;
    }
    Ok(accounts)
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
