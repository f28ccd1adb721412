//! Norms and fields of work: law and vocabulary as data that the office keeps.

use access::{App, Right, Signed};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Interval;
use ledger::{Held, Source, held};
use ui::{
    Button, Buttons, Cell, Choice, Column, Component as _, Errors, Field as FormField, Html, Page,
    Problem, Redirect, Table, Tag, Tone, Ui, format,
};

use super::{
    fail::fail,
    given::{Given, Pairs},
    moment::Moment,
    words::{self, FieldNames},
};
use crate::{
    acts::{self, Desk},
    figures,
    model::{Field, Mode, Norm, NormId},
};

const HERE: &str = "/dinh-muc";

#[derive(Template)]
#[template(path = "norms.html")]
struct View<'a> {
    ui: &'a Ui,
    norms: Table,
    fields: Table,
    more: Buttons,
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let names = FieldNames::new(&ui, &fields);
    let norms = standing(&mut moment).await?;
    let view = View {
        ui: &ui,
        norms: norm_table(&ui, &norms, &names),
        fields: field_table(&ui, &fields),
        more: Buttons::new([
            Button::link(ui.t("registry-norm-new"), "/dinh-muc/moi"),
            Button::link(ui.t("registry-field-new"), "/dinh-muc/linh-vuc/moi"),
        ]),
    };
    let body = view.render().map_err(|e| Problem::internal(&e))?;
    let page = Page::new(ui.t("registry-norms-page")).lead(ui.t("registry-norms-lead"));
    Ok(moment.dated(page).await?.respond(&ui, &Html::trusted(body)))
}

/// Every norm known, of whatever day, by code and day.
async fn standing(moment: &mut Moment<'_>) -> Result<Vec<Held<Norm>>, Problem> {
    let known = moment.as_of.known_at;
    let mut norms = held::<Norm>(&mut moment.tx, known, "", &[]).await.map_err(fail)?;
    norms.sort_by(|a, b| (&a.fact.code, a.valid.from).cmp(&(&b.fact.code, b.valid.from)));
    Ok(norms)
}

fn norm_table(ui: &Ui, norms: &[Held<Norm>], names: &FieldNames) -> Table {
    let columns = [
        Column::new("norm", ui.t("registry-col-norm")).head(),
        Column::new("asks", ui.t("registry-col-asks")),
        Column::new("kinds", ui.t("registry-col-binds")),
        Column::new("valid", ui.t("registry-col-valid")),
        Column::new("basis", ui.t("registry-col-basis")),
        Column::new("mark", ui.t("registry-col-mark")),
    ];
    let mut table =
        Table::new("cac-dinh-muc", ui.t("registry-norms-title"), columns).caption_hidden();
    for Held { fact: norm, valid, .. } in norms {
        let kinds: Vec<String> =
            norm.kinds.iter().map(|k| words::kind(ui, k).into_owned()).collect();
        let mark = if norm.confirmed {
            Tag::new(Tone::Good, ui.t("registry-confirmed"))
        } else {
            Tag::new(Tone::Doubt, ui.t("ui-to-confirm"))
        };
        table.push([
            Cell::text(words::norm_name(ui, norm)).link(edit(norm, *valid)).note(norm.code.clone()),
            Cell::text(asks(ui, norm, names)),
            Cell::text(kinds.join(", ")),
            Cell::text(words::span(ui, *valid)),
            Cell::text(words::basis(norm)),
            Cell::tag(mark),
        ]);
    }
    table
}

/// The page where a version of a norm is changed.
fn edit(norm: &Norm, valid: Interval) -> String {
    let from = valid.from.map(|d| format!("?tu={d}")).unwrap_or_default();
    format!("{HERE}/{}{from}", ui::segment(&norm.code))
}

fn asks(ui: &Ui, norm: &Norm, names: &FieldNames) -> String {
    let mut said = ui.f("registry-norm-minimum", &[("n", norm.minimum.into())]).into_owned();
    if let Some(mode) = norm.mode {
        said = format!("{said}, {}", words::mode(ui, mode).to_lowercase());
    }
    if let Some(field) = &norm.field {
        said = format!("{said}, {}", names.name(field));
    }
    said
}

