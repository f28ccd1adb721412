//! `/tiep-nhan/bieu/moi` and `/tiep-nhan/bieu/{kind}/sua`: a kind of sheet is described, looked at,
//! entered.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::folding;
use ui::{
    Button, Choice, Component as _, Errors, Field, Form, Html, Notice, Page, Problem, Redirect,
    Tone, Ui, escape,
};

use super::{FORMS, address, kind::asks, known::Known};
use crate::{
    acts,
    forms::{FormColumn, of_kind},
    listing::ValueKind,
    model::{KindId, SheetKind},
    pages::{
        batch_room::desk,
        fail::fail,
        given::{Given, Pairs},
        links,
    },
    rules::describing::{Described, DescribedColumn, Fault, Part, code_of},
};

const NAME: &str = "ten";
const REASON: &str = "ly_do";
const COUNT: &str = "so-cot";
const WHAT: &str = "viec";
/// Columns a new description begins with, and that are added at once.
const FIRST: usize = 6;
const MORE: usize = 4;
/// More are not asked for.
const MOST: usize = 60;

/// What may stand in a column.
const VALUES: [(&str, ValueKind); 11] = [
    ("text", ValueKind::Text),
    ("name", ValueKind::Name),
    ("birth", ValueKind::Birth),
    ("date", ValueKind::Date),
    ("year", ValueKind::Year),
    ("count", ValueKind::Count),
    ("number", ValueKind::Number),
    ("tick", ValueKind::Tick),
    ("choice", ValueKind::Choice),
    ("phone", ValueKind::Phone),
    ("unit", ValueKind::Unit),
];

pub(super) async fn new(signed: Signed, ui: Ui) -> Result<Response, Problem> {
    signed.actor.require(Right::DescribeKinds)?;
    let blank = (0..FIRST).map(|_| DescribedColumn::blank()).collect();
    let asked = Described { name: String::new(), columns: blank };
    Ok(View { ui: &ui, kind: None, asked: &asked }.respond(&Errors::default(), "", None))
}

pub(super) async fn edit(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::DescribeKinds)?;
    let known = Known::load(&app).await?;
    let kind = known.described(&code).ok_or_else(Problem::not_found)?;
    let asked = Described::of(kind);
    Ok(View { ui: &ui, kind: Some(kind), asked: &asked }.respond(&Errors::default(), "", None))
}

pub(super) async fn enter_new(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    enter(&app, &signed, &ui, None, Given(pairs)).await
}

pub(super) async fn enter_edited(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    enter(&app, &signed, &ui, Some(&code), Given(pairs)).await
}

async fn enter(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    code: Option<&str>,
    given: Given,
) -> Result<Response, Problem> {
    signed.actor.require(Right::DescribeKinds)?;
    let known = Known::load(app).await?;
    let kind = match code {
        Some(code) => Some(known.described(code).ok_or_else(Problem::not_found)?),
        None => None,
    };
    let mut asked = read(&given, kind);
    let reason = given.line(REASON);
    let view = |asked: &Described, errors: &Errors, seen: Option<&SheetKind>| {
        View { ui, kind, asked }.respond(errors, &reason, seen)
    };
    if given.raw(WHAT) == "them" {
        let more = MORE.min(MOST.saturating_sub(asked.columns.len()));
        asked.columns.extend((0..more).map(|_| DescribedColumn::blank()));
        return Ok(view(&asked, &Errors::default(), None));
    }
    let own = match kind {
        Some(kind) => (kind.id, kind.code.clone()),
        None => (KindId(app.ids.next()), code_of(&asked.name, &known.codes())),
    };
    let beside = (&known.kinds[..], &known.names_beside(code)[..]);
    let judged = asked.judged(own, beside, app.clock.today());
    let mut errors = Errors::default();
    for fault in judged.as_ref().err().into_iter().flatten() {
        errors.add(field_of(fault.part), said(ui, &known, fault));
    }
    let enters = given.raw(WHAT) == "ghi";
    if enters && reason.is_empty() {
        errors.add(REASON, ui.t("intake-kind-reason-missing"));
    }
    let (Ok(kind), true) = (judged, errors.is_empty()) else {
        return Ok(view(&asked, &errors, None));
    };
    if !enters {
        return Ok(view(&asked, &errors, Some(&kind)));
    }
    let desk = desk(app, &signed.actor);
    let done = acts::describe_kind(&desk, &kind, &reason).await.map_err(fail)?;
    let back = Redirect::to(address(&kind.code));
    Ok(back.entered(done.is_some(), "intake-kind-saved", "intake-kind-unchanged").into_response())
}

