//! One step of a plan, chosen in a form.

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use kernel::Date;
use ui::{Button, Choice, Component as _, Errors, Field, Form, Page, Problem, Ui};

use super::super::{
    given::{Given, Pairs},
    moment::Moment,
    words,
};
use super::{
    compose,
    sketch::{Draft, Into, PARAM, Sketch},
};
use crate::rules::lineage::OrgMap;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Reorganise)?;
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let kind = ui.query().get("viec").unwrap_or_default().to_owned();
    let sketch = Sketch::read(&ui);
    form(&mut moment, &kind, &sketch, &Given::default(), &Errors::default()).await
}

pub(super) async fn add(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Reorganise)?;
    let given = Given(pairs);
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let mut sketch = Sketch::parse(given.raw(PARAM)).ok_or_else(Problem::bad_request)?;
    let kind = given.line("viec");
    match draft(&ui, &kind, &given) {
        Ok(draft) => sketch.steps.push(draft),
        Err(errors) => return form(&mut moment, &kind, &sketch, &given, &errors).await,
    }
    let map = compose::newest(&mut moment).await?;
    let day = sketch.on.unwrap_or(moment.today);
    // A step that can't be done on that day is not taken into the plan.
    if let Err(error) = sketch.resolve(&map.orgs, day) {
        let mut errors = Errors::default();
        errors.add("", compose::told(&ui, &error));
        let before = sketch.without(sketch.steps.len() - 1);
        return form(&mut moment, &kind, &before, &given, &errors).await;
    }
    compose::show(&mut moment, &sketch, Errors::default()).await
}

/// Reads a step, or says what is missing.
fn draft(ui: &Ui, kind: &str, given: &Given) -> Result<Draft, Errors> {
    let mut errors = Errors::default();
    let mut needed = |name: &str| {
        let line = given.line(name);
        if line.is_empty() {
            errors.add(name.to_owned(), ui.t("registry-field-missing"));
        }
        line
    };
    let draft = match kind {
        "gop" => {
            let into = if given.line("vao") == "san-co" {
                Into::Standing(needed("nhan"))
            } else {
                Into::New(needed("ma-moi"), needed("ten-moi"))
            };
            let from = given.all("don-vi");
            if from.is_empty() {
                errors.add("don-vi", ui.t("registry-step-no-office"));
            }
            Draft::Merge { from, into }
        }
        "chia" => {
            let from = needed("don-vi");
            let parts = parts(given.raw("thanh"));
            if parts.len() < 2 {
                errors.add("thanh", ui.t("registry-step-parts-wrong"));
            }
            Draft::Split { from, parts }
        }
        "doi-ten" => Draft::Rename { org: needed("don-vi"), name: needed("ten-moi") },
        "chuyen" => Draft::Move { org: needed("don-vi"), parent: given.some("cap-tren") },
        _ => Draft::Dissolve { org: needed("don-vi") },
    };
    if errors.is_empty() { Ok(draft) } else { Err(errors) }
}

/// `code | name`, one part a line.
fn parts(text: &str) -> Vec<(String, String)> {
    let part = |line: &str| {
        let (code, name) = line.split_once('|')?;
        let (code, name) = (kernel::folding::squeeze(code), kernel::folding::squeeze(name));
        (!code.is_empty() && !name.is_empty()).then_some((code, name))
    };
    text.lines().take(50).filter_map(part).collect()
}