fn field_table(ui: &Ui, fields: &[Field]) -> Table {
    let columns = [
        Column::new("vi", ui.t("registry-column-name-vi")).head(),
        Column::new("en", ui.t("registry-column-name-en")),
        Column::new("code", ui.t("registry-col-code")),
        Column::new("synonyms", ui.t("registry-column-synonyms")),
    ];
    let mut table =
        Table::new("cac-linh-vuc", ui.t("registry-fields-page"), columns).caption_hidden();
    for field in fields {
        let href = format!("{HERE}/linh-vuc/{}", ui::segment(&field.code));
        table.push([
            Cell::text(field.name_vi.clone()).link(href),
            Cell::text(field.name_en.clone()),
            Cell::text(field.code.clone()),
            Cell::text(field.synonyms.join("; ")),
        ]);
    }
    table
}

pub(super) async fn new(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let norm = blank(&app);
    form(&mut moment, &Sketch::of(&norm, Some(app.clock.today())), None, &Errors::default()).await
}

fn blank(app: &App) -> Norm {
    Norm {
        id: NormId(app.ids.next()),
        code: String::new(),
        name_vi: String::new(),
        name_en: String::new(),
        basis_act: String::new(),
        basis_clause: String::new(),
        confirmed: false,
        kinds: Vec::new(),
        minimum: 1,
        mode: None,
        field: None,
    }
}

pub(super) async fn show(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let found = find(&mut moment, &code).await?;
    let sketch = Sketch::of(&found.fact, found.valid.from);
    form(&mut moment, &sketch, Some(&found), &Errors::default()).await
}

/// The version of a norm that the address means: that of a day (`tu`), else of the day shown.
async fn find(moment: &mut Moment<'_>, code: &str) -> Result<Held<Norm>, Problem> {
    let from = moment.ui.query().get("tu").and_then(format::parse_date);
    let day = from.unwrap_or(moment.as_of.valid_on);
    let mut all = standing(moment).await?;
    all.retain(|h| h.fact.code == code);
    let at = all.iter().position(|h| h.valid.contains(day)).unwrap_or(0);
    if all.is_empty() { Err(Problem::not_found()) } else { Ok(all.swap_remove(at)) }
}

pub(super) async fn create(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let moment = Moment::open(&app, &signed.actor, &ui).await?;
    set(moment, &signed, None, &Sketch::given(&Given(pairs))).await
}

pub(super) async fn save(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(code): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::SetNorms)?;
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let old = find(&mut moment, &code).await?;
    set(moment, &signed, Some(old), &Sketch::given(&Given(pairs))).await
}

async fn set(
    mut moment: Moment<'_>,
    signed: &Signed,
    old: Option<Held<Norm>>,
    sketch: &Sketch,
) -> Result<Response, Problem> {
    let (app, ui) = (moment.app, moment.ui);
    let id = old.as_ref().map_or_else(|| NormId(app.ids.next()), |h| h.fact.id);
    let taken =
        standing(&mut moment).await?.iter().any(|h| h.fact.id != id && h.fact.code == sketch.code);
    let (norm, valid) = match sketch.norm(ui, id, old.as_ref(), taken) {
        Ok(read) => read,
        Err(errors) => return form(&mut moment, sketch, old.as_ref(), &errors).await,
    };
    drop(moment);
    let by = &signed.actor;
    let desk = Desk { db: &app.db, clock: &app.clock, by, source: Source::Form };
    let done = acts::set_norm(&desk, valid, norm, &sketch.reason).await?;
    let said = if done.is_some() { "registry-norm-saved" } else { "registry-nothing-changed" };
    Ok(Redirect::to(HERE).saying(said).into_response())
}

/// A norm as a form has it.
#[derive(Clone, Debug)]
struct Sketch {
    code: String,
    name_vi: String,
    name_en: String,
    act: String,
    clause: String,
    kinds: Vec<String>,
    minimum: String,
    mode: String,
    field: String,
    from: String,
    confirmed: bool,
    reason: String,
}

