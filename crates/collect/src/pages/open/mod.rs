//! `/thu-thap/moi`: a campaign is opened: which offices it asks is shown before it is.

mod codes;
mod confirm;

use std::collections::BTreeSet;

use access::{App, Right, Signed};
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use kernel::AsOf;
use registry::rules::lineage::OrgMap;
use ui::{
    Button, Choice, Component as _, Errors, Field, Form, Page, Problem, Redirect, Ui, format,
};

use super::{
    CAMPAIGNS, Room, campaign_page, clerk,
    fail::fail,
    given::{Given, Pairs},
    words,
};
use crate::{
    Error,
    acts::{Clerk, LONGEST_NAME, NewCampaign, open_campaign, preview_campaign},
    figures,
    model::Offices,
};

/// Offices are asked by their kind and place, or by a list of codes.
const BY_RULE: &str = "quy-tac";
const BY_LIST: &str = "danh-sach";

/// Days from the due day on which offices are reminded, where nobody says otherwise.
const REMINDERS: &str = "-7, -1, 1, 3";

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::RunCampaigns)?;
    page(&app, &ui, &Given::default(), &Errors::default()).await
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::RunCampaigns)?;
    let given = Given(pairs);
    let orgs = orgs(&app).await?;
    let mut errors = Errors::default();
    let new = read(&app, &ui, &given, &orgs, &mut errors).filter(|_| errors.is_empty());
    // Whoever wants to change something gets the form as they left it.
    if let Some(new) = new.filter(|_| !given.has(confirm::BACK)) {
        let clerk = clerk(&app, &signed);
        match open(&clerk, &ui, &given, &new).await {
            Ok(answer) => return Ok(answer),
            Err(Error::Field { field, what }) => errors.add(field, ui.t(wrong(field, what))),
            Err(error) => return Err(error.into()),
        }
    }
    page(&app, &ui, &given, &errors).await
}

/// Opens it, where the offices it asks are those that were shown; else shows them.
async fn open(
    clerk: &Clerk<'_>,
    ui: &Ui,
    given: &Given,
    new: &NewCampaign,
) -> Result<Response, Error> {
    let asked = preview_campaign(clerk, new).await?;
    let mark = confirm::mark(&asked);
    if given.raw(confirm::SEEN) != mark {
        let kind = kind_name(clerk, ui, &new.kind).await?;
        return Ok(confirm::show(ui, given, (new, kind), (&asked, &mark)));
    }
    let (id, ..) = open_campaign(clerk, new).await?;
    clerk.app.acted();
    let to = Redirect::to(campaign_page(id)).saying("collect-opened");
    Ok(to.into_response())
}

async fn kind_name(clerk: &Clerk<'_>, ui: &Ui, code: &str) -> Result<ui::Text, Error> {
    let mut tx = clerk.app.db.read().await?;
    let known = ledger::last_seq(&mut tx).await?;
    Ok(words::kind(ui, code, &figures::kind_names(&mut tx, known).await?))
}

async fn orgs(app: &App) -> Result<std::sync::Arc<OrgMap>, Problem> {
    let mut tx = app.db.read().await.map_err(fail)?;
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    app.room::<Room>().orgs(&mut tx, known).await.map_err(fail)
}

/// What is wrong with a field, in words.
fn wrong(field: &str, what: &str) -> &'static str {
    match (field, what) {
        ("ten", "missing") => "collect-name-missing",
        ("ten", _) => "collect-name-long",
        ("loai", _) => "collect-kind-unknown",
        ("han", _) => "collect-due-past",
        ("nhac", _) => "collect-reminders-wrong",
        _ => "collect-offices-none",
    }
}

/// What was typed, where it can be read; else what is wrong with it.
fn read(
    app: &App,
    ui: &Ui,
    given: &Given,
    orgs: &OrgMap,
    errors: &mut Errors,
) -> Option<NewCampaign> {
    let mut day = |name: &'static str| {
        let day = format::parse_date(given.raw(name).trim());
        if day.is_none() {
            errors.add(name, ui.t("collect-date-wrong"));
        }
        day
    };
    let (as_of, due_on) = (day("ngay"), day("han"));
    let reminders = reminders(given.raw("nhac"));
    if reminders.is_none() {
        errors.add("nhac", ui.t("collect-reminders-wrong"));
    }
    let offices = offices(app, ui, given, orgs, errors);
    Some(NewCampaign {
        name: given.line("ten"),
        kind: given.line("loai"),
        offices: offices?,
        as_of: as_of?,
        due_on: due_on?,
        reminders: reminders?,
    })
}

/// `-7, -1, 1`: blank for none.
fn reminders(text: &str) -> Option<Vec<i64>> {
    let parts = text.split([',', ';', ' ']).map(str::trim).filter(|p| !p.is_empty());
    parts.map(|p| p.trim_start_matches('+').parse().ok()).collect()
}

fn offices(
    app: &App,
    ui: &Ui,
    given: &Given,
    orgs: &OrgMap,
    errors: &mut Errors,
) -> Option<Offices> {
    let here = (orgs, app.clock.today());
    contradicts(ui, given, errors);
    if by_list(given) {
        let codes = given.raw("ma").split([',', ';', '\n']).map(str::trim);
        let codes: Vec<&str> = codes.filter(|code| !code.is_empty()).collect();
        let found = codes::find(ui, here, &codes).map_err(|said| errors.add("ma", said));
        return Some(Offices::List(found.ok()?));
    }
    let under = given.line("duoi");
    let top = match under.as_str() {
        "" => None,
        code => {
            let found = codes::find(ui, here, &[code]).map_err(|said| errors.add("duoi", said));
            found.ok()?.first().copied()
        }
    };
    Some(Offices::Rule { kinds: given.all("kieu").map(str::to_owned).collect(), under: top })
}

