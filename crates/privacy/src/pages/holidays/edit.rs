//! `/ngay-nghi/moi`, `/ngay-nghi/{id}`: a rule about days off is entered, changed, ended.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::{Date, Interval};
use ledger::Held;
use registry::pages::kit::{Given, Pairs};
use ui::{
    Button, Choice, Component as _, Errors, Field, Form, Page, Problem, Redirect, Ui, format,
};

use super::super::{
    HOLIDAYS,
    fail::{fail, refused},
};
use crate::{
    acts::{Clerk, set_holiday},
    figures::holidays,
    model::{Holiday, HolidayId},
};

pub(super) async fn new(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let sketch = Sketch { from: format::date(app.clock.today()), ..Sketch::default() };
    Ok(page(&ui, None, &sketch, &Errors::default()))
}

pub(super) async fn create(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    enter(&app, &signed, &ui, None, &Sketch::given(&Given(pairs))).await
}

pub(super) async fn show(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let found = find(&app, &ui, &id).await?;
    Ok(page(&ui, Some(&found), &Sketch::of(&found), &Errors::default()))
}

pub(super) async fn save(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let found = find(&app, &ui, &id).await?;
    enter(&app, &signed, &ui, Some(found), &Sketch::given(&Given(pairs))).await
}

/// The version of a rule that the address means: that of a day (`tu`), else the last.
async fn find(app: &App, ui: &Ui, id: &str) -> Result<Held<Holiday>, Problem> {
    let id: HolidayId = id.parse().map_err(|_| Problem::not_found())?;
    let day = ui.query().get("tu").and_then(format::parse_date);
    let mut tx = app.db.read().await.map_err(fail)?;
    let known = ledger::last_seq(&mut tx).await.map_err(fail)?;
    let mut all = holidays(&mut tx, known).await?;
    all.retain(|held| held.fact.id == id);
    let meant = day.and_then(|day| all.iter().position(|held| held.valid.contains(day)));
    let last = all.len().checked_sub(1).ok_or_else(Problem::not_found)?;
    Ok(all.swap_remove(meant.unwrap_or(last)))
}

async fn enter(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    old: Option<Held<Holiday>>,
    sketch: &Sketch,
) -> Result<Response, Problem> {
    let id = old.as_ref().map_or_else(|| HolidayId(app.ids.next()), |held| held.fact.id);
    let mut errors = Errors::default();
    if let Some((holiday, over)) = sketch.read(ui, id, &mut errors) {
        let clerk = Clerk { app, actor: &signed.actor };
        match set_holiday(&clerk, over, &holiday, &sketch.reason).await {
            Ok(done) => {
                let (saved, nothing) = ("privacy-holiday-saved", "privacy-nothing-changed");
                let back = Redirect::to(HOLIDAYS).entered(done.is_some(), saved, nothing);
                return Ok(back.into_response());
            }
            Err(error) => refused(ui, error, &mut errors)?,
        }
    }
    Ok(page(ui, old.as_ref(), sketch, &errors))
}

/// A rule as a form has it.
#[derive(Clone, Debug, Default)]
struct Sketch {
    name_vi: String,
    name_en: String,
    lunar: bool,
    year: String,
    month: String,
    day: String,
    shift: String,
    days: String,
    works: bool,
    act: String,
    clause: String,
    confirmed: bool,
    from: String,
    last: String,
    reason: String,
}

impl Sketch {
    fn of(held: &Held<Holiday>) -> Self {
        let it = &held.fact;
        let day = |day: Option<Date>| day.map(format::date).unwrap_or_default();
        Self {
            name_vi: it.name_vi.clone(),
            name_en: it.name_en.clone(),
            lunar: it.lunar,
            year: it.year.map(|year| year.to_string()).unwrap_or_default(),
            month: it.month.to_string(),
            day: it.day.to_string(),
            shift: it.shift.to_string(),
            days: it.days.to_string(),
            works: it.works,
            act: it.basis_act.clone(),
            clause: it.basis_clause.clone(),
            confirmed: it.confirmed,
            from: day(held.valid.from),
            last: day(held.valid.to.and_then(|to| to.yesterday().ok())),
            reason: String::new(),
        }
    }

    fn given(given: &Given) -> Self {
        Self {
            name_vi: given.line("ten"),
            name_en: given.line("ten_en"),
            lunar: given.raw("lich") == "am",
            year: given.line("nam"),
            month: given.line("thang"),
            day: given.line("ngay"),
            shift: given.line("lech"),
            days: given.line("so_ngay"),
            works: given.has("lam_bu"),
            act: given.line("can_cu"),
            clause: given.line("dieu_khoan"),
            confirmed: given.has("xac_nhan"),
            from: given.line("tu_ngay"),
            last: given.line("den_ngay"),
            reason: given.line("ly_do"),
        }
    }