/// The description as it was sent. Keys are taken from what is on record alone.
fn read(given: &Given, kind: Option<&SheetKind>) -> Described {
    let count = given.number::<usize>(COUNT).unwrap_or(FIRST).min(MOST);
    let lines = |name: &str| -> Vec<String> {
        given.raw(name).lines().map(folding::squeeze).filter(|l| !l.is_empty()).collect()
    };
    let column = |n: usize| {
        let at = |part: &str| format!("{part}-{n}");
        let key = given.line(&at("khoa"));
        let kept = kind.is_some_and(|k| k.columns.iter().any(|c| c.key == key));
        let value = VALUES.iter().find(|(name, _)| *name == given.raw(&at("loai")));
        let value = value.map_or(ValueKind::Text, |(_, value)| *value);
        let marked = |mark: &str| given.0.iter().any(|(n, v)| *n == at("dau") && v == mark);
        DescribedColumn {
            key: if kept { key } else { String::new() },
            heading: given.line(&at("cot")),
            others: lines(&at("khac")),
            value,
            required: marked("can"),
            tells_apart: marked("rieng"),
            choices: if value == ValueKind::Choice { lines(&at("chon")) } else { Vec::new() },
            example: given.line(&at("vi-du")),
        }
    };
    Described { name: given.line(NAME), columns: (0..count).map(column).collect() }
}

/// The field a fault stands at.
fn field_of(part: Part) -> String {
    match part {
        Part::Whole => String::new(),
        Part::Name => NAME.to_owned(),
        Part::Heading(n) => format!("cot-{n}"),
        Part::Others(n) => format!("khac-{n}"),
        Part::Choices(n) => format!("chon-{n}"),
        Part::Example(n) => format!("vi-du-{n}"),
    }
}

fn said(ui: &Ui, known: &Known, fault: &Fault) -> String {
    let id = format!("intake-kind-fault-{}", fault.code.replace('_', "-"));
    if fault.code == "like_another" {
        let name = known.name(ui, &fault.value);
        return ui.f(&id, &[("name", name.into())]).into_owned();
    }
    ui.t(&id).into_owned()
}

struct View<'a> {
    ui: &'a Ui,
    kind: Option<&'a SheetKind>,
    asked: &'a Described,
}

