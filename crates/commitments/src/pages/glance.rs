//! Commitments on the province page: three numbers, and the broken ones first.

use registry::pages::{
    Filling, Section,
    kit::{Moment, Place, links, since},
};
use ui::{Figure, Figures, Gap, Gaps, Problem, Tone};

use super::{
    COMMITMENTS, page_of,
    words::{self, Norms},
};
use crate::{
    figures::{self, Line, Overview},
    rules::Standing,
};

/// Gaps shown before the link to the rest.
const GAPS_SHOWN: usize = 6;

/// What the province page tells of commitments.
pub fn glance<'t>(moment: &'t mut Moment<'_>) -> Filling<'t> {
    Box::pin(async move {
        let lines = figures::lines(&mut moment.tx, moment.as_of).await?;
        let ui = moment.ui;
        let told = Overview::of(&lines);
        let section =
            Section::new("cam-ket", ui.t("commitments-title")).figures(all(moment, &told));
        if told.broken == 0 {
            return Ok(section);
        }
        Ok(section.gaps(ui.t("commitments-gaps"), gaps(moment, &lines).await?))
    })
}

/// The figures of commitments.
pub(super) fn figures(moment: &Moment<'_>, told: &Overview) -> Figures {
    Figures::new(all(moment, told))
}

fn all(moment: &Moment<'_>, told: &Overview) -> Vec<Figure> {
    let ui = moment.ui;
    let figure = |label, n, definition, standing: Standing| {
        let mut defined = links::paragraph(&ui.t(definition));
        defined.push(&moment.inputs_of(&ui.t("commitments-inputs")));
        Figure::new(ui.t(label), n)
            .unit(ui.t("commitments-unit"))
            .definition(defined)
            .rows(format!("{COMMITMENTS}?tinh-trang={}", words::word(standing)))
    };
    let broken =
        figure("commitments-broken", told.broken, "commitments-broken-def", Standing::Broken)
            .tone(if told.broken > 0 { Tone::Bad } else { Tone::Plain });
    let due = figure("commitments-due", told.due, "commitments-due-def", Standing::Due);
    let kept = figure("commitments-kept", told.kept, "commitments-kept-def", Standing::Kept);
    let kept = if told.kept_late > 0 {
        kept.incomplete(ui.f("commitments-of-them-late", &[("n", told.kept_late.into())]))
    } else {
        kept
    };
    vec![broken, due, kept]
}

/// The broken ones, the longest overdue first.
async fn gaps(moment: &mut Moment<'_>, lines: &[Line]) -> Result<Gaps, Problem> {
    let ui = moment.ui;
    let norms = Norms::read(moment).await?;
    let offices = moment.offices().await?;
    let (day, map) = (moment.as_of.valid_on, moment.map);
    let broken: Vec<&Line> = lines.iter().filter(|l| l.standing == Standing::Broken).collect();
    let gap = |line: &&Line| {
        let it = &line.commitment;
        let place = Place::of(&offices.orgs, it.org, day, map);
        let office = place.map(|place| place.name).unwrap_or_default();
        let about = norms.gap(ui, &it.gap);
        let args = [
            ("office", office.as_str().into()),
            ("what", it.what.as_str().into()),
            ("gap", about.as_ref().into()),
        ];
        Gap::missing(ui.f("commitments-gap", &args))
            .link(page_of(it.id))
            .since(since(ui, it.due_on, day))
            .who(ui.f("commitments-gap-who", &[("office", office.as_str().into())]))
    };
    let gaps = Gaps::new(broken.iter().take(GAPS_SHOWN).map(gap));
    if broken.len() > GAPS_SHOWN {
        let n = i64::try_from(broken.len()).unwrap_or(i64::MAX);
        let rest = format!("{COMMITMENTS}?tinh-trang={}", words::word(Standing::Broken));
        return Ok(gaps.more(ui.f("commitments-gap-more", &[("n", n.into())]), rest));
    }
    Ok(gaps)
}
