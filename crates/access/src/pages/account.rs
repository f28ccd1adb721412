//! `/tai-khoan`: one's own password and sessions.

use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use ui::{
    Button, Buttons, Cell, Column, Component, Empty, Errors, Field, Form as UiForm, Html, Page,
    Problem, Redirect, Summary, Table, Ui,
};

use crate::{
    Account, AccountError, App, SessionId, SessionLine, Weak, acts, figures, rules, web::Signed,
};

const HERE: &str = "/tai-khoan";

#[derive(Deserialize)]
pub(super) struct Given {
    #[serde(default)]
    present: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    again: String,
}

pub(super) async fn show(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
) -> Result<Response, Problem> {
    page(&app, &ui, &signed, &Errors::default()).await
}

pub(super) async fn change(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
    Form(given): Form<Given>,
) -> Result<Response, Problem> {
    let mut errors = Errors::default();
    if given.new == given.again {
        match acts::change_password(&app, &signed, &given.present, &given.new).await {
            Ok(()) => {
                return Ok(Redirect::to(HERE).saying("access-password-changed").into_response());
            }
            Err(error) => refused(&ui, error, &mut errors)?,
        }
    } else {
        errors.add("again", ui.t("access-password-differs"));
    }
    page(&app, &ui, &signed, &errors).await
}

pub(super) async fn end_one(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Redirect, Problem> {
    let id: SessionId = id.parse().map_err(|_| Problem::not_found())?;
    let ended = acts::end_session(&app, &signed, id).await.map_err(|e| Problem::internal(&e))?;
    if ended {
        Ok(Redirect::to(HERE).saying("access-session-ended"))
    } else {
        Err(Problem::not_found())
    }
}

pub(super) async fn end_others(
    State(app): State<App>,
    signed: Signed,
) -> Result<Redirect, Problem> {
    acts::end_other_sessions(&app, &signed).await.map_err(|e| Problem::internal(&e))?;
    Ok(Redirect::to(HERE).saying("access-sessions-ended"))
}

async fn page(app: &App, ui: &Ui, signed: &Signed, errors: &Errors) -> Result<Response, Problem> {
    let (account, others) = read(app, signed).await.map_err(|e| Problem::internal(&e))?;
    let mut body = Component::html(&summary(ui, signed, account.as_ref()), ui);
    body.push(&heading("password", &ui.t("access-password-change")));
    body.push(&password_form(ui, signed, errors));
    body.push(&sessions(ui, &others));
    let security = Button::link(ui.t("access-security"), super::security::HERE);
    Ok(Page::new(ui.t("access-account"))
        .actions(Buttons::new([security]).html(ui))
        .errors(errors)
        .respond(ui, &body))
}

async fn read(
    app: &App,
    signed: &Signed,
) -> Result<(Option<Account>, Vec<SessionLine>), store::Error> {
    let mut tx = app.db.read().await?;
    let account = figures::account(&mut tx, signed.actor.name()).await?;
    let mut others = match signed.actor.id() {
        Some(id) => figures::sessions(app, &mut tx, id).await?,
        None => Vec::new(),
    };
    others.retain(|s| s.id != signed.id);
    Ok((account, others))
}

fn heading(id: &str, text: &str) -> Html {
    let mut out = Html::trusted(format!("<h2 id=\"{id}\">"));
    out.push(&Html::text(text));
    out.push(&Html::trusted("</h2>"));
    out
}

fn summary(ui: &Ui, signed: &Signed, account: Option<&Account>) -> Summary {
    Summary::new()
        .line(ui.t("access-account-name"), signed.actor.name().to_owned())
        .line(ui.t("access-full-name"), signed.full_name.clone())
        .line(
            ui.t("access-password-set"),
            account.map(|a| ui.time(a.password_at)).unwrap_or_default(),
        )
        .line(ui.t("access-session-since"), ui.time(signed.created_at))
        .line(ui.t("access-session-until"), ui.time(signed.expires_at))
}

fn password_form(ui: &Ui, signed: &Signed, errors: &Errors) -> Html {
    let field = |name: &'static str, label: &str, complete| {
        Field::password(name, ui.t(label)).complete(complete).required().from(errors)
    };
    let form = UiForm::post("/tai-khoan/mat-khau")
        // For the browser's store of passwords.
        .hidden("username", signed.actor.name().to_owned())
        .field(field("present", "access-password-present", "current-password"))
        .field(
            field("new", "access-password-new", "new-password")
                .hint(ui.f("access-password-hint", &[("n", rules::MIN_CHARS.into())])),
        )
        .field(field("again", "access-password-again", "new-password"))
        .button(Button::submit(ui.t("access-password-change")));
    Component::html(&form, ui)
}

fn sessions(ui: &Ui, others: &[SessionLine]) -> Html {
    let columns = [
        Column::new("agent", ui.t("access-session-agent")).head(),
        Column::new("address", ui.t("access-session-address")),
        Column::new("began", ui.t("access-session-began")),
        Column::new("seen", ui.t("access-session-seen")),
        Column::new("end", ui.t("access-session-end")),
    ];
    let mut table = Table::new("sessions", ui.t("access-sessions"), columns)
        .empty(Empty::new(ui.t("access-sessions-none")))
        .caption_hidden();
    for session in others {
        let end = UiForm::post(format!("{HERE}/phien/{}/ket-thuc", session.id))
            .button(Button::submit(ui.t("access-session-end")).quiet());
        table.push([
            Cell::text(session.agent.clone()),
            Cell::text(session.address.clone()),
            Cell::text(ui.time(session.created_at)),
            Cell::text(ui.time(session.last_seen_at)),
            Cell::html(Component::html(&end, ui), ""),
        ]);
    }
    let mut out = heading("others", &ui.t("access-sessions"));
    out.push(&table.html(ui));
    if others.len() > 1 {
        let all = UiForm::post(format!("{HERE}/phien-khac/ket-thuc"))
            .button(Button::submit(ui.t("access-sessions-end-all")).danger());
        out.push(&Component::html(&all, ui));
    }
    out
}

/// What is wrong goes to its field; what is broken goes on.
fn refused(ui: &Ui, error: AccountError, errors: &mut Errors) -> Result<(), Problem> {
    let (field, text) = match error {
        AccountError::Wrong => ("present", ui.t("access-password-wrong")),
        AccountError::Locked(until) => {
            ("present", ui.f("access-password-locked", &[("until", ui.time(until).into())]))
        }
        AccountError::Weak(Weak::Short) => {
            ("new", ui.f("access-password-short", &[("n", rules::MIN_CHARS.into())]))
        }
        AccountError::Weak(Weak::Long) => ("new", ui.t("access-password-long")),
        AccountError::Weak(Weak::Name) => ("new", ui.t("access-password-name")),
        AccountError::Weak(Weak::Common) => ("new", ui.t("access-password-common")),
        other => return Err(Problem::internal(&other)),
    };
    errors.add(field, text);
    Ok(())
}
