//! Who on record may be somebody who is about to be entered.

use std::collections::BTreeMap;

use kernel::{Birth, Seq, folding};
use ledger::{Held, held};
use store::{Tx, Value, boxed};

use crate::{
    Error,
    model::{Person, PersonId},
};

/// Somebody on record who may be the one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likely {
    /// As they were last said to be.
    pub person: Person,
    /// They bear the same personal number: it is the one.
    pub same_number: bool,
}

/// Those on record who may be somebody of this name, birth and personal number, as known after an
/// act: who bears the number, and namesakes whom nothing known tells apart. Lost diacritics are
/// forgiven.
#[boxed]
pub async fn likely(
    tx: &mut Tx,
    known: Seq,
    name: &str,
    birth: Option<Birth>,
    number: Option<&str>,
) -> Result<Vec<Likely>, Error> {
    let condition = "f.erased_by IS NULL AND (f.plain_key = $2 OR f.personal_number = $3)";
    let binds = [Value::text(folding::plain(name)), Value::Text(number.map(str::to_owned))];
    let mut found: BTreeMap<PersonId, Likely> = BTreeMap::new();
    for Held { fact: person, .. } in held::<Person>(tx, known, condition, &binds).await? {
        let same_number = number.is_some() && person.personal_number.as_deref() == number;
        if same_number || may_be(&person, birth, number) {
            let it = found
                .entry(person.id)
                .or_insert_with(|| Likely { person: person.clone(), same_number });
            it.same_number |= same_number;
            it.person = person;
        }
    }
    Ok(found.into_values().collect())
}

/// Whether neither birth nor number tells a namesake apart.
fn may_be(person: &Person, birth: Option<Birth>, number: Option<&str>) -> bool {
    let births = person.birth.zip(birth).is_none_or(|(a, b)| a.agrees_with(b));
    let numbers = person.personal_number.as_deref().zip(number).is_none_or(|(a, b)| a == b);
    births && numbers
}
