//! `/tiep-nhan/cho/{id}/xoa`: the row is of somebody who was erased, and is erased as they were.

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use registry::{
    acts::{Kept, Reach},
    pages::{
        Room as Register,
        kit::{emptied, worded},
    },
};
use ui::{
    Button, Change, ChangeGroup, Changes, Component as _, Errors, Field, Form, Html, Notice, Page,
    Problem, Redirect, Tone, Ui,
};

use super::{
    WAITING_PAGE,
    batch_room::desk,
    fail::{fail, refused},
    given::{Given, Pairs},
    held_name,
    held_row::REASON,
    links,
};
use crate::{
    acts::{self, BatchError},
    model::{BatchId, HeldId, HeldRow},
};

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let row = row(&app, &signed, &id).await?;
    show(&app, &signed, &ui, &row, &Errors::default()).await
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let row = row(&app, &signed, &id).await?;
    let given = Given(pairs);
    let reason = given.line(REASON);
    let mut errors = Errors::default();
    if reason.is_empty() {
        errors.add(REASON, ui.t("intake-held-erase-why"));
        return show(&app, &signed, &ui, &row, &errors).await;
    }
    let done = acts::erase_row(&desk(&app, &signed.actor), reach(&app), row.id, &reason).await;
    match done {
        Ok(done) => {
            app.acted();
            let said =
                if done.scrubbed { "intake-held-erased" } else { "intake-held-erased-lingers" };
            Ok(Redirect::to(WAITING_PAGE).saying(said).into_response())
        }
        Err(BatchError::Refused("reason_names_person")) => {
            errors.add(REASON, ui.t("intake-held-erase-named"));
            show(&app, &signed, &ui, &row, &errors).await
        }
        Err(error) => Err(refused(BatchId(row.id.0), error)),
    }
}

/// The row, where it waits because it may be of somebody who was erased.
async fn row(app: &App, signed: &Signed, id: &str) -> Result<HeldRow, Problem> {
    signed.actor.require(Right::Intake)?;
    signed.actor.require(Right::AnswerRequests)?;
    let id = HeldId(id.parse().map_err(|_| Problem::not_found())?);
    let mut tx = app.db.read().await.map_err(fail)?;
    let row = acts::held_row(&mut tx, id).await?;
    row.filter(HeldRow::maybe_erased).ok_or_else(Problem::not_found)
}

fn reach(app: &App) -> Reach<'_> {
    app.room::<Register>().reach()
}

async fn show(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    row: &HeldRow,
    errors: &Errors,
) -> Result<Response, Problem> {
    let found = acts::preview_row_erasure(&desk(app, &signed.actor), reach(app), row.id).await;
    let kept = found.map_err(|error| refused(BatchId(row.id.0), error))?;
    let mut body = Notice::new(Tone::Bad, ui.t("intake-held-erase-final")).html(ui);
    body.push(&form(ui, row, &kept, errors).html(ui));
    let page = Page::new(ui.t("intake-held-erase"))
        .lead(ui.t("intake-held-erase-lead"))
        .errors(errors)
        .crumb(ui.t("intake-nav-batches"), links::BATCHES)
        .crumb(ui.t("intake-waiting-title"), WAITING_PAGE)
        .crumb(held_name::name(ui, &[], row), links::held(row.id));
    Ok(page.respond(ui, &body))
}

/// What is erased, with the files by name.
fn affected(ui: &Ui, kept: &Kept) -> Changes {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let names = |files: &[String]| files.iter().cloned().map(Change::new).collect::<Vec<_>>();
    let group = |tone, label: &str, n: usize| ChangeGroup::new(tone, ui.t(label), count(n));
    let files = group(Tone::Bad, "intake-held-erase-files", kept.files.len());
    let mut groups = vec![
        group(Tone::Bad, "intake-held-erase-rows", kept.rows),
        files.changes(names(&kept.files)).open(),
    ];
    groups.extend(emptied(ui, kept));
    groups.extend(worded(ui, kept));
    if !kept.unread.is_empty() {
        let unread = group(Tone::Doubt, "intake-held-erase-unread", kept.unread.len());
        groups.push(unread.changes(names(&kept.unread)).open());
    }
    Changes::new(groups)
}

fn form(ui: &Ui, row: &HeldRow, kept: &Kept, errors: &Errors) -> Form {
    let stays = links::paragraph(&ui.t("intake-held-erase-stays"));
    let reason = Field::text(REASON, ui.t("intake-aside-reason"))
        .hint(ui.t("intake-held-erase-hint"))
        .longest(300)
        .required()
        .from(errors);
    Form::post(links::held_erase(row.id))
        .part(affected(ui, kept).html(ui))
        .part(Html::trusted(format!("<div>{stays}</div>")))
        .field(reason)
        .button(Button::submit(ui.t("intake-held-erase-now")).danger())
        .button(Button::link(ui.t("intake-back"), links::held(row.id)))
}
