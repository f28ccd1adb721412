//! What the record says of what is said to be done: beside the word of a head stands how the gap
//! is on the day.

use registry::pages::kit::Moment;
use ui::{Problem, Text, Ui, format};

use crate::{
    figures::{self, Lacked, Line},
    model::{Commitment, Gap},
    rules::{Evidence, Said, evidence},
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
    let lacked = lacked(moment, lines.iter().map(|line| &line.commitment.gap)).await?;
    let on = moment.as_of.valid_on;
    for line in lines.iter_mut().filter(|line| line.is_kept()) {
        let it = &line.commitment;
        let there = offices.orgs.on(it.org, on).is_some();
        let lacking = lacked.of(&offices.orgs, &it.gap, it.org);
        let said = Said { line: today.line(it.org), lacking };
        line.evidence = Some(evidence(&it.gap, there, said));
    }
    figures::in_order(&mut lines);
    Ok(lines)
}

/// What the record says of one gap on the day.
pub(super) async fn of(moment: &mut Moment<'_>, it: &Commitment) -> Result<Evidence, Problem> {
    let (offices, today) = (moment.offices().await?, moment.of_the_day().await?);
    let there = offices.orgs.on(it.org, moment.as_of.valid_on).is_some();
    let lacked = lacked(moment, [&it.gap]).await?;
    let lacking = lacked.of(&offices.orgs, &it.gap, it.org);
    Ok(evidence(&it.gap, there, Said { line: today.line(it.org), lacking }))
}

/// What other rooms say offices lack on the day, where any of these gaps is of that.
async fn lacked<'g>(
    moment: &mut Moment<'_>,
    gaps: impl IntoIterator<Item = &'g Gap>,
) -> Result<Lacked, Problem> {
    if !gaps.into_iter().any(|gap| matches!(gap, Gap::Lack(_))) {
        return Ok(Lacked::default());
    }
    let (offices, lacks) = (moment.offices().await?, moment.lacks());
    Ok(figures::lacked(&mut moment.tx, lacks, &offices.orgs, moment.as_of).await?)
}

/// By whose word it is done, and what the record says of it.
pub(super) fn words(ui: &Ui, on: kernel::Date, gap: &Gap, said: Evidence) -> Text {
    let date = format::date(on);
    match said {
        Evidence::Closed => ui.f("commitments-evidence-closed", &[("date", date.into())]),
        Evidence::Lacking(n) => {
            ui.f("commitments-evidence-lacking", &[("date", date.into()), ("n", n.into())])
        }
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
