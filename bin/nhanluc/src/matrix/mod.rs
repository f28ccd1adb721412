//! Who may do what: every address of every room, asked by somebody of every role, compared with
//! the table in `docs/ACCESS.md`. With `NHANLUC_MATRIX=write` the table is written anew; whoever
//! does that reads every cell that changed.

mod attack;
mod cast;
mod examples;
mod fresh;
mod house;
mod kept;
mod offered;
mod parted;
mod processed;
mod routes;
mod table;
mod tables;
mod walk;

use std::collections::BTreeSet;

/// The written table.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/ACCESS.md");

#[tokio::test(flavor = "multi_thread")]
async fn every_address_asks_who_may() {
    let house = house::House::build().await;
    let examples = examples::all(&house.things);
    let routes = routes::all();
    let known: BTreeSet<&str> = routes.iter().map(|r| r.address.as_str()).collect();
    let shown: BTreeSet<&str> = examples.iter().map(|e| e.route).collect();
    let lacking: Vec<_> = known.difference(&shown).collect();
    let gone: Vec<_> = shown.difference(&known).collect();
    assert!(lacking.is_empty(), "addresses without an example in the matrix: {lacking:?}");
    assert!(gone.is_empty(), "examples of addresses that are nowhere: {gone:?}");

    let (lines, offered) = walk::all(house, &routes, &examples).await;
    let refused = offered.refused(&lines, &examples);
    assert!(refused.is_empty(), "pages offer what would be refused: {refused:#?}");
    let hidden = offered::hidden(&lines, &examples);
    assert!(hidden.is_empty(), "doors are shut to who may go in: {hidden:#?}");
    let found = table::page(&lines);
    if std::env::var("NHANLUC_MATRIX").is_ok_and(|v| v == "write") {
        std::fs::write(FILE, &found).unwrap();
    }
    let written = std::fs::read_to_string(FILE).unwrap_or_default();
    let differing: Vec<&str> =
        found.lines().filter(|line| !written.lines().any(|w| w == *line)).collect();
    assert!(
        written == found,
        "docs/ACCESS.md says something else; as it is now: {differing:#?}\n\
         Mend the verb, or write the table anew with NHANLUC_MATRIX=write and read what changed."
    );
}
