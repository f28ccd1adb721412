//! `/yeu-cau`: the register of requests, the late ones first.

use access::{App, Read, Right, Signed, log_read};
use axum::{extract::State as Of, response::Response};
use kernel::folding;
use ui::{
    Button, Buttons, Cell, Column, Component as _, Empty, Filter, Page, Problem, Summary, Table,
    TableQuery, Ui,
};

use super::{
    super::{READ_REGISTER, REQUESTS, fail::fail, request_page},
    clock_tag, state,
    term::{self, TERM},
    words,
};
use crate::{
    figures::{Asked, requests, terms},
    model::{Ask, State},
};

pub(super) async fn get(Of(app): Of<App>, signed: Signed, ui: Ui) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeRequests)?;
    let asked = TableQuery::read(&ui, &[]);
    let mut tx = app.db.read().await.map_err(fail)?;
    let today = app.clock.today();
    let all = requests(&mut tx, &signed.actor, today).await?;
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let terms = terms(&mut tx, known).await?;
    drop(tx);
    let shown = filtered(&ui, &asked, &all);
    let table = table(&ui, &asked, &all, &shown);
    if asked.format.is_some() {
        note(&app, &signed, shown.len()).await?;
    }
    if let Some(file) = ui::export::answer(&ui, &asked, "so-yeu-cau", &table) {
        return Ok(file);
    }
    let new = Button::link(ui.t("privacy-request-new"), format!("{REQUESTS}/moi")).primary();
    let days = Button::link(ui.t("privacy-nav-holidays"), super::super::HOLIDAYS);
    let until = Button::link(ui.t("privacy-term-change"), TERM);
    let page = Page::new(ui.t("privacy-requests"))
        .lead(ui.t("privacy-requests-lead"))
        .actions(Buttons::new([new, days, until]).html(&ui));
    let mut body =
        Summary::new().line(ui.t("privacy-term"), term::now(&ui, terms.on(today))).html(&ui);
    body.push(&table.html(&ui));
    Ok(page.respond(&ui, &body))
}

/// An export holds names: that it was made is noted.
async fn note(app: &App, signed: &Signed, people: usize) -> Result<(), Problem> {
    let read = Read::list(READ_REGISTER, people as u64, REQUESTS);
    let mut tx = app.db.write().await.map_err(fail)?;
    log_read(app, &mut tx, &signed.actor, &read).await.map_err(fail)?;
    tx.commit().await.map_err(fail)
}

fn filtered<'a>(ui: &Ui, asked: &TableQuery, all: &'a [Asked]) -> Vec<&'a Asked> {
    let standing = ui.query().get("xem").and_then(State::parse);
    let kind = ui.query().get("loai").and_then(Ask::parse);
    let sought = asked.q.as_deref().map(folding::plain);
    all.iter()
        .filter(|it| standing.is_none_or(|s| it.request.state == s))
        .filter(|it| kind.is_none_or(|k| it.request.ask == k))
        .filter(|it| {
            let who = it.request.who.as_deref().unwrap_or_default();
            let text = folding::plain(&format!("{} {who}", it.request.number()));
            sought.as_ref().is_none_or(|q| text.contains(q))
        })
        .collect()
}

fn table(ui: &Ui, asked: &TableQuery, all: &[Asked], shown: &[&Asked]) -> Table {
    let count = |fits: &dyn Fn(&&Asked) -> bool| {
        i64::try_from(all.iter().filter(fits).count()).unwrap_or(i64::MAX)
    };
    let mut states = Filter::new(ui.t("privacy-col-state"), "xem");
    for s in State::ALL {
        states =
            states.choice(s.as_str(), state(ui, *s), Some(count(&|it| it.request.state == *s)));
    }
    let mut kinds = Filter::new(ui.t("privacy-col-ask"), "loai");
    for k in Ask::ALL {
        kinds =
            kinds.choice(k.as_str(), words::ask(ui, *k), Some(count(&|it| it.request.ask == *k)));
    }
    let mut table = Table::new("so", ui.t("privacy-requests"), columns(ui))
        .caption_hidden()
        .asked(asked)
        .of_total(shown.len() as u64)
        .filter(states)
        .filter(kinds)
        .search(ui.t("privacy-request-find"))
        .exported()
        .empty(Empty::new(ui.t("privacy-requests-none")));
    let whole = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
    let skipped = asked.limit().map_or(0, |_| whole(asked.offset()));
    let taken = asked.limit().map_or(usize::MAX, whole);
    for it in shown.iter().skip(skipped).take(taken) {
        table.push(row(ui, it));
    }
    table
}

fn columns(ui: &Ui) -> [Column; 8] {
    [
        Column::new("number", ui.t("privacy-col-number")).head(),
        Column::new("who", ui.t("privacy-col-asker")),
        Column::new("ask", ui.t("privacy-col-ask")),
        Column::new("received", ui.t("privacy-col-received")),
        Column::new("due", ui.t("privacy-col-due")),
        Column::new("clock", ui.t("privacy-col-clock")),
        Column::new("state", ui.t("privacy-col-state")),
        Column::new("closed", ui.t("privacy-col-closed")),
    ]
}

fn row(ui: &Ui, it: &Asked) -> [Cell; 8] {
    let request = &it.request;
    let who = match &request.who {
        Some(who) => Cell::text(who.clone()),
        None => Cell::unknown(ui.t("privacy-erased")),
    };
    [
        Cell::text(request.number()).link(request_page(request.id)),
        who,
        Cell::text(words::ask(ui, request.ask)),
        Cell::date(request.received_on),
        Cell::date_or_blank(it.clock.due_on),
        Cell::tag(clock_tag(ui, it)),
        Cell::text(state(ui, request.state)),
        Cell::date_or_blank(request.closed_on),
    ]
}
