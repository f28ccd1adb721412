//! What lists said of somebody who is erased, beside the rows that stand under their id.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Seq, Uuid};
use ledger::{FactTable, Traced, held, traced};
use registry::{
    acts::{Identity, Named, Task, Which, Within, Words},
    figures::{is_surely, may_be},
};
use store::{Tx, Value};

use crate::{
    model::{ATTENDANCE, Attendance, Attendee},
    pages::match_page,
};

/// The table of attendances, each with everything that was ever said in it, whoever it was said of.
static WHOLE: FactTable = FactTable {
    name: ATTENDANCE.name,
    columns: ATTENDANCE.columns,
    subject: Some("attendance_id"),
};

/// Attendances that lists said of the person under another id: before they were matched, or when
/// they were matched to somebody else by mistake; and those that nobody matched and are surely
/// theirs. What only bears the name is told: once it is matched it goes with them.
pub const LISTED: Within<Named> = Within(Named::new(&WHOLE, listed).telling(unmatched));

/// What lists said, and nobody is said to be now: it stands unmatched, or was taken back.
const OF_NOBODY: &str = "f.matched = FALSE AND f.erased_by IS NULL AND NOT EXISTS (SELECT 1 \
    FROM attendance o WHERE o.attendance_id = f.attendance_id AND o.matched = TRUE \
    AND o.recorded_to IS NULL)";

/// Every version of what was ever said to be somebody's.
const EVER_OF: &str =
    "f.attendance_id IN (SELECT a.attendance_id FROM attendance a WHERE a.attendee_id = $2)";

fn listed<'t>(tx: &'t mut Tx, person: &'t Identity) -> Task<'t, BTreeSet<Uuid>> {
    Box::pin(async move {
        let known = ledger::last_seq(tx).await?;
        let said = ever_of(tx, known, person).await?;
        let is_theirs = |who: Attendee| person.records.iter().any(|id| id.0 == who.id());
        let stands = |it: &&Traced<Attendance>| it.recorded_to.is_none();
        let others: BTreeSet<Uuid> = said
            .iter()
            .filter(|it| stands(it) && !is_theirs(it.held.fact.attendee))
            .map(|it| it.held.fact.id.0)
            .collect();
        let elsewhere = said.iter().filter(|it| it.erased_by.is_none());
        let elsewhere = elsewhere.map(|it| &it.held.fact).filter(|it| !is_theirs(it.attendee));
        let mut theirs: BTreeSet<Uuid> = elsewhere.map(|it| it.id.0).collect();
        // Whom they were before, unless lists still name somebody so: matched by mistake, and
        // taken back.
        let mut before: BTreeSet<Uuid> = said.iter().map(|it| it.held.fact.attendee.id()).collect();
        let nobodys = traced::<Attendance>(tx, known, OF_NOBODY, &[]).await?;
        for it in nobodys.iter().filter(stands) {
            before.remove(&it.held.fact.attendee.id());
        }
        let nobodys = nobodys.iter().map(|it| &it.held.fact);
        let taken_back = nobodys.clone().filter(|it| before.contains(&it.attendee.id()));
        theirs.extend(taken_back.map(|it| it.id.0));
        theirs = &theirs - &others;
        theirs.extend(nobodys.filter(|it| surely(person, it)).map(|it| it.id.0));
        Ok(theirs)
    })
}

async fn ever_of(
    tx: &mut Tx,
    known: Seq,
    person: &Identity,
) -> Result<Vec<Traced<Attendance>>, ledger::Error> {
    let mut said = Vec::new();
    for record in &person.records {
        let who = [Value::Uuid(Some(record.0))];
        said.extend(traced::<Attendance>(tx, known, EVER_OF, &who).await?);
    }
    Ok(said)
}

fn surely(person: &Identity, it: &Attendance) -> bool {
    is_surely(person, it.full_name.as_deref(), it.birth, None)
}

/// Attendees who bear the name and whom nobody matched.
fn unmatched<'t>(tx: &'t mut Tx, person: &'t Identity) -> Task<'t, Option<Words>> {
    Box::pin(async move {
        let known = ledger::last_seq(tx).await?;
        let mut found = BTreeMap::new();
        let named = "f.matched = FALSE AND f.erased_by IS NULL";
        for it in held::<Attendance>(tx, known, named, &[]).await? {
            let it = it.fact;
            if may_be(person, it.full_name.as_deref(), it.birth) && !surely(person, &it) {
                let (said, href) = (it.full_name.unwrap_or_default(), match_page(it.attendee.id()));
                found.insert(it.attendee.id(), Which { said, office: it.unit, href });
            }
        }
        Ok(Words::some("training-erase-unmatched", found.into_values().collect(), true))
    })
}
