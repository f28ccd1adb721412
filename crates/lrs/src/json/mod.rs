//! JSON as it was sent: one pass over the bytes gives a flat list of nodes that remember where
//! they stand, so that a statement can be judged, compared and given back byte by byte.

mod parse;
mod parts;
mod text;
mod value;

pub use parse::{Malformed, Reason};
pub use parts::Parts;
pub(crate) use text::unescape;
pub use text::{escape, write_text};
pub use value::{Entries, Items, Key, Value};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true`
    True,
    /// `false`
    False,
    /// A number, as it was written.
    Number,
    /// A string.
    Text,
    /// `[…]`
    Array,
    /// `{…}`
    Object,
}

/// One node: its bytes are `start..end` of the source, its children follow it until `next`.
#[derive(Clone, Copy, Debug)]
struct Node {
    kind: Kind,
    /// Whether a string holds escapes.
    escaped: bool,
    /// Whether what it holds was let go of.
    folded: bool,
    start: u32,
    end: u32,
    next: u32,
}

/// A parsed text. Borrows it: nothing is copied.
#[derive(Debug)]
pub struct Doc<'a> {
    source: &'a str,
    nodes: Vec<Node>,
}

/// Where a node stands in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At(u32);

impl<'a> Doc<'a> {
    /// Parses a whole text: one value, and nothing but white space around it.
    pub fn parse(source: &'a [u8]) -> Result<Self, Malformed> {
        parse::parse(source, parse::Depth::Whole)
    }

    /// The same of a statement or several, but for what the values of their extensions hold: that
    /// is not laid open.
    pub fn of_statements(source: &'a [u8]) -> Result<Self, Malformed> {
        parse::parse(source, parse::Depth::Statements)
    }

    /// The text it was parsed from.
    pub const fn source(&self) -> &'a str {
        self.source
    }

    /// The value at the top.
    pub const fn root(&self) -> Value<'_> {
        Value { doc: self, at: 0 }
    }

    fn node(&self, at: u32) -> &Node {
        &self.nodes[at as usize]
    }

    fn slice(&self, node: &Node) -> &'a str {
        &self.source[node.start as usize..node.end as usize]
    }

    /// The way to a node: `$.context.contextActivities.parent[0].id`.
    pub fn path(&self, at: At) -> String {
        self.path_below(At(0), at)
    }

    /// The way to a node from one above it, which is called `$`.
    pub fn path_below(&self, top: At, at: At) -> String {
        let mut out = String::from("$");
        let mut here = top.0;
        while here < at.0 {
            let node = *self.node(here);
            let step = match node.kind {
                Kind::Object => self.step_into_object(here, at.0, &mut out),
                Kind::Array => self.step_into_array(here, at.0, &mut out),
                _ => None,
            };
            match step {
                Some(next) => here = next,
                None => break,
            }
        }
        out
    }

    fn step_into_object(&self, object: u32, at: u32, out: &mut String) -> Option<u32> {
        let end = self.node(object).next;
        let mut key = object + 1;
        while key < end {
            let value = key + 1;
            let next = self.node(value).next;
            if at < next {
                text::write_step(&Key { doc: self, at: key }.text(), out);
                // A fault of the key itself ends here: the key has no place of its own.
                return (at >= value).then_some(value);
            }
            key = next;
        }
        None
    }

    fn step_into_array(&self, array: u32, at: u32, out: &mut String) -> Option<u32> {
        let end = self.node(array).next;
        let (mut item, mut n) = (array + 1, 0_usize);
        while item < end {
            let next = self.node(item).next;
            if at < next {
                out.push('[');
                out.push_str(&n.to_string());
                out.push(']');
                return Some(item);
            }
            (item, n) = (next, n + 1);
        }
        None
    }
}

/// Whether a text is JSON.
pub fn check(source: &[u8]) -> Result<(), Malformed> {
    parse::parse(source, parse::Depth::Nothing).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_told_from_the_top() {
        let doc = Doc::parse(br#"{"a":[{"b":1},{"c d":[2,3]}],"e":{}}"#).unwrap();
        let a = doc.root().get("a").unwrap();
        let second = a.items().nth(1).unwrap();
        let three = second.get("c d").unwrap().items().nth(1).unwrap();
        assert_eq!(doc.path(three.at()), "$.a[1]['c d'][1]");
        assert_eq!(doc.path_below(second.at(), three.at()), "$['c d'][1]");
        assert_eq!(doc.path(doc.root().at()), "$");
        let key = second.entries().next().unwrap().0;
        assert_eq!(doc.path(key.at()), "$.a[1]['c d']");
    }
}
