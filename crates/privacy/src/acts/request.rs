//! A request comes in, is taken in hand, answered or refused.

use access::Right;
use kernel::{Date, Interval, Seq, folding};
use ledger::{Basis, Draft, Held, Receipt, held, says_something};
use registry::{acts::identity, figures::likely, model::PersonId};
use store::{Tx, Value, boxed};

use super::{Clerk, tell};
use crate::{
    Error,
    model::{Ask, Request, RequestId, State, Way},
    rules::{self, Step},
};

/// Longest text of a request or an answer, in characters.
const LONGEST: usize = 2_000;
/// Open requests somebody may have at one time.
const MOST_OPEN: usize = 10;

/// A request to be entered.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// What is asked for.
    pub ask: Ask,
    /// How it came.
    pub way: Way,
    /// Who asks, where they are on the register.
    pub person: Option<PersonId>,
    /// Their name.
    pub who: String,
    /// Where they can be reached.
    pub contact: String,
    /// What they say.
    pub what: String,
    /// The day it came in.
    pub received_on: Date,
}

impl NewRequest {
    fn check(&self, today: Date) -> Result<(), Error> {
        let wrong = |field, what| Err(Error::Field { field, what });
        if self.who.chars().filter(|c| c.is_alphabetic()).count() < 2 {
            return wrong("ten", "missing");
        }
        if self.received_on > today {
            return wrong("ngay", "future");
        }
        let texts = [("ten", &self.who), ("lien_he", &self.contact), ("noi_dung", &self.what)];
        match texts.iter().find(|(_, text)| text.chars().count() > LONGEST) {
            Some((field, _)) => wrong(field, "long"),
            None => Ok(()),
        }
    }
}

/// A request comes in: from a person who asks for themselves, or entered by whoever answers
/// requests.
#[boxed]
pub async fn receive(clerk: &Clerk<'_>, new: NewRequest) -> Result<(Request, Receipt), Error> {
    let own = new.person.is_some() && clerk.actor.person() == new.person.map(|p| p.0);
    if !(own && new.way == Way::Own) {
        clerk.actor.require(Right::AnswerRequests)?;
    }
    new.check(clerk.today())?;
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("data_request", Some(new.received_on), "");
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    if !own && let Some(person) = new.person {
        refuse_another(&mut tx, draft.seq() - 1, person, &new.who).await?;
    }
    let year = i64::from(new.received_on.year());
    let key = [Value::Int(Some(year))];
    let known = draft.seq() - 1;
    let same_year = held::<Request>(&mut tx, known, "f.year = $2", &key).await?;
    let theirs = same_year.iter().filter(|h| h.fact.person == new.person && h.fact.state.is_open());
    if own && theirs.count() >= MOST_OPEN {
        return Err(Error::Field { field: "noi_dung", what: "many" });
    }
    let request = Request {
        id: RequestId(draft.new_id()),
        year,
        serial: same_year.iter().map(|h| h.fact.serial).max().unwrap_or(0) + 1,
        ask: new.ask,
        way: new.way,
        person: new.person,
        who: some(new.who),
        contact: some(new.contact),
        what: some(new.what),
        received_on: new.received_on,
        state: State::Received,
        closed_on: None,
        outcome: None,
        basis: None,
    };
    draft.assert(Interval::since(new.received_on), &request);
    let receipt = draft.seal(&mut tx).await?;
    if own {
        tell::received(clerk, &mut tx, &request).await?;
    }
    tx.commit().await?;
    Ok((request, receipt))
}

/// Whoever asks bears the name of the person whose data are asked for: what is sent or erased would
/// be somebody else's.
async fn refuse_another(tx: &mut Tx, known: Seq, person: PersonId, who: &str) -> Result<(), Error> {
    let names = identity(tx, known, person).await?.names;
    let said = folding::plain(who);
    if names.is_empty() || names.contains(&said) {
        return Ok(());
    }
    Err(Error::Field { field: "so", what: "other_name" })
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// What is said when a request is answered or refused.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// What was done, or why it is refused.
    pub outcome: String,
    /// The legal basis.
    pub basis: String,
}

/// Takes a step with a request. A refusal names its legal basis.
#[boxed]
pub async fn step(
    clerk: &Clerk<'_>,
    id: RequestId,
    step: Step,
    answer: &Answer,
) -> Result<Receipt, Error> {
    clerk.actor.require(Right::AnswerRequests)?;
    answer.check(step)?;
    let today = clerk.today();
    let mut tx = clerk.app.db.write().await?;
    let mut header = clerk.desk().header(step.act(), Some(today), "");
    header.basis = Basis { number: some(answer.basis.clone()), ..Basis::default() };
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let known = draft.seq() - 1;
    let standing = standing(&mut tx, known, id).await?;
    let before = standing.iter().find(|h| h.valid.to.is_none()).ok_or(Error::Unknown)?;
    let state = rules::take(before.fact.state, step).ok_or(Error::Step)?;
    if step == Step::Answer && before.fact.ask == Ask::Erase {
        require_erased(&mut tx, known, &before.fact).await?;
    }
    let mut after = Request { state, ..before.fact.clone() };
    if !state.is_open() {
        after.closed_on = Some(today);
        after.outcome = some(answer.outcome.clone());
        after.basis = some(answer.basis.clone());
    }
    draft.overlay(&standing, Interval::since(today.max(after.received_on)), &after);
    let receipt = draft.seal(&mut tx).await?;
    if !state.is_open() {
        tell::closed(clerk, &mut tx, &after).await?;
    }
    tx.commit().await?;
    Ok(receipt)
}

