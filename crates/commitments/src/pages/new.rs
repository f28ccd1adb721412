//! `/cam-ket/moi`: something is promised about a gap of an office.

use access::{App, Right, Signed};
use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use registry::{
    model::Organisation,
    pages::Room,
    pages::kit::{Given, Map, Moment, Pairs, links, name_key, norm_marked},
};
use ui::{
    Button, Choice, Chooser, Component as _, Errors, Field, Form, Html, Page, Problem, Redirect,
    Summary, Ui, format,
};

use super::{
    COMMITMENTS, NEW, desk,
    fail::tell,
    page_of,
    words::{LACK, NOBODY, NORM, Norms, OTHER},
};
use crate::{
    acts::{self, LONGEST, Promise},
    figures,
    model::Gap,
    rules::{Said, check_gap},
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    let asked = |name: &str| ui.query().get(name).unwrap_or_default().to_owned();
    let given = ["don-vi", "thieu"].map(|name| (name.to_owned(), asked(name)));
    page(&app, &signed, &ui, &Given(given.into()), &Errors::default()).await
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let mut errors = Errors::default();
    if let Some(new) = read(&app, &signed, &ui, &given, &mut errors).await? {
        let lacks = app.room::<Room>().all_lacks();
        match acts::promise(&desk(&app, &signed), lacks, &new).await {
            Ok((id, _)) => {
                app.acted();
                return Ok(Redirect::to(page_of(id))
                    .saying("commitments-was-made")
                    .into_response());
            }
            Err(error) => tell(&ui, error, &mut errors)?,
        }
    }
    page(&app, &signed, &ui, &given, &errors).await
}

/// Offices one may promise for, on the newest record.
fn offices<'o>(moment: &Moment<'_>, map: &'o Map) -> Vec<&'o Organisation> {
    let mut all = map.orgs.all_on(moment.today);
    all.retain(|office| office.is_counted() && moment.by.may_at(Right::Promise, office.id.0));
    all.sort_by_cached_key(|office| name_key(&office.name));
    all
}

async fn read(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    given: &Given,
    errors: &mut Errors,
) -> Result<Option<Promise>, Problem> {
    let mut moment = Moment::newest(app, &signed.actor, ui).await?;
    let map = moment.offices().await?;
    let code = given.line("don-vi");
    let stands = map.orgs.all_on(moment.today).into_iter().find(|office| office.code == code);
    let Some(office) = stands else {
        errors.add("don-vi", ui.t("commitments-choose-office"));
        return Ok(None);
    };
    // Another's office is not hidden behind the fault of a field.
    signed.actor.require_at(Right::Promise, office.id.0)?;
    let gap = gap(ui, given, errors);
    if given.line("viec").is_empty() {
        errors.add("viec", ui.t("commitments-what-missing"));
    }
    let due_on = format::parse_date(&given.line("han"));
    if due_on.is_none() {
        errors.add("han", ui.t("commitments-due-wrong"));
    }
    let (Some(gap), Some(due_on), true) = (gap, due_on, errors.is_empty()) else {
        return Ok(None);
    };
    Ok(Some(Promise { org: office.id, gap, what: given.line("viec"), due_on }))
}

fn gap(ui: &Ui, given: &Given, errors: &mut Errors) -> Option<Gap> {
    let said = given.line("thieu");
    if said == NOBODY {
        return Some(Gap::Nobody);
    }
    if let Some(code) = said.strip_prefix(LACK) {
        return Some(Gap::Lack(code.to_owned()));
    }
    if let Some(code) = said.strip_prefix(NORM) {
        return Some(Gap::Norm(code.to_owned()));
    }
    let words = given.line("thieu-gi");
    if said == OTHER && !words.is_empty() {
        return Some(Gap::Other(words));
    }
    let field = if said == OTHER { "thieu-gi" } else { "thieu" };
    errors.add(field, ui.t("commitments-gap-missing"));
    None
}

