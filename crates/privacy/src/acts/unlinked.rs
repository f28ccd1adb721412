//! Requests that name somebody and were not said to be theirs: an erasure reaches them.

use std::collections::{BTreeMap, HashMap};

use kernel::Interval;
use ledger::{Draft, Held, Traced, held};
use registry::{
    acts::{Identity, Keeps, Kept, Task, Which, Words, forget, said},
    model::PersonId,
    rules::naming::{shows, text_names},
};
use store::Tx;

use super::earlier::day_of;
use crate::{
    model::{DATA_REQUEST, REQUEST_ROWS, Request, RequestId, State},
    pages::request_page,
};

/// What a version of a request comes to, for one who is erased.
enum Reached {
    /// It is taken for the person's: nobody of the register is said to ask, and name or contact is
    /// theirs.
    Seems(Request),
    /// Words of another asker name the person; what is left without them.
    Words(Request),
    /// Its asker is another person of the register who bears the name, and its words name somebody
    /// so: the asker, for all that can be told.
    Namesake,
}

/// Looks at a version of a request whose asker is said to be `asker` now, whatever the version says:
/// what was said before it was known who asks is that person's as well.
fn reached(it: &Request, asker: Option<PersonId>, person: &Identity) -> Option<Reached> {
    if asker.is_some_and(|asker| person.records.contains(&asker)) {
        // What is said to be theirs is erased with them.
        return None;
    }
    let named = |said: &Option<String>| said.as_deref().is_some_and(|s| text_names(person, s));
    if asker.is_none() && (named(&it.who) || named(&it.contact)) {
        let (who, contact, what, outcome) = (None, None, None, None);
        return Some(Reached::Seems(Request { who, contact, what, outcome, ..it.clone() }));
    }
    let namesake = named(&it.who);
    let theirs = |s: &str| if namesake { shows(person, s) } else { text_names(person, s) };
    let kept = |said: &Option<String>| said.clone().filter(|s| !theirs(s));
    let (what, outcome) = (kept(&it.what), kept(&it.outcome));
    if what != it.what || outcome != it.outcome {
        return Some(Reached::Words(Request { what, outcome, ..it.clone() }));
    }
    (named(&it.what) || named(&it.outcome)).then_some(Reached::Namesake)
}

/// Requests under the person's name that nobody said to be theirs, and what others' say of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unlinked;

impl Keeps for Unlinked {
    fn tell<'t>(&'t self, tx: &'t mut Tx, person: &'t Identity) -> Task<'t, Kept> {
        Box::pin(tell(tx, person))
    }

    fn erase<'t>(
        &'t self,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        Box::pin(async move {
            let told = tell(tx, person).await?;
            let mut words = Vec::new();
            for (said, reached) in found(tx, person).await? {
                match reached {
                    Reached::Seems(left) if is_open(&said) => close(tx, draft, &said, left).await?,
                    Reached::Seems(left) | Reached::Words(left) => words.push((said, left)),
                    Reached::Namesake => {}
                }
            }
            forget(tx, draft, &REQUEST_ROWS, words).await?;
            Ok(told)
        })
    }
}

/// Whether it stands and somebody waits for its answer.
fn is_open(said: &Traced<Request>) -> bool {
    let stands = said.recorded_to.is_none() && said.held.valid.to.is_none();
    stands && said.held.fact.state.is_open()
}

/// Closes what is left of a request: nobody can be answered any longer.
async fn close(
    tx: &mut Tx,
    draft: &mut Draft,
    said: &Traced<Request>,
    left: Request,
) -> Result<(), registry::Error> {
    let Held { id, valid, .. } = said.held;
    let today = day_of(draft);
    let from = today.max(left.received_on);
    draft.close::<Request>(id);
    if valid.from.is_none_or(|begun| begun < from) {
        draft.assert(Interval { from: valid.from, to: Some(from) }, &left);
    }
    let (state, closed_on) = (State::Answered, Some(today));
    draft.assert(Interval::since(from), &Request { state, closed_on, ..left });
    draft.erase(tx, &[&REQUEST_ROWS], id.0).await?;
    Ok(())
}

/// Every version of a request that names the person, with what it comes to.
async fn found(
    tx: &mut Tx,
    person: &Identity,
) -> Result<Vec<(Traced<Request>, Reached)>, registry::Error> {
    let known = ledger::last_seq(tx).await?;
    let askers: HashMap<RequestId, PersonId> = held::<Request>(tx, known, "", &[])
        .await?
        .into_iter()
        .filter_map(|held| Some((held.fact.id, held.fact.person?)))
        .collect();
    let look = |said: Traced<Request>| {
        let it = &said.held.fact;
        let reached = reached(it, askers.get(&it.id).copied(), person)?;
        Some((said, reached))
    };
    Ok(said::<Request>(tx, known).await?.into_iter().filter_map(look).collect())
}

/// Requests by their numbers: whose they seem to be, in which others' words the person is, and those
/// of namesakes.
async fn tell(tx: &mut Tx, person: &Identity) -> Result<Kept, registry::Error> {
    let [mut seem, mut words, mut namesakes] = [const { BTreeMap::new() }; 3];
    for (said, reached) in found(tx, person).await? {
        let it = said.held.fact;
        let into = match reached {
            Reached::Seems(_) => &mut seem,
            Reached::Words(_) => &mut words,
            Reached::Namesake => &mut namesakes,
        };
        let (said, href) = (it.number(), request_page(it.id));
        into.insert(it.number(), Which { said, office: None, href });
    }
    words.retain(|number, _| !seem.contains_key(number));
    let list = |all: BTreeMap<_, Which>| all.into_values().collect();
    let words = [
        Words::some("privacy-erase-unlinked", list(seem), false),
        Words::some("privacy-erase-others", list(words), false),
        Words::some("privacy-erase-namesakes", list(namesakes), true),
    ];
    let tables = vec![DATA_REQUEST.name];
    Ok(Kept { words: words.into_iter().flatten().collect(), tables, ..Kept::default() })
}
