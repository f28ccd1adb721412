//! `/dang-lam/{id}`: something long that was begun, how far it has got, and where it leads; and
//! `/dang-lam/{id}/dong`, which says so as long as somebody listens.
//!
//! What is followed is one transaction: it is done whole or not at all, whether the page is
//! watched, left, or the process ends. So what is known here may be forgotten.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use access::{App, Right, Signed};
use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Response},
};
use kernel::Uuid;
use ui::{Component as _, Html, Notice, Page, Problem, Progress, Redirect, Tone, Ui};

use super::{links, room::Room};
use crate::acts::Steps;

/// Where it is followed.
const DOING: &str = "/dang-lam";
/// So many are remembered; the oldest that ended are forgotten first.
const MOST: usize = 64;
/// The part of the page that follows the stream.
const PART: &str = "dang-lam";

/// How something ended: where it leads, and what is said there.
#[derive(Clone, Debug)]
pub struct Ended {
    to: String,
    said: Option<(Tone, &'static str)>,
}

impl Ended {
    /// It was looked up, and is shown where it leads.
    pub fn shown(to: impl Into<String>) -> Self {
        Self { to: to.into(), said: None }
    }

    /// It was done.
    pub fn done(to: impl Into<String>, said: &'static str) -> Self {
        Self { to: to.into(), said: Some((Tone::Good, said)) }
    }

    /// It was done, and something is to be looked at.
    pub fn doubtful(to: impl Into<String>, said: &'static str) -> Self {
        Self { to: to.into(), said: Some((Tone::Doubt, said)) }
    }

    /// It was not done, and nothing has changed: it can be begun again where it leads.
    pub fn refused(to: impl Into<String>, problem: &Problem) -> Self {
        // What is said once has no arguments.
        let plain = problem.args.is_empty() && problem.status.as_u16() < 500;
        let said = if plain { problem.message } else { "registry-doing-failed" };
        Self { to: to.into(), said: Some((Tone::Bad, said)) }
    }

    /// The way there.
    pub fn answer(&self) -> Response {
        let to = Redirect::to(self.to.clone());
        match self.said {
            Some((tone, said)) => to.telling(tone, said).into_response(),
            None => to.into_response(),
        }
    }
}

/// Something long.
struct Doing {
    /// Whose it is: nobody else follows it.
    account: String,
    title: &'static str,
    steps: Steps,
    ended: Option<Ended>,
}

/// What is being done in this process, the oldest first.
#[derive(Default)]
pub(super) struct Doings(Mutex<BTreeMap<Uuid, Doing>>);

/// How far something has got.
struct Seen {
    title: &'static str,
    told: (u64, u64),
    ended: Option<Ended>,
}

impl Doings {
    fn begin(&self, id: Uuid, doing: Doing) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while all.len() >= MOST
            && let Some(oldest) = all.iter().find(|(_, d)| d.ended.is_some()).map(|(id, _)| *id)
        {
            all.remove(&oldest);
        }
        all.insert(id, doing);
    }

    fn end(&self, id: Uuid, ended: Ended) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(doing) = all.get_mut(&id) {
            doing.ended = Some(ended);
        }
    }

    fn see(&self, id: Uuid, account: &str) -> Option<Seen> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let doing = all.get(&id).filter(|doing| doing.account == account)?;
        let (title, told) = (doing.title, doing.steps.told());
        Some(Seen { title, told, ended: doing.ended.clone() })
    }
}

/// What follows a beginning.
pub enum Followed<T> {
    /// It was done while its page waited.
    Now(T),
    /// It goes on: the page where it is followed.
    Later(Response),
}