/// Whether offices are asked by a list of their codes.
fn by_list(given: &Given) -> bool {
    given.raw("chon") == BY_LIST
}

/// What was filled in for the other way of choosing is not passed over.
fn contradicts(ui: &Ui, given: &Given, errors: &mut Errors) {
    if !by_list(given) && !given.line("ma").is_empty() {
        errors.add("ma", ui.t("collect-codes-unused"));
    }
    if by_list(given) && given.all("kieu").next().is_some() {
        errors.add("kieu", ui.t("collect-rule-unused"));
    }
    if by_list(given) && !given.line("duoi").is_empty() {
        errors.add("duoi", ui.t("collect-rule-unused"));
    }
}

async fn page(app: &App, ui: &Ui, given: &Given, errors: &Errors) -> Result<Response, Problem> {
    let orgs = orgs(app).await?;
    let sheets = {
        let mut tx = app.db.read().await.map_err(fail)?;
        let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
        let names = figures::kind_names(&mut tx, known).await.map_err(fail)?;
        let kinds = figures::kinds(&mut tx, known).await.map_err(fail)?;
        let named = |code: String| {
            let name = words::kind(ui, &code, &names);
            Choice::new(code, name)
        };
        kinds.into_iter().map(named).collect()
    };
    let form = form(app, ui, (given, &orgs, sheets), errors);
    let page = Page::new(ui.t("collect-open"))
        .lead(ui.t("collect-open-lead"))
        .errors(errors)
        .crumb(ui.t("collect-campaigns"), CAMPAIGNS);
    Ok(page.respond(ui, &form.html(ui)))
}

fn form(
    app: &App,
    ui: &Ui,
    (given, orgs, sheets): (&Given, &OrgMap, Vec<Choice>),
    errors: &Errors,
) -> Form {
    let at = AsOf { valid_on: app.clock.today(), known_at: 0 };
    let kinds_there: BTreeSet<&str> = orgs
        .all_on(at.valid_on)
        .into_iter()
        .filter(|o| o.is_counted())
        .map(|o| o.kind.as_str())
        .collect();
    let kinds = kinds_there.into_iter().map(|kind| {
        let chosen = given.all("kieu").any(|k| k == kind);
        Choice::new(kind.to_owned(), words::kind_of_office(ui, kind)).chosen(chosen)
    });
    let kind = given.line("loai");
    let how = if by_list(given) { BY_LIST } else { BY_RULE };
    let reminders =
        if given.0.is_empty() { REMINDERS.to_owned() } else { given.raw("nhac").to_owned() };
    let longest = u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX);
    Form::post(format!("{CAMPAIGNS}/moi"))
        .field(
            Field::text("ten", ui.t("collect-col-campaign"))
                .hint(ui.t("collect-name-hint"))
                .value(given.line("ten"))
                .longest(longest)
                .required()
                .from(errors),
        )
        .field(
            Field::select("loai", ui.t("collect-col-kind"), sheets)
                .value(if kind.is_empty() { figures::OFFICERS.to_owned() } else { kind })
                .required()
                .from(errors),
        )
        .field(day(ui, "ngay", "collect-col-as-of", given, errors))
        .field(day(ui, "han", "collect-col-due", given, errors))
        .field(
            Field::text("nhac", ui.t("collect-reminders"))
                .hint(ui.t("collect-reminders-hint"))
                .value(reminders)
                .from(errors),
        )
        .field(
            Field::radios(
                "chon",
                ui.t("collect-which-offices"),
                [
                    Choice::new(BY_RULE, ui.t("collect-by-rule")),
                    Choice::new(BY_LIST, ui.t("collect-by-list")),
                ],
            )
            .value(how)
            .required(),
        )
        .field(
            Field::checks("kieu", ui.t("collect-kinds-of-office"), kinds)
                .hint(ui.t("collect-kinds-hint"))
                .from(errors),
        )
        .field(
            Field::text("duoi", ui.t("collect-under"))
                .hint(ui.t("collect-under-hint"))
                .value(given.line("duoi"))
                .from(errors),
        )
        .field(
            Field::long("ma", ui.t("collect-codes"))
                .hint(ui.t("collect-codes-hint"))
                .value(given.raw("ma").to_owned())
                .from(errors),
        )
        .part(errors.of("don-vi").map(|e| super::paragraph(e)).unwrap_or_default())
        .button(Button::submit(ui.t("collect-open-look")).primary())
}

fn day(ui: &Ui, name: &'static str, label: &str, given: &Given, errors: &Errors) -> Field {
    Field::date(ui, name, ui.t(label)).value(given.line(name)).required().from(errors)
}

#[cfg(test)]
mod tests {
    use super::reminders;

    #[test]
    fn days_of_reminders() {
        assert_eq!(reminders("-7, -1;+3  10"), Some(vec![-7, -1, 3, 10]));
        assert_eq!(reminders(" "), Some(Vec::new()));
        assert_eq!(reminders("mai"), None);
    }
}
