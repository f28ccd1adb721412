//! `/nhan-luc/{id}/xoa`: somebody's personal data is erased, on a legal basis, once what is
//! affected was seen and their name typed.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use kernel::folding;
use ledger::Basis;
use ui::{
    Button, Change, ChangeGroup, Changes, Component as _, Errors, Field, Form, Html, Notice,
    Problem, Tone, Ui,
};

use super::{
    super::{
        doing::{Ended, Followed, follow},
        given::{Given, Pairs},
        links,
        room::Room,
    },
    note,
    subject::{Subject, desk},
};
use crate::{
    Error,
    acts::{self, Erasure, Foreseen, Kept, Note, Steps, Which, Words},
    model::PersonId,
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    let it = Subject::named(&app, &signed.actor, &ui, &id).await?;
    let seen = app.room::<Room>().foreseen.fresh(signed.actor.name(), it.id);
    let foreseen = match seen {
        Some(foreseen) => foreseen,
        None => match look(&app, &signed, it.id).await? {
            Followed::Now(found) => found?,
            Followed::Later(page) => return Ok(page),
        },
    };
    Ok(show(&ui, &it, &foreseen, &Given::default(), &Errors::default()))
}

/// Looks up what would be erased; where it takes long, the page says how far it has got.
async fn look(
    app: &App,
    signed: &Signed,
    id: PersonId,
) -> Result<Followed<Result<Foreseen, Error>>, Problem> {
    let form = form_of(id);
    let (own, who) = (app.clone(), signed.clone());
    let work = |steps: Steps| async move {
        let (reach, desk) = (own.room::<Room>().reach(), desk(&own, &who));
        let found = acts::preview_erasure_telling(&desk, reach, id, &steps).await?;
        own.room::<Room>().foreseen.keep(who.actor.name(), id, found.clone());
        Ok(found)
    };
    let person = links::person(id);
    let again = form.clone();
    let tell = move |found: Result<Foreseen, Error>| match found {
        Ok(_) => Ended::shown(again),
        Err(error) => Ended::refused(person, &error.into()),
    };
    follow((app, signed), ("registry-erase-looking", &form), work, tell).await
}

/// The page it is decided on.
fn form_of(id: PersonId) -> String {
    format!("{}/xoa", links::person(id))
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    let given = Given(pairs);
    let it = Subject::named(&app, &signed.actor, &ui, &id).await?;
    let mut errors = Errors::default();
    let note = read(&ui, &it, &given, &mut errors);
    if errors.is_empty() {
        match erase(&app, &signed, it.id, note).await? {
            Followed::Later(page) => return Ok(page),
            Followed::Now(Ok(done)) => return Ok(ended(it.id, &done).answer()),
            Followed::Now(Err(Error::Refused { what: "person_changed_meanwhile", .. })) => {
                errors.add("", ui.t("registry-refused-person-changed"));
            }
            Followed::Now(Err(error)) => return Err(error.into()),
        }
    }
    let last = app.room::<Room>().foreseen.last(signed.actor.name(), it.id);
    let foreseen = if let Some(foreseen) = last {
        foreseen
    } else {
        let reach = app.room::<Room>().reach();
        acts::preview_erasure(&desk(&app, &signed), reach, it.id).await?
    };
    Ok(show(&ui, &it, &foreseen, &given, &errors))
}

/// Erases; where it takes long, the page says how far it has got.
async fn erase(
    app: &App,
    signed: &Signed,
    id: PersonId,
    note: Note,
) -> Result<Followed<Result<Erasure, Error>>, Problem> {
    let form = form_of(id);
    let (own, who, again) = (app.clone(), signed.clone(), form.clone());
    let work = |steps: Steps| async move {
        let (reach, desk) = (own.room::<Room>().reach(), desk(&own, &who));
        acts::erase_person_telling(&desk, reach, id, &note, &steps).await
    };
    let tell = move |done: Result<Erasure, Error>| match done {
        Ok(done) => ended(id, &done),
        Err(Error::Refused { what: "person_changed_meanwhile", .. }) => {
            let said = "registry-refused-person-changed";
            Ended::refused(again, &Problem::new(StatusCode::CONFLICT, "changed", said))
        }
        Err(error) => Ended::refused(again, &error.into()),
    };
    follow((app, signed), ("registry-erase-doing", &form), work, tell).await
}

fn ended(id: PersonId, done: &Erasure) -> Ended {
    if done.scrubbed {
        Ended::done(links::person(id), "registry-erased-done")
    } else {
        Ended::doubtful(links::person(id), "registry-erased-lingers")
    }
}

/// The legal basis and the reason, neither of which may name the person: acts are kept for ever.
fn read(ui: &Ui, it: &Subject, given: &Given, errors: &mut Errors) -> Note {
    let number = given.some("so");
    if number.is_none() {
        errors.add("so", ui.t("registry-field-missing"));
    }
    let date = note::read_day(ui, "ngay-ky", given, errors);
    let reason = given.line("ly_do");
    if reason.is_empty() {
        errors.add("ly_do", ui.t("registry-reason-missing"));
    }
    let issuer = given.some("co-quan");
    let texts =
        [("so", number.as_deref()), ("co-quan", issuer.as_deref()), ("ly_do", Some(&*reason))];
    for (field, text) in texts {
        if text.is_some_and(|t| names(it, t)) {
            errors.add(field, ui.t("registry-erase-named"));
        }
    }
    let typed = folding::plain(&given.line("ten-nguoi"));
    if typed != folding::plain(&it.name(ui)) {
        errors.add("ten-nguoi", ui.t("registry-erase-name-wrong"));
    }
    Note { basis: Basis { number, date, issuer }, reason }
}