impl Sketch {
    fn of(norm: &Norm, from: Option<kernel::Date>) -> Self {
        Self {
            code: norm.code.clone(),
            name_vi: norm.name_vi.clone(),
            name_en: norm.name_en.clone(),
            act: norm.basis_act.clone(),
            clause: norm.basis_clause.clone(),
            kinds: norm.kinds.clone(),
            minimum: norm.minimum.to_string(),
            mode: norm.mode.map(|m| m.as_str().to_owned()).unwrap_or_default(),
            field: norm.field.clone().unwrap_or_default(),
            from: from.map(format::date).unwrap_or_default(),
            confirmed: norm.confirmed,
            reason: String::new(),
        }
    }

    fn given(given: &Given) -> Self {
        let mut kinds = given.all("loai");
        kinds.extend(given.line("loai-khac").split([',', ';', '|']).map(|k| k.trim().to_owned()));
        kinds.retain(|k| !k.is_empty());
        kinds.sort();
        kinds.dedup();
        Self {
            code: given.line("ma"),
            name_vi: given.line("ten"),
            name_en: given.line("ten-en"),
            act: given.line("can-cu"),
            clause: given.line("dieu-khoan"),
            kinds,
            minimum: given.line("it-nhat"),
            mode: given.line("hinh-thuc"),
            field: given.line("linh-vuc"),
            from: given.line("tu-ngay"),
            confirmed: !given.all("xac-nhan").is_empty(),
            reason: given.line("ly_do"),
        }
    }

    /// The norm and when it holds, or what is wrong.
    fn norm(
        &self,
        ui: &Ui,
        id: NormId,
        old: Option<&Held<Norm>>,
        taken: bool,
    ) -> Result<(Norm, Interval), Errors> {
        let mut errors = Errors::default();
        let code = old.map_or_else(|| self.code.clone(), |h| h.fact.code.clone());
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if code.is_empty() || !code.chars().all(plain) || code == "moi" {
            errors.add("ma", ui.t("registry-code-wrong"));
        } else if taken {
            errors.add("ma", ui.t("registry-code-taken"));
        }
        for (name, value) in
            [("ten", &self.name_vi), ("ten-en", &self.name_en), ("can-cu", &self.act)]
        {
            if value.is_empty() {
                errors.add(name, ui.t("registry-field-missing"));
            }
        }
        let minimum = self.minimum.parse::<i64>().ok().filter(|n| (1..=100_000).contains(n));
        if minimum.is_none() {
            errors.add("it-nhat", ui.t("registry-minimum-wrong"));
        }
        if self.kinds.is_empty() {
            errors.add("loai", ui.t("registry-kinds-missing"));
        }
        let from = format::parse_date(&self.from);
        if from.is_none() && !self.from.is_empty() {
            errors.add("tu-ngay", ui.t("registry-date-wrong"));
        }
        if self.reason.is_empty() {
            errors.add("ly_do", ui.t("registry-reason-missing"));
        }
        let Some(minimum) = minimum.filter(|_| errors.is_empty()) else { return Err(errors) };
        let norm = Norm {
            id,
            code,
            name_vi: self.name_vi.clone(),
            name_en: self.name_en.clone(),
            basis_act: self.act.clone(),
            basis_clause: self.clause.clone(),
            confirmed: self.confirmed,
            kinds: self.kinds.clone(),
            minimum,
            mode: Mode::parse(&self.mode),
            field: Some(self.field.clone()).filter(|f| !f.is_empty()),
        };
        // A version that another one follows ends where it ended.
        let to = old.and_then(|h| h.valid.to).filter(|to| from.is_none_or(|f| f < *to));
        Ok((norm, Interval { from, to }))
    }
}

