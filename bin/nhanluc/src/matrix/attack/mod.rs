//! What an attacker tries at every address there is: forms that no page of ours made, ids of
//! another office, names that are script or formula. What was tried besides, and where it is held,
//! stands in `docs/SECURITY_REVIEW.md`.

mod days;
mod foreign;
mod forged;
mod headers;
mod hostile;
mod parameters;

use std::collections::BTreeSet;

use testkit::{Client, Page};

use super::{
    examples::{self, Example},
    house::{House, Ticket},
    routes::{self, Route},
};

/// The house, every address with an example, and every route.
struct Ground {
    house: House,
    examples: Vec<Example>,
    routes: BTreeSet<Route>,
}

impl Ground {
    async fn open() -> Self {
        let house = House::build().await;
        let examples = examples::all(&house.things);
        Self { house, examples, routes: routes::all() }
    }

    /// Examples that are asked for with a method. Those of the record store know no sessions.
    fn with(&self, method: &'static str) -> Vec<Example> {
        let asked = |e: &&Example| {
            let route = Route { address: e.route.to_owned(), method };
            self.routes.contains(&route) && !e.route.starts_with("/xapi")
        };
        self.examples.iter().filter(asked).cloned().collect()
    }
}

/// An address as an asker has it.
fn own(address: &str, ticket: &Ticket) -> String {
    address.replace("{notice}", &ticket.notice).replace("{session}", &ticket.session)
}

/// Somebody at a browser, who has the cookie of a ticket.
fn browser(router: &axum::Router, ticket: &Ticket, accept: &str) -> Client {
    let mut client = Client::new(router.clone()).with_header("accept", accept);
    if let Some((name, value)) = &ticket.cookie {
        client.set_cookie(name, Some(value));
    }
    client
}

fn code(page: &Page) -> String {
    let json: serde_json::Value = serde_json::from_slice(&page.body).unwrap_or_default();
    json["code"].as_str().unwrap_or_default().to_owned()
}

/// The first characters of an answer, for what a failed test says.
fn beginning(page: &Page) -> String {
    page.text().chars().take(200).collect()
}
