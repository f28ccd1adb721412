//! A look at one node.

use std::borrow::Cow;

use super::{At, Doc, Kind, text::unescape};

/// A value in a document.
#[derive(Clone, Copy, Debug)]
pub struct Value<'d> {
    pub(super) doc: &'d Doc<'d>,
    pub(super) at: u32,
}

/// The name of a property.
#[derive(Clone, Copy, Debug)]
pub struct Key<'d> {
    pub(super) doc: &'d Doc<'d>,
    pub(super) at: u32,
}

impl<'d> Value<'d> {
    /// What it is.
    pub fn kind(self) -> Kind {
        self.doc.node(self.at).kind
    }

    /// Where it stands.
    pub const fn at(self) -> At {
        At(self.at)
    }

    /// The document it stands in.
    pub const fn doc(self) -> &'d Doc<'d> {
        self.doc
    }

    /// Whether it is an object or a list of which only the bytes are known.
    pub fn is_folded(self) -> bool {
        self.doc.node(self.at).folded
    }

    /// Its bytes, as they were sent.
    pub fn raw(self) -> &'d str {
        self.doc.slice(self.doc.node(self.at))
    }

    /// Where its bytes begin and end in the source.
    pub fn span(self) -> (usize, usize) {
        let node = self.doc.node(self.at);
        (node.start as usize, node.end as usize)
    }

    /// What a string says.
    pub fn text(self) -> Option<Cow<'d, str>> {
        (self.kind() == Kind::Text).then(|| literal(self.doc, self.at))
    }

    /// What a number amounts to.
    pub fn number(self) -> Option<f64> {
        if self.kind() == Kind::Number { self.raw().parse().ok() } else { None }
    }

    /// The items of a list; nothing for what is none.
    pub fn items(self) -> Items<'d> {
        let node = self.doc.node(self.at);
        let end = if node.kind == Kind::Array { node.next } else { self.at };
        Items { doc: self.doc, at: self.at + 1, end }
    }

    /// The properties of an object, in their order; nothing for what is none.
    pub fn entries(self) -> Entries<'d> {
        let node = self.doc.node(self.at);
        let end = if node.kind == Kind::Object { node.next } else { self.at };
        Entries { doc: self.doc, at: self.at + 1, end }
    }

    /// The first property of a name.
    pub fn get(self, name: &str) -> Option<Self> {
        self.entries().find(|(key, _)| key.is(name)).map(|(_, value)| value)
    }
}

impl<'d> Key<'d> {
    /// What it says.
    pub fn text(self) -> Cow<'d, str> {
        literal(self.doc, self.at)
    }

    /// Whether it says this.
    pub fn is(self, name: &str) -> bool {
        let node = self.doc.node(self.at);
        if node.escaped {
            return self.text() == name;
        }
        let raw = self.doc.slice(node);
        &raw[1..raw.len() - 1] == name
    }

    /// Where it stands.
    pub const fn at(self) -> At {
        At(self.at)
    }

    /// Where its bytes begin in the source.
    pub fn start(self) -> usize {
        self.doc.node(self.at).start as usize
    }
}

fn literal<'d>(doc: &'d Doc<'d>, at: u32) -> Cow<'d, str> {
    let node = doc.node(at);
    let raw = doc.slice(node);
    if node.escaped { Cow::Owned(unescape(raw)) } else { Cow::Borrowed(&raw[1..raw.len() - 1]) }
}

/// The items of a list.
#[derive(Clone, Debug)]
pub struct Items<'d> {
    doc: &'d Doc<'d>,
    at: u32,
    end: u32,
}

impl<'d> Iterator for Items<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Value<'d>> {
        if self.at >= self.end {
            return None;
        }
        let value = Value { doc: self.doc, at: self.at };
        self.at = self.doc.node(self.at).next;
        Some(value)
    }
}

/// The properties of an object.
#[derive(Clone, Debug)]
pub struct Entries<'d> {
    doc: &'d Doc<'d>,
    at: u32,
    end: u32,
}

impl<'d> Iterator for Entries<'d> {
    type Item = (Key<'d>, Value<'d>);

    fn next(&mut self) -> Option<(Key<'d>, Value<'d>)> {
        if self.at >= self.end {
            return None;
        }
        let key = Key { doc: self.doc, at: self.at };
        let value = Value { doc: self.doc, at: self.at + 1 };
        self.at = self.doc.node(self.at + 1).next;
        Some((key, value))
    }
}
