//! Where notices of somebody who is erased are mailed to.

use access::accounts_of_person;
use errands::acts::{ADDRESS_TABLES, forget_address};
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
