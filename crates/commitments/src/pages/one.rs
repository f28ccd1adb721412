//! `/cam-ket/{id}`: one commitment, what was said of it over time, and what can be done about it.

use std::collections::{BTreeMap, BTreeSet};

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Seq;
use ledger::{Receipt, Traced};
use registry::pages::kit::{Given, Moment, Pairs, Place, links, section};
use ui::{
    Button, Component as _, Errors, Event, Field, Form, Html, Notice, Page, Problem, Redirect,
    Summary, Text, Timeline, Tone, Ui, format,
};

use super::{
    COMMITMENTS, desk, evidence,
    fail::tell,
    page_of,
    words::{self, Norms},
};
use crate::{
    Error,
    acts::{self, LONGEST},
    figures::{self, Line},
    model::{Commitment, CommitmentId, State as Stands},
    rules::standing,
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &signed, &ui, parse(&id)?, &Given::default(), &Errors::default()).await
}

pub(super) async fn keep(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (id, given) = (parse(&id)?, Given(pairs));
    let done = acts::keep(&desk(&app, &signed), id, &given.line("ghi_chu")).await;
    answer((&app, &signed, &ui), id, &given, done, "commitments-was-kept").await
}

pub(super) async fn amend(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (id, given) = (parse(&id)?, Given(pairs));
    let done = match format::parse_date(&given.line("han")) {
        Some(day) => {
            let what = given.line("viec");
            acts::amend(&desk(&app, &signed), id, (&what, day), &given.line("ly_do")).await
        }
        // Whoever may not is refused, whatever they wrote.
        None => acts::require_change(&desk(&app, &signed), id)
            .await
            .and(Err(Error::Field { field: "han", what: "wrong" })),
    };
    answer((&app, &signed, &ui), id, &given, done, "commitments-was-amended").await
}

pub(super) async fn withdraw(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (id, given) = (parse(&id)?, Given(pairs));
    let done = acts::withdraw(&desk(&app, &signed), id, &given.line("ly_do_rut")).await;
    // The reason stands in a field of its own: the page has two.
    let done = done.map_err(|error| match error {
        Error::Field { field: "ly_do", what } => Error::Field { field: "ly_do_rut", what },
        other => other,
    });
    answer((&app, &signed, &ui), id, &given, done, "commitments-was-withdrawn").await
}

fn parse(id: &str) -> Result<CommitmentId, Problem> {
    id.parse().map_err(|_| Problem::not_found())
}

/// It was done, or what is wrong stands at its field.
async fn answer(
    (app, signed, ui): (&App, &Signed, &Ui),
    id: CommitmentId,
    given: &Given,
    done: Result<Receipt, Error>,
    saying: &'static str,
) -> Result<Response, Problem> {
    let mut errors = Errors::default();
    match done {
        Ok(_) => {
            app.acted();
            return Ok(Redirect::to(page_of(id)).saying(saying).into_response());
        }
        Err(error) => tell(ui, error, &mut errors)?,
    }
    show(app, signed, ui, id, given, &errors).await
}

async fn show(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    id: CommitmentId,
    given: &Given,
    errors: &Errors,
) -> Result<Response, Problem> {
    let mut moment = Moment::open(app, &signed.actor, ui).await?;
    let day = moment.as_of.valid_on;
    let said = figures::history(&mut moment.tx, moment.as_of, id).await?;
    let stands = |t: &&Traced<Commitment>| t.recorded_to.is_none() && t.held.valid.contains(day);
    let it = said.iter().find(stands).ok_or_else(Problem::not_found)?.held.fact.clone();
    let norms = Norms::read(&mut moment).await?;
    let offices = moment.offices().await?;
    let place = Place::of(&offices.orgs, it.org, day, moment.map);
    let who = promiser(&mut moment, &it).await?;
    let stands = standing(&it, day);
    let mut line = Line { commitment: it, standing: stands, evidence: None };
    let found = evidence::of(&mut moment, &line.commitment).await?;
    line.evidence = Some(found).filter(|_| line.is_kept());
    let it = &line.commitment;
    let erasures = erasures(&mut moment, &said).await?;
    let mut body = summary(ui, (&line, day), &norms, place, who).html(ui);
    // Verbs build on what stands now.
    let now = moment.is_now() && day == moment.today;
    if now && it.state == Stands::Open && moment.by.may_at(Right::Promise, it.org.0) {
        if found.is_open() {
            let said = evidence::words(ui, day, &it.gap, found);
            let said = ui.f("commitments-keep-unmet", &[("evidence", said.as_ref().into())]);
            body.push(&Notice::new(Tone::Doubt, said).html(ui));
        }
        body.push(&forms(ui, it, given, errors).on_screen());
    }
    body.push(&section(
        "lich-su",
        &ui.t("commitments-history"),
        &history(ui, &said, &erasures).html(ui),
    ));
    let page =
        Page::new(words::what(ui, it)).crumb(ui.t("commitments-title"), COMMITMENTS).errors(errors);
    Ok(moment.dated(page).await?.respond(ui, &body))
}

