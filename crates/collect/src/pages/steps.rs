//! What is sent from the pages of a campaign and of a submission.

use access::{App, Right, Signed};
use axum::{
    extract::{Multipart, Path, State},
    response::{IntoResponse as _, Response},
};
use intake::{
    acts::{BatchError, FileTables},
    pages::{agreed, ask_again, batch_page, refusal, take_files},
};
use ledger::says_something;
use ui::{Errors, Notice, Problem, Redirect, Tone, Ui, format};

use super::{
    board, campaign_page, clerk,
    foresee::{Gate, gate},
    given::{Given, Pairs},
    office::{LOCKING, There, show},
};
use crate::{
    Error, acts,
    model::CampaignId,
    rules::{Step, right},
};

type Here = Path<(String, String)>;

fn at(there: &There) -> (CampaignId, registry::model::OrgId) {
    (there.case.campaign.id, there.office.id)
}

/// A step was taken, or what is wrong stands at its field.
fn answer(
    app: &App,
    signed: &Signed,
    ui: &Ui,
    there: &There,
    taken: Result<(), Error>,
    saying: &'static str,
) -> Result<Response, Problem> {
    let mut errors = Errors::default();
    match taken {
        Ok(()) => {
            app.acted();
            return Ok(Redirect::to(there.page()).saying(saying).into_response());
        }
        Err(Error::Field { field: "tep", .. }) => errors.add("tep", ui.t("collect-files-none")),
        Err(Error::Erased(file)) => {
            errors.add("tep", ui.f("collect-file-erased", &[("file", file.as_str().into())]));
        }
        Err(Error::NoTable(files)) => errors.add("tep", no_table(ui, there, &files)),
        Err(Error::Field { field: "han", .. }) => errors.add("han", ui.t("collect-due-past")),
        Err(error) => match of_reason(&error) {
            Some(wrong) => errors.add("ly_do", ui.t(wrong)),
            None => return Err(error.into()),
        },
    }
    Ok(show(app, signed, ui, there, &errors))
}

/// Why nothing of the asked kind is there, file by file.
fn no_table(ui: &Ui, there: &There, files: &[FileTables]) -> String {
    let kind = there.kind(ui);
    let why = |file: &FileTables| {
        let name = file.file.as_str();
        match &file.refusal {
            Some((code, limit)) => format!("{name}: {}", refusal(ui, code, *limit)),
            None if file.rows.is_empty() => {
                ui.f("collect-file-no-table", &[("file", name.into())]).into_owned()
            }
            None => {
                let found = file.rows.keys().map(|code| there.kind_name(ui, code));
                let found = found.collect::<Vec<_>>().join(", ");
                let args = [("file", name.into()), ("found", found.as_str().into())];
                ui.f("collect-file-other-kind", &args).into_owned()
            }
        }
    };
    let files = files.iter().map(why).collect::<Vec<_>>().join("; ");
    ui.f("collect-no-table-of", &[("kind", kind.into()), ("files", files.as_str().into())])
        .into_owned()
}

/// What is wrong with the reason that was given.
fn of_reason(error: &Error) -> Option<&'static str> {
    match error {
        Error::Reason => Some("collect-reason-missing"),
        Error::Field { what: "number", .. } => Some("collect-reason-number"),
        _ => None,
    }
}

/// Files of the office.
pub(super) async fn put(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Here,
    parts: Multipart,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    // Before anything is taken in: whoever may only look sends nothing.
    signed.actor.require_at(right(Step::Put), there.office.id.0)?;
    let files = match take_files(&ui, parts).await? {
        Ok(files) => files,
        Err(errors) => return Ok(show(&app, &signed, &ui, &there, &errors)),
    };
    let batch = acts::put(&clerk(&app, &signed), at(&there), files.dropped).await?;
    app.acted();
    Ok(Redirect::to(batch_page(batch)).into_response())
}

pub(super) async fn send(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Here,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    let reason = Given(pairs).line("ly_do");
    let taken = acts::send(&clerk(&app, &signed), at(&there), &reason).await;
    answer(&app, &signed, &ui, &there, taken.map(drop), "collect-was-sent")
}

pub(super) async fn take_back(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Here,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    let taken = acts::take_back(&clerk(&app, &signed), at(&there)).await;
    answer(&app, &signed, &ui, &there, taken.map(drop), "collect-was-taken-back")
}

pub(super) async fn give_back(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Here,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    let reason = Given(pairs).line("ly_do");
    let taken = acts::give_back(&clerk(&app, &signed), at(&there), &reason).await;
    answer(&app, &signed, &ui, &there, taken.map(drop), "collect-was-returned")
}

/// What was agreed to on the page of changes.
pub(super) async fn accept(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Here,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    signed.actor.require_at(right(Step::Accept), there.office.id.0)?;
    let kept = there.batch.as_ref().ok_or_else(Problem::not_found)?;
    let batch = kept.id;
    let confirmed = agreed(batch, pairs.clone()).ok_or_else(Problem::bad_request)?;
    let mut errors = Errors::default();
    let moved = || Some(Notice::new(Tone::Doubt, ui.t("collect-other-now")));
    if there.is_foreseen() && says_something(&confirmed.reason) {
        match gate((&app, &signed, &ui), (&there, kept), &confirmed, &pairs).await? {
            Gate::Open => {}
            Gate::Shown(page) => return Ok(*page),
            Gate::OtherNow => {
                return ask_again((&app, &signed, &ui), batch, pairs, &errors, moved()).await;
            }
        }
    }
    let taken = acts::accept(&clerk(&app, &signed), at(&there), &confirmed).await;
    match taken {
        // What would be done is shown as it is now; nothing that was chosen is lost.
        Err(Error::Batch(BatchError::OtherNow | BatchError::Moved)) => {
            ask_again((&app, &signed, &ui), batch, pairs, &errors, moved()).await
        }
        Err(error) if let Some(wrong) = of_reason(&error) => {
            errors.add("ly_do", ui.t(wrong));
            ask_again((&app, &signed, &ui), batch, pairs, &errors, None).await
        }
        taken => answer(&app, &signed, &ui, &there, taken.map(drop), "collect-was-accepted"),
    }
}

