//! `/nguoi-dung/{name}`: one account: its roles, its password, whether it may sign in.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use ledger::Held;
use ui::{
    Button, Cell, Choice, Column, Component as _, Empty, Errors, Field, Form as UiForm, Html,
    Notice, Page, Problem, Redirect, Summary, Table, Tone, Ui,
};

use super::{super::security, HERE, links, page_of, words};
use crate::{Account, App, Grant, Right, Role, SecondStep, Unit, acts, figures, web::Signed};

/// What the page says beside what it is about.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) password: Option<String>,
    pub(super) errors: Errors,
    pub(super) given: super::role::Given,
}

impl Said {
    pub(super) fn password(password: String) -> Self {
        Self { password: Some(password), ..Self::default() }
    }
}

pub(super) async fn show(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    page(&app, &ui, &signed, &name, Said::default()).await
}

pub(super) async fn new_password(
    State(app): State<App>,
    ui: Ui,
    signed: Signed,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let password = acts::renew_password(&app, &signed.actor, &name).await?;
    page(&app, &ui, &signed, &name, Said::password(password)).await
}

pub(super) async fn close(
    State(app): State<App>,
    signed: Signed,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    acts::disable_account(&app, &signed.actor, &name).await?;
    Ok(Redirect::to(page_of(&name)).saying("access-user-was-closed").into_response())
}

pub(super) async fn open(
    State(app): State<App>,
    signed: Signed,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    acts::enable_account(&app, &signed.actor, &name).await?;
    Ok(Redirect::to(page_of(&name)).saying("access-user-was-opened").into_response())
}

pub(super) async fn take_step(
    State(app): State<App>,
    signed: Signed,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    acts::take_second_step(&app, &signed.actor, &name).await?;
    Ok(Redirect::to(page_of(&name)).saying("access-user-step-taken").into_response())
}

pub(super) async fn take_passkeys(
    State(app): State<App>,
    signed: Signed,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    acts::take_passkeys(&app, &signed.actor, &name).await?;
    Ok(Redirect::to(page_of(&name)).saying("access-user-passkeys-taken").into_response())
}

pub(super) async fn page(
    app: &App,
    ui: &Ui,
    signed: &Signed,
    name: &str,
    said: Said,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SeeAccounts)?;
    let keeps = signed.actor.may_all(Right::Accounts);
    let mut tx = app.db.read().await.map_err(|e| Problem::internal(&e))?;
    let account = figures::account(&mut tx, name).await.map_err(|e| Problem::internal(&e))?;
    let account = account.ok_or_else(Problem::not_found)?;
    let mut roles = figures::roles(&mut tx, &signed.actor).await?;
    let units = app.units(&mut tx).await.map_err(|e| Problem::internal(&e))?;
    let step = figures::second_step(&mut tx, account.id).await;
    let step = step.map_err(|e| Problem::internal(&e))?;
    let keys = figures::passkeys(&mut tx, account.id).await.map_err(|e| Problem::internal(&e))?;
    let known = figures::links(&mut tx, account.id).await.map_err(|e| Problem::internal(&e))?;
    let done = figures::events(&mut tx, account.id).await.map_err(|e| Problem::internal(&e))?;
    drop(tx);
    roles.retain(|held| held.fact.account == account.id);
    let mut body = summary(ui, &account).html(ui);
    body.push(&Html::trusted("<h2>"));
    body.push(&Html::text(&ui.t("access-roles")));
    body.push(&Html::trusted("</h2>"));
    body.push(&held(app, ui, &account, &roles, &units, keeps).html(ui));
    if keeps {
        body.push(&give(ui, &account, &units, &said).html(ui));
    }
    body.push(&Html::trusted("<h2>"));
    body.push(&Html::text(&ui.t("access-user-door")));
    body.push(&Html::trusted("</h2>"));
    body.push(&ways(ui, step, keys.len()).html(ui));
    if keeps {
        body.push(&door(ui, &account, step, keys.len()));
    }
    if app.settings.provider.is_some() {
        body.push(&links::section(ui, &account.name, &known, keeps));
    }
    body.push(&security::events(ui, &done).html(ui));
    let mut page =
        Page::new(account.full_name.clone()).crumb(ui.t("access-users"), HERE).errors(&said.errors);
    if let Some(password) = &said.password {
        let told = ui.f("access-user-password", &[("password", password.as_str().into())]);
        page = page.notice(Notice::new(Tone::Good, told));
    }
    let mut answer = page.respond(ui, &body);
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(answer)
}

fn summary(ui: &Ui, account: &Account) -> Summary {
    let state = match account.disabled_at {
        Some(at) => ui.f("access-user-closed-at", &[("at", ui.time(at).into())]),
        None => ui.t("access-user-open"),
    };
    Summary::new()
        .line(ui.t("access-account-name"), account.name.clone())
        .line(ui.t("access-user-state"), state)
        .line(ui.t("access-user-made"), ui.time(account.created_at))
        .line(ui.t("access-password-set"), ui.time(account.password_at))
}

