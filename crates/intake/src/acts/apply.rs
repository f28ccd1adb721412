//! From files to a proposal, and from a proposal to one act.

use std::{collections::HashMap, sync::atomic::AtomicUsize};
use store::boxed;

use ::store::Tx;
use access::{Actor, Right};
use kernel::{AsOf, Date, IdSource, Seq, Uuid};
use ledger::{Draft, Fact, Header, Receipt, Source, held};
use registry::{
    acts::Desk,
    figures,
    model::{Assignment, OrgId, Person, Qualification},
    rules::lineage::OrgMap,
};
use serde_json::{Value as Json, json};

use super::{
    batch::{BatchError, Confirmed, opened},
    books,
    edit::Edit,
    ending::{self, Ending},
    outside,
    read::{Incoming, Reading},
    submit::Along,
    whole::require_table,
};
use crate::{
    Error,
    model::{
        Batch, BatchCounts, BatchId, BatchState, HeldRow, Proposal, Retold, RowAnswer, RowOf,
        Saying, SheetWish,
    },
    rules::{
        answers::Answers,
        listed::{self, Register, kinds},
        propose::{OnRecord, Proposing, ReadFile},
        roll::Roll,
        stops::{Marker, Stops},
    },
    store::{self as kept, confirmed, stated, stopped},
};

/// The kind of every act of lists.
const KIND: &str = "intake";

/// What was applied.
#[derive(Debug)]
pub struct Applied {
    /// What it changed.
    pub proposal: Proposal,
    /// The act; `None` when nothing changed.
    pub act: Option<Receipt>,
}

/// What the sheets speak of, and what was mended in them.
#[derive(Clone, Debug, Default)]
pub struct Terms<'a> {
    /// The day they speak of; `None` = what each states, else today.
    pub on: Option<Date>,
    /// Cells that were mended by hand.
    pub edits: &'a [Edit],
    /// Why, in the words of who enters it.
    pub reason: &'a str,
}

/// What is asked of the files, and how the answer is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'a> {
    pub(crate) on: Option<Date>,
    pub(crate) edits: &'a [Edit],
    pub(crate) wishes: &'a [SheetWish],
    /// The office that hands them in: rows that name another wait.
    pub(crate) office: Option<OrgId>,
    /// Counts up as files are done.
    pub(crate) done: &'a AtomicUsize,
}

impl<'a> Ask<'a> {
    const fn of(terms: &Terms<'a>, done: &'a AtomicUsize) -> Self {
        Self { on: terms.on, edits: terms.edits, wishes: &[], office: None, done }
    }

    /// Of a batch, with its cells as they were mended.
    pub(crate) fn of_batch(batch: &'a Batch, edits: &'a [Edit], done: &'a AtomicUsize) -> Self {
        let office = batch.submitted.as_ref().map(|s| s.office);
        Self { on: batch.on, edits, wishes: &batch.sheets, office, done }
    }
}

/// Files that were read, against the record after an act.
pub(crate) struct Looked {
    pub(crate) files: Vec<ReadFile>,
    pub(crate) proposal: Proposal,
    pub(crate) orgs: OrgMap,
}

/// Says what files would change. Nothing is entered.
#[boxed]
pub async fn preview(
    desk: &Desk<'_>,
    files: &[Incoming],
    terms: &Terms<'_>,
) -> Result<Proposal, Error> {
    let done = AtomicUsize::new(0);
    let Looked { files, proposal, .. } = look(desk, files, &Ask::of(terms, &done)).await?;
    // Letting go of a large sheet takes a while; nobody has to wait for it.
    tokio::task::spawn_blocking(move || drop(files));
    Ok(proposal)
}

/// Reads files alone, whatever they would change.
pub(crate) async fn read_alone(
    desk: &Desk<'_>,
    files: &[Incoming],
    ask: &Ask<'_>,
) -> Result<Vec<ReadFile>, Error> {
    let mut tx = desk.db.read().await?;
    let known = ledger::last_seq(&mut tx).await?;
    Ok(read_files(&mut tx, known, desk, files, ask).await?.0)
}

