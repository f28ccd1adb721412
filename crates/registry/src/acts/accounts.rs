//! The accounts of a person who is erased, or of whom two records are joined.

use access::Account;
use ledger::Draft;
use store::{Db, Tx};

use super::{
    by_hand::Joins,
    erase::{Elsewhere, Found, Identity, Kept, Task},
};
use crate::model::PersonJoin;

/// Accounts that were said to be the person's: they can sign in, and are shown by a name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Accounts;

struct FoundAccounts(Kept);

fn told(accounts: &[Account]) -> Kept {
    let named = |account: &Account| match &account.full_name {
        shown if *shown == account.name => account.name.clone(),
        shown => format!("{} ({shown})", account.name),
    };
    Kept {
        accounts: accounts.iter().map(named).collect(),
        tables: vec!["account"],
        ..Kept::default()
    }
}

impl Elsewhere for Accounts {
    fn find<'t>(
        &'t self,
        db: &'t Db,
        person: &'t Identity,
        _: &'t super::Steps,
    ) -> Task<'t, Box<dyn Found>> {
        Box::pin(async move {
            let mut tx = db.read().await?;
            let known = ledger::last_seq(&mut tx).await?;
            let accounts = match person.person {
                Some(id) => access::accounts_of_person(&mut tx, known, id.0).await?,
                None => Vec::new(),
            };
            Ok(Box::new(FoundAccounts(told(&accounts))) as Box<dyn Found>)
        })
    }
}

impl Found for FoundAccounts {
    fn told(&self) -> &Kept {
        &self.0
    }

    fn erase<'t>(
        self: Box<Self>,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            let Some(id) = person.person else { return Ok(self.0) };
            let on = jiff::tz::offset(7).to_datetime(draft.entered_at()).date();
            Ok(told(&access::part_accounts(tx, draft, id.0, on).await?))
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
