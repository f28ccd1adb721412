//! The nouns: days off, requests, how long things are kept, what is public.

mod holiday;
mod law;
mod publication;
mod request;
mod retention;

pub use holiday::{HOLIDAY, Holiday, HolidayId};
pub use law::{ANSWER_TERM, AnswerTerm, BasisId, PROCESSING_BASIS, ProcessingBasis, TermId, cited};
pub use publication::{
    Line, Offices, PUBLIC_PAGE, PUBLICATION, PublicFigures, PublicPage, PublicPageId, Publication,
    PublicationId, Told,
};
pub use request::{Ask, DATA_REQUEST, Request, RequestId, State, Way};
pub(crate) use request::{REQUEST_ROWS, WHOLE_REQUEST};
pub use retention::{REMOVAL, RETENTION_RULE, Removal, RemovalId, RetentionId, RetentionRule};

/// A word in the record for each of a closed list.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$each])* $variant,)+ }

        impl $name {
            /// All of them, in the order they are told.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word in the record.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// What a word means.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == word)
            }
        }
    };
}
use words;
