//! Proof that a room says the same in both languages, and that what its sources ask for exists.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::Messages;
use crate::Lang;

type Args = BTreeSet<String>;

/// Something wrong with a room's texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The file can't be read as Fluent.
    Unreadable(&'static str),
    /// The id does not begin with the room's name.
    Foreign(String),
    /// The id is missing in a language.
    Untranslated(String, &'static str),
    /// The arguments differ between the languages.
    Arguments(String),
    /// A source asks for a text that is not there.
    Unwritten(String),
    /// A text no source asks for.
    Unused(String),
}

/// For a room's test: fails with a list when [`faults`] finds any.
///
/// `dynamic` names the beginnings of ids that are put together while running.
///
/// ```no_run
/// # const MESSAGES: ui::Messages = ui::messages!();
/// ui::messages::check(&MESSAGES, env!("CARGO_MANIFEST_DIR"), &["registry-mode-"]);
/// ```
///
/// # Panics
/// When something is wrong; it is meant for tests.
pub fn check(messages: &Messages, crate_dir: &str, dynamic: &[&str]) {
    let found = faults(messages, Path::new(crate_dir), dynamic);
    assert!(found.is_empty(), "messages of {}: {found:#?}", messages.room);
}

/// What is wrong with a room's texts, read against its `src/` and `templates/`.
pub fn faults(messages: &Messages, crate_dir: &Path, dynamic: &[&str]) -> Vec<Fault> {
    let mut faults = BTreeSet::new();
    let mut table = |lang: Lang| {
        if let Ok(resource) = FluentResource::try_new(messages.source(lang).to_owned()) {
            return messages_of(&resource).collect();
        }
        faults.insert(Fault::Unreadable(lang.tag()));
        BTreeMap::new()
    };
    let (vi, en) = (table(Lang::Vi), table(Lang::En));
    compare(&vi, &en, &mut faults);
    let prefix = format!("{}-", messages.room);
    faults.extend(
        vi.keys().filter(|id| !id.starts_with(&prefix)).map(|id| Fault::Foreign(id.clone())),
    );
    let asked = asked_for(crate_dir, &prefix);
    let is_dynamic = |id: &str| dynamic.iter().any(|d| id.starts_with(d));
    for id in &asked {
        if !vi.contains_key(id) && !is_dynamic(id) {
            faults.insert(Fault::Unwritten(id.clone()));
        }
    }
    for id in vi.keys().filter(|id| !asked.contains(*id) && !is_dynamic(id)) {
        faults.insert(Fault::Unused(id.clone()));
    }
    faults.into_iter().collect()
}

fn compare(vi: &BTreeMap<String, Args>, en: &BTreeMap<String, Args>, faults: &mut BTreeSet<Fault>) {
    for (id, args) in vi {
        match en.get(id) {
            None => faults.insert(Fault::Untranslated(id.clone(), "en")),
            Some(other) if other != args => faults.insert(Fault::Arguments(id.clone())),
            Some(_) => false,
        };
    }
    for id in en.keys().filter(|id| !vi.contains_key(*id)) {
        faults.insert(Fault::Untranslated(id.clone(), "vi"));
    }
}

/// Every string literal in the sources that reads like an id of this room.
fn asked_for(crate_dir: &Path, prefix: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for dir in ["src", "templates"] {
        read_tree(&crate_dir.join(dir), &mut |text| {
            for literal in text.split('"').filter(|l| l.starts_with(prefix)) {
                if literal.len() > prefix.len() && literal.bytes().all(is_id_byte) {
                    ids.insert(literal.to_owned());
                }
            }
        });
    }
    ids
}

fn is_id_byte(b: u8) -> bool {
    b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'
}

fn read_tree(dir: &Path, read: &mut impl FnMut(&str)) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() {
            read_tree(&path, read);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html" || e == "txt")
            && let Ok(text) = fs::read_to_string(&path)
        {
            read(&text);
        }
    }
}

/// The messages of a file with the arguments each takes.
pub(super) fn messages_of(file: &FluentResource) -> impl Iterator<Item = (String, Args)> {
    file.entries().filter_map(|entry| {
        let Entry::Message(message) = entry else { return None };
        let mut args = Args::new();
        pattern_args(message.value.as_ref()?, &mut args);
        Some((message.id.name.to_owned(), args))
    })
}

fn pattern_args(pattern: &Pattern<&str>, args: &mut Args) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            expression_args(expression, args);
        }
    }
}

fn expression_args(expression: &Expression<&str>, args: &mut Args) {
    match expression {
        Expression::Inline(inline) => inline_args(inline, args),
        Expression::Select { selector, variants } => {
            inline_args(selector, args);
            for variant in variants {
                pattern_args(&variant.value, args);
            }
        }
    }
}

fn inline_args(inline: &InlineExpression<&str>, args: &mut Args) {
    match inline {
        InlineExpression::VariableReference { id } => {
            args.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => expression_args(expression, args),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline_args(argument, args);
            }
        }
        _ => {}
    }
}
