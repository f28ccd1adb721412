//! What the product says. Each room keeps its texts in `messages/vi.ftl` and `messages/en.ftl`
//! (Fluent), declares them with [`messages!`](crate::messages!), and the [`Site`](crate::Site)
//! reads all of them once, at the start.

mod check;

use std::{borrow::Cow, collections::HashMap};

pub use check::{Fault, check, faults};
use fluent_bundle::{
    FluentArgs, FluentError, FluentResource, FluentValue, concurrent::FluentBundle, memoizer,
};
use unic_langid::langid;

use crate::{Lang, Text, format};

/// Value of an argument: `3.into()`, `"text".into()`, `name.as_str().into()`.
pub type Arg<'a> = FluentValue<'a>;

/// The texts of one room, as compiled in. Every id begins with the room's name and a hyphen.
#[derive(Clone, Copy, Debug)]
pub struct Messages {
    /// The room, which is the crate's name.
    pub room: &'static str,
    /// Vietnamese: `messages/vi.ftl`, or what stands in `messages/vi/`.
    pub vi: &'static str,
    /// English, the same.
    pub en: &'static str,
}

impl Messages {
    /// The text file of a language.
    pub const fn source(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

/// The texts of the crate it is written in: `pub const MESSAGES: ui::Messages = ui::messages!();`
/// Where there are many, each language has a folder with a file for each subject:
/// `ui::messages!("people", "acts")`.
#[macro_export]
macro_rules! messages {
    ($($subject:literal),* $(,)?) => {
        $crate::Messages {
            room: env!("CARGO_PKG_NAME"),
            vi: $crate::messages!(@text "vi" $($subject)*),
            en: $crate::messages!(@text "en" $($subject)*),
        }
    };
    (@text $lang:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/messages/", $lang, ".ftl"))
    };
    (@text $lang:literal $($subject:literal)+) => {
        concat!($(
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"), "/messages/", $lang, "/", $subject, ".ftl"
            )),
            "\n",
        )+)
    };
}

/// Why texts could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is not Fluent.
    #[error("messages of room {room}, {lang}: {detail}")]
    Syntax {
        /// Room.
        room: &'static str,
        /// Language tag.
        lang: &'static str,
        /// What the reader says.
        detail: String,
    },
    /// Two rooms, or one twice, give the same id.
    #[error("messages of room {room}, {lang}: an id is there already: {detail}")]
    Twice {
        /// Room.
        room: &'static str,
        /// Language tag.
        lang: &'static str,
        /// Which.
        detail: String,
    },
}

/// The texts of this room.
pub const MESSAGES_OF_UI: Messages = crate::messages!();

type Bundle = FluentBundle<FluentResource>;

/// All texts in one language. What has no argument is written out once and then only looked up.
struct Texts {
    lang: Lang,
    plain: HashMap<String, String>,
    bundle: Bundle,
}

/// All texts of all rooms.
pub(crate) struct Catalog {
    vi: Texts,
    en: Texts,
}

impl Catalog {
    pub(crate) fn new(rooms: &[Messages]) -> Result<Self, Error> {
        Ok(Self { vi: Texts::new(Lang::Vi, rooms)?, en: Texts::new(Lang::En, rooms)? })
    }

    fn texts(&self, lang: Lang) -> &Texts {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }

    /// Whether there is such a text without arguments.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.vi.plain.contains_key(id)
    }

    /// A text without arguments.
    pub(crate) fn plain(&'static self, lang: Lang, id: &str) -> Text {
        match self.texts(lang).plain.get(id) {
            Some(text) => Cow::Borrowed(text),
            None => missing(lang, id),
        }
    }

    /// A text with arguments.
    pub(crate) fn filled(&'static self, lang: Lang, id: &str, args: &[(&str, Arg)]) -> Text {
        let texts = self.texts(lang);
        if let Some(text) = texts.plain.get(id) {
            return Cow::Borrowed(text);
        }
        let Some(pattern) = texts.bundle.get_message(id).and_then(|m| m.value()) else {
            return missing(lang, id);
        };
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            given.set((*name).to_owned(), value.clone());
        }
        let mut errors = Vec::new();
        let text = texts.bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "message {id} ({}): {errors:?}", texts.lang.tag());
        Cow::Owned(text)
    }
}

/// A text that is missing is seen, so that it gets written.
fn missing(lang: Lang, id: &str) -> Text {
    tracing::error!(id, lang = lang.tag(), "no such message");
    debug_assert!(false, "no message {id} in {}", lang.tag());
    Cow::Owned(format!("⟦{id}⟧"))
}