impl View<'_> {
    fn respond(&self, errors: &Errors, reason: &str, seen: Option<&SheetKind>) -> Response {
        let ui = self.ui;
        let mut body = Html::default();
        if let Some(kind) = seen {
            body.push(&preview(ui, kind));
        }
        body.push(&self.form(errors, reason).html(ui));
        let title = match self.kind {
            Some(kind) => kind.name.clone().into(),
            None => ui.t("intake-kind-new"),
        };
        Page::new(title)
            .lead(ui.t("intake-kind-lead"))
            .errors(errors)
            .crumb(ui.t("intake-nav-batches"), links::BATCHES)
            .crumb(ui.t("intake-forms-title"), FORMS)
            .respond(ui, &body)
    }

    fn form(&self, errors: &Errors, reason: &str) -> Form {
        let ui = self.ui;
        let action = match self.kind {
            Some(kind) => format!("{}/sua", address(&kind.code)),
            None => format!("{FORMS}/moi"),
        };
        let name = Field::text(NAME, ui.t("intake-kind-name"))
            .value(self.asked.name.clone())
            .from(errors)
            .longest(100)
            .required();
        let mut form =
            Form::post(action).hidden(COUNT, self.asked.columns.len().to_string()).field(name);
        for (n, column) in self.asked.columns.iter().enumerate() {
            form = self.column(form, n, column, errors);
        }
        let why = Field::text(REASON, ui.t("intake-kind-reason"))
            .hint(ui.t("intake-kind-reason-hint"))
            .value(reason.to_owned())
            .longest(500)
            .required()
            .from(errors);
        form.field(why)
            .button(Button::submit(ui.t("intake-kind-look")).says(WHAT, "xem"))
            .button(Button::submit(ui.t("intake-kind-save")).says(WHAT, "ghi"))
            .button(Button::submit(ui.t("intake-kind-more")).says(WHAT, "them").quiet())
            .button(Button::link(ui.t("intake-back"), FORMS))
    }

    fn column(&self, form: Form, n: usize, column: &DescribedColumn, errors: &Errors) -> Form {
        let ui = self.ui;
        let at = |part: &str| format!("{part}-{n}");
        let number = i64::try_from(n + 1).unwrap_or(i64::MAX);
        let legend = ui.f("intake-kind-column", &[("n", number.into())]);
        let values =
            VALUES.iter().map(|(name, _)| Choice::new(*name, ui.t(&format!("intake-asks-{name}"))));
        let value = VALUES.iter().find(|(_, v)| *v == column.value).map_or("text", |(n, _)| n);
        let marks = [
            Choice::new("can", ui.t("intake-kind-required")).chosen(column.required),
            Choice::new("rieng", ui.t("intake-kind-apart")).chosen(column.tells_apart),
        ];
        form.part(open(&legend))
            .hidden(at("khoa"), column.key.clone())
            .field(
                Field::text(at("cot"), ui.t("intake-form-heading"))
                    .value(column.heading.clone())
                    .from(errors)
                    .longest(100),
            )
            .field(
                Field::select(at("loai"), ui.t("intake-form-asks"), values).value(value.to_owned()),
            )
            .field(Field::checks(at("dau"), ui.t("intake-kind-marks"), marks))
            .field(
                Field::long(at("khac"), ui.t("intake-kind-others"))
                    .hint(ui.t("intake-kind-line-each"))
                    .value(column.others.join("\n"))
                    .from(errors),
            )
            .field(
                Field::long(at("chon"), ui.t("intake-kind-choices"))
                    .hint(ui.t("intake-kind-line-each"))
                    .value(column.choices.join("\n"))
                    .from(errors),
            )
            .field(
                Field::text(at("vi-du"), ui.t("intake-form-example"))
                    .value(column.example.clone())
                    .from(errors)
                    .longest(100),
            )
            .part(Html::trusted("</fieldset>"))
    }
}

fn open(legend: &str) -> Html {
    let mut out = String::from("<fieldset><legend><h2>");
    escape(legend, &mut out);
    out.push_str("</h2></legend>");
    Html::trusted(out)
}

/// What the kind comes to: that it is told from others, and its columns as the form prints them.
fn preview(ui: &Ui, kind: &SheetKind) -> Html {
    let mut body = Notice::new(Tone::Good, ui.t("intake-kind-sound")).html(ui);
    let Some(form) = of_kind(&kind.declared()) else { return body };
    let line = |c: &FormColumn| {
        let must = if c.required { " (*)" } else { "" };
        (format!("{}{must}", c.heading), asks(ui, &c.asks))
    };
    let lines = form.columns.iter().map(line);
    let all = lines.fold(ui::Summary::new(), |all, (heading, asks)| all.line(heading, asks));
    body.push(&all.html(ui));
    body
}
