//! A norm is set from a day on: a new one, or another version of one.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::{Date, Interval};
use ledger::{Held, Source};
use ui::{Button, Choice, Component as _, Errors, Field as FormField, Page, Problem, Redirect, Ui};

use super::{
    super::{
        given::{Given, Pairs},
        moment::Moment,
        rests::{self, Start},
        words::{self, FieldNames},
    },
    HERE, LONGEST_CODE, check_code, find, one, standing, version,
};
use crate::{
    acts::{self, Desk},
    figures,
    model::{KINDS, Mode, Norm, NormId},
};

const NEW: &str = "/dinh-muc/moi";

pub(in super::super) async fn new(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let mut given = rests::standing(None, Some(app.clock.today()));
    given.push(("it-nhat".to_owned(), "1".to_owned()));
    page(&mut moment, None, &Given(given), &Errors::default()).await
}

pub(in super::super) async fn create(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let moment = Moment::open(&app, &signed.actor, &ui).await?;
    set(moment, &signed, None, &Given(pairs)).await
}

pub(in super::super) async fn save(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let old = find(&mut moment, &code).await?;
    set(moment, &signed, Some(old), &Given(pairs)).await
}

async fn set(
    mut moment: Moment<'_>,
    signed: &Signed,
    old: Option<Held<Norm>>,
    given: &Given,
) -> Result<Response, Problem> {
    let (app, ui) = (moment.app, moment.ui);
    let code = old.as_ref().map_or_else(|| given.line("ma"), |h| h.fact.code.clone());
    let id = old.as_ref().map_or_else(|| NormId(app.ids.next()), |h| h.fact.id);
    let taken = standing(&mut moment).await?.iter().any(|h| h.fact.id != id && h.fact.code == code);
    let mut errors = Errors::default();
    check_code(ui, &code, &mut errors);
    if taken && errors.is_empty() {
        errors.add("ma", ui.t("registry-code-taken"));
    }
    let minimum = check(ui, given, &mut errors);
    check_choices(&mut moment, given, old.as_ref(), &mut errors).await?;
    let from = rests::since(ui, Start::Open, given, &mut errors);
    let Some(minimum) = minimum.filter(|_| errors.is_empty()) else {
        return page(&mut moment, old.as_ref(), given, &errors).await;
    };
    // A version that another one follows ends where it ended.
    let to = old.and_then(|h| h.valid.to).filter(|to| from.is_none_or(|f| f < *to));
    drop(moment);
    let norm = norm(id, code, minimum, given);
    let by = &signed.actor;
    let desk = Desk { db: &app.db, clock: &app.clock, by, source: Source::Form };
    let done = acts::set_norm(&desk, Interval { from, to }, norm, &given.line("ly_do")).await?;
    let back = Redirect::to(HERE);
    Ok(back
        .entered(done.is_some(), "registry-norm-saved", "registry-nothing-changed")
        .into_response())
}

/// How many it asks for; what is missing or wrong is told at its field.
fn check(ui: &Ui, given: &Given, errors: &mut Errors) -> Option<i64> {
    for name in ["ten", "ten-en"] {
        if given.line(name).is_empty() {
            errors.add(name, ui.t("registry-field-missing"));
        }
    }
    let minimum = given.line("it-nhat").parse::<i64>().ok();
    let minimum = minimum.filter(|n| (1..=100_000).contains(n));
    if minimum.is_none() {
        errors.add("it-nhat", ui.t("registry-minimum-wrong"));
    }
    rests::lengths(ui, given, &["ten", "ten-en"], errors);
    let kinds = chosen(given);
    if kinds.is_empty() {
        errors.add("loai", ui.t("registry-kinds-missing"));
    } else if kinds.iter().any(|kind| kind.chars().count() > LONGEST_CODE as usize) {
        errors.add("loai", ui.f("registry-too-long", &[("n", LONGEST_CODE.into())]));
    }
    minimum
}

/// A mode or field that there is not would bind nobody, and the norm would never be met.
async fn check_choices(
    moment: &mut Moment<'_>,
    given: &Given,
    old: Option<&Held<Norm>>,
    errors: &mut Errors,
) -> Result<(), Problem> {
    let mode = given.line("hinh-thuc");
    if !mode.is_empty() && Mode::parse(&mode).is_none() {
        errors.add("hinh-thuc", moment.ui.t("registry-choice-unknown"));
    }
    let Some(field) = given.some("linh-vuc") else { return Ok(()) };
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let is_old = old.is_some_and(|old| old.fact.field.as_ref() == Some(&field));
    if !is_old && !fields.iter().any(|known| known.code == field) {
        errors.add("linh-vuc", moment.ui.t("registry-choice-unknown"));
    }
    Ok(())
}

fn norm(id: NormId, code: String, minimum: i64, given: &Given) -> Norm {
    Norm {
        id,
        code,
        name_vi: given.line("ten"),
        name_en: given.line("ten-en"),
        basis_act: given.line("can_cu"),
        basis_clause: given.line("dieu_khoan"),
        confirmed: given.has("xac_nhan"),
        kinds: chosen(given),
        minimum,
        mode: Mode::parse(&given.line("hinh-thuc")),
        field: given.some("linh-vuc"),
    }
}