/// Reads files and says what they would change.
pub(crate) async fn look(
    desk: &Desk<'_>,
    files: &[Incoming],
    ask: &Ask<'_>,
) -> Result<Looked, Error> {
    let mut tx = desk.db.read().await?;
    let known = ledger::last_seq(&mut tx).await?;
    let (files, orgs) = read_files(&mut tx, known, desk, files, ask).await?;
    let proposal = propose(&mut tx, known, desk, &files, &orgs).await?;
    Ok(Looked { files, proposal, orgs })
}

/// Enters what files change as one act: all of it or nothing. Files that change nothing enter
/// nothing.
#[boxed]
pub async fn apply(
    desk: &Desk<'_>,
    files: &[Incoming],
    terms: &Terms<'_>,
) -> Result<Applied, Error> {
    let done = AtomicUsize::new(0);
    let entering = Entering { reason: terms.reason, batch: None, along: None };
    let entered = enter_files(desk, files, &Ask::of(terms, &done), entering).await;
    entered.map_err(|error| match error {
        BatchError::Intake(error) => error,
        other => unreachable!("files without a batch: {other}"),
    })
}

/// With what files are entered.
#[derive(Clone, Copy)]
pub(crate) struct Entering<'a> {
    /// Why.
    pub(crate) reason: &'a str,
    /// The batch they are of: it is closed in the same transaction, and what was agreed to must
    /// still be what is done.
    pub(crate) batch: Option<&'a Confirmed>,
    /// What another room enters in the same act.
    pub(crate) along: Option<&'a dyn Along>,
}

/// The one way into the record.
pub(crate) async fn enter_files(
    desk: &Desk<'_>,
    files: &[Incoming],
    ask: &Ask<'_>,
    entering: Entering<'_>,
) -> Result<Applied, BatchError> {
    let Entering { reason, batch, along } = entering;
    match ask.office {
        // Whoever looks an office's sheet through takes it in.
        Some(office) => desk.by.require_at(Right::RunCampaigns, office.0)?,
        None => desk.by.require(Right::Intake)?,
    }
    let readings = read_unlocked(desk, files, ask).await?;
    if let Some(kind) = along.and_then(|along| along.asks()) {
        require_table(kind, &readings)?;
    }
    let mut tx = desk.db.write().await?;
    let header = header(desk, &readings, ask, reason);
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await.map_err(Error::from)?;
    if let Some(confirmed) = batch {
        opened(&mut tx, desk.by, confirmed.batch, confirmed.version).await?;
    }
    let endings = batch.map_or(&[][..], |confirmed| &confirmed.endings);
    let proposal = decide(&mut tx, &mut draft, desk, &readings, endings).await?;
    if let Some(confirmed) = batch {
        if proposal.fingerprint() != confirmed.fingerprint {
            return Err(BatchError::OtherNow);
        }
        ending::end(&mut tx, &mut draft, &proposal, &confirmed.endings).await?;
    }
    if let Some(along) = along {
        along.enter(&mut tx, &mut draft).await?;
    }
    if let Some(confirmed) = batch {
        tell_shown(&mut tx, confirmed.batch, &proposal).await?;
    }
    let changes = !proposal.is_empty() || !draft.is_empty();
    let act = if changes { Some(draft.seal(&mut tx).await.map_err(Error::from)?) } else { None };
    let seq = act.as_ref().map(|a| a.seq);
    confirmed::keep(&mut tx, &proposal.confirms, seq, desk.clock.now()).await?;
    stated::keep(&mut tx, &proposal.stated, seq, desk.clock.now()).await?;
    match (batch, seq) {
        (Some(confirmed), seq) => {
            let counts = BatchCounts::of(&proposal);
            let closing = (BatchState::Applied, seq, Some(&counts));
            if !kept::batch::close(&mut tx, confirmed.batch, confirmed.version, closing).await? {
                return Err(BatchError::Moved);
            }
        }
        (None, Some(seq)) => {
            kept::keep_files(&mut tx, desk.clock, desk.by.name(), files, seq).await?;
        }
        (None, None) if proposal.confirms.is_empty() && proposal.stated.is_empty() => {
            return Ok(Applied { proposal, act: None });
        }
        (None, None) => {}
    }
    tx.commit().await?;
    Ok(Applied { proposal, act })
}

