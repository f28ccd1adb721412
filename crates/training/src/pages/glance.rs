//! Training on the province page: attendances and people, never one figure.

use registry::{
    Error,
    pages::{
        Filling, Section,
        kit::{Moment, links},
    },
};
use ui::{Amount, Component as _, Figure, Figures, Gap, Gaps, Html, Query, Tone, Ui, charts::Bars};

use super::{ATTENDANCES, PEOPLE, UNMATCHED};
use crate::figures::{self, Overview};

/// What the province page tells of training.
pub fn glance<'t>(moment: &'t mut Moment<'_>) -> Filling<'t> {
    Box::pin(async move {
        let told = figures::overview(&mut moment.tx, moment.as_of).await.map_err(Error::from)?;
        let ui = moment.ui;
        let mut section =
            Section::new("tap-huan", ui.t("training-title")).figures(all(moment, &told));
        if told.people_unmatched > 0 {
            section = section.gaps(ui.t("training-fig-unmatched"), gaps(ui, &told));
        }
        if told.attendances > 0 {
            section = section.more(ui.t("training-charts"), charts(ui, &told));
        }
        Ok(section)
    })
}

/// The figures of training.
pub(super) fn figures(moment: &Moment<'_>, told: &Overview) -> Figures {
    Figures::new(all(moment, told))
}

fn all(moment: &Moment<'_>, told: &Overview) -> Vec<Figure> {
    let ui = moment.ui;
    let year = moment.as_of.valid_on.year().to_string();
    let defined = |id: &str| {
        let mut html = links::paragraph(&ui.f(id, &[("year", year.as_str().into())]));
        html.push(&moment.inputs_of(&ui.t("training-inputs")));
        html
    };
    if !told.recorded {
        let unknown = ["training-fig-attendances", "training-fig-people"];
        let figure = |id: &str| {
            Figure::new(ui.t(id), Amount::unknown(ui.t("training-unknown")))
                .definition(defined(&format!("{id}-def")))
        };
        return unknown.into_iter().map(figure).collect();
    }
    let unmatched = told.people_unmatched;
    vec![
        Figure::new(ui.t("training-fig-attendances"), told.attendances)
            .unit(ui.t("training-unit-attendances"))
            .definition(defined("training-fig-attendances-def"))
            .rows(ATTENDANCES),
        Figure::new(ui.t("training-fig-people"), told.people)
            .unit(ui.t("training-unit-people"))
            .definition(defined("training-fig-people-def"))
            .rows(PEOPLE),
        Figure::new(ui.t("training-fig-unmatched"), unmatched)
            .unit(ui.t("training-unit-people"))
            .tone(if unmatched > 0 { Tone::Doubt } else { Tone::Plain })
            .definition(defined("training-fig-unmatched-def"))
            .rows(UNMATCHED),
    ]
}

fn gaps(ui: &Ui, told: &Overview) -> Gaps {
    let said = ui.f("training-gap-unmatched", &[("n", told.people_unmatched.into())]);
    let gap = Gap::doubtful(said)
        .link(UNMATCHED)
        .who(ui.t("training-gap-who"))
        .close(ui.t("training-match"), UNMATCHED);
    Gaps::new([gap])
}

/// Attendances by year and by course.
pub(super) fn charts(ui: &Ui, told: &Overview) -> Html {
    let mut html = Html::default();
    let heads = (ui.t("training-col-year"), ui.t("training-col-attendances"));
    if let Some((year, number)) = told.by_year.iter().max_by_key(|(_, number)| **number) {
        let year = year.to_string();
        let args = [("year", year.as_str().into()), ("n", (*number).into())];
        let finding = ui.f("training-by-year-finding", &args);
        let mut chart = Bars::new("theo-nam", finding, heads.0, heads.1.clone());
        for (year, number) in &told.by_year {
            chart.push(year.to_string(), *number, Some(rows("nam", &year.to_string())));
        }
        html.push(&chart.html(ui));
    }
    let mut courses: Vec<(&String, &i64)> = told.by_course.iter().collect();
    courses.sort_by_key(|(_, number)| std::cmp::Reverse(**number));
    if let Some((course, number)) = courses.first() {
        let args = [("course", course.as_str().into()), ("n", (**number).into())];
        let finding = ui.f("training-by-course-finding", &args);
        let mut chart = Bars::new("theo-khoa", finding, ui.t("training-col-course"), heads.1);
        for (course, number) in courses {
            chart.push(course.clone(), *number, Some(rows("khoa", course)));
        }
        html.push(&chart.html(ui));
    }
    html
}

fn rows(name: &str, value: &str) -> String {
    Query::default().with(name, Some(value)).behind(ATTENDANCES)
}
