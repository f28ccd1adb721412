//! What later rooms add to the pages of this one.

use std::{collections::BTreeSet, pin::Pin};

use ui::{Figure, Figures, Gaps, Html, Problem, Text};

use super::moment::Moment;
use crate::model::{OrgId, PersonId};

/// A section that is being made.
pub type Filling<'t> = Pin<Box<dyn Future<Output = Result<Section, Problem>> + Send + 't>>;

/// Makes a section of the province page. It reads in the transaction of the page and is kept with
/// it, so what it tells rests on nothing but the moment and what its reader may do.
pub type Fill = for<'t, 'm> fn(&'t mut Moment<'m>) -> Filling<'t>;

/// Makes a section of a page about a unit.
pub type FillOurs = for<'t, 'm> fn(&'t mut Moment<'m>, &'t Ours) -> Filling<'t>;

/// Makes a section of a person's page. It tells only what its reader may see.
pub type FillPerson = for<'t, 'm> fn(&'t mut Moment<'m>, PersonId) -> Filling<'t>;

/// What an office lacks.
#[derive(Clone, Copy, Debug)]
pub enum Missing<'a> {
    /// Nobody is in charge.
    Nobody,
    /// A norm that is not met, by its code.
    Norm(&'a str),
    /// What another room knows of ([`crate::figures::Lacks`]), by its code.
    Further(&'a str),
}

/// Where something can be promised about what an office, by its code, lacks.
pub type Remedy = fn(&str, Missing<'_>) -> String;

/// A unit and what is under it.
#[derive(Clone, Debug)]
pub struct Ours {
    /// The unit.
    pub org: OrgId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The unit, all that are or were under it, and all these came from.
    pub all: BTreeSet<OrgId>,
    /// Whether something can be promised for it here and now.
    pub promises: bool,
}

/// A section of the province page: its figures stand with the others at the top, its gaps with
/// the gaps, the rest behind.
#[derive(Clone, Debug)]
pub struct Section {
    pub(super) id: &'static str,
    pub(super) title: Text,
    pub(super) figures: Figures,
    pub(super) gaps: Option<(Text, Gaps)>,
    pub(super) more: Option<(Text, Html)>,
}

impl Section {
    /// A section; the id is its anchor in the page.
    pub fn new(id: &'static str, title: impl Into<Text>) -> Self {
        Self { id, title: title.into(), figures: Figures::default(), gaps: None, more: None }
    }

    /// Its figures, the most important first.
    #[must_use]
    pub fn figures(mut self, figures: impl IntoIterator<Item = Figure>) -> Self {
        self.figures = Figures::new(figures);
        self
    }

    /// What is missing, under a heading of its own.
    #[must_use]
    pub fn gaps(mut self, title: impl Into<Text>, gaps: Gaps) -> Self {
        self.gaps = Some((title.into(), gaps));
        self
    }

    /// What stands further down, under a heading of its own.
    #[must_use]
    pub fn more(mut self, title: impl Into<Text>, body: Html) -> Self {
        self.more = Some((title.into(), body));
        self
    }
}