/// Files as if they were entered: dropped, it leaves no trace.
pub(crate) struct Tried {
    pub(crate) tx: Tx,
    /// The last act before.
    pub(crate) before: Seq,
    /// The act that will not be.
    pub(crate) after: Seq,
    pub(crate) proposal: Proposal,
}

/// Enters files, and the endings somebody said, in a transaction that is not to be committed.
pub(crate) async fn try_files(
    desk: &Desk<'_>,
    files: &[Incoming],
    ask: &Ask<'_>,
    endings: &[Ending],
) -> Result<Tried, BatchError> {
    let readings = read_unlocked(desk, files, ask).await?;
    let mut tx = desk.db.write().await?;
    let header = header(desk, &readings, ask, "");
    let mut draft = Draft::begin(&mut tx, desk.clock, header).await.map_err(Error::from)?;
    let proposal = decide(&mut tx, &mut draft, desk, &readings, endings).await?;
    ending::end(&mut tx, &mut draft, &proposal, endings).await?;
    let after = draft.seq();
    draft.seal(&mut tx).await.map_err(Error::from)?;
    Ok(Tried { tx, before: after - 1, after, proposal })
}

/// Reading is most of the work and needs no lock.
async fn read_unlocked(
    desk: &Desk<'_>,
    files: &[Incoming],
    ask: &Ask<'_>,
) -> Result<Vec<ReadFile>, BatchError> {
    let mut tx = desk.db.read().await?;
    let known = ledger::last_seq(&mut tx).await.map_err(Error::from)?;
    Ok(read_files(&mut tx, known, desk, files, ask).await?.0)
}

/// Who looked at these files before they were entered looked at the people they name: who is
/// entered now, and whose row waited until now, is told so.
async fn tell_shown(tx: &mut Tx, batch: BatchId, proposal: &Proposal) -> Result<(), Error> {
    let fresh: Vec<(&str, &str, i64, Uuid)> = proposal
        .rows
        .iter()
        .filter_map(|row| match row.whose? {
            RowOf::Fresh(id) => Some((&*row.file, &*row.sheet, i64::from(row.row), id.0)),
            RowOf::Known(_) => None,
        })
        .collect();
    access::shown_became(tx, batch.0, &fresh).await?;
    if proposal.closed_held.is_empty() {
        return Ok(());
    }
    let by_place: HashMap<(&str, &str, i64), Uuid> = proposal
        .rows
        .iter()
        .filter_map(|r| Some(((&*r.file, &*r.sheet, i64::from(r.row)), r.whose?.person().0)))
        .collect();
    for held in &proposal.closed_held {
        let fact = &held.fact;
        let place = (&fact.file[..], &fact.sheet[..], fact.row);
        if let Some(person) = by_place.get(&place) {
            access::row_became(tx, fact.id.0, place, *person).await?;
        }
    }
    Ok(())
}

fn header(desk: &Desk<'_>, readings: &[ReadFile], ask: &Ask<'_>, reason: &str) -> Header {
    let mut header = desk.header(KIND, ask.on.or_else(|| one_day(readings)), reason);
    header.source = Source::Files {
        files: readings.iter().map(|f| (f.name.clone(), f.sha256.clone())).collect(),
    };
    header
}

