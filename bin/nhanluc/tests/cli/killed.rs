//! Killed in the middle of an act: all of it or none.

use std::{
    ffi::OsStr,
    process::Child,
    thread,
    time::{Duration, Instant},
};

use demo::Size;

use crate::{
    office::{DAY, Office, offices},
    records::Server,
};

/// Kills, spread over the time an apply takes.
const KILLS: u32 = 14;

/// Waits until `moment` after the start and kills what still runs; else says how long it took.
///
/// An apply is quicker on one run than on the next, so the time it is thought to take is only
/// a guess until one was too quick for it.
fn kill_after(mut child: Child, moment: Duration) -> Result<(), Duration> {
    let began = Instant::now();
    while began.elapsed() < moment {
        if child.try_wait().unwrap().is_some() {
            return Err(began.elapsed());
        }
        thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    Ok(())
}

fn state(office: &Office) -> (i64, u64) {
    let people = office.coverage(&["--on", DAY])["totals"]["people"].as_u64().unwrap();
    (office.last_act(), people)
}

#[test]
fn an_apply_that_is_killed_leaves_all_of_the_act_or_none() {
    for office in offices() {
        let made = demo::make(11, &Size::SMALL, &office.path("made")).unwrap();
        office.load_units(&made.organisations);
        let [intake, apply, on, day] = ["intake", "apply", "--on", DAY].map(OsStr::new);
        let args = [intake, apply, made.officers.as_os_str(), on, day];

        let began = Instant::now();
        office.text(&args);
        let mut whole = began.elapsed();
        let people = made.truth.officers.people as u64;
        let (mut last, counted) = state(&office);
        assert_eq!(counted, people);
        office.json(&["undo", &last.to_string()]);
        last += 1;

        let (mut interrupted, mut nothing, mut all) = (0, 0, 0);
        for kill in 1..=KILLS {
            let moment = whole.mul_f64(f64::from(kill) / f64::from(KILLS));
            match kill_after(office.start(&args), moment) {
                Ok(()) => interrupted += 1,
                Err(took) => whole = took,
            }

            match state(&office) {
                (act, 0) if act == last => nothing += 1,
                (act, counted) if act == last + 1 && counted == people => {
                    all += 1;
                    office.json(&["undo", &act.to_string()]);
                    last = act + 1;
                }
                other => panic!("{}: killed at {kill}/{KILLS}: {other:?}", office.name()),
            }
            office.verify();
        }
        assert!(interrupted >= KILLS / 2, "{}: only {interrupted} were killed", office.name());
        assert!(nothing > 0, "{}: {nothing} none, {all} all", office.name());
        // And it goes on as if nothing had been.
        office.text(&args);
        assert_eq!(state(&office), (last + 1, people));
    }
}

#[test]
fn a_server_that_starts_empties_the_log_of_one_that_was_killed() {
    // What an erasure took from the record may stand in it still.
    let office = &offices()[0];
    let log = || std::fs::metadata(format!("{}-wal", office.address())).unwrap().len();
    Server::start(office).kill();
    let left = log();
    Server::start(office).kill();
    assert!(log() < left / 2, "{left} bytes, then {}", log());
}
