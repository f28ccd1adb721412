//! A page as a snapshot holds it: what differs from run to run is named.

use testkit::Page;

const TOKEN: &str = "name=\"csrf\" value=\"";

/// What a page has between its header and its foot; all of it where there is neither.
pub fn main_part(page: &Page) -> String {
    let text = page.text();
    let ends = text.find("<main").zip(text.find("</main>"));
    ends.map_or_else(|| text.clone(), |(from, to)| text[from..to].to_owned())
}

/// The text with ids, hashes, tokens and addresses of assets named.
pub fn steady(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (name, length) = shape(rest);
        if length > 0 {
            out.push_str(name);
            rest = &rest[length..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// What the text begins with, if it differs from run to run, and how long that is.
fn shape(text: &str) -> (&'static str, usize) {
    if let Some(value) = text.strip_prefix(TOKEN) {
        let value = value.find('"').unwrap_or(value.len());
        return ("TOKEN", (TOKEN.len() + value + 1).min(text.len()));
    }
    let hex = |part: &str| part.bytes().all(|b| b.is_ascii_hexdigit());
    if text.get(..64).is_some_and(hex) {
        return ("HASH", 64);
    }
    if let Some(part) = text.get(..36) {
        let groups: Vec<&str> = part.split('-').collect();
        let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
        if lengths == [8, 4, 4, 4, 12] && groups.iter().all(|g| hex(g)) {
            return ("ID", 36);
        }
    }
    if text.get(..17).is_some_and(|p| p.ends_with('/') && hex(&p[..16])) {
        return ("ASSET/", 17);
    }
    ("", 0)
}

/// The value of a hidden field of the page.
///
/// # Panics
/// When there is none of this name: the page is shown.
pub fn hidden(page: &Page, name: &str) -> String {
    let text = page.text();
    let start = format!("name=\"{name}\" value=\"");
    let from = text.find(&start).unwrap_or_else(|| panic!("no field {name} in {text}"));
    let rest = &text[from + start.len()..];
    rest[..rest.find('"').unwrap_or(rest.len())].to_owned()
}