impl Texts {
    fn new(lang: Lang, rooms: &[Messages]) -> Result<Self, Error> {
        let locale = match lang {
            Lang::Vi => langid!("vi"),
            Lang::En => langid!("en"),
        };
        let mut bundle = Bundle::new_concurrent(vec![locale]);
        // Our texts are all written left to right: the marks around arguments would only be copied
        // along with names.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::Vi => number_vi,
            Lang::En => number_en,
        }));
        let mut plain = Vec::new();
        for room in rooms {
            let resource = parse(*room, lang)?;
            plain.extend(check::messages_of(&resource).filter(|m| m.1.is_empty()).map(|m| m.0));
            bundle.add_resource(resource).map_err(|e| twice(*room, lang, &e))?;
        }
        let plain = plain.into_iter().filter_map(|id| write_out(&bundle, id)).collect();
        Ok(Self { lang, plain, bundle })
    }
}

fn write_out(bundle: &Bundle, id: String) -> Option<(String, String)> {
    let pattern = bundle.get_message(&id)?.value()?;
    let text = bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned();
    Some((id, text))
}

fn parse(room: Messages, lang: Lang) -> Result<FluentResource, Error> {
    FluentResource::try_new(room.source(lang).to_owned()).map_err(|(_, errors)| Error::Syntax {
        room: room.room,
        lang: lang.tag(),
        detail: format!("{errors:?}"),
    })
}

fn twice(room: Messages, lang: Lang, errors: &[FluentError]) -> Error {
    Error::Twice { room: room.room, lang: lang.tag(), detail: format!("{errors:?}") }
}

fn number_vi<M: memoizer::MemoizerKind>(value: &FluentValue, _: &M) -> Option<String> {
    number(Lang::Vi, value)
}

fn number_en<M: memoizer::MemoizerKind>(value: &FluentValue, _: &M) -> Option<String> {
    number(Lang::En, value)
}

/// Numbers in texts are written as everywhere else: `1.234`, `1,234.5`.
#[expect(clippy::cast_possible_truncation, reason = "only whole numbers that fit come here")]
fn number(lang: Lang, value: &FluentValue) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let x = number.value;
    if x.fract() == 0.0 && x.abs() < 9e15 {
        return Some(format::integer(lang, x as i64));
    }
    let places = x.to_string().split_once('.').map_or(0, |(_, part)| part.len().min(3));
    Some(format::decimal(lang, x, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Messages = Messages {
        room: "try",
        vi: "try-title = Cán bộ\ntry-count = { $n } người, { $share } của { $name }\n",
        en: "try-title = Officers\ntry-count = { $n ->\n    [one] one person\n   *[other] { $n } people\n  }, { $share } of { $name }\n",
    };

    fn catalog() -> &'static Catalog {
        Box::leak(Box::new(Catalog::new(&[ROOM]).unwrap()))
    }

    #[test]
    fn texts_come_in_both_languages_with_numbers_written_as_the_reader_does() {
        let all = catalog();
        assert_eq!(all.plain(Lang::Vi, "try-title"), "Cán bộ");
        assert!(matches!(all.plain(Lang::En, "try-title"), Cow::Borrowed("Officers")));
        let args = [("n", 1234.into()), ("share", 0.5.into()), ("name", "Sở <Y tế>".into())];
        let said = |lang| all.filled(lang, "try-count", &args);
        assert_eq!(said(Lang::Vi), "1.234 người, 0,5 của Sở <Y tế>");
        assert_eq!(said(Lang::En), "1,234 people, 0.5 of Sở <Y tế>");
        let one = [("n", 1.into()), ("share", 2.into()), ("name", "x".into())];
        assert_eq!(all.filled(Lang::En, "try-count", &one), "one person, 2 of x");
    }

    #[test]
    fn an_id_given_twice_is_refused() {
        assert!(matches!(Catalog::new(&[ROOM, ROOM]), Err(Error::Twice { .. })));
        let broken = Messages { vi: "try-title = { $n", ..ROOM };
        assert!(matches!(Catalog::new(&[broken]), Err(Error::Syntax { .. })));
    }

    #[test]
    #[should_panic(expected = "no message try-nothing")]
    fn a_missing_text_stops_a_debug_build() {
        let _ = catalog().plain(Lang::Vi, "try-nothing");
    }
}
