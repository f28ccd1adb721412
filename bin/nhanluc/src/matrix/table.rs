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

/// Why an inspector does not read a page that is no form to change something by.
const UNREAD: &[(&str, &str)] = &[
    (
        "/dang-lam/{id}",
        "what one account began and that account alone follows; what it came to is an act",
    ),
    ("/dang-lam/{id}/dong", "the same"),
    (
        "/sap-xep",
        "a plan that is being made: it stands in the address and nowhere else; what was entered is an act",
    ),
    ("/sap-xep/soan", "the same"),
    ("/sap-xep/xem-truoc", "the same"),
    (
        "/thu-thap/cua-toi",
        "what the reader's own offices owe; the board shows how every office stands",
    ),
    (
        "/tiep-nhan/{batch}/danh-dau/{upload}",
        "the sender's file with every number in it; its rows are seen masked, and opened at `/tiep-nhan/nguon` for a purpose",
    ),
];

/// What an inspector does not read, and why. Forms are told by their address: it takes what they
/// send, and refuses it.
fn unread(lines: &[Line]) -> String {
    let at = 1 + CAST.iter().position(|asker| asker.account == "inspect").unwrap();
    let refused = |line: &&Line| line.cells[at] == Cell::No;
    let mut out = String::from(
        "\n## What an inspector does not read\n\nAn inspector reads every page but these, changes \
         nothing, and sees who read what. Pages offer what their reader may do and nothing else \
         (the test follows every link and every form). Passwords, secrets of second steps and of \
         keys are shown to nobody: they are kept as digests, or sealed. What identifies a person \
         is masked until it is opened for a purpose, which is noted.\n\n| page | why not |\n|---|---|\n",
    );
    let mut told: Vec<&str> = Vec::new();
    let pages =
        lines.iter().filter(|line| line.method == "GET" && line.of != "its people, as data");
    for line in pages.filter(refused) {
        let is_form =
            lines.iter().filter(refused).any(|l| l.method == "POST" && l.route == line.route);
        let why = UNREAD.iter().find(|(route, _)| *route == line.route).map(|(_, why)| *why);
        let why = why.or(is_form.then_some("a form to change something by"));
        let why = why.unwrap_or_else(|| panic!("why does an inspector not read {}?", line.route));
        if !told.contains(&line.route) {
            let _ = writeln!(out, "| `{}` | {why} |", line.route);
            told.push(line.route);
        }
    }
    out
}

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
    out.push_str(&unread(lines));
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
