//! A database of a test's own, and the program at work on it.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use serde_json::Value as Json;
use tempfile::TempDir;
use testkit::TestDb;

/// The day all sheets of the tests speak of.
pub(crate) const DAY: &str = "2024-10-15";

pub(crate) struct Office {
    db: TestDb,
    /// Files of the test; gone with it.
    pub(crate) dir: TempDir,
    // Connections of `db` are dropped while this still runs.
    _runtime: tokio::runtime::Runtime,
}

/// One office on each kind of database there is.
pub(crate) fn offices() -> Vec<Office> {
    let runtime = || tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let dbs = runtime().block_on(testkit::databases(&[]));
    let with = |db| Office { db, dir: TempDir::new().unwrap(), _runtime: runtime() };
    dbs.into_iter().map(with).collect()
}

impl Office {
    /// `sqlite` or `postgres`.
    pub(crate) fn name(&self) -> &'static str {
        self.db.name()
    }

    /// Where its database is.
    pub(crate) fn address(&self) -> &str {
        self.db.address()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The program, with this office's database and folder.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = bare(args);
        command.args(["--db", self.db.address()]).arg("--data").arg(self.dir.path());
        command
    }

    pub(crate) fn output<S: AsRef<OsStr>>(&self, args: &[S]) -> Output {
        self.command(args).output().unwrap()
    }

    /// What it printed; it must have gone well.
    pub(crate) fn text<S: AsRef<OsStr>>(&self, args: &[S]) -> String {
        let output = self.output(args);
        let said = String::from_utf8_lossy(&output.stderr);
        let asked: Vec<_> = args.iter().map(|a| a.as_ref().to_string_lossy()).collect();
        assert!(output.status.success(), "{} {asked:?}: {said}", self.name());
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn json<S: AsRef<OsStr>>(&self, args: &[S]) -> Json {
        let mut all: Vec<&OsStr> = args.iter().map(AsRef::as_ref).collect();
        all.extend(["--format", "json"].map(OsStr::new));
        serde_json::from_str(&self.text(&all)).unwrap()
    }

    pub(crate) fn start<S: AsRef<OsStr>>(&self, args: &[S]) -> Child {
        let mut command = self.command(args);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Loads a register of offices.
    pub(crate) fn load_units(&self, file: &Path) -> Json {
        self.json(&["units".as_ref(), "load".as_ref(), file.as_os_str()])
    }

    pub(crate) fn apply(&self, sheets: &Path) -> Json {
        let [intake, apply, on, day] = ["intake", "apply", "--on", DAY].map(OsStr::new);
        self.json(&[intake, apply, sheets.as_os_str(), on, day])
    }

    /// Coverage, with more options.
    pub(crate) fn coverage(&self, options: &[&str]) -> Json {
        self.json(&[&["figures", "coverage"], options].concat())
    }

    /// Number of the last act.
    pub(crate) fn last_act(&self) -> i64 {
        self.json(&["ledger", "head"])["seq"].as_i64().unwrap()
    }

    /// The record verifies.
    pub(crate) fn verify(&self) {
        let verdict = self.json(&["ledger", "verify"]);
        assert_eq!(verdict["ok"], true, "{}: {verdict}", self.name());
    }
}

/// The program without a database.
pub(crate) fn bare<S: AsRef<OsStr>>(args: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nhanluc"));
    for variable in ["NHANLUC_DB", "NHANLUC_DATA", "NHANLUC_PUBLIC_URL"] {
        command.env_remove(variable);
    }
    command.args(args).env("USER", "tester").stdin(Stdio::null());
    command
}

/// Names of an object's fields.
pub(crate) fn keys(json: &Json) -> Vec<&str> {
    json.as_object().unwrap().keys().map(String::as_str).collect()
}

/// Whether an object has all of these.
pub(crate) fn has_keys(json: &Json, wanted: &[&str]) {
    let keys = keys(json);
    let lacking: Vec<_> = wanted.iter().filter(|w| !keys.contains(w)).collect();
    assert!(lacking.is_empty(), "{lacking:?} are not among {keys:?}");
}