/// What is asked to be erased was done once nothing of the person is on record. Whoever is not on
/// record has nothing to be erased; where somebody of that name is, it is said first who asks.
async fn require_erased(tx: &mut Tx, known: Seq, it: &Request) -> Result<(), Error> {
    let left = match it.person {
        Some(person) => !identity(tx, known, person).await?.names.is_empty(),
        None => match &it.who {
            Some(who) => !likely(tx, known, who, None, None).await?.is_empty(),
            None => false,
        },
    };
    if left {
        return Err(Error::Field { field: "tra_loi", what: "not_erased" });
    }
    Ok(())
}

/// Says who of the register somebody is who asked without being on it, or not known to be. What
/// the request says of them belongs to the person from then on, so that an erasure reaches it.
#[boxed]
pub async fn name_asker(
    clerk: &Clerk<'_>,
    id: RequestId,
    person: PersonId,
) -> Result<Receipt, Error> {
    clerk.actor.require(Right::AnswerRequests)?;
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("data_request_person", Some(clerk.today()), "");
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let known = draft.seq() - 1;
    if identity(&mut tx, known, person).await?.names.is_empty() {
        return Err(Error::Field { field: "nguoi", what: "unknown" });
    }
    let standing = standing(&mut tx, known, id).await?;
    let last = standing.iter().find(|h| h.valid.to.is_none()).ok_or(Error::Unknown)?;
    // Nobody is known of whom everything was erased.
    if last.fact.person.is_some() || last.fact.who.is_none() {
        return Err(Error::Step);
    }
    rename(&mut draft, &standing, person);
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}

/// Corrects who of the register asks, where it was said of somebody else, and why. What was said
/// before stays in the history of the request.
#[boxed]
pub async fn correct_asker(
    clerk: &Clerk<'_>,
    id: RequestId,
    person: PersonId,
    reason: &str,
) -> Result<Receipt, Error> {
    clerk.actor.require(Right::AnswerRequests)?;
    if !says_something(reason) {
        let what = if reason.is_empty() { "missing" } else { "short" };
        return Err(Error::Field { field: "ly_do", what });
    }
    let mut tx = clerk.app.db.write().await?;
    let header = clerk.desk().header("data_request_person", Some(clerk.today()), reason);
    let mut draft = Draft::begin(&mut tx, &clerk.app.clock, header).await?;
    let known = draft.seq() - 1;
    if identity(&mut tx, known, person).await?.names.is_empty() {
        return Err(Error::Field { field: "nguoi", what: "unknown" });
    }
    let standing = standing(&mut tx, known, id).await?;
    let last = standing.iter().find(|h| h.valid.to.is_none()).ok_or(Error::Unknown)?;
    if !last.fact.can_correct_person() {
        return Err(Error::Step);
    }
    if last.fact.person == Some(person) {
        return Err(Error::Field { field: "nguoi", what: "same" });
    }
    rename(&mut draft, &standing, person);
    let receipt = draft.seal(&mut tx).await?;
    tx.commit().await?;
    Ok(receipt)
}

pub(super) fn rename(draft: &mut Draft, standing: &[Held<Request>], person: PersonId) {
    for held in standing {
        draft.close::<Request>(held.id);
        draft.assert(held.valid, &Request { person: Some(person), ..held.fact.clone() });
    }
}

impl Answer {
    fn check(&self, step: Step) -> Result<(), Error> {
        let wrong = |field, what| Err(Error::Field { field, what });
        if step != Step::Take && self.outcome.is_empty() {
            return wrong("tra_loi", "missing");
        }
        if step == Step::Refuse && self.basis.is_empty() {
            return wrong("can_cu", "missing");
        }
        if self.outcome.chars().count() > LONGEST || self.basis.chars().count() > LONGEST {
            return wrong("tra_loi", "long");
        }
        Ok(())
    }
}

async fn standing(tx: &mut Tx, known: Seq, id: RequestId) -> Result<Vec<Held<Request>>, Error> {
    let key = [Value::Uuid(Some(id.0))];
    Ok(held::<Request>(tx, known, "f.request_id = $2", &key).await?)
}