/// Begins something long, and answers with what it came to, or where it is followed. It goes on
/// when whoever began it goes away. `title` is the message that names it, `tell` says how it
/// ended; `back` is the page to begin it again on.
pub async fn follow<T, F>(
    (app, signed): (&App, &Signed),
    (title, back): (&'static str, &str),
    start: impl FnOnce(Steps) -> F,
    tell: impl FnOnce(T) -> Ended + Send + 'static,
) -> Result<Followed<T>, Problem>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let steps = Steps::default();
    let mut task = tokio::spawn(start(steps.clone()));
    let waited = tokio::time::timeout(app.room::<Room>().patience(), &mut task).await;
    if let Ok(done) = waited {
        return Ok(Followed::Now(done.map_err(|e| Problem::internal(&e))?));
    }
    // It takes longer than a page waits for.
    let (id, account) = (app.ids.next(), signed.actor.name().to_owned());
    app.room::<Room>().doings.begin(id, Doing { account, title, steps, ended: None });
    let (own, again) = (app.clone(), back.to_owned());
    tokio::spawn(async move {
        let ended = match task.await {
            Ok(done) => tell(done),
            Err(error) => Ended::refused(again, &Problem::internal(&error)),
        };
        own.room::<Room>().doings.end(id, ended);
    });
    let address = ui::Query::default().with("ve", Some(back)).behind(&format!("{DOING}/{id}"));
    Ok(Followed::Later(Redirect::to(address).into_response()))
}

pub(super) async fn get(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    // Nothing else is followed so far.
    signed.actor.require(Right::AnswerRequests)?;
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let Some(seen) = app.room::<Room>().doings.see(id, signed.actor.name()) else {
        return Ok(forgotten(&ui));
    };
    if let Some(ended) = seen.ended {
        return Ok(ended.answer());
    }
    let (done, whole) = seen.told;
    let address = format!("{DOING}/{id}/dong?tu={done}");
    let mut body = Html::trusted(format!("<div id=\"{PART}\" data-stream=\"{address}\">"));
    if whole > 0 {
        body.push(&Progress::new(ui.t("registry-doing-files"), done, whole).html(&ui));
    }
    body.push(&links::paragraph(&ui.t("registry-doing-whole")));
    body.push(&Html::trusted("</div>"));
    let page = Page::new(ui.t(seen.title)).lead(ui.t("registry-doing-lead"));
    Ok(page.reloading(1).respond(&ui, &body))
}

/// It ended long ago, or with the process, or goes on in another one.
fn forgotten(ui: &Ui) -> Response {
    let back = ui.query().get("ve").unwrap_or("/");
    let back = if ui::is_local(back) { back } else { "/" };
    let more = links::html(ui, &ui.t("registry-doing-back"), back);
    let said = Notice::new(Tone::Doubt, ui.t("registry-doing-forgotten")).more(more);
    Page::new(ui.t("registry-doing-title")).respond(ui, &said.html(ui))
}

pub(super) async fn stream(
    State(app): State<App>,
    signed: Signed,
    ui: Ui,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    signed.actor.require(Right::AnswerRequests)?;
    let id: Uuid = id.parse().map_err(|_| Problem::not_found())?;
    let account = signed.actor.name().to_owned();
    app.room::<Room>().doings.see(id, &account).ok_or_else(Problem::not_found)?;
    let seen = ui.query().get("tu").and_then(|it| it.parse().ok());
    Ok(ui::follow(seen, move || {
        let going = app.room::<Room>().doings.see(id, &account);
        going.filter(|it| it.ended.is_none()).map(|it| it.told.0)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doing(account: &str) -> Doing {
        Doing { account: account.into(), title: "t", steps: Steps::default(), ended: None }
    }

    #[test]
    fn nobody_else_follows_it_and_what_goes_on_is_not_forgotten() {
        let doings = Doings::default();
        let id = |n: usize| Uuid::from_u128(u128::try_from(n).expect("small"));
        doings.begin(id(0), doing("lan"));
        assert!(doings.see(id(0), "hoa").is_none() && doings.see(id(0), "lan").is_some());
        for n in 1..=MOST {
            doings.begin(id(n), doing("lan"));
            doings.end(id(n), Ended::done("/", "done"));
        }
        assert!(doings.see(id(0), "lan").is_some(), "it goes on");
        assert!(doings.see(id(1), "lan").is_none(), "the oldest that ended");
        assert!(doings.see(id(MOST), "lan").is_some_and(|it| it.ended.is_some()));
    }
}
