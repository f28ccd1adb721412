//! The record as a file.
#![allow(clippy::unwrap_used, clippy::allow_attributes, reason = "helpers of tests fail the test")]

mod common;

use common::story;
use kernel::Seq;
use ledger::{Broken, Error, Verdict, Why, verify_export};
use store::{backup, restore};

async fn file() -> String {
    let db = testkit::sqlite(&common::steps()).await;
    story::tell(&db).await;
    common::export(&db).await
}

fn check(lines: &[&str]) -> Verdict {
    verify_export((lines.join("\n") + "\n").as_bytes(), None).unwrap()
}

/// Places of the lines of acts.
fn acts(lines: &[&str]) -> Vec<usize> {
    (0..lines.len()).filter(|n| lines[*n].starts_with("{\"act\"")).collect()
}

/// The act a line belongs to.
fn act_of(lines: &[&str], place: usize) -> Seq {
    Seq::try_from(acts(lines).iter().filter(|n| **n <= place).count()).unwrap()
}

#[tokio::test]
async fn both_databases_give_one_file_to_the_byte() {
    for from in common::databases().await {
        story::tell(&from).await;
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy");
        backup(&from, &common::steps(), &copy).await.unwrap();
        for to in testkit::databases(&[]).await {
            restore(&to, &common::steps(), &copy).await.unwrap();
            let (a, b) = (common::export(&from).await, common::export(&to).await);
            assert!(a == b, "{} and {}", from.name(), to.name());
            let (a, b) = (common::verify(&from, None).await, common::verify(&to, None).await);
            assert!(a.holds() && a == b);
        }
    }
}

#[tokio::test]
async fn a_file_verifies_as_its_database_and_holds_nothing_personal() {
    for db in common::databases().await {
        story::tell(&db).await;
        let file = common::export(&db).await;
        let verdict = common::verify(&db, None).await;
        for noted in [None, Some(verdict.head.hash.as_str())] {
            assert_eq!(verify_export(file.as_bytes(), noted).unwrap(), verdict);
        }
        assert!(!file.contains("Nguyễn Thị"), "{file}");
        assert_eq!(verdict.erased.len(), 1);
        let broken = verify_export(file.as_bytes(), Some("ff")).unwrap().broken;
        assert_eq!(broken, Some(Broken { seq: story::ACTS + 1, why: Why::NotedHead }));
    }
}

#[tokio::test]
async fn an_empty_record_is_a_file_too() {
    let db = testkit::sqlite(&common::steps()).await;
    let file = common::export(&db).await;
    assert_eq!(file.lines().count(), 1);
    let verdict = verify_export(file.as_bytes(), None).unwrap();
    assert!(verdict.holds() && verdict.acts == 0);
}

#[tokio::test]
async fn a_line_taken_out_is_found() {
    let file = file().await;
    let lines: Vec<&str> = file.lines().collect();
    assert!(check(&lines).holds());
    for place in 1..lines.len() {
        let mut cut = lines.clone();
        cut.remove(place);
        let broken = check(&cut).broken.unwrap_or_else(|| panic!("line {place}"));
        let is_act = acts(&lines).contains(&place);
        let why = if is_act { Why::Missing } else { Why::Facts };
        assert_eq!(broken, Broken { seq: act_of(&lines, place), why }, "line {place}");
    }
}

#[tokio::test]
async fn two_lines_that_change_places_are_found() {
    let file = file().await;
    let lines: Vec<&str> = file.lines().collect();
    for a in 1..lines.len() {
        for b in a + 1..lines.len() {
            let mut swapped = lines.clone();
            swapped.swap(a, b);
            let broken = check(&swapped).broken.unwrap_or_else(|| panic!("{a} and {b}"));
            assert!(broken.seq <= act_of(&lines, b), "{a} and {b}: {broken:?}");
            assert!(broken.seq >= act_of(&lines, a), "{a} and {b}: {broken:?}");
        }
    }
}

#[tokio::test]
async fn a_line_said_twice_is_found() {
    let file = file().await;
    let lines: Vec<&str> = file.lines().collect();
    for place in 1..lines.len() {
        let mut twice = lines.clone();
        twice.insert(place, lines[place]);
        assert!(!check(&twice).holds(), "line {place}");
    }
}