/// Who promised it, for who may see people there.
async fn promiser(moment: &mut Moment<'_>, it: &Commitment) -> Result<Option<String>, Problem> {
    let rights = [Right::SeePeople, Right::Promise];
    if !rights.into_iter().any(|right| moment.by.may_at(right, it.org.0)) {
        return Ok(None);
    }
    let account = access::account(&mut moment.tx, &it.promised_by).await.map_err(Error::from)?;
    Ok(Some(account.map_or_else(|| it.promised_by.clone(), |account| account.full_name)))
}

fn summary(
    ui: &Ui,
    (line, on): (&Line, kernel::Date),
    norms: &Norms,
    place: Option<Place>,
    who: Option<String>,
) -> Summary {
    let office = place.map(|place| links::html(ui, &place.name, &place.href)).unwrap_or_default();
    let it = &line.commitment;
    let tag = words::said(ui, line).html(ui);
    let mut summary = Summary::new()
        .line_html(ui.t("commitments-col-state"), tag)
        .line_html(ui.t("commitments-col-office"), office)
        .line(ui.t("commitments-col-gap"), norms.gap(ui, &it.gap))
        .line(ui.t("commitments-col-due"), format::date(it.due_on))
        .line(ui.t("commitments-col-promised"), format::date(it.promised_on));
    if let Some(who) = who {
        summary = summary.line(ui.t("commitments-by"), who);
    }
    if let Some(day) = it.closed_on {
        summary = summary.line(ui.t("commitments-closed-on"), format::date(day));
    }
    if let Some(found) = line.evidence {
        let said = evidence::words(ui, on, &it.gap, found);
        summary = summary.line(ui.t("commitments-evidence"), said);
    }
    if it.note.is_empty() {
        summary
    } else {
        summary.line(ui.t("commitments-note"), it.note.clone())
    }
}

fn forms(ui: &Ui, it: &Commitment, given: &Given, errors: &Errors) -> Html {
    let longest = u32::try_from(LONGEST).unwrap_or(u32::MAX);
    let to = |verb: &str| format!("{}/{verb}", page_of(it.id));
    let keep = Form::post(to("xong"))
        .field(
            Field::text("ghi_chu", ui.t("commitments-note"))
                .hint(ui.t("commitments-keep-hint"))
                .value(given.line("ghi_chu"))
                .longest(longest)
                .from(errors),
        )
        .button(Button::submit(ui.t("commitments-keep")));
    let sent = |name: &str, else_: String| {
        if given.0.iter().any(|(n, _)| n == name) { given.line(name) } else { else_ }
    };
    let amend = Form::post(to("sua"))
        .field(
            Field::long("viec", ui.t("commitments-col-what"))
                .value(sent("viec", it.what.clone()))
                .longest(longest)
                .required()
                .from(errors),
        )
        .field(
            Field::date(ui, "han", ui.t("commitments-col-due"))
                .value(sent("han", format::date(it.due_on)))
                .required()
                .from(errors),
        )
        .field(reason(ui, "ly_do", given, errors))
        .button(Button::submit(ui.t("commitments-amend")));
    let withdraw = Form::post(to("rut"))
        .field(reason(ui, "ly_do_rut", given, errors))
        .button(Button::submit(ui.t("commitments-withdraw")).danger());
    let mut html = section("xong", &ui.t("commitments-keep"), &keep.html(ui));
    let of = |names: &[&str]| names.iter().any(|name| errors.of(name).is_some());
    html.push(&folded(ui, "commitments-amend", &amend, of(&["viec", "han", "ly_do"])));
    html.push(&folded(ui, "commitments-withdraw", &withdraw, of(&["ly_do_rut"])));
    html
}

