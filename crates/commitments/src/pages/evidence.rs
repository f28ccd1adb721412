//! What the record says of what is said to be done: beside the word of a head stands how the gap
//! is on the day.

use registry::pages::kit::Moment;
use ui::{Problem, Text, Ui, format};

use crate::{
    figures::{self, Line},
    model::{Commitment, Gap},
    rules::{Evidence, evidence},
};

/// Lines with what the record says of the gaps that are said to be closed.
pub(super) async fn judged(
    moment: &mut Moment<'_>,
    mut lines: Vec<Line>,
) -> Result<Vec<Line>, Problem> {
    if !lines.iter().any(Line::is_kept) {
        return Ok(lines);
    }
    let (offices, today) = (moment.offices().await?, moment.of_the_day().await?);
    let on = moment.as_of.valid_on;
    for line in lines.iter_mut().filter(|line| line.is_kept()) {
        let it = &line.commitment;
        let there = offices.orgs.on(it.org, on).is_some();
        line.evidence = Some(evidence(&it.gap, there, today.line(it.org)));
    }
    figures::in_order(&mut lines);
    Ok(lines)
}

/// What the record says of one gap on the day.
pub(super) async fn of(moment: &mut Moment<'_>, it: &Commitment) -> Result<Evidence, Problem> {
    let (offices, today) = (moment.offices().await?, moment.of_the_day().await?);
    let there = offices.orgs.on(it.org, moment.as_of.valid_on).is_some();
    Ok(evidence(&it.gap, there, today.line(it.org)))
}

/// By whose word it is done, and what the record says of it.
pub(super) fn words(ui: &Ui, on: kernel::Date, gap: &Gap, said: Evidence) -> Text {
    let date = format::date(on);
    match said {
        Evidence::Closed => ui.f("commitments-evidence-closed", &[("date", date.into())]),
        Evidence::Silent => ui.t("commitments-evidence-silent"),
        Evidence::Open { .. } if *gap == Gap::Nobody => {
            ui.f("commitments-evidence-nobody", &[("date", date.into())])
        }
        Evidence::Open { required, actual } => ui.f(
            "commitments-evidence-open",
            &[("date", date.into()), ("required", required.into()), ("actual", actual.into())],
        ),
    }
}
