//! Whom the organisation's provider knows as the owner of an account.

use axum::{
    Form,
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use ui::{
    Button, Buttons, Cell, Column, Component as _, Empty, Errors, Field, Form as UiForm, Html,
    Page, Problem, Redirect, Table, Ui,
};

use super::{super::provider, HERE, Said, page, paragraph};
use crate::{App, Link, LinkError, LinkId, StepError, acts, web::Signed};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Given {
    mat_khau_to_chuc: String,
}

/// Off to the provider, by a link: a form may not lead to another site.
pub(super) async fn begin(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
    headers: HeaderMap,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    if app.settings.provider.is_none() {
        return Err(Problem::not_found());
    }
    let here = provider::here(&app, &headers)?;
    let visit = acts::visit_to_link(&app, &signed, &given.mat_khau_to_chuc, &here).await;
    let text = match visit {
        Ok(away) => return Ok(leave(&ui, &away)),
        Err(LinkError::Step(StepError::Password)) => ui.t("access-password-wrong"),
        Err(LinkError::Step(StepError::Locked(until))) => {
            ui.f("access-password-locked", &[("until", ui.time(until).into())])
        }
        Err(error) => return Err(error.into()),
    };
    let mut errors = Errors::default();
    errors.add("mat_khau_to_chuc", text);
    page(&app, &ui, &signed, &headers, Said { errors, ..Said::default() }).await
}

fn leave(ui: &Ui, away: &str) -> Response {
    let on = Buttons::new([
        Button::link(ui.t("access-provider-go"), away.to_owned()).primary(),
        Button::link(ui.t("access-provider-stay"), HERE),
    ]);
    let response = Page::new(ui.t("access-provider"))
        .lead(ui.t("access-provider-go-lead"))
        .crumb(ui.t("access-account"), "/tai-khoan")
        .crumb(ui.t("access-security"), HERE)
        .respond(ui, &on.html(ui));
    super::unkept(response)
}

pub(super) async fn remove(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: LinkId = id.parse().map_err(|_| Problem::not_found())?;
    if !acts::unlink(&app, &signed, id).await? {
        return Err(Problem::not_found());
    }
    Ok(Redirect::to(HERE).saying("access-provider-unlinked").into_response())
}

/// The part of the page that is about them.
pub(super) fn section(ui: &Ui, all: &[Link], errors: &Errors) -> Html {
    let mut out = paragraph(&ui.t("access-provider-what"));
    out.push(&table(ui, all, Some(&format!("{HERE}/to-chuc"))).html(ui));
    let form = UiForm::post("/tai-khoan/bao-mat/to-chuc")
        .field(
            Field::password("mat_khau_to_chuc", ui.t("access-password-present"))
                .complete("current-password")
                .required()
                .from(errors),
        )
        .button(Button::submit(ui.t("access-provider-link")));
    out.push(&form.html(ui));
    out
}

/// Links, each with a way to remove it below an address, where there is one.
pub(in super::super) fn table(ui: &Ui, all: &[Link], below: Option<&str>) -> Table {
    let shown = if below.is_some() { 6 } else { 5 };
    let columns = [
        Column::new("subject", ui.t("access-provider-subject")).head(),
        Column::new("issuer", ui.t("access-provider-issuer")),
        Column::new("by", ui.t("access-provider-by")),
        Column::new("made", ui.t("access-provider-made")),
        Column::new("used", ui.t("access-provider-used")),
        Column::new("remove", ui.t("access-provider-unlink")),
    ];
    let columns = columns.into_iter().take(shown);
    let mut table = Table::new("links", ui.t("access-provider"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("access-provider-none")));
    for link in all {
        let remove = below.map(|below| {
            UiForm::post(format!("{below}/{}/bo", link.id))
                .button(Button::submit(ui.t("access-provider-unlink")).quiet())
        });
        let cells = [
            Cell::text(link.subject.clone()),
            Cell::text(link.issuer.clone()),
            Cell::text(link.made_by.clone()),
            Cell::text(ui.time(link.made_at)),
            Cell::text(link.used_at.map(|at| ui.time(at)).unwrap_or_default()),
            remove.map_or_else(Cell::blank, |form| Cell::html(form.html(ui), "")),
        ];
        table.push(cells.into_iter().take(shown));
    }
    table
}
