//! The table as it is written down.

use std::fmt::Write as _;

use super::cast::CAST;

/// The asker without an account.
pub(super) const NOBODY: &str = "";

/// What somebody may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Whatever it is about.
    Yes,
    /// Within what they hold their role for.
    Own,
    /// Not at all.
    No,
}

/// An address, and what everybody may there.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) route: &'static str,
    pub(super) of: &'static str,
    pub(super) method: &'static str,
    /// Nobody first, then the cast.
    pub(super) cells: Vec<Cell>,
}

const HEAD: &str = "\
# Who may do what

Every address of every room, asked by somebody of every role. A test (`bin/nhanluc/src/matrix`) makes a small province, reads all addresses from the sources, asks each as everybody, and compares with this page; `NHANLUC_MATRIX=write cargo test -p nhanluc matrix` writes it anew. Which right a role has, and how far it reaches, is said once, in `crates/access/src/rules/matrix.rs`.

- **yes**: whatever it is about. Lists show what one may see: \"yes\" at a list does not mean the whole list.
- **own**: within the unit the role is held for and all under it; of an official, about themselves; of an inbox and of sessions, one's own.
- **·**: refused (403), or sent to sign in.
- **public**: without signing in.

A role with \"of a unit\" behind it is one that is held for everything as a rule, held for one unit. Addresses below `/xapi` are entered with a key of the record store; a session opens nothing there.
";

/// The whole page.
pub(super) fn page(lines: &[Line]) -> String {
    let mut out = HEAD.to_owned();
    out.push_str("\n| address | | nobody |");
    for asker in CAST {
        let _ = write!(out, " {} |", asker.column);
    }
    out.push_str("\n|---|---|");
    out.push_str(&"---|".repeat(CAST.len() + 1));
    out.push('\n');
    for line in lines {
        out.push_str(&row(line));
    }
    out
}

fn row(line: &Line) -> String {
    let mut out = format!("| `{}`", line.route);
    if !line.of.is_empty() {
        let _ = write!(out, " ({})", line.of);
    }
    let _ = write!(out, " | {} |", line.method);
    for (at, cell) in line.cells.iter().enumerate() {
        let word = match cell {
            Cell::Yes if at == 0 => "public",
            Cell::Yes => "yes",
            Cell::Own => "own",
            Cell::No => "·",
        };
        let _ = write!(out, " {word} |");
    }
    out.push('\n');
    out
}
