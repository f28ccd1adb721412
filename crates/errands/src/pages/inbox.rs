//! `/hop-thu`: what an account was told.

use access::{AccountId, App, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ui::{
    Button, Cell, Column, Component as _, Empty, Errors, Form, Html, Page, Problem, Redirect,
    Table, TableQuery, Tag, Text, Tone, Ui,
};

use super::{
    INBOX,
    address::{self, Typed},
    fail,
};
use crate::{
    Room, acts, figures,
    model::{Arg, Notice, NoticeId},
};

/// The account that reads; whoever acts at the command line has no inbox.
pub(super) fn account(signed: &Signed) -> Result<AccountId, Problem> {
    signed.actor.id().ok_or_else(Problem::not_found)
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let typed = Typed::code(ui.query().get("ma").unwrap_or_default());
    page(&app, &signed, &ui, &typed, &Errors::default()).await
}

pub(super) async fn page(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    typed: &Typed,
    errors: &Errors,
) -> Result<Response, Problem> {
    let account = account(signed)?;
    let asked = TableQuery::read(ui, &[]);
    let mut tx = app.db.read().await.map_err(fail)?;
    let (all, unread) = figures::count(&mut tx, account).await.map_err(fail)?;
    let offset = i64::try_from(asked.offset()).unwrap_or(i64::MAX);
    let limit = asked.limit().map_or(i64::MAX, |n| i64::try_from(n).unwrap_or(i64::MAX));
    let notices = figures::notices(&mut tx, account, offset, limit).await.map_err(fail)?;
    let address = figures::address(&mut tx, account).await.map_err(fail)?;
    drop(tx);
    let total = u64::try_from(all).unwrap_or(0);
    let mut body = Html::default();
    if unread > 0 {
        let form = Form::post("/hop-thu/da-doc");
        body.push(&form.button(Button::submit(ui.t("errands-read-all")).quiet()).html(ui));
    }
    body.push(&table(ui, &notices).asked(&asked).of_total(total).html(ui));
    body.push(&address::forms(ui, address.as_ref(), typed, errors));
    let lead = ui.f("errands-unread", &[("n", unread.into())]);
    Ok(Page::new(ui.t("errands-inbox")).lead(lead).errors(errors).respond(ui, &body))
}

fn table(ui: &Ui, notices: &[Notice]) -> Table {
    let columns = [
        Column::new("told", ui.t("errands-col-told")).head(),
        Column::new("what", ui.t("errands-col-what")),
        Column::new("read", ui.t("errands-col-read")),
    ];
    let mut table = Table::new("thong-bao", ui.t("errands-inbox"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("errands-inbox-none")));
    for notice in notices {
        let tone = if notice.read_at.is_none() { Tone::Info } else { Tone::Plain };
        let read = if notice.read_at.is_some() {
            Cell::tag(Tag::new(Tone::Plain, ui.t("errands-was-read")))
        } else {
            let form = Form::post(format!("{INBOX}/{}/da-doc", notice.id));
            let button = Button::submit(ui.t("errands-read-one")).quiet();
            Cell::html(form.button(button).html(ui), ui.t("errands-not-read"))
        };
        let what = Cell::text(sentence(ui, notice)).link(notice.href.clone());
        table.push_toned(tone, [Cell::text(ui.time(notice.told_at)), what, read]);
    }
    table
}

/// The sentence in the reader's language.
fn sentence(ui: &Ui, notice: &Notice) -> Text {
    let args: Vec<(&str, ui::messages::Arg)> = notice
        .args
        .iter()
        .map(|(name, value)| {
            let value: ui::messages::Arg = match value {
                Arg::Count(n) => (*n).into(),
                Arg::Text(text) => text.clone().into(),
            };
            (name.as_str(), value)
        })
        .collect();
    ui.f(&notice.message, &args)
}

pub(super) async fn read_one(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: NoticeId = id.parse().map_err(|_| Problem::not_found())?;
    let account = account(&signed)?;
    acts::read(&app.db, &app.clock, account, Some(id)).await?;
    app.room::<Room>().forget(account);
    Ok(Redirect::to(INBOX).into_response())
}

pub(super) async fn read_all(State(app): State<App>, signed: Signed) -> Result<Response, Problem> {
    let account = account(&signed)?;
    acts::read(&app.db, &app.clock, account, None).await?;
    app.room::<Room>().forget(account);
    Ok(Redirect::to(INBOX).saying("errands-all-read").into_response())
}
