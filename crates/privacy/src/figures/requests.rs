//! How requests stand.

use std::collections::BTreeMap;

use access::{Actor, Right};
use kernel::{Date, Seq};
use ledger::{Act, held, traced};
use registry::{
    acts::Task,
    figures::{Keeps, KeptFact, Whose},
    model::PersonId,
};
use store::{Tx, Value, boxed};

use super::{calendar, terms};
use crate::{
    Error,
    model::{AnswerTerm, Request, RequestId, State},
    rules::{Clock, clock},
};

/// A request, and how it stands in time.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The request.
    pub request: Request,
    /// How it stands in time.
    pub clock: Clock,
    /// The rule that is counted by.
    pub term: Option<AnswerTerm>,
}

/// A step that was taken with a request.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The act.
    pub act: Act,
    /// Where it led.
    pub state: State,
}

/// Every request on a day: the late ones first, then open ones as they are due, then the latest.
#[boxed]
pub async fn requests(tx: &mut Tx, by: &Actor, today: Date) -> Result<Vec<Asked>, Error> {
    by.require(Right::SeeRequests)?;
    find(tx, today, ("", &[])).await
}

/// The requests of a person, for themselves.
#[boxed]
pub async fn own_requests(tx: &mut Tx, person: PersonId, today: Date) -> Result<Vec<Asked>, Error> {
    find(tx, today, ("f.subject_id = $2", &[Value::Uuid(Some(person.0))])).await
}

/// One request with the steps taken, the first first.
#[boxed]
pub async fn request(
    tx: &mut Tx,
    by: &Actor,
    id: RequestId,
    today: Date,
) -> Result<(Asked, Vec<Taken>), Error> {
    by.require(Right::SeeRequests)?;
    let key = [Value::Uuid(Some(id.0))];
    let mut found = find(tx, today, ("f.request_id = $2", &key)).await?;
    let asked = found.pop().ok_or(Error::Unknown)?;
    // One act may write several rows: what it cut, and what it says from its day on.
    let mut states: BTreeMap<Seq, State> = BTreeMap::new();
    for said in traced::<Request>(tx, Seq::MAX, "f.request_id = $2", &key).await? {
        if said.held.valid.to.is_none() {
            states.insert(said.recorded_from, said.held.fact.state);
        }
    }
    let mut taken = Vec::new();
    for (seq, state) in states {
        if let Some(act) = ledger::act(tx, seq).await? {
            taken.push(Taken { act, state });
        }
    }
    Ok((asked, taken))
}

async fn find(
    tx: &mut Tx,
    today: Date,
    (condition, binds): (&str, &[Value]),
) -> Result<Vec<Asked>, Error> {
    let known = ledger::last_seq(tx).await?;
    let all = held::<Request>(tx, known, condition, binds).await?;
    let now: Vec<Request> =
        all.into_iter().filter(|h| h.valid.to.is_none()).map(|h| h.fact).collect();
    let first = now.iter().map(|r| r.received_on.year()).min().unwrap_or(today.year());
    let calendar = calendar(tx, known, first - 1..=today.year() + 1).await?;
    let terms = terms(tx, known).await?;
    let told = |request: Request| Asked {
        clock: clock(&calendar, &terms, &request, today),
        term: terms.on(request.received_on).cloned(),
        request,
    };
    let mut asked: Vec<Asked> = now.into_iter().map(told).collect();
    asked.sort_by_key(|it| {
        let open = it.request.state.is_open();
        let number = (-it.request.year, -it.request.serial);
        (
            !open,
            !(open && it.clock.late),
            open.then_some(it.clock.due_on.unwrap_or(it.request.received_on)),
            number,
        )
    });
    Ok(asked)
}

/// What is kept of requests on the person who made them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Requests;

impl Keeps for Requests {
    fn kept<'t>(&'t self, tx: &'t mut Tx, whose: Whose<'t>) -> Task<'t, Vec<KeptFact>> {
        Box::pin(async move {
            let key = [Value::Uuid(Some(whose.person.0))];
            let known = whose.at.known_at;
            // What was said before it was known who asks is theirs as well.
            let theirs = "f.request_id IN (SELECT n.request_id FROM data_request n \
                          WHERE n.subject_id = $2 AND n.recorded_to IS NULL)";
            let all = traced::<Request>(tx, known, theirs, &key).await?;
            Ok(all.iter().filter(|said| said.held.valid.to.is_none()).map(told).collect())
        })
    }
}

fn told(said: &ledger::Traced<Request>) -> KeptFact {
    let it = &said.held.fact;
    KeptFact::of("data_request", said)
        .say("number", Some(it.number()))
        .say("ask", Some(it.ask.as_str()))
        .say("full_name", it.who.as_ref())
        .say("contact", it.contact.as_ref())
        .say("what", it.what.as_ref())
        .say("request_state", Some(it.state.as_str()))
        .say("outcome", it.outcome.as_ref())
}
