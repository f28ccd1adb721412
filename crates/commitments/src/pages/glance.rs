//! Commitments on the province page: three numbers, and the broken ones first.

use registry::pages::{
    Filling, Section,
    kit::{Moment, Place, links, since},
};
use ui::{Figure, Figures, Gap, Gaps, Problem, Tone};

use super::{
    COMMITMENTS, evidence, page_of,
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
        let lines = evidence::judged(moment, lines).await?;
        let ui = moment.ui;
        let told = Overview::of(&lines);
        let section =
            Section::new("cam-ket", ui.t("commitments-title")).figures(all(moment, &told));
        if told.broken + told.contradicted == 0 {
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
    let of_them = [
        ("commitments-of-them-unmet", told.contradicted),
        ("commitments-of-them-late", told.kept_late),
    ];
    let of_them = of_them.into_iter().filter(|(_, n)| *n > 0);
    let notes: Vec<String> =
        of_them.map(|(id, n)| ui.f(id, &[("n", n.into())]).into_owned()).collect();
    let kept = if notes.is_empty() { kept } else { kept.incomplete(notes.join("; ")) };
    let kept = if told.contradicted > 0 { kept.tone(Tone::Doubt) } else { kept };
    vec![broken, due, kept]
}

/// The broken ones, the longest overdue first; then what is said to be done and is not to be seen.
async fn gaps(moment: &mut Moment<'_>, lines: &[Line]) -> Result<Gaps, Problem> {
    let ui = moment.ui;
    let norms = Norms::read(moment).await?;
    let offices = moment.offices().await?;
    let (day, map) = (moment.as_of.valid_on, moment.map);
    let presses = |line: &&Line| line.standing == Standing::Broken || line.is_contradicted();
    let pressing: Vec<&Line> = lines.iter().filter(presses).collect();
    let gap = |line: &&Line| {
        let it = &line.commitment;
        let place = Place::of(&offices.orgs, it.org, day, map);
        let office = place.map(|place| place.name).unwrap_or_default();
        let (about, what) = (norms.gap(ui, &it.gap), words::what(ui, it));
        let args = [
            ("office", office.as_str().into()),
            ("what", what.as_ref().into()),
            ("gap", about.as_ref().into()),
        ];
        let said = match line.evidence.filter(|_| line.is_contradicted()) {
            None => ui.f("commitments-gap", &args),
            Some(evidence) => {
                let evidence = evidence::words(ui, day, &it.gap, evidence);
                let more = [("evidence", evidence.as_ref().into())];
                ui.f("commitments-gap-unmet", &[&args[..], &more[..]].concat())
            }
        };
        let from = it.closed_on.filter(|_| line.is_contradicted()).unwrap_or(it.due_on);
        Gap::missing(said)
            .link(page_of(it.id))
            .since(since(ui, from, day))
            .who(ui.f("commitments-gap-who", &[("office", office.as_str().into())]))
    };
    let gaps = Gaps::new(pressing.iter().take(GAPS_SHOWN).map(gap));
    if pressing.len() > GAPS_SHOWN {
        let n = i64::try_from(pressing.len()).unwrap_or(i64::MAX);
        let rest = format!("{COMMITMENTS}?tinh-trang={}", words::word(Standing::Broken));
        return Ok(gaps.more(ui.f("commitments-gap-more", &[("n", n.into())]), rest));
    }
    Ok(gaps)
}