async fn form(
    moment: &mut Moment<'_>,
    kind: &str,
    sketch: &Sketch,
    given: &Given,
    errors: &Errors,
) -> Result<Response, Problem> {
    let ui = moment.ui;
    let title = format!("registry-add-{kind}");
    if !ui.has_text(&title) {
        return Err(Problem::not_found());
    }
    let map = compose::newest(moment).await?;
    let day = sketch.on.unwrap_or(moment.today);
    let offices = Offices { ui, orgs: &map.orgs, day, given, errors };
    let form =
        Form::post("/sap-xep/buoc").hidden(PARAM, sketch.text()).hidden("viec", kind.to_owned());
    let form = fields(&offices, kind)
        .into_iter()
        .fold(form, Form::field)
        .button(Button::submit(ui.t("registry-step-add")))
        .button(Button::link(ui.t("registry-cancel"), sketch.at("/sap-xep/soan")));
    let compose = ui.f("registry-compose-title", &[("date", ui::format::date(day).into())]);
    let page = Page::new(ui.t(&title))
        .lead(ui.t(&format!("registry-explain-{kind}")))
        .crumb(ui.t("registry-reorganise-title"), "/sap-xep")
        .crumb(compose, sketch.at("/sap-xep/soan"))
        .errors(errors);
    Ok(page.respond(ui, &form.html(ui)))
}

fn fields(offices: &Offices<'_>, kind: &str) -> Vec<Field> {
    let ui = offices.ui;
    match kind {
        "gop" => {
            let ways = [
                Choice::new("moi", ui.t("registry-into-new")),
                Choice::new("san-co", ui.t("registry-into-standing")),
            ];
            let way = if offices.given.line("vao") == "san-co" { "san-co" } else { "moi" };
            vec![
                offices.many("don-vi", "registry-merge-from"),
                Field::radios("vao", ui.t("registry-merge-into"), ways).value(way),
                offices.text("ma-moi", "registry-new-code"),
                offices.text("ten-moi", "registry-new-name"),
                offices.one("nhan", "registry-standing-office", "registry-choose"),
            ]
        }
        "chia" => vec![
            offices.one("don-vi", "registry-split-from", "registry-choose").required(),
            Field::long("thanh", ui.t("registry-split-into"))
                .hint(ui.t("registry-split-hint"))
                .value(offices.given.raw("thanh").to_owned())
                .from(offices.errors)
                .required(),
        ],
        "doi-ten" => vec![
            offices.one("don-vi", "registry-col-office", "registry-choose").required(),
            offices.text("ten-moi", "registry-new-name").required(),
        ],
        "chuyen" => vec![
            offices.one("don-vi", "registry-col-office", "registry-choose").required(),
            offices.one("cap-tren", "registry-new-parent", "registry-step-top"),
        ],
        _ => vec![offices.one("don-vi", "registry-col-office", "registry-choose").required()],
    }
}

/// The offices of the day, as fields offer them.
struct Offices<'a> {
    ui: &'a Ui,
    orgs: &'a OrgMap,
    day: Date,
    given: &'a Given,
    errors: &'a Errors,
}

impl Offices<'_> {
    fn text(&self, name: &'static str, id: &str) -> Field {
        let value = self.given.line(name);
        Field::text(name, self.ui.t(id)).value(value).longest(300).from(self.errors)
    }

    fn one(&self, name: &'static str, id: &str, blank: &str) -> Field {
        let none = std::iter::once(Choice::new("", self.ui.t(blank)));
        let all = self.orgs.all_on(self.day).into_iter();
        let choices = all.map(|o| Choice::new(o.code.clone(), format!("{} ({})", o.name, o.code)));
        Field::select(name, self.ui.t(id), none.chain(choices))
            .value(self.given.line(name))
            .from(self.errors)
    }

    fn many(&self, name: &'static str, id: &str) -> Field {
        let chosen = self.given.all(name);
        let all = self.orgs.all_on(self.day).into_iter().filter(|o| o.is_counted());
        let choice = |o: &crate::model::Organisation| {
            Choice::new(o.code.clone(), o.name.clone())
                .hint(format!("{} · {}", o.code, words::kind(self.ui, &o.kind)))
                .chosen(chosen.contains(&o.code))
        };
        Field::checks(name, self.ui.t(id), all.map(choice)).required().from(self.errors)
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn parts_are_read_line_by_line() {
        let text = "A.1 |  Phòng  Một\r\nkhông có mã\nA.2|Phòng Hai\n | x\n";
        assert_eq!(
            parts(text),
            [("A.1".into(), "Phòng Một".into()), ("A.2".into(), "Phòng Hai".into())]
        );
    }
}