pub(super) async fn lock(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Here,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    let reason = Given(pairs).line(LOCKING);
    let taken = acts::lock(&clerk(&app, &signed), at(&there), &reason).await;
    // Beside it stands the form of another correction, with a reason of its own.
    if let Some(wrong) = taken.as_ref().err().and_then(of_reason) {
        let mut errors = Errors::default();
        errors.add(LOCKING, ui.t(wrong));
        return Ok(show(&app, &signed, &ui, &there, &errors));
    }
    answer(&app, &signed, &ui, &there, taken.map(drop), "collect-was-locked")
}

pub(super) async fn correct(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Here,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    let reason = Given(pairs).line("ly_do");
    let taken = acts::correct(&clerk(&app, &signed), at(&there), &reason).await;
    answer(&app, &signed, &ui, &there, taken.map(drop), "collect-was-reopened")
}

/// More time for one office.
pub(super) async fn extend(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path((campaign, code)): Here,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let there = There::find(&app, &signed, (&campaign, &code)).await?;
    signed.actor.require_at(Right::RunCampaigns, there.office.id.0)?;
    let Some(day) = format::parse_date(&Given(pairs).line("han")) else {
        let mut errors = Errors::default();
        errors.add("han", ui.t("collect-date-wrong"));
        return Ok(show(&app, &signed, &ui, &there, &errors));
    };
    let taken = acts::extend(&clerk(&app, &signed), at(&there), day, "").await;
    answer(&app, &signed, &ui, &there, taken.map(drop), "collect-was-extended")
}

fn campaign(id: &str) -> Result<CampaignId, Problem> {
    id.parse().map_err(|_| Problem::not_found())
}

pub(super) async fn lock_campaign(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let id = campaign(&id)?;
    let reason = Given(pairs).line("ly_do");
    acts::lock_campaign(&clerk(&app, &signed), id, &reason).await?;
    app.acted();
    Ok(Redirect::to(campaign_page(id)).saying("collect-campaign-was-locked").into_response())
}

/// The page of a campaign again: something was to be done for a reason which is missing.
async fn with_reason(
    (app, signed, ui): (&App, &Signed, Ui),
    id: CampaignId,
    given: &Given,
    (field, wrong): (&'static str, &str),
) -> Result<Response, Problem> {
    let mut errors = Errors::default();
    errors.add(field, ui.t(wrong));
    board::show(app, signed, ui.moved_to(&campaign_page(id)), id, given, &errors).await
}

pub(super) async fn withdraw(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (id, given) = (campaign(&id)?, Given(pairs));
    let taken = acts::withdraw_campaign(&clerk(&app, &signed), id, &given.line("vi_sao")).await;
    if let Some(wrong) = taken.as_ref().err().and_then(of_reason) {
        return with_reason((&app, &signed, ui), id, &given, ("vi_sao", wrong)).await;
    }
    taken?;
    app.acted();
    Ok(Redirect::to(campaign_page(id)).saying("collect-campaign-was-withdrawn").into_response())
}

pub(super) async fn lock_accepted(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let (id, given) = (campaign(&id)?, Given(pairs));
    let taken = acts::lock_accepted(&clerk(&app, &signed), id, &given.line(LOCKING)).await;
    if let Some(wrong) = taken.as_ref().err().and_then(of_reason) {
        return with_reason((&app, &signed, ui), id, &given, (LOCKING, wrong)).await;
    }
    taken?;
    app.acted();
    Ok(Redirect::to(campaign_page(id)).saying("collect-was-locked").into_response())
}

/// Lets those owe that took over from offices which are no more.
pub(super) async fn follow(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = campaign(&id)?;
    let (done, act) = acts::follow_offices(&clerk(&app, &signed), id).await?;
    app.acted();
    let (tone, said) = match act {
        None => (Tone::Info, "collect-nothing-to-pass"),
        Some(_) if done.lost > 0 => (Tone::Doubt, "collect-was-passed-lost"),
        Some(_) => (Tone::Good, "collect-was-passed"),
    };
    Ok(Redirect::to(campaign_page(id)).telling(tone, said).into_response())
}

pub(super) async fn remind(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = campaign(&id)?;
    let (tone, said) = match acts::remind(&clerk(&app, &signed), id).await {
        Ok(reminded) if reminded.accounts > 0 => (Tone::Good, "collect-was-reminded"),
        Ok(_) => (Tone::Info, "collect-nobody-to-remind"),
        Err(Error::Step) => (Tone::Info, "collect-reminded-today"),
        Err(error) => return Err(error.into()),
    };
    Ok(Redirect::to(campaign_page(id)).telling(tone, said).into_response())
}
