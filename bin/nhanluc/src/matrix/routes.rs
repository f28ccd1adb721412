//! Every address there is, read from the sources themselves, so that none can be forgotten.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// An address of a router, with its parameters, and how it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Route {
    pub(super) address: String,
    pub(super) method: &'static str,
}

/// What a router calls its methods, and what they are.
const METHODS: [(&str, &str); 6] = [
    ("get(", "GET"),
    ("post(", "POST"),
    ("put(", "PUT"),
    ("patch(", "PATCH"),
    ("delete(", "DELETE"),
    ("any(", "ANY"),
];

/// Ways to add addresses that this reader does not follow.
const UNREAD: [&str; 4] = [".nest(", ".nest_service(", ".route_service(", ".fallback_service("];

/// Every route of every room.
pub(super) fn all() -> BTreeSet<Route> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = BTreeSet::new();
    let rooms = std::fs::read_dir(root.join("crates")).unwrap();
    let mut sources: Vec<PathBuf> = rooms.map(|room| room.unwrap().path().join("src")).collect();
    sources.push(root.join("bin/nhanluc/src"));
    for source in sources {
        let texts = texts(&source);
        let names: BTreeMap<&str, &str> = texts.iter().flat_map(|text| constants(text)).collect();
        for text in &texts {
            // What a file names itself comes before what others of the room do.
            let mut names = names.clone();
            names.extend(constants(text));
            found.extend(routes(text, &names));
        }
    }
    assert!(found.len() > 100, "the sources were not read: {found:?}");
    found
}

/// The sources of a crate without comments; this module, which speaks of routes, left out.
fn texts(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return out };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("matrix") {
            out.extend(texts(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            out.push(code.collect::<Vec<_>>().join("\n"));
        }
    }
    out
}

/// `const HERE: &str = "/…"`, by name.
fn constants(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("const ").skip(1).filter_map(|rest| {
        let (name, rest) = rest.split_once(": &str = \"")?;
        let named = name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
        named.then(|| Some((name, rest.split('"').next()?)))?
    })
}

fn routes(text: &str, names: &BTreeMap<&str, &str>) -> Vec<Route> {
    for way in UNREAD {
        assert!(!text.contains(way), "{way} adds addresses the matrix does not see");
    }
    let mut out = Vec::new();
    for call in text.split(".route(").skip(1) {
        let inside = balanced(call);
        let (address, methods) = inside.split_once(',').unwrap();
        let address = address.trim();
        let address = match address.strip_prefix('"') {
            Some(literal) => literal.trim_end_matches('"'),
            // A name of another file stands behind its path.
            None => names[address.rsplit("::").next().unwrap()],
        };
        let before = out.len();
        for (call, method) in METHODS {
            if called(methods, call) {
                out.push(Route { address: address.to_owned(), method });
            }
        }
        assert!(out.len() > before, "no method was read of {inside}");
    }
    out
}

/// What stands between the brackets of a call.
fn balanced(text: &str) -> &str {
    let mut depth = 1_u32;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    panic!("a call without an end: {text}")
}

fn called(text: &str, call: &str) -> bool {
    text.match_indices(call).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

#[test]
fn routes_are_read_however_they_are_written() {
    let text = "const HERE: &str = \"/here\";\n.route(HERE, get(list::get))\n.route(\n\
                \"/a/{id}\",\nget(a::get).post(a::post).layer(Max::new(f(1))),\n)";
    let names = constants(text).collect();
    let mut found = routes(text, &names);
    found.sort();
    let told: Vec<_> = found.iter().map(|r| (r.method, r.address.as_str())).collect();
    assert_eq!(told, [("GET", "/a/{id}"), ("POST", "/a/{id}"), ("GET", "/here")]);
}