#[tokio::test]
async fn a_file_cut_short_is_found() {
    let file = file().await;
    let lines: Vec<&str> = file.lines().collect();
    for length in 1..lines.len() {
        let broken = check(&lines[..length]).broken.unwrap_or_else(|| panic!("{length} lines"));
        // Between two acts the next one is missing; within an act its facts are.
        let whole = acts(&lines).contains(&length);
        let last = act_of(&lines, length);
        let expected = Broken { seq: last, why: if whole { Why::Missing } else { Why::Facts } };
        assert_eq!(broken, expected, "{length} lines");
    }
    // In the middle of a line.
    for cut in [file.len() - 2, file.len() / 2] {
        assert!(!verify_export(&file.as_bytes()[..cut], None).unwrap().holds());
    }
}

#[tokio::test]
async fn a_cut_that_also_states_an_earlier_head_is_found_through_a_noted_one() {
    let file = file().await;
    let lines: Vec<&str> = file.lines().collect();
    let end = acts(&lines)[4];
    let act: serde_json::Value = serde_json::from_str(lines[acts(&lines)[3]]).unwrap();
    let hash = act["act"]["hash"].as_str().unwrap();
    let header = format!(
        "{{\"format\":\"nhanluc-ledger\",\"head\":{{\"hash\":\"{hash}\",\"seq\":4}},\"version\":1}}"
    );
    let cut = [&[header.as_str()], &lines[1..end]].concat();
    assert!(check(&cut).holds());
    let whole = verify_export(file.as_bytes(), None).unwrap().head.hash;
    let text = cut.join("\n");
    let broken = verify_export(text.as_bytes(), Some(&whole)).unwrap().broken;
    assert_eq!(broken, Some(Broken { seq: 5, why: Why::NotedHead }));
}

#[tokio::test]
async fn every_changed_byte_is_found() {
    let file = file().await;
    let first = file.find('\n').unwrap();
    let lines: Vec<&str> = file.lines().collect();
    // Every third: the whole takes a while.
    for place in (first + 1..file.len()).step_by(3) {
        let mut bytes = file.clone().into_bytes();
        bytes[place] ^= 1;
        let verdict = verify_export(&bytes[..], None).unwrap();
        let broken = verdict.broken.unwrap_or_else(|| panic!("byte {place}"));
        let line = file.bytes().take(place).fold(0, |n, b| n + usize::from(b == b'\n'));
        let act = act_of(&lines, line);
        // The end of a line joins two; then the act before may be the one that suffers.
        assert!((act - 1..=act + 1).contains(&broken.seq), "byte {place}: {broken:?}, act {act}");
    }
}

#[tokio::test]
async fn what_was_edited_is_named() {
    let file = file().await;
    let edit = |from: &str, to: &str| {
        let edited = file.replacen(from, to, 1);
        assert!(edited != file, "{from}");
        verify_export(edited.as_bytes(), None).unwrap().broken.unwrap()
    };
    assert_eq!(edit("\"title\":\"D\"", "\"title\":\"E\""), Broken { seq: 6, why: Why::Facts });
    assert_eq!(edit("thử test", "thử khác"), Broken { seq: 1, why: Why::Chain });
    // What reads the same but is written otherwise.
    assert_eq!(edit("{\"assert\":{", "{ \"assert\":{"), Broken { seq: 1, why: Why::Unreadable });
    assert_eq!(edit("\"act\":{", "\"act\":{\"note\":1,"), Broken { seq: 1, why: Why::Unreadable });
    assert_eq!(edit("\"seq\":6}", "\"seq\":5}"), Broken { seq: 5, why: Why::Facts });
}

#[test]
fn what_is_no_export_is_refused() {
    let bad = [
        "",
        "\n",
        "x",
        "{}",
        "[]",
        "{\"format\":\"other\",\"head\":{\"hash\":\"\",\"seq\":0},\"version\":1}",
        "{\"format\":\"nhanluc-ledger\",\"head\":{\"hash\":\"\",\"seq\":0},\"version\":2}",
    ];
    for text in bad {
        let refused = verify_export(text.as_bytes(), None).unwrap_err();
        assert!(matches!(refused, Error::Export { line: 1, .. }), "{text}: {refused}");
    }
}

#[test]
fn an_endless_line_is_not_read_to_its_end() {
    let header =
        "{\"format\":\"nhanluc-ledger\",\"head\":{\"hash\":\"\",\"seq\":0},\"version\":1}\n";
    let endless = std::io::repeat(b'[');
    let file = std::io::BufReader::new(std::io::Read::chain(header.as_bytes(), endless));
    let broken = verify_export(file, None).unwrap().broken;
    assert_eq!(broken, Some(Broken { seq: 1, why: Why::Unreadable }));
}