async fn form(
    moment: &mut Moment<'_>,
    sketch: &Sketch,
    old: Option<&Held<Norm>>,
    errors: &Errors,
) -> Result<Response, Problem> {
    let ui = moment.ui;
    let kinds = kinds(moment, sketch).await?;
    let fields = figures::fields(&mut moment.tx, moment.as_of).await?;
    let names = FieldNames::new(ui, &fields);
    let modes =
        [Mode::Dedicated, Mode::Concurrent].map(|m| Choice::new(m.as_str(), words::mode(ui, m)));
    let either = std::iter::once(Choice::new("", ui.t("registry-either")));
    let any = std::iter::once(Choice::new("", ui.t("registry-any-field")));
    let of_field = fields.iter().map(|f| Choice::new(f.code.clone(), names.name(&f.code)));
    let text = |name: &'static str, id: &str, value: &str| {
        FormField::text(name, ui.t(id)).value(value.to_owned()).from(errors)
    };
    let action = match old {
        Some(old) => edit(&old.fact, old.valid),
        None => "/dinh-muc/moi".to_owned(),
    };
    let mut form = ui::Form::post(action);
    if old.is_none() {
        let code = text("ma", "registry-col-code", &sketch.code);
        form = form.field(code.hint(ui.t("registry-code-hint")).longest(60).required());
    }
    let confirmed = Choice::new("1", ui.t("registry-confirm-mark")).chosen(sketch.confirmed);
    let form = form
        .field(text("ten", "registry-column-name-vi", &sketch.name_vi).longest(300).required())
        .field(text("ten-en", "registry-column-name-en", &sketch.name_en).longest(300).required())
        .field(text("can-cu", "registry-col-basis", &sketch.act).longest(300).required())
        .field(text("dieu-khoan", "registry-column-basis-clause", &sketch.clause).longest(300))
        .field(FormField::checks("loai", ui.t("registry-col-binds"), kinds).required().from(errors))
        .field(
            text("loai-khac", "registry-other-kinds", "").hint(ui.t("registry-other-kinds-hint")),
        )
        .field(
            FormField::number("it-nhat", ui.t("registry-column-minimum"))
                .value(sketch.minimum.clone())
                .from(errors)
                .required(),
        )
        .field(
            FormField::select("hinh-thuc", ui.t("registry-col-mode"), either.chain(modes))
                .value(sketch.mode.clone()),
        )
        .field(
            FormField::select("linh-vuc", ui.t("registry-col-field"), any.chain(of_field))
                .value(sketch.field.clone()),
        )
        .field(
            FormField::date(ui, "tu-ngay", ui.t("registry-valid-from"))
                .value(sketch.from.clone())
                .from(errors),
        )
        .field(
            FormField::checks("xac-nhan", ui.t("registry-col-mark"), [confirmed])
                .hint(ui.t("registry-confirm-hint")),
        )
        .field(
            text("ly_do", "registry-reason", &sketch.reason)
                .hint(ui.t("registry-reason-hint"))
                .longest(300)
                .required(),
        )
        .button(Button::submit(ui.t("registry-save")))
        .button(Button::link(ui.t("registry-cancel"), HERE));
    let title = old.map_or_else(|| ui.t("registry-norm-new"), |h| words::norm_name(ui, &h.fact));
    let page = Page::new(title)
        .lead(ui.t("registry-norm-edit-lead"))
        .crumb(ui.t("registry-norms-page"), HERE)
        .errors(errors);
    Ok(page.respond(ui, &form.html(ui)))
}

/// Kinds that offices have, and those the norm already binds.
async fn kinds(moment: &mut Moment<'_>, sketch: &Sketch) -> Result<Vec<Choice>, Problem> {
    let ui = moment.ui;
    let offices = moment.offices().await?;
    let mut kinds: std::collections::BTreeSet<String> = sketch.kinds.iter().cloned().collect();
    let all = offices.orgs.all_on(moment.as_of.valid_on);
    kinds.extend(all.into_iter().filter(|o| o.is_counted()).map(|o| o.kind.clone()));
    let choice = |kind: String| {
        let chosen = sketch.kinds.contains(&kind);
        Choice::new(kind.clone(), words::kind(ui, &kind).into_owned()).chosen(chosen)
    };
    Ok(kinds.into_iter().map(choice).collect())
}
