//! What sheets of further kinds come to.

use kernel::{Date, Uuid};
use registry::model::{Area, SheetRow};
use serde::Serialize;

use super::{Change, Saying};

/// Rows of one kind, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KindCounts {
    /// Rows.
    pub rows: usize,
    /// What was not on record.
    pub new: usize,
    /// What reads differently now.
    pub changed: usize,
    /// Rows that change nothing.
    pub unchanged: usize,
    /// Of these, rows that say again what another row of these files says.
    pub repeats: usize,
    /// Of these, rows whose personal values were removed after their time: they stay removed.
    pub removed: usize,
    /// Rows that wait.
    pub held: usize,
}

impl KindCounts {
    /// Counts a row.
    pub(crate) const fn note(&mut self, change: Change, repeats: bool) {
        match change {
            Change::New | Change::NewPerson | Change::NewAssignment => self.new += 1,
            Change::Changed => self.changed += 1,
            Change::Same | Change::Settled => self.unchanged += 1,
            Change::Removed => {
                self.unchanged += 1;
                self.removed += 1;
            }
            Change::Held => self.held += 1,
        }
        if repeats {
            self.repeats += 1;
        }
    }

    /// A row that was counted as waiting changes nothing.
    pub(crate) const fn settle(&mut self) {
        self.held -= 1;
        self.unchanged += 1;
    }
}

/// Something on record that a new list no longer names. Asked about, not ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unlisted {
    /// Of what kind.
    pub kind: String,
    /// Name.
    pub name: String,
    /// The sheet row it came from.
    pub source: Option<SheetRow>,
    /// Which thing, and the day of the list that does not name it, where it can be said to have
    /// ended then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<(Uuid, Date)>,
    /// The thing itself, where the list is one of a later day and these files bring it in: it is
    /// called anew with each look, so the row it comes from stands for it.
    #[serde(skip)]
    pub brought: Option<Uuid>,
}

/// The facts, by room.
#[derive(Debug, Default)]
pub(crate) struct ListedChanges {
    pub(crate) community: community::rules::Changes,
    pub(crate) training: training::rules::Changes,
    pub(crate) pipeline: pipeline::rules::Changes,
    pub(crate) villages: Vec<Saying<Area>>,
    pub(crate) rows: Vec<ledger::Saying<super::KindRow>>,
}

impl ListedChanges {
    /// Whether nothing changes.
    pub(crate) fn is_empty(&self) -> bool {
        self.sizes() == [0; 12]
    }

    /// How many facts of each sort.
    pub(crate) fn sizes(&self) -> [usize; 12] {
        [
            self.community.teams.len(),
            self.community.members.len(),
            self.training.courses.len(),
            self.training.sessions.len(),
            self.training.attendances.len(),
            self.training.days.len(),
            self.training.presences.len(),
            self.training.unlisted.len(),
            self.training.listed_again.len(),
            self.pipeline.graduates.len(),
            self.villages.len(),
            self.rows.len(),
        ]
    }
}
