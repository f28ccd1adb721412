//! What was agreed to in step 3 is entered as one act.

use std::collections::BTreeMap;

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Uuid;
use ledger::says_something;
use ui::{Errors, Notice, Problem, Redirect, Tone, Ui};

use super::{
    batch_room::{desk, for_form, load, seen},
    changes,
    fail::refused,
    given::{Given, Pairs},
    links,
    sheet::closed,
};
use crate::{
    acts::{self, BatchError, Confirmed, Ending},
    model::{BatchId, BatchState},
};

/// Why a duty ended: the word in the form, and what the record says.
pub(super) const ENDINGS: &[(&str, &str)] = &[
    ("duty", "Thôi giữ nhiệm vụ này"),
    ("transfer", "Chuyển công tác"),
    ("retired", "Nghỉ hưu"),
    ("resigned", "Thôi việc"),
    ("deceased", "Từ trần"),
];

/// Why a team or a membership ended: a list does not name it, and nobody asks more.
pub(super) const GONE: (&str, &str) = ("gone", "Không còn trong danh sách");

/// What was sent.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub(super) reason: String,
    pub(super) endings: BTreeMap<Uuid, String>,
}

const MISSING: &str = "het-";

impl Sent {
    /// The name of the question about one of the missing.
    pub(super) fn name(thing: Uuid) -> String {
        format!("{MISSING}{thing}")
    }

    fn read(given: &Given) -> Self {
        let endings = given
            .under(MISSING)
            .filter(|(_, why)| !why.is_empty())
            .filter_map(|(id, why)| Some((id.parse().ok()?, why)))
            .collect();
        Self { reason: given.line("ly_do"), endings }
    }

    fn endings(&self) -> Option<Vec<Ending>> {
        let all = || ENDINGS.iter().chain([&GONE]);
        let said = |code: &str| all().find(|(c, _)| *c == code).map(|(_, said)| *said);
        self.endings
            .iter()
            .map(|(id, code)| Some(Ending { thing: *id, because: said(code)?.to_owned() }))
            .collect()
    }
}

/// What somebody agreed to on the page of changes, as its form says it; `None` where no form of
/// ours says so.
pub fn agreed(batch: BatchId, pairs: Vec<(String, String)>) -> Option<Confirmed> {
    let given = Given(pairs);
    let sent = Sent::read(&given);
    Some(Confirmed {
        batch,
        version: given.number("phien")?,
        fingerprint: given.raw("dau").to_owned(),
        endings: sent.endings()?,
        reason: sent.reason,
    })
}

/// The page of changes once more for what was sent there and can't be taken: every choice stays as
/// it was made.
pub async fn ask_again(
    (app, signed, ui): (&App, &Signed, &Ui),
    batch: BatchId,
    pairs: Vec<(String, String)>,
    errors: &Errors,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let sent = Sent::read(&Given(pairs));
    let read = seen(app, &signed.actor, &batch.to_string()).await?;
    changes::show(ui, signed, &read, &sent, errors, notice)
}

pub(super) async fn post(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let given = Given(pairs);
    let sent = Sent::read(&given);
    let (batch, _) = load(&app, &signed.actor, &id).await?;
    if batch.state == BatchState::Dropped {
        return Ok(closed(&batch));
    }
    // What an office hands in is entered by whoever looks it through, with their decision.
    if batch.submitted.is_some() {
        return Err(Problem::forbidden());
    }
    signed.actor.require(Right::Intake)?;
    let version: i64 = given.number("phien").ok_or_else(Problem::bad_request)?;
    if !says_something(&sent.reason) {
        let mut errors = Errors::default();
        let blank = sent.reason.trim().is_empty();
        let said = if blank { "intake-reason-missing" } else { "intake-reason-short" };
        errors.add("ly_do", ui.t(said));
        let read = for_form(&app, &signed.actor, &id).await?;
        return changes::show(&ui, &signed, &read, &sent, &errors, None);
    }
    let confirmed = Confirmed {
        batch: batch.id,
        version,
        fingerprint: given.raw("dau").to_owned(),
        reason: sent.reason.clone(),
        endings: sent.endings().ok_or_else(Problem::bad_request)?,
    };
    let desk = desk(&app, &signed.actor);
    match acts::apply_batch(&desk, &confirmed).await {
        Ok(applied) => {
            if applied.act.is_some() {
                app.acted();
            }
            let done = Redirect::to(links::of_batch(batch.id, "xong"));
            let any = applied.act.is_some();
            Ok(done.entered(any, "intake-applied", "intake-applied-none").into_response())
        }
        // What would be done is shown as it is now; nothing that was typed is lost.
        Err(BatchError::OtherNow) => {
            let read = for_form(&app, &signed.actor, &id).await?;
            let notice = Notice::new(Tone::Doubt, ui.t("intake-batch-other-now"));
            changes::show(&ui, &signed, &read, &sent, &Errors::default(), Some(notice))
        }
        Err(error) => Err(refused(batch.id, error)),
    }
}
