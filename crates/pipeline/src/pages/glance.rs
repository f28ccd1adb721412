//! Graduates on the province page.

use std::collections::BTreeMap;

use registry::{
    Error,
    pages::{
        Filling, Section,
        kit::{Moment, links},
    },
};
use ui::{Amount, Component as _, Figure, Figures, Ui, charts::Bars};

use super::GRADUATES;
use crate::figures;

/// What the province page tells of graduates.
pub fn glance<'t>(moment: &'t mut Moment<'_>) -> Filling<'t> {
    Box::pin(async move {
        let years = figures::by_year(&mut moment.tx, moment.as_of).await.map_err(Error::from)?;
        let ui = moment.ui;
        let section =
            Section::new("tot-nghiep", ui.t("pipeline-title")).figures(all(moment, &years));
        Ok(match chart(ui, &years) {
            Some(chart) if years.len() > 1 => {
                section.more(ui.t("pipeline-by-year"), chart.html(ui))
            }
            _ => section,
        })
    })
}

/// The figures of graduates: the latest two years that are known.
pub(super) fn figures(moment: &Moment<'_>, years: &BTreeMap<i64, i64>) -> Figures {
    Figures::new(all(moment, years))
}

fn all(moment: &Moment<'_>, years: &BTreeMap<i64, i64>) -> Vec<Figure> {
    const SHOWN: usize = 2;
    let ui = moment.ui;
    let defined = || {
        let mut html = links::paragraph(&ui.t("pipeline-fig-def"));
        html.push(&moment.inputs_of(&ui.t("pipeline-inputs")));
        html
    };
    if years.is_empty() {
        let unknown = Amount::unknown(ui.t("pipeline-unknown"));
        return vec![Figure::new(ui.t("pipeline-title"), unknown).definition(defined())];
    }
    let figure = |(year, number): (&i64, &i64)| {
        let year = year.to_string();
        Figure::new(ui.f("pipeline-fig", &[("year", year.as_str().into())]), *number)
            .unit(ui.t("pipeline-unit"))
            .definition(defined())
            .rows(format!("{GRADUATES}?nam={year}"))
    };
    years.iter().rev().take(SHOWN).map(figure).collect()
}

/// Graduates year by year.
pub(super) fn chart(ui: &Ui, years: &BTreeMap<i64, i64>) -> Option<Bars> {
    let (year, number) = years.iter().max_by_key(|(_, number)| **number)?;
    let said = year.to_string();
    let args = [("year", said.as_str().into()), ("n", (*number).into())];
    let finding = ui.f("pipeline-finding", &args);
    let heads = (ui.t("pipeline-col-year"), ui.t("pipeline-col-number"));
    let mut chart = Bars::new("tot-nghiep-nam", finding, heads.0, heads.1);
    for (year, number) in years {
        chart.push(year.to_string(), *number, Some(format!("{GRADUATES}?nam={year}")));
    }
    Some(chart)
}
