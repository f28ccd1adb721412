//! Who on record may be somebody who is about to be entered: shown before anybody is made twice.

use std::collections::BTreeSet;

use access::{Actor, App, Right};
use store::Tx;
use ui::{Choice, Component as _, Errors, Field, Html, Notice, Problem, Text, Tone, Ui, format};

use super::{
    super::{links, words},
    subject::{Register, newest},
};
use crate::{
    Error,
    figures::{self, Likely, StaffQuery, StaffRow},
    model::PersonId,
};

/// The people on record and where they stand, each with what can be done instead. Of whom whoever
/// asks may not see it is said that they are there, and no more: a number must not tell a name.
pub(super) async fn notice(
    (app, by): (&App, &Actor),
    ui: &Ui,
    it: &Register,
    (likely, office): (&[Likely], &str),
) -> Result<Notice, Problem> {
    let mut moment = newest(app, by, ui).await?;
    let seen = seen(&mut moment.tx, by, likely).await?;
    let wanted = StaffQuery {
        people: likely.iter().map(|l| l.person.id).collect(),
        uncounted: true,
        ..StaffQuery::default()
    };
    let duties = figures::staff(&mut moment.tx, moment.by, moment.as_of, &wanted).await?.rows;
    let lines = likely.iter().map(|l| {
        if seen.contains(&l.person.id) {
            line(ui, it, l, &duties, office)
        } else {
            Html::text(&ui.t("registry-hand-likely-elsewhere"))
        }
    });
    let same = likely.iter().any(|l| l.same_number);
    let said = if same { "registry-hand-same-number" } else { "registry-hand-likely" };
    Ok(Notice::new(Tone::Doubt, ui.t(said)).more(links::list(lines)))
}

/// Those of them whom whoever asks may see.
async fn seen(tx: &mut Tx, by: &Actor, likely: &[Likely]) -> Result<BTreeSet<PersonId>, Error> {
    let mut seen = BTreeSet::new();
    for id in likely.iter().map(|l| l.person.id) {
        match figures::require_person(tx, by, Right::SeePeople, id).await {
            Ok(()) => seen.insert(id),
            Err(Error::Forbidden(_)) => false,
            Err(error) => return Err(error),
        };
    }
    Ok(seen)
}

fn line(ui: &Ui, it: &Register, likely: &Likely, duties: &[StaffRow], office: &str) -> Html {
    let person = &likely.person;
    let name = person.full_name.as_deref().unwrap_or("—");
    let mut html = links::html(ui, name, &links::person(person.id));
    let mut told: Vec<Text> = Vec::new();
    if let Some(birth) = person.birth {
        told.push(words::birth_year(Some(&birth.to_string())));
    }
    if let Some(number) = &person.personal_number {
        told.push(format::mask_personal_number(number).into());
    }
    let held = duties.iter().filter(|r| r.person == person.id).filter_map(|r| r.duty.as_ref());
    told.extend(held.map(|d| it.office_name(d.org, it.day).into()));
    for text in told {
        html.push(&Html::trusted(" · "));
        html.push(&Html::text(&text));
    }
    html.push(&Html::trusted(" · "));
    let give = ui::Query::default().with("don-vi", Some(office)).behind(&super::give(person.id));
    html.push(&links::html(ui, &ui.t("registry-hand-give-them"), &give));
    html
}

/// The mark that they were looked at and are somebody else.
pub(super) fn mark(ui: &Ui, likely: &[Likely], errors: &Errors) -> Field {
    let ids: Vec<String> = likely.iter().map(|l| l.person.id.to_string()).collect();
    let choice = Choice::new(ids.join(","), ui.t("registry-hand-other-person"));
    Field::checks("khac-nguoi", ui.t("registry-hand-other"), [choice]).required().from(errors)
}

/// Who was marked as somebody else.
pub(super) fn marked(values: &[String]) -> Vec<PersonId> {
    values.iter().flat_map(|v| v.split(',')).filter_map(|id| id.parse().ok()).take(100).collect()
}

/// The notice as markup, above a form.
pub(super) fn html(ui: &Ui, notice: &Notice) -> Html {
    notice.html(ui)
}
