//! The words of pages, where no page says them.

use std::fmt;

use ui::{Lang, Ui};

use super::{MESSAGES, mask, words};
use crate::{listing::built_in, model::IssueOfSheet};

/// What is wrong with what was sent, as a terminal tells it.
pub struct Words(Ui);

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.0.lang).finish()
    }
}

impl Words {
    /// In Vietnamese.
    pub fn vietnamese() -> Result<Self, ui::messages::Error> {
        Ok(Self(Ui::sample(&[MESSAGES], Lang::Vi, "/")?))
    }

    /// Why a row waits.
    pub fn problem(&self, code: &str) -> String {
        words::problem_name(&self.0, code).into_owned()
    }

    /// The value a problem speaks of, as far as it may be seen unasked: a number that is none is
    /// most of somebody's all the same.
    pub fn value(&self, code: &str, value: &str) -> String {
        mask::value(code, value)
    }

    /// What is said of a sheet as a whole.
    pub fn issue(&self, issue: &IssueOfSheet) -> String {
        words::issue_text(&self.0, &issue.code, &issue.value, (issue.stated, issue.counted))
            .into_owned()
    }

    /// What a kind of sheet is called: one that an office described goes by its code.
    pub fn kind(&self, code: &str) -> String {
        let known = built_in().iter().find(|kind| kind.code == code);
        known.map_or_else(|| code.to_owned(), |kind| self.0.t(&kind.name).into_owned())
    }

    /// Why a file was not read.
    pub fn refusal(&self, code: &str, limit: Option<u64>) -> String {
        words::refusal(&self.0, code, limit).into_owned()
    }
}