/// The ways in that are open beside the password.
fn ways(ui: &Ui, step: SecondStep, passkeys: usize) -> Summary {
    let on = if step.is_on() { "access-step-on" } else { "access-step-off" };
    Summary::new()
        .line(ui.t("access-step"), ui.t(on))
        .line(ui.t("access-passkeys"), ui.n(i64::try_from(passkeys).unwrap_or(i64::MAX)))
}

fn held(
    app: &App,
    ui: &Ui,
    account: &Account,
    roles: &[Held<Grant>],
    units: &[Unit],
    keeps: bool,
) -> Table {
    let columns = [
        Column::new("role", ui.t("access-role")).head(),
        Column::new("unit", ui.t("access-role-unit")),
        Column::new("valid", ui.t("access-role-valid")),
        Column::new("take", ui.t("access-role-take")),
    ];
    let shown = if keeps { 4 } else { 3 };
    let today = app.clock.today();
    let mut table = Table::new("roles", ui.t("access-roles"), columns.into_iter().take(shown))
        .caption_hidden()
        .empty(Empty::new(ui.t("access-roles-none")));
    for role in roles {
        let over = role.valid.to.is_some_and(|to| to <= today);
        let mut unit = Cell::text(words::unit(ui, &role.fact, units));
        if let Some(person) = role.fact.person.and_then(|person| app.person_page(person)) {
            unit = Cell::text(ui.t("access-role-own")).link(person);
        }
        let action = format!("{}/vai-tro/{}/thoi", page_of(&account.name), role.fact.id);
        let take =
            UiForm::post(action).button(Button::submit(ui.t("access-role-take-today")).quiet());
        let cells = [
            Cell::text(words::role(ui, role.fact.role)),
            unit,
            Cell::text(words::span(ui, role.valid)),
            if over { Cell::text(ui.t("access-role-over")) } else { Cell::html(take.html(ui), "") },
        ];
        table.push(cells.into_iter().take(shown));
    }
    table
}

fn give(ui: &Ui, account: &Account, units: &[Unit], said: &Said) -> UiForm {
    let (errors, given) = (&said.errors, &said.given);
    let roles = Role::ALL.iter().map(|role| {
        Choice::new(role.code(), words::role(ui, *role))
            .hint(ui.t(&format!("access-role-{}-does", role.code())))
    });
    let any = std::iter::once(Choice::new("", ui.t("access-role-everything")));
    let standing = units.iter().filter(|unit| unit.stands);
    let choices = any.chain(standing.map(|unit| Choice::new(unit.code.clone(), unit.name.clone())));
    UiForm::post(format!("{}/vai-tro", page_of(&account.name)))
        .field(
            Field::radios("vai_tro", ui.t("access-role-give"), roles)
                .value(given.vai_tro.clone())
                .required()
                .from(errors),
        )
        .field(
            Field::select("don_vi", ui.t("access-role-unit"), choices)
                .hint(ui.t("access-role-unit-hint"))
                .value(given.don_vi.clone())
                .from(errors),
        )
        .field(
            Field::text("so", ui.t("access-role-number"))
                .hint(ui.t("access-role-number-hint"))
                .from(errors),
        )
        .field(Field::date(ui, "tu", ui.t("access-role-from")).value(given.tu.clone()).from(errors))
        .field(Field::date(ui, "den", ui.t("access-role-to")).value(given.den.clone()).from(errors))
        .field(Field::text("ly_do", ui.t("access-role-reason")).value(given.ly_do.clone()))
        .button(Button::submit(ui.t("access-role-give-button")))
}

fn door(ui: &Ui, account: &Account, step: SecondStep, passkeys: usize) -> Html {
    let here = page_of(&account.name);
    if account.disabled_at.is_some() {
        return UiForm::post(format!("{here}/mo"))
            .button(Button::submit(ui.t("access-user-reopen")))
            .html(ui);
    }
    let mut out = UiForm::post(format!("{here}/mat-khau"))
        .button(Button::submit(ui.t("access-user-renew")).quiet())
        .html(ui);
    if step.is_on() {
        let take = UiForm::post(format!("{here}/buoc-hai/bo"))
            .button(Button::submit(ui.t("access-user-step-take")).quiet());
        out.push(&take.html(ui));
    }
    if passkeys > 0 {
        let n = i64::try_from(passkeys).unwrap_or(i64::MAX);
        let label = ui.f("access-user-passkeys-take", &[("n", n.into())]);
        let take =
            UiForm::post(format!("{here}/khoa-truy-cap/bo")).button(Button::submit(label).quiet());
        out.push(&take.html(ui));
    }
    out.push(
        &UiForm::post(format!("{here}/dong"))
            .button(Button::submit(ui.t("access-user-close")).danger())
            .html(ui),
    );
    out
}
