//! The words of a commitment may name somebody: an erasure reaches them.

use std::collections::BTreeMap;

use ledger::{Draft, FactTable};
use registry::{
    acts::{Elsewhere, Found, Identity, Kept, Steps, Task, Worded, Words, forget, naming},
    rules::naming::text_names,
};
use store::{Db, Tx};

use crate::{
    model::{COMMITMENT, COMMITMENT_ROWS, Commitment, Gap},
    store::lasting,
};

impl Worded for Commitment {
    const ROWS: &'static FactTable = &COMMITMENT_ROWS;

    fn without(&self, person: &Identity) -> Option<Self> {
        let mut left = self.clone();
        let mut words = vec![&mut left.what, &mut left.note];
        if let Gap::Other(said) = &mut left.gap {
            words.push(said);
        }
        let mut found = false;
        for said in words.into_iter().filter(|said| text_names(person, said)) {
            said.clear();
            found = true;
        }
        found.then_some(left)
    }
}

/// What was promised, of which gap, and what was said of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Promised;

struct FoundWords(Kept);

impl Elsewhere for Promised {
    fn find<'t>(
        &'t self,
        db: &'t Db,
        person: &'t Identity,
        _: &'t Steps,
    ) -> Task<'t, Box<dyn Found>> {
        Box::pin(async move {
            let mut tx = db.read().await?;
            let told = tell(&mut tx, person).await?;
            Ok(Box::new(FoundWords(told)) as Box<dyn Found>)
        })
    }
}

impl Found for FoundWords {
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
            let told = tell(tx, person).await?;
            forget::<Commitment>(tx, draft, person).await?;
            Ok(told)
        })
    }
}

/// Commitments that name the person, each by what it said last; apart from them, those of which
/// the words were hashed as they are.
async fn tell(tx: &mut Tx, person: &Identity) -> Result<Kept, registry::Error> {
    let old = lasting(tx).await?;
    let known = ledger::last_seq(tx).await?;
    let (mut gone, mut stays) = (BTreeMap::new(), BTreeMap::new());
    for (said, left) in naming::<Commitment>(tx, known, person).await? {
        let to = if old.contains(&said.held.id.0) { &mut stays } else { &mut gone };
        to.insert(said.held.fact.id, named(&said.held.fact, &left).to_owned());
    }
    let list = |all: BTreeMap<_, String>| all.into_values().collect();
    let words = [
        Words::some("commitments-erase-words", list(gone), false),
        Words::some("commitments-erase-lasting", list(stays), true),
    ];
    let tables = vec![COMMITMENT.name];
    Ok(Kept { words: words.into_iter().flatten().collect(), tables, ..Kept::default() })
}

/// The words that go.
fn named<'c>(said: &'c Commitment, left: &Commitment) -> &'c str {
    match &said.gap {
        _ if said.what != left.what => &said.what,
        Gap::Other(gap) if said.gap != left.gap => gap,
        _ => &said.note,
    }
}
