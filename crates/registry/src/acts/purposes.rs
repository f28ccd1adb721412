//! What looks at personal data were said to be for may name whom they were of.

use ledger::{Draft, traced};
use store::{Tx, Value};

use super::{
    erase::{Kept, Task},
    identity::Identity,
    within::Keeps,
    words::{Which, Words},
};
use crate::{
    Error,
    model::Person,
    rules::naming::{shows, text_names},
};

/// Stands in the log of reads for words that went with somebody.
const GONE: &str = "•••";

/// The log of reads stays: who looked at what, and when. Words in it that name who is erased go.
#[derive(Clone, Copy, Debug, Default)]
pub struct Purposes;

impl Keeps for Purposes {
    fn tell<'t>(&'t self, tx: &'t mut Tx, person: &'t Identity) -> Task<'t, Kept> {
        Box::pin(async move { Ok(told(&naming(tx, person).await?)) })
    }

    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        _: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            let found = naming(tx, person).await?;
            for (read, _) in &found {
                access::set_purpose(tx, *read, GONE).await?;
            }
            Ok(told(&found))
        })
    }
}

type Said = (kernel::Uuid, String);

fn told(found: &[Said]) -> Kept {
    let which = |(_, said): &Said| {
        let href = access::READS.to_owned();
        Which { said: said.clone(), office: None, href }
    };
    let words = Words::some("registry-erase-purposes", found.iter().map(which).collect(), false);
    Kept { words: words.into_iter().collect(), tables: vec!["read_log"], ..Kept::default() }
}

/// Reads of which the words name the person. In a look at somebody else of the register a name is a
/// namesake's.
async fn naming(tx: &mut Tx, person: &Identity) -> Result<Vec<Said>, Error> {
    let mut found = Vec::new();
    for (read, subject, said) in access::purposes(tx).await? {
        let theirs = shows(person, &said)
            || (text_names(person, &said) && {
                let of_another = subject.filter(|id| !person.record_ids().contains(id));
                match of_another {
                    Some(id) => !is_person(tx, id).await?,
                    None => true,
                }
            });
        if theirs {
            found.push((read, said));
        }
    }
    Ok(found)
}

async fn is_person(tx: &mut Tx, id: kernel::Uuid) -> Result<bool, Error> {
    let known = ledger::last_seq(tx).await?;
    let who = [Value::Uuid(Some(id))];
    Ok(!traced::<Person>(tx, known, "f.person_id = $2", &who).await?.is_empty())
}
