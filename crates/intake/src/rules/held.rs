//! Which held rows are new, the same, or no longer held.

use std::collections::HashSet;

use ledger::Held;

use crate::model::HeldRow;

/// What becomes of the held rows.
#[derive(Debug, Default)]
pub(crate) struct HeldChanges {
    pub(crate) new: Vec<HeldRow>,
    pub(crate) closed: Vec<Held<HeldRow>>,
}

/// Compares what is held on record with what these files hold. A row stops being held when its
/// sheet comes again without it, or when the same name is accepted or held in the same office by
/// another sheet.
pub(crate) fn compare(
    on_record: Vec<Held<HeldRow>>,
    sheets_read: &HashSet<(String, String)>,
    accepted: &HashSet<(String, registry::model::OrgId)>,
    now: Vec<HeldRow>,
) -> HeldChanges {
    let mut changes = HeldChanges::default();
    let mut kept: HashSet<usize> = HashSet::new();
    for held in on_record {
        let fact = &held.fact;
        if let Some(at) = now.iter().position(|n| n.same_as(fact)) {
            kept.insert(at);
            continue;
        }
        let sheet_came_again = sheets_read.contains(&(fact.file.clone(), fact.sheet.clone()));
        let named = fact.name_key.clone().zip(fact.org);
        let taken_over = named.as_ref().is_some_and(|named| {
            accepted.contains(named)
                || now.iter().any(|n| n.name_key.clone().zip(n.org).as_ref() == Some(named))
        });
        if sheet_came_again || taken_over {
            changes.closed.push(held);
        }
    }
    changes.new =
        now.into_iter().enumerate().filter(|(i, _)| !kept.contains(i)).map(|(_, n)| n).collect();
    changes
}
