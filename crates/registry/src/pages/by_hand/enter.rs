//! `/nhan-luc/moi`: somebody who is not on record yet, with a first duty.

use access::{App, Signed};
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use kernel::Interval;
use ui::{Component as _, Errors, Form, Notice, Page, Problem, Ui};

use super::{
    super::{
        given::{Given, Pairs},
        links,
    },
    duty_fields::DutySketch,
    likely, note,
    person_fields::{PersonSketch, as_new},
    subject::{Register, desk},
};
use crate::{
    acts::{self, Added, NewHand},
    figures::Likely,
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let it = Register::open(&app, &signed.actor, &ui).await?;
    let view = View { person: PersonSketch::default(), duty: DutySketch::asked(&ui), ask: None };
    Ok(view.respond(&ui, &it, &Given::default(), &Errors::default()))
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let it = Register::open(&app, &signed.actor, &ui).await?;
    let mut view =
        View { person: PersonSketch::given(&given), duty: DutySketch::given(&given), ask: None };
    let mut errors = Errors::default();
    let Some((new, note)) = read(&ui, &it, &view, &given, &mut errors) else {
        return Ok(view.respond(&ui, &it, &given, &errors));
    };
    match acts::add_person(&desk(&app, &signed), new, &note).await {
        Ok(Added::Entered { person, .. }) => {
            return Ok(ui::Redirect::to(links::person(person))
                .saying("registry-hand-person-entered")
                .into_response());
        }
        Ok(Added::Asks(found)) => {
            if found.iter().any(|l| l.same_number) {
                errors.add("so-dinh-danh", ui.t("registry-hand-number-taken"));
            } else {
                errors.add("khac-nguoi", ui.t("registry-hand-other-missing"));
            }
            let notice =
                likely::notice((&app, &signed.actor), &ui, &it, (&found, &view.duty.office))
                    .await?;
            view.ask = Some((found, notice));
        }
        Err(error) => note::tell(&ui, error, &mut errors)?,
    }
    Ok(view.respond(&ui, &it, &given, &errors))
}

fn read(
    ui: &Ui,
    it: &Register,
    view: &View,
    given: &Given,
    errors: &mut Errors,
) -> Option<(NewHand, acts::Note)> {
    let person = view.person.read(ui, it.today, errors);
    let from = note::need_day(ui, "tu-ngay", given, errors);
    let duty = view.duty.terms(ui, it, from, errors);
    let note = note::read(ui, given, errors);
    if !errors.is_empty() {
        return None;
    }
    let not_these = likely::marked(&given.all("khac-nguoi"));
    let over = Interval::since(from?);
    Some((NewHand { person: as_new(person?), duty: duty?, over, not_these }, note))
}

struct View {
    person: PersonSketch,
    duty: DutySketch,
    /// Who may be the same, to be looked at.
    ask: Option<(Vec<Likely>, Notice)>,
}

impl View {
    fn respond(&self, ui: &Ui, it: &Register, given: &Given, errors: &Errors) -> Response {
        let mut form = Form::post(ui.here());
        if let Some((found, notice)) = &self.ask {
            form = form.part(likely::html(ui, notice));
            if !found.iter().any(|l| l.same_number) {
                form = form.field(likely::mark(ui, found, errors));
            }
        }
        form = self.person.ask(form, ui, None, errors);
        form = self.duty.ask_office(form, ui, it, errors);
        let from = ("tu-ngay", "registry-hand-from");
        form = form.field(note::day(ui, from, given, Some(it.day), errors).required());
        form = self.duty.ask(form, ui, it, errors);
        form = note::ask(form, ui, given, errors, self.back());
        Page::new(ui.t("registry-person-new"))
            .lead(ui.t("registry-person-new-lead"))
            .crumb(ui.t("registry-people-title"), "/nhan-luc")
            .errors(errors)
            .respond(ui, &form.html(ui))
    }

    fn back(&self) -> String {
        let office = &self.duty.office;
        if office.is_empty() { "/nhan-luc".to_owned() } else { links::office(office) }
    }
}
