//! What is shown while files are read, and `/tiep-nhan/{batch}/dong`: says how far that has got, as
//! long as somebody listens.

use access::{App, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use ui::{Component as _, Html, Page, Problem, Progress, Ui};

use super::{
    batch_room::{Room, load},
    links,
};
use crate::model::BatchState;

/// The part of the page that follows the stream.
const PART: &str = "dang-doc";

/// Says how far reading has got: of files done, of how many. Where scripts don't run, the page is
/// asked for again each second.
pub(super) fn wait(ui: &Ui, batch: &str, (done, whole): (usize, usize)) -> Response {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let progress = Progress::new(ui.t("intake-reading-files"), count(done), count(whole));
    let address = format!("/tiep-nhan/{}/dong?tu={done}", ui::segment(batch));
    let mut body = Html::trusted(format!("<div id=\"{PART}\" data-stream=\"{address}\">"));
    body.push(&progress.html(ui));
    body.push(&Html::trusted("</div>"));
    let page = Page::new(ui.t("intake-reading")).lead(ui.t("intake-reading-lead"));
    page.reloading(1).respond(ui, &body)
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (batch, key) = load(&app, &signed.actor, &id).await?;
    if batch.state != BatchState::Open {
        return Ok(ui::Redirect::to(links::batch(batch.id)).into_response());
    }
    let seen = ui.query().get("tu").and_then(|it| it.parse().ok());
    Ok(ui::follow(seen, move || app.room::<Room>().batches.progress(&key)))
}
