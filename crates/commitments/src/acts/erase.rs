//! The words of a commitment may name somebody: an erasure reaches them.

use std::collections::BTreeMap;

use ledger::{Draft, Traced};
use registry::{
    acts::{Identity, Keeps, Kept, Task, Which, Words, forget, said},
    figures::org_map,
    rules::naming::{shows, text_names},
};
use store::Tx;

use crate::{
    model::{COMMITMENT, COMMITMENT_ROWS, Commitment},
    pages::page_of,
    store::lasting,
};

/// A version of a commitment that names somebody who is erased.
struct Naming {
    /// The words that do.
    said: String,
    /// What is left without them; `None` where they are left alone: of an office the person never
    /// stood in, a name alone may be anybody's.
    left: Option<Commitment>,
}

impl Naming {
    fn of(it: &Commitment, person: &Identity) -> Option<Self> {
        let stood = person.offices.contains(&it.org);
        let mut left = it.clone();
        let mut named: Vec<&mut String> =
            left.words().into_iter().filter(|said| text_names(person, said)).collect();
        let first = named.first().map(|said| (**said).clone())?;
        named.retain(|said| stood || shows(person, said));
        let theirs = named.first().map(|said| (**said).clone());
        for said in named {
            said.clear();
        }
        let left = theirs.is_some().then_some(left);
        Some(Self { said: theirs.unwrap_or(first), left })
    }
}

/// What was promised, of which gap, and what was said of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Promised;

impl Keeps for Promised {
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
            let found = found(tx, person).await?.into_iter();
            let found = found.filter_map(|(said, naming)| Some((said, naming.left?)));
            forget(tx, draft, &COMMITMENT_ROWS, found.collect()).await?;
            Ok(told)
        })
    }
}

/// Every version of a commitment that names the person.
async fn found(
    tx: &mut Tx,
    person: &Identity,
) -> Result<Vec<(Traced<Commitment>, Naming)>, registry::Error> {
    let known = ledger::last_seq(tx).await?;
    let look = |said: Traced<Commitment>| {
        let naming = Naming::of(&said.held.fact, person)?;
        Some((said, naming))
    };
    Ok(said::<Commitment>(tx, known).await?.into_iter().filter_map(look).collect())
}

/// Commitments that name the person, each by what it said last, with its office; apart from them
/// those of which the words were hashed as they are, and those that are left alone.
async fn tell(tx: &mut Tx, person: &Identity) -> Result<Kept, registry::Error> {
    let old = lasting(tx).await?;
    let known = ledger::last_seq(tx).await?;
    let orgs = org_map(tx, known).await?;
    let [mut gone, mut stays, mut spared] = [const { BTreeMap::new() }; 3];
    for (traced, naming) in found(tx, person).await? {
        let to = match naming.left {
            None => &mut spared,
            Some(_) if old.contains(&traced.held.id.0) => &mut stays,
            Some(_) => &mut gone,
        };
        let it = traced.held.fact;
        let office = orgs.latest(it.org).map(|office| office.name.clone());
        to.insert(it.id, Which { said: naming.said, office, href: page_of(it.id) });
    }
    let list = |all: BTreeMap<_, Which>| all.into_values().collect();
    let words = [
        Words::some("commitments-erase-words", list(gone), false),
        Words::some("commitments-erase-lasting", list(stays), true),
        Words::some("commitments-erase-spared", list(spared), true),
    ];
    let tables = vec![COMMITMENT.name];
    Ok(Kept { words: words.into_iter().flatten().collect(), tables, ..Kept::default() })
}

#[cfg(test)]
mod tests {
    use kernel::{Date, Uuid};
    use registry::model::OrgId;

    use super::*;
    use crate::model::{CommitmentId, Gap, State};

    #[test]
    fn a_phone_is_theirs_in_the_words_of_any_office_and_a_name_is_not() {
        let day = Date::constant(2026, 11, 24);
        let it = Commitment {
            id: CommitmentId(Uuid::nil()),
            org: OrgId(Uuid::nil()),
            gap: Gap::Other("Chưa có đầu mối".to_owned()),
            what: "Cử ông Nguyễn Văn An".to_owned(),
            promised_on: day,
            promised_by: "stc".to_owned(),
            due_on: day,
            state: State::Open,
            closed_on: None,
            note: "Gọi 0912 345 678".to_owned(),
        };
        let mut an = Identity {
            names: ["nguyen van an".to_owned()].into(),
            phones: ["0912345678".to_owned()].into(),
            ..Identity::default()
        };
        let found = Naming::of(&it, &an).unwrap();
        let left = found.left.unwrap();
        assert_eq!((&left.what, &left.note[..], &found.said), (&it.what, "", &it.note));
        an.offices.insert(it.org);
        let left = Naming::of(&it, &an).unwrap().left.unwrap();
        assert_eq!((&left.what[..], &left.note[..], &left.gap), ("", "", &it.gap));
        let named = Commitment { note: String::new(), ..it.clone() };
        let stranger = Identity { offices: [].into(), ..an.clone() };
        assert!(Naming::of(&named, &stranger).unwrap().left.is_none());
        let nobody = Commitment { what: "Mở lớp".to_owned(), ..named };
        assert!(Naming::of(&nobody, &an).is_none());
    }
}