    /// The rule and when it holds, or what is wrong.
    fn read(&self, ui: &Ui, id: HolidayId, errors: &mut Errors) -> Option<(Holiday, Interval)> {
        for (name, value) in
            [("ten", &self.name_vi), ("can_cu", &self.act), ("ly_do", &self.reason)]
        {
            if value.is_empty() {
                errors.add(name, ui.t("privacy-field-missing"));
            }
        }
        let mut number = |name: &'static str, text: &str, range: std::ops::RangeInclusive<i64>| {
            let n = text.replace('\u{2212}', "-").parse::<i64>().ok();
            let n = n.filter(|n| range.contains(n));
            if n.is_none() {
                errors.add(name, ui.t("privacy-number-wrong"));
            }
            n.unwrap_or(*range.start())
        };
        let year = (!self.year.is_empty()).then(|| number("nam", &self.year, 2000..=2200));
        let (month, day) =
            (number("thang", &self.month, 1..=12), number("ngay", &self.day, 1..=31));
        let shift = if self.shift.is_empty() { 0 } else { number("lech", &self.shift, -30..=30) };
        let days = number("so_ngay", &self.days, 1..=30);
        let over = self.interval(ui, errors);
        let holiday = Holiday {
            id,
            name_vi: self.name_vi.clone(),
            name_en: self.name_en.clone(),
            lunar: self.lunar,
            year,
            month,
            day,
            shift,
            days,
            works: self.works,
            basis_act: self.act.clone(),
            basis_clause: self.clause.clone(),
            confirmed: self.confirmed,
        };
        over.filter(|_| errors.is_empty()).map(|over| (holiday, over))
    }

    fn interval(&self, ui: &Ui, errors: &mut Errors) -> Option<Interval> {
        let mut day = |name: &'static str, text: &str| {
            let day = format::parse_date(text);
            if day.is_none() && !text.is_empty() {
                errors.add(name, ui.t("privacy-date-wrong"));
            }
            day
        };
        let (from, last) = (day("tu_ngay", &self.from), day("den_ngay", &self.last));
        let over = Interval::new(from, last.and_then(|day| day.tomorrow().ok()));
        if over.is_none() {
            errors.add("den_ngay", ui.t("privacy-span-wrong"));
        }
        over
    }
}

fn page(ui: &Ui, old: Option<&Held<Holiday>>, sketch: &Sketch, errors: &Errors) -> Response {
    let title = match old {
        Some(held) => held.fact.name_vi.clone().into(),
        None => ui.t("privacy-holiday-new"),
    };
    Page::new(title)
        .lead(ui.t("privacy-holiday-edit-lead"))
        .crumb(ui.t("privacy-holidays"), HOLIDAYS)
        .errors(errors)
        .respond(ui, &form(ui, old, sketch, errors).html(ui))
}

fn form(ui: &Ui, old: Option<&Held<Holiday>>, it: &Sketch, errors: &Errors) -> Form {
    let action = match old {
        Some(held) => {
            let from = held.valid.from.map(|d| format!("?tu={d}")).unwrap_or_default();
            format!("{HOLIDAYS}/{}{from}", held.fact.id)
        }
        None => format!("{HOLIDAYS}/moi"),
    };
    let text = |name: &'static str, label: &str, value: &str| {
        Field::text(name, ui.t(label)).value(value.to_owned()).longest(300).from(errors)
    };
    let number = |name: &'static str, label: &str, value: &str| {
        Field::number(name, ui.t(label)).value(value.to_owned()).from(errors)
    };
    let day = |name: &'static str, label: &str, value: &str| {
        Field::date(ui, name, ui.t(label)).value(value.to_owned()).from(errors)
    };
    let check = |name: &'static str, label: &str, chosen: bool| {
        Field::checks(name, ui.t(label), [Choice::new("1", ui.t("privacy-yes")).chosen(chosen)])
    };
    let calendars = [
        Choice::new("duong", ui.t("privacy-calendar-solar")),
        Choice::new("am", ui.t("privacy-calendar-lunar")),
    ];
    let calendar = Field::radios("lich", ui.t("privacy-holiday-calendar"), calendars)
        .value(if it.lunar { "am" } else { "duong" });
    Form::post(action)
        .field(text("ten", "privacy-holiday-name-vi", &it.name_vi).required())
        .field(text("ten_en", "privacy-holiday-name-en", &it.name_en))
        .field(calendar)
        .field(number("ngay", "privacy-holiday-day", &it.day).required())
        .field(number("thang", "privacy-holiday-month", &it.month).required())
        .field(
            number("nam", "privacy-holiday-year", &it.year).hint(ui.t("privacy-holiday-year-hint")),
        )
        .field(number("so_ngay", "privacy-holiday-days", &it.days).required())
        .field(
            text("lech", "privacy-holiday-shift", &it.shift)
                .hint(ui.t("privacy-holiday-shift-hint")),
        )
        .field(
            check("lam_bu", "privacy-holiday-works", it.works)
                .hint(ui.t("privacy-holiday-works-hint")),
        )
        .field(text("can_cu", "privacy-col-basis", &it.act).required())
        .field(text("dieu_khoan", "privacy-holiday-clause", &it.clause))
        .field(check("xac_nhan", "privacy-confirmed", it.confirmed))
        .field(day("tu_ngay", "privacy-holiday-from", &it.from))
        .field(
            day("den_ngay", "privacy-holiday-last", &it.last)
                .hint(ui.t("privacy-holiday-last-hint")),
        )
        .field(text("ly_do", "privacy-reason", &it.reason).required())
        .button(Button::submit(ui.t("privacy-save")))
        .button(Button::link(ui.t("privacy-cancel"), HOLIDAYS))
}
