//! The accounts of a person who is erased, or of whom two records are joined.

use access::Account;
use ledger::Draft;
use store::Tx;

use super::{
    by_hand::Joins,
    erase::{Kept, Task},
    identity::Identity,
    within::Keeps,
};
use crate::model::PersonJoin;

/// Accounts that were said to be the person's: they can sign in, and are shown by a name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Accounts;

fn told(accounts: &[Account]) -> Kept {
    let named = |account: &Account| match &account.full_name {
        shown if *shown == account.name => account.name.clone(),
        shown => format!("{} ({shown})", account.name),
    };
    Kept {
        accounts: accounts.iter().map(named).collect(),
        tables: vec!["account", "passkey", "account_link"],
        ..Kept::default()
    }
}

impl Keeps for Accounts {
    fn tell<'t>(&'t self, tx: &'t mut Tx, person: &'t Identity) -> Task<'t, Kept> {
        Box::pin(async move {
            let known = ledger::last_seq(tx).await?;
            Ok(told(&access::accounts_of_person(tx, known, &person.record_ids()).await?))
        })
    }

    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            let on = jiff::tz::offset(7).to_datetime(draft.entered_at()).date();
            Ok(told(&access::part_accounts(tx, draft, &person.record_ids(), on).await?))
        })
    }
}

impl Joins for Accounts {
    fn join<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        join: PersonJoin,
    ) -> Task<'t, Vec<(&'static str, usize)>> {
        Box::pin(async move {
            let moved = access::move_accounts(tx, draft, (join.person.0, join.into.0)).await?;
            Ok(vec![("registry-join-accounts", moved)])
        })
    }
}
