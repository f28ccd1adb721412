//! The house keeps its shape: no arrow between rooms runs back, nothing is left for later.
#![expect(clippy::unwrap_used, reason = "helpers of tests: they fail and say so")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value as Json;

/// Which of the house's crates each crate may stand on. A new room is entered here.
const MAY_USE: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("store", &["kernel"]),
    ("ledger", &["kernel", "store"]),
    ("ui", &["kernel"]),
    ("access", &["kernel", "store", "ledger", "ui"]),
    ("registry", &["kernel", "store", "ledger", "ui", "access"]),
    ("community", &["kernel", "store", "ledger", "ui", "access", "registry"]),
    ("training", &["kernel", "store", "ledger", "ui", "access", "registry"]),
    ("pipeline", &["kernel", "store", "ledger", "ui", "access", "registry"]),
    ("commitments", &["kernel", "store", "ledger", "ui", "access", "registry"]),
    (
        "intake",
        &[
            "kernel",
            "store",
            "ledger",
            "ui",
            "access",
            "registry",
            "community",
            "training",
            "pipeline",
        ],
    ),
    ("errands", &["kernel", "store", "ledger", "ui", "access"]),
    (
        "collect",
        &[
            "kernel",
            "store",
            "ledger",
            "ui",
            "access",
            "registry",
            "community",
            "training",
            "pipeline",
            "intake",
            "errands",
        ],
    ),
    ("privacy", &["kernel", "store", "ledger", "ui", "access", "registry", "errands"]),
    ("lrs", &["kernel", "store", "ledger", "ui", "access", "registry"]),
    ("demo", &["kernel"]),
    ("testkit", &["kernel", "store"]),
    ("house", &["kernel", "store", "ledger", "ui", "access", "registry", "testkit"]),
    (
        "nhanluc",
        &[
            "kernel",
            "store",
            "ledger",
            "ui",
            "access",
            "registry",
            "community",
            "training",
            "pipeline",
            "intake",
            "errands",
            "collect",
            "commitments",
            "privacy",
            "lrs",
            "demo",
        ],
    ),
];

/// What only tests may stand on, in any crate.
const FOR_TESTS: &[&str] = &["testkit", "house", "demo"];

/// Signs that something was put off.
const PUT_OFF: &[&str] = &["TODO", "FIXME", "todo!", "unimplemented!"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Crate → (name of a crate it depends on, whether for tests alone).
fn arrows() -> BTreeMap<String, Vec<(String, bool)>> {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let metadata: Json = serde_json::from_slice(&out.stdout).unwrap();
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let needs = package["dependencies"].as_array().unwrap();
            let needs = needs.iter().map(|d| (text(&d["name"]), d["kind"] == "dev"));
            (text(&package["name"]), needs.collect())
        })
        .collect()
}

/// Arrows that `may_use` does not have.
fn forbidden(arrows: &BTreeMap<String, Vec<(String, bool)>>) -> Vec<String> {
    let may_use: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut found = Vec::new();
    for (from, needs) in arrows {
        let Some(allowed) = may_use.get(from.as_str()) else {
            found.push(format!("{from} is not entered in MAY_USE"));
            continue;
        };
        for (to, for_tests) in needs.iter().filter(|(to, _)| arrows.contains_key(to)) {
            let allowed =
                allowed.contains(&to.as_str()) || (*for_tests && FOR_TESTS.contains(&to.as_str()));
            if !allowed {
                found.push(format!("{from} → {to}"));
            }
        }
    }
    found
}

#[test]
fn no_arrow_between_rooms_runs_back() {
    let arrows = arrows();
    assert!(arrows.len() >= MAY_USE.len(), "cargo metadata names only {:?}", arrows.keys());
    assert_eq!(forbidden(&arrows), [""; 0]);
}

#[test]
fn an_arrow_that_runs_back_is_found() {
    let mut arrows = arrows();
    arrows.get_mut("ledger").unwrap().push(("registry".to_owned(), false));
    arrows.get_mut("registry").unwrap().push(("intake".to_owned(), true));
    arrows.insert("attic".to_owned(), Vec::new());
    let found = ["attic is not entered in MAY_USE", "ledger → registry", "registry → intake"];
    assert_eq!(forbidden(&arrows), found);
}

#[test]
fn the_order_itself_has_no_circle() {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut left: Vec<_> = MAY_USE.to_vec();
    while !left.is_empty() {
        let before = left.len();
        left.retain(|(name, uses)| {
            let ready = uses.iter().all(|u| done.contains(u));
            if ready {
                done.insert(name);
            }
            !ready
        });
        assert!(left.len() < before, "a circle among {left:?}");
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "target" && name != "tests" {
            sources(&path, found);
        } else if ["rs", "sql", "ftl", "html", "css", "js"]
            .iter()
            .any(|ending| path.extension().is_some_and(|e| e == *ending))
        {
            found.push(path);
        }
    }
}

#[test]
fn nothing_in_the_sources_is_put_off() {
    let mut files = Vec::new();
    sources(&root().join("crates"), &mut files);
    sources(&root().join("bin"), &mut files);
    assert!(files.len() > 100, "only {} files were looked at", files.len());
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            if PUT_OFF.iter().any(|word| line.contains(word)) {
                found.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
            }
        }
    }
    assert_eq!(found, [""; 0]);
}
