//! Files on their way from dropped to applied.

use kernel::{Date, Seq, Timestamp};
use registry::model::OrgId;
use serde::{Deserialize, Serialize};

use super::{BatchId, Change, Proposal, UploadId};
use crate::acts::Edit;

/// Files sent together, and what was said of them so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// Id.
    pub id: BatchId,
    /// When it was sent.
    pub opened_at: Timestamp,
    /// By whom: the account's name.
    pub opened_by: String,
    /// The day its sheets speak of; `None` = what each states.
    pub on: Option<Date>,
    /// Cells mended by hand, in order.
    pub edits: Vec<MadeEdit>,
    /// What was said of single sheets.
    pub sheets: Vec<SheetWish>,
    /// Where it stands.
    pub state: BatchState,
    /// The act it became; of an open one, the act that was undone.
    pub act: Option<Seq>,
    /// Counts up with every change.
    pub version: i64,
    /// What it came to when it was last read, or applied.
    pub counts: Option<BatchCounts>,
    /// Its files, in order.
    pub files: Vec<KeptFile>,
    /// Whose it is, where an office hands it in.
    pub submitted: Option<Submitted>,
}

/// That an office hands a batch in: it is entered by whoever looks it through, on that page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// The office: rows that name another wait.
    pub office: OrgId,
    /// The page where it is handed in and looked through.
    pub page: String,
    /// Whether it is out of the office's hands.
    pub handed_in: bool,
}

/// Where a batch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchState {
    /// Being looked at.
    Open,
    /// Entered, or found to change nothing.
    Applied,
    /// Set aside; its files are gone.
    Dropped,
}

impl BatchState {
    /// As it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Applied => "applied",
            Self::Dropped => "dropped",
        }
    }

    /// The reverse of [`BatchState::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Open, Self::Applied, Self::Dropped].into_iter().find(|s| s.as_str() == text)
    }
}

/// A mended cell: what it says now, what it said, who mended it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeEdit {
    /// The cell and what it says now.
    #[serde(flatten)]
    pub edit: Edit,
    /// What it said as it was sent.
    #[serde(default)]
    pub was: String,
    /// The account's name.
    #[serde(default)]
    pub by: String,
    /// When, in microseconds of UTC.
    #[serde(default)]
    pub at: i64,
}

/// What a person said of a sheet as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetWish {
    /// File name.
    pub file: String,
    /// Sheet name.
    pub sheet: String,
    /// Read although its sender hid it.
    #[serde(default)]
    pub shown: bool,
    /// Code of the office it is of.
    #[serde(default)]
    pub office: Option<String>,
}

/// What a batch comes to, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchCounts {
    /// Record rows.
    pub rows: usize,
    /// People entered.
    pub new: usize,
    /// Duties entered for people on record.
    pub duties: usize,
    /// Duties that change.
    pub changed: usize,
    /// Rows that change nothing.
    pub same: usize,
    /// Rows that say again what another row of these files says.
    #[serde(default)]
    pub repeats: usize,
    /// Rows of further kinds whose content was not on record.
    #[serde(default)]
    pub listed: usize,
    /// Rows that somebody decided about before: they are not entered.
    #[serde(default)]
    pub settled: usize,
    /// Rows that wait.
    pub held: usize,
    /// Duties no longer named.
    pub missing: usize,
}

impl BatchCounts {
    /// Of a proposal.
    pub fn of(proposal: &Proposal) -> Self {
        let of = |change: Change| proposal.rows.iter().filter(|r| r.change == change).count();
        let repeats =
            proposal.rows.iter().filter(|r| r.change == Change::Same && r.repeats).count();
        Self {
            rows: proposal.rows.len(),
            new: of(Change::NewPerson),
            duties: of(Change::NewAssignment),
            changed: of(Change::Changed),
            same: of(Change::Same) - repeats + of(Change::Removed),
            repeats,
            listed: of(Change::New),
            settled: of(Change::Settled),
            held: of(Change::Held),
            missing: proposal.missing.len(),
        }
    }
}

/// A file of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// Id.
    pub id: UploadId,
    /// Name, unique in its batch.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Bytes; `None` = not kept (any longer).
    pub size: Option<i64>,
    /// Why it was not taken in: a stable code.
    pub refusal: Option<String>,
    /// The act that erased its bytes: it named a person who was erased.
    pub erased_by: Option<Seq>,
    /// Who left it out after that: the account's name.
    pub left_out_by: Option<String>,
}

impl Batch {
    /// What was said of a sheet.
    pub fn wish(&self, file: &str, sheet: &str) -> Option<&SheetWish> {
        self.sheets.iter().find(|w| w.file == file && w.sheet == sheet)
    }

    /// Files whose bytes were erased and which nobody left out: what they said is not known any
    /// more, so the batch is not what was sent.
    pub fn emptied(&self) -> impl Iterator<Item = &KeptFile> {
        self.files.iter().filter(|f| f.erased_by.is_some() && f.left_out_by.is_none())
    }

    /// The cells that were mended, as reading takes them.
    pub fn mended(&self) -> Vec<Edit> {
        self.edits.iter().map(|e| e.edit.clone()).collect()
    }
}
