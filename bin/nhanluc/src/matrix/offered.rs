//! What pages offer to whoever reads them: a page never offers what it would refuse.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    cast::CAST,
    examples::Example,
    routes::Route,
    table::{Cell, Line, NOBODY},
};

/// Something a page offers: a method, where it leads, and the address a router has for that.
type Offer = (&'static str, String, String);

/// What pages offered, to each asker, and a page where it stands.
#[derive(Debug, Default)]
pub(super) struct Offered(BTreeMap<(&'static str, Offer), String>);

impl Offered {
    /// Notes what a page offers to who asked for it.
    pub(super) fn note(
        &mut self,
        account: &'static str,
        page: &str,
        html: &str,
        routes: &BTreeSet<Route>,
    ) {
        let links = within(html, "href=\"").map(|to| ("GET", to));
        let forms = html.split("<form ").skip(1).filter_map(|form| {
            let head = form.split('>').next()?;
            let action = within(head, "action=\"").next()?;
            Some((if head.contains("method=\"post\"") { "POST" } else { "GET" }, action))
        });
        let buttons = within(html, "formaction=\"").map(|to| ("POST", to));
        for (method, to) in links.chain(forms).chain(buttons) {
            let path = to.split(['?', '#']).next().unwrap_or_default();
            if let Some(route) = route_of(path, method, routes) {
                let offer = (account, (method, path.to_owned(), route.to_owned()));
                self.0.entry(offer).or_insert_with(|| page.to_owned());
            }
        }
    }

    /// Offers that would be refused, in words. What was asked itself is known; of anything else it
    /// is enough that somebody like that may do it somewhere.
    pub(super) fn refused(&self, lines: &[Line], examples: &[Example]) -> Vec<String> {
        let place: BTreeMap<&str, usize> = std::iter::once(NOBODY)
            .chain(CAST.iter().map(|asker| asker.account))
            .enumerate()
            .map(|(at, account)| (account, at))
            .collect();
        let is_refused = |account: &str, (method, path, route): &Offer| {
            let exact =
                examples.iter().find(|e| !e.json && e.inside.split('?').next() == Some(path));
            let is_it = |line: &&Line| {
                line.method == *method
                    && exact
                        .map_or(line.route == *route, |e| (e.route, e.of) == (line.route, line.of))
            };
            let mut of = lines.iter().filter(is_it);
            of.all(|line| line.cells[place[account]] == Cell::No)
        };
        self.0
            .iter()
            .filter(|((account, offer), _)| *account != NOBODY && is_refused(account, offer))
            .map(|((account, (method, _, route)), page)| {
                format!("{account}: {page}: {method} {route}")
            })
            .collect()
    }
}

/// Pages that a door hides from who may open them, in words.
pub(super) fn hidden(lines: &[Line], examples: &[Example]) -> Vec<String> {
    let site = crate::application::site().unwrap();
    let mut wrong = Vec::new();
    let pages = lines.iter().filter(|line| line.method == "GET");
    for (line, example) in pages.filter_map(|line| Some((line, of_line(line, examples)?))) {
        for (asker, cell) in CAST.iter().zip(&line.cells[1..]) {
            if *cell != Cell::No && !site.opens(&example.inside, &asker.words()) {
                wrong.push(format!("{}: {}", asker.account, line.route));
            }
        }
    }
    wrong
}

fn of_line<'a>(line: &Line, examples: &'a [Example]) -> Option<&'a Example> {
    examples.iter().find(|e| !e.json && (e.route, e.of) == (line.route, line.of))
}

/// What stands between a mark and the next quote.
fn within<'a>(html: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    html.split(mark).skip(1).filter_map(|rest| rest.split('"').next())
}

/// The address of a router that a path leads to: the one that says most of it in so many words.
fn route_of<'a>(path: &str, method: &str, routes: &'a BTreeSet<Route>) -> Option<&'a str> {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |route: &&Route| {
        let own: Vec<&str> = route.address.split('/').collect();
        route.method == method
            && own.len() == parts.len()
            && own.iter().zip(&parts).all(|(own, part)| own.starts_with('{') || own == part)
    };
    let said = |route: &&Route| route.address.matches('{').count();
    routes.iter().filter(fits).min_by_key(said).map(|route| route.address.as_str())
}
