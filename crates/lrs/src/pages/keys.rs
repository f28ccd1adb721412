//! `/ho-so-hoc/khoa`: keys are made, listed, revoked.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, RawForm, State},
    response::{IntoResponse as _, Response},
};
use ui::{
    Button, Cell, Choice, Column, Component as _, Empty, Errors, Field, Form, Html, Notice, Page,
    Problem, Redirect, Summary, Table, Tone, Ui,
};

use super::{KEYS, RECORDS, fail, heading};
use crate::{
    Room,
    acts::{KeyError, Made, add_key, revoke_key},
    figures,
    model::{AccessKey, Scope},
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeKeys)?;
    if signed.actor.may_all(Right::KeepKeys) {
        return page(&app, &ui, None, &Errors::default()).await;
    }
    let keys = known(&app).await?;
    Ok(framed(&ui, &Errors::default()).respond(&ui, &table(&ui, &keys, false).html(&ui)))
}

pub(super) async fn make(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    RawForm(form): RawForm,
) -> Result<Response, Problem> {
    signed.actor.require(Right::KeepKeys)?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&form).into_owned().collect();
    let get = |name: &str| pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str());
    let scopes: Vec<&str> =
        pairs.iter().filter(|(name, _)| name == "quyen").map(|(_, v)| v.as_str()).collect();
    let mut errors = Errors::default();
    let rate = match get("toc-do").trim() {
        "" => None,
        text => {
            let rate = text.parse().ok().filter(|n| *n > 0);
            if rate.is_none() {
                errors.add("toc-do", ui.t("lrs-rate-wrong"));
            }
            rate
        }
    };
    if !errors.is_empty() {
        return page(&app, &ui, None, &errors).await;
    }
    let made = add_key(
        &signed.actor,
        &app.db,
        &app.clock,
        get("ten"),
        &scopes.join(" "),
        get("kho"),
        rate,
    )
    .await;
    match made {
        Ok(made) => return page(&app, &ui, Some(&made), &errors).await,
        Err(KeyError::Name) => errors.add("ten", ui.t("lrs-key-name-wrong")),
        Err(KeyError::Scope(_) | KeyError::NoScope) => {
            errors.add("quyen", ui.t("lrs-key-scope-wrong"));
        }
        Err(error) => return Err(error.into()),
    }
    page(&app, &ui, None, &errors).await
}

pub(super) async fn revoke(
    State(app): State<App>,
    signed: Signed,
    Path(key): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::KeepKeys)?;
    if !revoke_key(&signed.actor, &app.db, &app.clock, &key).await? {
        return Err(Problem::not_found());
    }
    app.room::<Room>().forget(&key);
    Ok(Redirect::to(KEYS).saying("lrs-key-revoked").into_response())
}

async fn known(app: &App) -> Result<Vec<AccessKey>, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    figures::keys(&mut tx).await.map_err(fail)
}

fn framed(ui: &Ui, errors: &Errors) -> Page {
    let page = Page::new(ui.t("lrs-keys")).lead(ui.t("lrs-keys-lead")).errors(errors);
    page.crumb(ui.t("lrs-title"), RECORDS)
}

/// The page of who makes and revokes keys.
async fn page(
    app: &App,
    ui: &Ui,
    made: Option<&Made>,
    errors: &Errors,
) -> Result<Response, Problem> {
    let keys = known(app).await?;
    let mut body = Html::default();
    if let Some(made) = made {
        body.push(&secret(ui, made));
    }
    body.push(&table(ui, &keys, true).html(ui));
    body.push(&heading("khoa-moi", &ui.t("lrs-make-key")));
    body.push(&form(ui, errors));
    Ok(framed(ui, errors).respond(ui, &body))
}

/// What is told this once.
fn secret(ui: &Ui, made: &Made) -> Html {
    let mut out = Notice::new(Tone::Good, ui.t("lrs-key-made")).html(ui);
    let code = |text: &str| Html::trusted(format!("<code>{}</code>", Html::text(text)));
    let summary = Summary::new()
        .line(ui.t("lrs-key-name"), made.key.name.clone())
        .line_html(ui.t("lrs-key"), code(&made.key.key))
        .line_html(ui.t("lrs-key-secret"), code(&made.secret));
    out.push(&summary.html(ui));
    out
}

fn table(ui: &Ui, keys: &[AccessKey], keeps: bool) -> Table {
    let columns = [
        Column::new("name", ui.t("lrs-key-name")).head(),
        Column::new("key", ui.t("lrs-key")),
        Column::new("tenant", ui.t("lrs-tenant")),
        Column::new("scopes", ui.t("lrs-key-scopes")),
        Column::new("created", ui.t("lrs-key-created")),
        Column::new("revoked", ui.t("lrs-key-state")),
    ];
    let mut table = Table::new("khoa", ui.t("lrs-keys"), columns)
        .caption_hidden()
        .empty(Empty::new(ui.t("lrs-keys-none")));
    for key in keys {
        let state = if let Some(at) = key.revoked_at {
            Cell::text(ui.f("lrs-key-revoked-at", &[("at", ui.time(at).into())]))
        } else if !keeps {
            Cell::text(ui.t("lrs-key-good"))
        } else {
            let form = Form::post(format!("{KEYS}/{}/thu-hoi", key.key));
            let button = Button::submit(ui.t("lrs-key-revoke")).quiet();
            Cell::html(form.button(button).html(ui), "")
        };
        table.push([
            Cell::text(key.name.clone()),
            Cell::text(key.key.clone()),
            Cell::text(key.tenant_name.clone()),
            Cell::text(key.scopes.to_string()),
            Cell::text(ui.time(key.created_at)),
            state,
        ]);
    }
    table
}

fn form(ui: &Ui, errors: &Errors) -> Html {
    let scopes = Scope::EACH.into_iter().map(|scope| {
        let id = format!("lrs-scope-{}", scope.name().replace('/', "-"));
        Choice::new(scope.name(), scope.name()).hint(ui.t(&id))
    });
    let form = Form::post(KEYS)
        .field(Field::text("ten", ui.t("lrs-key-name")).required().longest(200).from(errors))
        .field(
            Field::text("kho", ui.t("lrs-tenant"))
                .hint(ui.t("lrs-tenant-hint"))
                .longest(200)
                .from(errors),
        )
        .field(Field::checks("quyen", ui.t("lrs-key-scopes"), scopes).required().from(errors))
        .field(Field::number("toc-do", ui.t("lrs-rate")).hint(ui.t("lrs-rate-hint")).from(errors))
        .button(Button::submit(ui.t("lrs-make-key")).primary());
    form.html(ui)
}