/// The kinds that were ticked, and those that were typed.
fn chosen(given: &Given) -> Vec<String> {
    let mut kinds = given.all("loai");
    kinds.extend(given.line("loai-khac").split([',', ';', '|']).map(|k| k.trim().to_owned()));
    kinds.retain(|k| !k.is_empty());
    kinds.sort();
    kinds.dedup();
    kinds
}

/// The fields of the form as a version of a norm has them.
pub(super) fn prefilled(norm: &Norm, from: Option<Date>) -> Vec<(String, String)> {
    let basis = (&*norm.basis_act, &*norm.basis_clause, norm.confirmed);
    let mut given = rests::standing(Some(basis), from);
    let own = [
        ("ten", norm.name_vi.clone()),
        ("ten-en", norm.name_en.clone()),
        ("it-nhat", norm.minimum.to_string()),
        ("hinh-thuc", norm.mode.map(|m| m.as_str().to_owned()).unwrap_or_default()),
        ("linh-vuc", norm.field.clone().unwrap_or_default()),
    ];
    let kinds = norm.kinds.iter().map(|kind| ("loai", kind.clone()));
    given.extend(own.into_iter().chain(kinds).map(|(name, value)| (name.to_owned(), value)));
    given
}

async fn page(
    moment: &mut Moment<'_>,
    old: Option<&Held<Norm>>,
    given: &Given,
    errors: &Errors,
) -> Result<Response, Problem> {
    if let Some(found) = old {
        return one::page(moment, found, given, errors).await;
    }
    let ui = moment.ui;
    let form = form(moment, given, None, errors).await?;
    let page = Page::new(ui.t("registry-norm-new"))
        .lead(ui.t("registry-norm-edit-lead"))
        .crumb(ui.t("registry-norms-page"), HERE)
        .errors(errors);
    Ok(page.respond(ui, &form.html(ui)))
}

pub(super) async fn form(
    moment: &mut Moment<'_>,
    given: &Given,
    old: Option<&Held<Norm>>,
    errors: &Errors,
) -> Result<ui::Form, Problem> {
    let ui = moment.ui;
    let kinds = kinds(moment, &chosen(given)).await?;
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let names = FieldNames::new(ui, &fields);
    let modes =
        [Mode::Dedicated, Mode::Concurrent].map(|m| Choice::new(m.as_str(), words::mode(ui, m)));
    let either = std::iter::once(Choice::new("", ui.t("registry-either")));
    let any = std::iter::once(Choice::new("", ui.t("registry-any-field")));
    let of_field = fields.iter().map(|f| Choice::new(f.code.clone(), names.name(&f.code)));
    let text = |name: &'static str, id: &str| {
        FormField::wide(name, ui.t(id)).value(given.line(name)).longest(rests::LONGEST).from(errors)
    };
    let mut form =
        ui::Form::post(old.map_or_else(|| NEW.to_owned(), |old| version(&old.fact, old.valid)));
    if old.is_none() {
        let code = FormField::text("ma", ui.t("registry-col-code")).value(given.line("ma"));
        let code = code.hint(ui.t("registry-code-hint")).longest(LONGEST_CODE).from(errors);
        form = form.field(code.required());
    }
    let form = form
        .field(text("ten", "registry-column-name-vi").required())
        .field(text("ten-en", "registry-column-name-en").required())
        .field(FormField::checks("loai", ui.t("registry-col-binds"), kinds).required().from(errors))
        .field(
            FormField::text("loai-khac", ui.t("registry-other-kinds"))
                .longest(rests::LONGEST)
                .hint(ui.t("registry-other-kinds-hint")),
        )
        .field(
            FormField::number("it-nhat", ui.t("registry-column-minimum"))
                .value(given.line("it-nhat"))
                .from(errors)
                .required(),
        )
        .field(
            FormField::select("hinh-thuc", ui.t("registry-col-mode"), either.chain(modes))
                .value(given.line("hinh-thuc"))
                .from(errors),
        )
        .field(
            FormField::select("linh-vuc", ui.t("registry-col-field"), any.chain(of_field))
                .value(given.line("linh-vuc"))
                .from(errors),
        );
    Ok(rests::ask(form, ui, ("registry-col-basis", Start::Open), given, errors)
        .button(Button::submit(ui.t("registry-save")))
        .button(Button::link(ui.t("registry-cancel"), HERE)))
}

/// Kinds that offices have or had, and those the norm already binds: a norm may hold on other days
/// than the one that is looked at.
async fn kinds(moment: &mut Moment<'_>, chosen: &[String]) -> Result<Vec<Choice>, Problem> {
    let ui = moment.ui;
    let offices = moment.offices().await?;
    let mut kinds = offices.orgs.kinds();
    kinds.extend(KINDS.iter().copied().chain(chosen.iter().map(String::as_str)));
    let choice = |kind: &str| {
        let is_chosen = chosen.iter().any(|c| c == kind);
        Choice::new(kind.to_owned(), words::kind(ui, kind).into_owned()).chosen(is_chosen)
    };
    Ok(kinds.into_iter().map(choice).collect())
}
