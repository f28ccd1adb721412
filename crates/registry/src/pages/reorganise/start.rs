//! Where a reorganisation begins.

use access::{App, Right, Signed};
use axum::{extract::State, response::Response};
use ui::{Choice, Chooser, Component as _, Field, Page, Problem, Ui, format};

use super::super::{links, moment::Moment};
use super::sketch::Sketch;

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
) -> Result<Response, Problem> {
    signed.actor.require(Right::Reorganise)?;
    let mut moment = Moment::open(&app, &signed.actor, &ui).await?;
    let offices = moment.offices().await?;
    let latest = offices.days.first().copied().unwrap_or(moment.today);
    let ways = [
        Choice::new("dia-gioi", ui.t("registry-start-follow"))
            .hint(ui.t("registry-start-follow-hint")),
        Choice::new("tu-chon", ui.t("registry-start-own")).hint(ui.t("registry-start-own-hint")),
    ];
    let form = Chooser::new("/sap-xep/soan", ui.t("registry-start-go"))
        .field(
            Field::date(&ui, "ngay", ui.t("registry-col-effective")).day(Some(latest)).required(),
        )
        .field(Field::radios("theo", ui.t("registry-start-how"), ways).value("dia-gioi"));
    let mut body = links::paragraph(&ui.t("registry-start-explained"));
    body.push(&form.html(&ui));
    let days = offices.days.iter().map(|day| {
        let sketch = Sketch { on: Some(*day), follow: true, steps: Vec::new() };
        let said = ui.f("registry-start-day", &[("date", format::date(*day).into())]);
        links::html(&ui, &said, &sketch.at("/sap-xep/soan"))
    });
    if !offices.days.is_empty() {
        body.push(&links::paragraph(&ui.t("registry-start-days")));
        body.push(&links::list(days));
    }
    let page = Page::new(ui.t("registry-reorganise-title")).lead(ui.t("registry-reorganise-lead"));
    Ok(page.respond(&ui, &body))
}