async fn page(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    given: &Given,
    errors: &Errors,
) -> Result<Response, Problem> {
    signed.actor.require_some(Right::Promise)?;
    let mut moment = Moment::newest(app, &signed.actor, ui).await?;
    moment.as_of.valid_on = moment.today;
    let map = moment.offices().await?;
    let norms = Norms::read(&mut moment).await?;
    let offices = offices(&moment, &map);
    let asked = given.line("don-vi");
    let office = match offices[..] {
        [own] if asked.is_empty() => Some(own),
        _ => offices.iter().copied().find(|office| office.code == asked),
    };
    let Some(office) = office else { return Ok(which(ui, &offices, errors)) };
    let known = (moment.as_of.known_at, moment.today);
    let line = figures::line_of(&mut moment.tx, &map.orgs, known, office.id).await?;
    let lacks = moment.lacks();
    let lacked = figures::lacked(&mut moment.tx, lacks, &map.orgs, moment.as_of).await?;
    let lacking = |gap: &Gap| lacked.of(&map.orgs, gap, office.id);
    let further = lacks.iter().filter_map(|one| {
        let n = lacking(&Gap::Lack(one.code().to_owned())).filter(|n| *n > 0)?;
        let said = ui.f(one.counted(), &[("n", n.into())]);
        Some(Choice::new(format!("{LACK}{}", one.code()), said))
    });
    let there = |gap: &Gap| check_gap(gap, Said { line: line.as_ref(), lacking: None }).is_ok();
    let gaps = gaps(ui, &norms, there, further);
    let longest = u32::try_from(LONGEST).unwrap_or(u32::MAX);
    let form = Form::post(NEW)
        .hidden("don-vi", office.code.clone())
        .part(of_whom(ui, office, offices.len()))
        .field(
            Field::radios("thieu", ui.t("commitments-col-gap"), gaps)
                .hint(ui.t("commitments-gap-hint"))
                .value(given.line("thieu"))
                .required()
                .from(errors),
        )
        .field(
            Field::text("thieu-gi", ui.t("commitments-gap-words"))
                .hint(ui.t("commitments-gap-words-hint"))
                .value(given.line("thieu-gi"))
                .longest(longest)
                .from(errors),
        )
        .field(
            Field::long("viec", ui.t("commitments-col-what"))
                .hint(ui.t("commitments-what-hint"))
                .value(given.line("viec"))
                .longest(longest)
                .required()
                .from(errors),
        )
        .field(
            Field::date(ui, "han", ui.t("commitments-col-due"))
                .value(given.line("han"))
                .required()
                .from(errors),
        )
        .button(Button::submit(ui.t("commitments-make")))
        .button(Button::link(ui.t("commitments-cancel"), COMMITMENTS));
    let page = Page::new(ui.t("commitments-new"))
        .lead(ui.t("commitments-new-lead"))
        .crumb(ui.t("commitments-title"), COMMITMENTS)
        .errors(errors);
    Ok(page.respond(ui, &form.html(ui)))
}

/// The office it is about, and the way to another.
fn of_whom(ui: &Ui, office: &Organisation, of: usize) -> Html {
    let mut said = Html::text(&office.name);
    if of > 1 {
        let other = links::html(ui, &ui.t("commitments-other-office"), NEW);
        said = Html::trusted(format!("{said} · {other}"));
    }
    Summary::new().line_html(ui.t("commitments-col-office"), said).html(ui)
}

/// Which office it is about is asked first: what is missing is another thing at each.
fn which(ui: &Ui, offices: &[&Organisation], errors: &Errors) -> Response {
    let none = Choice::new("", ui.t("commitments-choose-office"));
    let all = offices.iter().map(|o| Choice::new(o.code.clone(), o.name.clone()));
    let all: Vec<Choice> = std::iter::once(none).chain(all).collect();
    let field = Field::select("don-vi", ui.t("commitments-col-office"), all).from(errors);
    let chooser = Chooser::new(NEW, ui.t("commitments-continue")).field(field.required());
    Page::new(ui.t("commitments-new"))
        .lead(ui.t("commitments-which-lead"))
        .crumb(ui.t("commitments-title"), COMMITMENTS)
        .errors(errors)
        .respond(ui, &chooser.html(ui))
}

/// What can be promised about: what is missing, and nothing that is not.
fn gaps(
    ui: &Ui,
    norms: &Norms,
    there: impl Fn(&Gap) -> bool,
    further: impl Iterator<Item = Choice>,
) -> Vec<Choice> {
    let nobody = Choice::new(NOBODY, ui.t("commitments-gap-nobody"));
    let nobody = there(&Gap::Nobody).then_some(nobody);
    let other = Choice::new(OTHER, ui.t("commitments-gap-other"));
    let norms = norms.all.iter().filter_map(|norm| {
        let word = format!("{NORM}{}", norm.code);
        let name = norm_marked(ui, norm);
        let said = ui.f("commitments-gap-norm", &[("norm", name.as_ref().into())]);
        there(&Gap::Norm(norm.code.clone())).then(|| Choice::new(word, said))
    });
    nobody.into_iter().chain(norms).chain(further).chain([other]).collect()
}