/// Proposes upon what stands now, and writes it into the draft.
async fn decide(
    tx: &mut Tx,
    draft: &mut Draft,
    desk: &Desk<'_>,
    readings: &[ReadFile],
    endings: &[Ending],
) -> Result<Proposal, BatchError> {
    let known = draft.seq() - 1;
    let orgs = figures::org_map(tx, known).await.map_err(Error::from)?;
    let mut proposal = propose(tx, known, desk, readings, &orgs).await?;
    ending::shorten(&mut proposal, endings);
    enter(draft, &proposal);
    Ok(proposal)
}

async fn read_files(
    tx: &mut Tx,
    known: Seq,
    desk: &Desk<'_>,
    files: &[Incoming],
    ask: &Ask<'_>,
) -> Result<(Vec<ReadFile>, OrgMap), Error> {
    let orgs = figures::org_map(tx, known).await?;
    let today = desk.clock.today();
    let at = AsOf { valid_on: ask.on.unwrap_or(today), known_at: known };
    let fields = figures::fields(tx, at).await?;
    let remembered = kept::mappings(tx).await?;
    let described = crate::figures::kinds_on_record(tx, known).await?;
    let reading = Reading::new(&orgs, &fields, remembered, ask.edits, (ask.on, today), ask.done)
        .knowing(described.iter().map(crate::model::SheetKind::declared))
        .wishing(ask.wishes);
    // Reading is pure work of many milliseconds: the other tasks of this thread must not wait.
    let mut read = tokio::task::block_in_place(|| reading.read_all(files));
    drop(reading);
    if let Some(office) = ask.office {
        outside::hold(&mut read, &orgs, office, today);
    }
    Ok((read, orgs))
}

/// Whether somebody may enter sheets of any office. For who may not, people whom they don't see are
/// as if they weren't on record: else a sheet of guesses would find out whose numbers are.
fn takes_in(by: &Actor) -> bool {
    by.may(Right::Intake) || by.may(Right::RunCampaigns)
}

async fn propose(
    tx: &mut Tx,
    known: Seq,
    desk: &Desk<'_>,
    readings: &[ReadFile],
    orgs: &OrgMap,
) -> Result<Proposal, Error> {
    let mut people = held::<Person>(tx, known, "f.erased_by IS NULL", &[]).await?;
    let mut assignments = held::<Assignment>(tx, known, "", &[]).await?;
    let mut qualifications = held::<Qualification>(tx, known, "", &[]).await?;
    let in_sight = figures::in_sight(desk.by, &assignments);
    if let Some(seen) = in_sight.as_ref().filter(|_| !takes_in(desk.by)) {
        people.retain(|held| seen.contains(&held.fact.id));
        assignments.retain(|held| seen.contains(&held.fact.person));
        qualifications.retain(|held| seen.contains(&held.fact.person));
    }
    let joined = figures::before_joins(tx, known).await?;
    let held_rows = held::<HeldRow>(tx, known, "", &[]).await?;
    let answers = answers(tx, known).await?;
    let stops = match desk.db.secret() {
        Some(secret) => Stops::new(Marker::new(secret.bytes()), stopped::all(tx).await?),
        None => Stops::default(),
    };
    let record = OnRecord {
        in_sight,
        answers,
        stops,
        confirmed: confirmed::of(tx, Assignment::TABLE.name).await?,
        by_hand: figures::begun_otherwise(tx, KIND).await?,
        roll: Roll::new(people, assignments, qualifications)
            .knowing(joined)
            .stated(stated::all(tx).await?),
        orgs: orgs.codes().map(|(id, code)| (code.to_owned(), id)).collect(),
        codes: orgs.codes().map(|(id, code)| (id, code.to_owned())).collect(),
        above: orgs.codes().filter_map(|(id, _)| Some((id, orgs.latest(id)?.parent?))).collect(),
        held: held_rows,
    };
    let ids = IdSource::new(desk.clock.clone());
    let mut proposing = Proposing::new(record, ids.clone());
    for (at, file) in readings.iter().enumerate() {
        proposing.file(at, file);
    }
    let books = books::load(tx, known, &ids, &kinds(readings)).await?;
    let listed = {
        let (roll, codes) = (proposing.roll(), proposing.codes());
        let (stops, answers) = (proposing.stops(), proposing.answers());
        let register = Register { roll, orgs, codes, ids: &ids, stops, answers };
        listed::propose(readings, books, &register)
    };
    proposing.add(listed);
    Ok(proposing.finish())
}