fn reason(ui: &Ui, name: &'static str, given: &Given, errors: &Errors) -> Field {
    Field::text(name, ui.t("commitments-reason"))
        .value(given.line(name))
        .longest(u32::try_from(LONGEST).unwrap_or(u32::MAX))
        .required()
        .from(errors)
}

fn folded(ui: &Ui, title: &str, form: &Form, open: bool) -> Html {
    let open = if open { " open" } else { "" };
    let mut html =
        Html::trusted(format!("<details{open}><summary>{}</summary>", Html::text(&ui.t(title))));
    html.push(&form.html(ui));
    html.push(&Html::trusted("</details>"));
    html
}

/// The acts that erased words of it, with their time.
async fn erasures(
    moment: &mut Moment<'_>,
    said: &[Traced<Commitment>],
) -> Result<BTreeMap<Seq, String>, Problem> {
    let mut found = BTreeMap::new();
    for seq in said.iter().filter_map(|t| t.erased_by).collect::<BTreeSet<_>>() {
        let act = ledger::act(&mut moment.tx, seq).await.map_err(Error::from)?;
        found.extend(act.map(|act| (seq, moment.ui.time(act.entered_at))));
    }
    Ok(found)
}

/// What was said of it, the latest first: act by act, of each what holds from then on.
fn history(ui: &Ui, said: &[Traced<Commitment>], erasures: &BTreeMap<Seq, String>) -> Timeline {
    let mut acts: BTreeMap<Seq, Vec<&Traced<Commitment>>> = BTreeMap::new();
    for one in said {
        acts.entry(one.recorded_from).or_default().push(one);
    }
    let mut events = Vec::new();
    // What only repeats an earlier version says nothing new; of what was erased that can't be told.
    let mut seen: Vec<&Commitment> = Vec::new();
    for (act, said) in acts {
        if let Some(when) = erasures.get(&act) {
            seen.extend(said.iter().map(|t| &t.held.fact));
            events.push(erased(ui, (act, when), &said));
            continue;
        }
        let Some(last) = said.into_iter().max_by_key(|t| t.held.valid.from) else { continue };
        let fact = &last.held.fact;
        if last.erased_by.is_some() || !seen.contains(&fact) {
            seen.push(fact);
            events.push(event(ui, last));
        }
    }
    Timeline::new(events.into_iter().rev())
}

/// An erasure, with the words that were said again without somebody's name.
fn erased(ui: &Ui, (act, when): (Seq, &String), said: &[&Traced<Commitment>]) -> Event {
    let mut left: Vec<&str> = Vec::new();
    for it in said.iter().map(|t| &t.held.fact) {
        let words = [&it.what[..], &it.note].into_iter().filter(|words| !words.is_empty());
        for words in words {
            if !left.contains(&words) {
                left.push(words);
            }
        }
    }
    let mut html = Html::default();
    for words in left {
        html.push(&links::paragraph(words));
    }
    html.push(&by(ui, act));
    Event::new(when.clone(), ui.t("commitments-erased-then")).more(html)
}

fn event(ui: &Ui, said: &Traced<Commitment>) -> Event {
    let it = &said.held.fact;
    let title: Text = match it.state {
        Stands::Kept => ui.t("commitments-kept"),
        Stands::Withdrawn => ui.t("commitments-withdrawn"),
        Stands::Open => words::what(ui, it),
    };
    let mut html = Html::default();
    if it.state == Stands::Open {
        let due = ui.f("commitments-due-on", &[("date", format::date(it.due_on).into())]);
        html.push(&links::paragraph(&due));
    }
    if !it.note.is_empty() {
        html.push(&links::paragraph(&it.note));
    }
    html.push(&by(ui, said.recorded_from));
    let from = said.held.valid.from.map(format::date).unwrap_or_default();
    Event::new(from, title).more(html)
}

/// The act that said it.
fn by(ui: &Ui, act: Seq) -> Html {
    Html::trusted(format!("<p class=\"small\">{}</p>", links::act_html(ui, act).as_str()))
}
