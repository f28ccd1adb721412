//! Where notices of somebody who is erased are mailed to.

use access::accounts_of_person;
use errands::acts::{ADDRESS_TABLES, forget_address};
use kernel::Seq;
use ledger::Draft;
use registry::acts::{Identity, Keeps, Kept, Task};
use store::Tx;

/// The address an account of theirs gave goes with the person; the account may give another. Which
/// accounts those are the register tells.
#[derive(Clone, Copy, Debug, Default)]
pub struct Addresses;

impl Keeps for Addresses {
    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            let known = draft.seq() - 1;
            for account in accounts_of_person(tx, known, &person.record_ids()).await? {
                forget_address(tx, account.id, draft.entered_at()).await?;
            }
            Ok(Kept { tables: ADDRESS_TABLES.to_vec(), ..Kept::default() })
        })
    }
}

/// What another room keeps under an address of the person, where those are known too at which
/// accounts of theirs get mail, confirmed by a code: what *My data* shows under one goes with the
/// person. Comes before what forgets the addresses.
#[derive(Clone, Copy, Debug, Default)]
pub struct Confirmed<K>(pub K);

impl<K: Keeps> Keeps for Confirmed<K> {
    fn tell<'t>(&'t self, tx: &'t mut Tx, person: &'t Identity) -> Task<'t, Kept> {
        Box::pin(async move {
            let known = ledger::last_seq(tx).await?;
            let person = with_confirmed(tx, known, person).await?;
            self.0.tell(tx, &person).await
        })
    }

    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            let person = with_confirmed(tx, draft.seq() - 1, person).await?;
            self.0.erase(tx, draft, &person).await
        })
    }
}

async fn with_confirmed(
    tx: &mut Tx,
    known: Seq,
    person: &Identity,
) -> Result<Identity, registry::Error> {
    let mut person = person.clone();
    for account in accounts_of_person(tx, known, &person.record_ids()).await? {
        let mail = errands::figures::address(tx, account.id).await?;
        let confirmed = mail.filter(|it| it.confirmed_at.is_some());
        person.emails.extend(confirmed.map(|it| it.address.to_lowercase()));
    }
    Ok(person)
}