/// What was decided about rows that waited, with what they said.
async fn answers(tx: &mut Tx, known: Seq) -> Result<Answers, Error> {
    let answers = held::<RowAnswer>(tx, known, "", &[]).await?;
    if answers.is_empty() {
        return Ok(Answers::default());
    }
    let answered = "f.erased_by IS NULL AND f.held_id IN \
        (SELECT a.held_id FROM row_answer a WHERE a.recorded_to IS NULL)";
    let rows = ledger::traced::<HeldRow>(tx, known, answered, &[]).await?;
    Ok(Answers::new(answers, rows.into_iter().map(|said| said.held.fact).collect()))
}

fn enter(draft: &mut Draft, proposal: &Proposal) {
    fn say<F: ledger::Fact + PartialEq>(draft: &mut Draft, sayings: &[Saying<F>]) {
        for saying in sayings {
            draft.overlay(&saying.standing, saying.over, &saying.fact);
        }
    }
    fn retell<F: ledger::Fact>(draft: &mut Draft, retold: &[Retold<F>]) {
        for Retold { row, pieces } in retold {
            if let Some(row) = row {
                draft.close::<F>(*row);
            }
            for (over, fact) in pieces {
                draft.assert(*over, fact);
            }
        }
    }
    retell(draft, &proposal.people);
    say(draft, &proposal.assignments);
    retell(draft, &proposal.qualifications);
    community::acts::enter(draft, &proposal.listed.community);
    training::acts::enter(draft, &proposal.listed.training);
    pipeline::acts::enter(draft, &proposal.listed.pipeline);
    say(draft, &proposal.listed.villages);
    say(draft, &proposal.answers);
    draft.say(&proposal.listed.rows);
    for held in &proposal.closed_held {
        draft.close::<HeldRow>(held.id);
    }
    for row in &proposal.new_held {
        draft.assert(kernel::Interval::ALWAYS, row);
    }
}

/// The day all sheets speak of, when it is one.
fn one_day(readings: &[ReadFile]) -> Option<Date> {
    let mut days = readings.iter().flat_map(|f| f.sheets.iter().flatten()).map(|s| s.on);
    let first = days.next()?;
    days.all(|d| d == first).then_some(first)
}

/// The shape programs read.
pub fn to_json(proposal: &Proposal, act: Option<&Receipt>) -> Json {
    let mut json = json!(proposal.counts());
    json["held"] = json!(proposal.held);
    json["warnings"] = json!(proposal.warnings);
    json["sheet_issues"] =
        json!(proposal.sheet_issues.iter().filter(|i| !i.note).collect::<Vec<_>>());
    json["notes"] = json!(proposal.sheet_issues.iter().filter(|i| i.note).collect::<Vec<_>>());
    json["missing"] = json!(proposal.missing);
    json["kinds"] = json!(proposal.kinds);
    json["unlisted"] = json!(proposal.unlisted);
    json["released"] = json!(proposal.released);
    json["refused"] = json!(refused(proposal));
    json["act"] = json!(act);
    json
}

fn refused(proposal: &Proposal) -> Vec<Json> {
    let refusals = proposal.files.iter().filter_map(|f| Some((f, f.refusal.as_ref()?)));
    refusals
        .map(|(f, (code, limit))| json!({ "file": f.name, "code": code, "limit": limit }))
        .collect()
}
