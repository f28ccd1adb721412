//! The nouns: plain types, valid by construction.

mod area;
mod norm;
mod organisation;
mod person;
mod person_join;

pub use area::{AREA, AREA_LINK, Area, AreaId, AreaLevel, AreaLink};
pub use norm::{FIELD, Field, FieldId, NORM, Norm, NormId};
pub(crate) use organisation::HEAD_OF_TREE;
pub use organisation::{
    KINDS, ORGANISATION, ORGANISATION_LINK, OrgId, OrgLink, Organisation, Share,
};
pub(crate) use person::PERSON_ROWS;
pub use person::{
    ASSIGNMENT, Assignment, AssignmentId, Gone, Mode, PERSON, Person, PersonId, QUALIFICATION,
    Qualification, QualificationId, QualificationKind, Sex, SheetRow, join_fields, split_fields,
};
pub use person_join::{Detail, PERSON_JOIN, PersonJoin};

kernel::typed_id! {
    /// A link between a predecessor and a successor.
    LinkId,
}

/// A closed set of words kept as text: gives `as_str`, `parse` and all its values.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the record.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Reads the word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
use words;