/// Whether a text names the person.
fn names(it: &Subject, text: &str) -> bool {
    let plain = folding::plain(text);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    it.history.person.iter().map(|h| &h.fact).any(|person| {
        let name = person.full_name.as_deref().map(folding::plain);
        name.is_some_and(|n| plain.contains(&n))
            || person.personal_number.as_deref().is_some_and(|n| digits.contains(n))
    })
}

fn show(ui: &Ui, it: &Subject, foreseen: &Foreseen, given: &Given, errors: &Errors) -> Response {
    let mut body = Notice::new(Tone::Bad, ui.t("registry-erase-final")).html(ui);
    body.push(&form(ui, it, foreseen, given, errors).html(ui));
    let title = ui.f("registry-erase-title", &[("name", it.name(ui).as_ref().into())]);
    let page = it.page(ui, title).lead(ui.t("registry-erase-lead")).errors(errors);
    page.respond(ui, &body)
}

/// What would be erased, with the files by name.
fn affected(ui: &Ui, foreseen: &Foreseen) -> Changes {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let names = |files: &[String]| files.iter().cloned().map(Change::new).collect::<Vec<_>>();
    let kept = &foreseen.kept;
    let facts = u64::try_from(foreseen.rows).unwrap_or(0);
    let mut groups = vec![
        ChangeGroup::new(Tone::Bad, ui.t("registry-erase-facts"), facts),
        ChangeGroup::new(Tone::Bad, ui.t("registry-erase-held"), count(kept.rows)),
        ChangeGroup::new(Tone::Bad, ui.t("registry-erase-files"), count(kept.files.len()))
            .changes(names(&kept.files))
            .open(),
    ];
    groups.extend(emptied(ui, kept));
    if !kept.accounts.is_empty() {
        let label = ui.t("registry-erase-accounts");
        let group = ChangeGroup::new(Tone::Bad, label, count(kept.accounts.len()));
        groups.push(group.changes(names(&kept.accounts)).open());
    }
    groups.extend(worded(ui, kept));
    if !kept.unread.is_empty() {
        let label = ui.t("registry-erase-unread");
        let group = ChangeGroup::new(Tone::Doubt, label, count(kept.unread.len()));
        groups.push(group.changes(names(&kept.unread)).open());
    }
    Changes::new(groups)
}

/// Sheets that nothing was entered of yet and that lose a file: they have to be sent anew.
pub fn emptied(ui: &Ui, kept: &Kept) -> Vec<ChangeGroup> {
    let of = [
        ("registry-erase-under-review", kept.under_review),
        ("registry-erase-unsent", kept.unsent),
    ];
    let group = |(label, n)| {
        ChangeGroup::new(Tone::Doubt, ui.t(label), u64::try_from(n).unwrap_or(u64::MAX))
    };
    of.into_iter().filter(|(_, n)| *n > 0).map(group).collect()
}

/// Free words that name them: those that go, and those that stay.
pub fn worded(ui: &Ui, kept: &Kept) -> Vec<ChangeGroup> {
    let group = |words: &Words| {
        let tone = if words.stays { Tone::Doubt } else { Tone::Bad };
        let n = u64::try_from(words.which.len()).unwrap_or(u64::MAX);
        let all: Vec<Change> = words.which.iter().map(which).collect();
        ChangeGroup::new(tone, ui.t(words.of), n).changes(all).open()
    };
    kept.words.iter().map(group).collect()
}

fn which(one: &Which) -> Change {
    let office = one.office.as_ref().map(|office| format!(" · {office}")).unwrap_or_default();
    Change::new(format!("{}{office}", one.said)).link(&one.href)
}

/// What an erasure does not reach.
fn remains(ui: &Ui, kept: &Kept) -> Html {
    let mut html = links::paragraph(&ui.t("registry-erase-stays"));
    if !kept.files.is_empty() {
        html.push(&links::paragraph(&ui.t("registry-erase-files-stay")));
    }
    if !kept.accounts.is_empty() {
        html.push(&links::paragraph(&ui.t("registry-erase-accounts-stay")));
    }
    Html::trusted(format!("<div>{html}</div>"))
}

fn form(ui: &Ui, it: &Subject, foreseen: &Foreseen, given: &Given, errors: &Errors) -> Form {
    let text = |name: &'static str, label: &str| {
        Field::text(name, ui.t(label)).value(given.line(name)).longest(300).from(errors)
    };
    let day = Field::date(ui, "ngay-ky", ui.t("registry-basis-date"));
    let name = ui.f("registry-erase-type", &[("name", it.name(ui).as_ref().into())]);
    Form::post(form_of(it.id))
        .part(affected(ui, foreseen).html(ui))
        .part(remains(ui, &foreseen.kept))
        .field(
            text("so", "registry-erase-basis").hint(ui.t("registry-erase-basis-hint")).required(),
        )
        .field(day.value(given.line("ngay-ky")).from(errors))
        .field(text("co-quan", "registry-erase-by"))
        .field(text("ly_do", "registry-reason").hint(ui.t("registry-reason-hint")).required())
        .field(text("ten-nguoi", "registry-erase-confirm").hint(name).required())
        .button(Button::submit(ui.t("registry-erase-now")).danger())
        .button(Button::link(ui.t("registry-cancel"), links::person(it.id)))
}
