//! Closed lists whose members have a word in code.

/// A word in code for each of a closed list.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$each])* $variant,)+ }

        impl $name {
            /// All of them, in the order they are told.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word in code and in exports.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The word for it where it reaches over everything.
            pub const fn whole(self) -> &'static str {
                match self { $(Self::$variant => concat!($code, "_whole"),)+ }
            }

            /// What a word means.
            pub fn parse(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.code() == code)
            }
        }
    };
}
