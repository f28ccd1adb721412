//! Everybody asks for everything.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use testkit::{Client, Page, Upload};

use super::{
    cast::CAST,
    examples::{Example, Missing},
    house::{House, Ticket},
    offered::Offered,
    routes::Route,
    table::{Cell, Line, NOBODY},
};

/// Every line of the table, in its order.
pub(super) async fn all(
    mut house: House,
    routes: &BTreeSet<Route>,
    examples: &[Example],
) -> (Vec<Line>, Offered) {
    let mut asked: Vec<(&Example, &'static str)> = Vec::new();
    for example in examples {
        let methods = routes.iter().filter(|r| r.address == example.route).map(|r| r.method);
        asked.extend(methods.map(|method| (example, method)));
    }
    // Pages are kept as they were made: those that change nothing are asked for first.
    let mut order: Vec<usize> = (0..asked.len()).collect();
    order.sort_by_key(|at| asked[*at].1 == "POST");
    let mut walk = Walk {
        router: house.open().await,
        house,
        routes,
        offered: Offered::default(),
        wrong: Vec::new(),
    };
    let mut cells: BTreeMap<usize, Vec<Cell>> = BTreeMap::new();
    for at in order {
        let (example, method) = asked[at];
        cells.insert(at, walk.line(example, method).await);
    }
    assert!(walk.wrong.is_empty(), "examples that say nothing of rights: {:#?}", walk.wrong);
    let lines = cells.into_iter().map(|(at, cells)| {
        let (example, method) = asked[at];
        Line { route: example.route, of: example.of, method, cells }
    });
    (lines.collect(), walk.offered)
}

struct Walk<'a> {
    house: House,
    routes: &'a BTreeSet<Route>,
    offered: Offered,
    router: axum::Router,
    /// Answers that are neither a yes nor a no.
    wrong: Vec<String>,
}

impl Walk<'_> {
    async fn line(&mut self, example: &Example, method: &'static str) -> Vec<Cell> {
        let mut cells = Vec::new();
        for account in std::iter::once(NOBODY).chain(CAST.iter().map(|asker| asker.account)) {
            let inside = self.ask(account, example, method, &example.inside).await;
            let outside = match &example.outside {
                Some(address) => self.ask(account, example, method, address).await,
                None => inside,
            };
            let cell = match (inside, outside) {
                (true, true) => Cell::Yes,
                (true, false) => Cell::Own,
                (false, false) => Cell::No,
                (false, true) => {
                    self.wrong.push(format!("{account}: only another's: {method} {example:?}"));
                    Cell::No
                }
            };
            cells.push(cell);
        }
        cells
    }

    /// Whether somebody may. A form that was taken has changed the house: it is opened anew.
    async fn ask(
        &mut self,
        account: &'static str,
        example: &Example,
        method: &'static str,
        address: &str,
    ) -> bool {
        let ticket = self.house.tickets[account].clone();
        let address =
            address.replace("{notice}", &ticket.notice).replace("{session}", &ticket.session);
        let page = send(self.router.clone(), &ticket, example, method, &address).await;
        let asked = format!("{account}: {method} {address}");
        let may = judge(&page, example.missing, &asked).unwrap_or_else(|wrong| {
            let text: String = page.text().chars().take(300).collect();
            self.wrong.push(format!("{asked}: {wrong}: {text}"));
            false
        });
        if !may && method == "POST" && !example.files {
            self.spoiled(&ticket, example, &address, &asked).await;
        }
        if may && method == "GET" && page.status.is_success() && !example.json {
            self.offered.note(account, &address, &page.text(), self.routes);
        }
        if may && method != "GET" && !page.status.is_client_error() {
            self.router = self.house.open().await;
        }
        may
    }
}

impl Walk<'_> {
    /// Whoever may not is told so whatever they fill in: a form that says nothing is not faulted
    /// before it is asked who sends it.
    async fn spoiled(&mut self, ticket: &Ticket, example: &Example, address: &str, asked: &str) {
        let blank = Example { fields: &[], ..example.clone() };
        let page = send(self.router.clone(), ticket, &blank, "POST", address).await;
        if judge(&page, example.missing, asked) == Ok(true) {
            self.wrong.push(format!("{asked}: a blank form is answered {}", page.status));
        }
    }
}

async fn send(
    router: axum::Router,
    ticket: &Ticket,
    example: &Example,
    method: &'static str,
    address: &str,
) -> Page {
    // A page is asked for as a browser does; a form so that the answer says why it was refused.
    let page = method == "GET" && !example.json;
    let accept = if page { "text/html" } else { "application/json" };
    let mut client = Client::new(router)
        .with_header("accept", accept)
        .with_header("x-experience-api-version", "1.0.3");
    if let Some((name, value)) = &ticket.cookie {
        client.set_cookie(name, Some(value));
    }
    client.set_csrf(Some((access::CSRF_FIELD, &ticket.csrf)));
    match method {
        "POST" if example.files => {
            let upload = Upload { field: "tep", name: "trong.csv", bytes: b"" };
            client.upload(address, example.fields, &[upload]).await
        }
        "POST" => client.post(address, example.fields).await,
        "GET" | "ANY" => client.get(address).await,
        other => {
            let method: Method = other.parse().unwrap();
            client.send(method, address, None, Vec::new()).await
        }
    }
}

/// Whether it was refused by rights, and not for another reason.
fn judge(page: &Page, missing: Missing, asked: &str) -> Result<bool, &'static str> {
    let to_sign_in = page.location().is_some_and(|to| to.starts_with("/dang-nhap"));
    // Who has just signed out, or owes no code, is led there too.
    let at_the_door = asked.split_once(" /dang-nhap");
    let at_the_door =
        at_the_door.is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with(['/', '?']));
    let led = asked.ends_with("POST /dang-xuat") || at_the_door;
    if to_sign_in && !led {
        return Ok(false);
    }
    match page.status.as_u16() {
        // Only what changes something is refused for another reason.
        403 if asked.contains(": POST ") && !page.text().contains("\"code\":\"forbidden\"") => {
            Err("refused, and not by rights")
        }
        401 | 403 => Ok(false),
        404 => match missing {
            Missing::Wrong => Err("the example leads nowhere"),
            Missing::Allowed => Ok(true),
            Missing::Refused => Ok(false),
        },
        405 => Err("not asked for like this"),
        500.. => Err("broken"),
        _ => Ok(true),
    }
}
