//! One writer for all: whoever waits while a commit is on its way to the disk goes into the next
//! one together, so that many small writers share one durable write.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use kernel::{Clock, Uuid};
use store::{Db, Tx, Value};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, timeout_at},
};

use super::{Parts, Prepared, Seen, Through, most_rows, settling::Settling};
use crate::{
    json::Doc,
    model::{KeyHash, Sig, TenantId},
    rules::{merge_definition, merge_display, same_statement},
    store::{
        agent, attachment,
        definition::{self, Subject},
        insert::{self, RefRow, StatementRow},
        link::{self, New},
        part, statement,
    },
};

/// Requests that may wait; then whoever comes waits to wait.
const QUEUE: usize = 1_024;
/// Statements after which no more requests are taken into one commit: so many that a durable write
/// is a small part of the time, and few enough that of several who send many, some make theirs
/// ready while those of the others are written.
const MOST_STATEMENTS: usize = 1_000;
/// The same in bytes of attachments.
const MOST_BYTES: usize = 32 * 1024 * 1024;
/// How long is waited for as many requests as the commit before had: whoever was answered just now
/// comes again at once, and one durable write for all of them is cheaper than two.
const LINGER: Duration = Duration::from_millis(1);
/// Writers of other processes on the same server take turns.
pub(super) const LOCK: i64 = 0x6e68_616e_6c75_6310;

/// What one request wants to be stored: all of it or nothing.
#[derive(Debug)]
pub struct Job {
    /// Whose.
    pub tenant: TenantId,
    /// Who stands behind it.
    pub authority: KeyHash,
    /// The statements.
    pub statements: Vec<Prepared>,
    /// What their attachments hold.
    pub attachments: Vec<attachment::Data>,
}

/// Why nothing of a request was stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// A different statement has this id already.
    #[error("a different statement has the id {0}")]
    Conflict(Uuid),
    /// The database failed.
    #[error("{0}")]
    Store(String),
}

/// How many of a request's statements were new, or why nothing of it was stored.
type Outcome = Result<usize, WriteError>;
type Reply = oneshot::Sender<Outcome>;

/// Takes jobs and answers each once it is durable.
#[derive(Debug)]
pub struct Writer {
    jobs: mpsc::Sender<(Job, Reply)>,
    idle: Mutex<Option<Task>>,
    through: Arc<Through>,
}

#[derive(Debug)]
struct Task {
    db: Db,
    clock: Clock,
    seen: Arc<Seen>,
    jobs: mpsc::Receiver<(Job, Reply)>,
    through: Arc<Through>,
    parts: Parts,
    settling: Settling,
}

impl Writer {
    /// A writer; it begins to work with the first job.
    pub fn new(db: Db, clock: Clock, seen: Arc<Seen>) -> Self {
        let (sender, jobs) = mpsc::channel(QUEUE);
        let through = Arc::<Through>::default();
        let parts = Parts::of(most_rows(&db));
        let settling = Settling::default();
        let task = Task { db, clock, seen, jobs, through: Arc::clone(&through), parts, settling };
        Self { jobs: sender, idle: Mutex::new(Some(task)), through }
    }

    /// Other parts of the indexes, of so many statements each; before the first job.
    #[must_use]
    pub fn parts(mut self, statements: usize) -> Self {
        let idle = self.idle.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(task) = idle {
            task.parts = Parts::of(statements);
        }
        self
    }

    /// Stores a job and returns when it is durable: how many of its statements were new, and not
    /// there already.
    pub async fn write(&self, job: Job) -> Result<usize, WriteError> {
        let task = self.idle.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(task) = task {
            tokio::spawn(task.run());
        }
        let (reply, answer) = oneshot::channel();
        let gone = || WriteError::Store("the writer has ended".to_owned());
        self.jobs.send((job, reply)).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    /// Through when everything stored can be read.
    pub fn through(&self) -> &Through {
        &self.through
    }
}

impl Task {
    async fn run(mut self) {
        // How many seem to be writing at the same time.
        let mut writers = 1;
        while let Some(first) = self.jobs.recv().await {
            let group = self.gather(first, writers).await;
            writers = group.len() + self.jobs.len();
            let (jobs, replies): (Vec<Job>, Vec<Reply>) = group.into_iter().unzip();
            let outcomes = match self.commit(&jobs).await {
                Ok(outcomes) => outcomes,
                Err(error) => {
                    tracing::error!(%error, "statements could not be stored");
                    vec![Err(WriteError::Store(error.to_string())); jobs.len()]
                }
            };
            for (reply, outcome) in replies.into_iter().zip(outcomes) {
                // Whoever asked may have gone away meanwhile.
                let _ = reply.send(outcome);
            }
        }
    }

    /// What goes into one commit: whatever waits, and a little later whoever else is expected.
    async fn gather(&mut self, first: (Job, Reply), writers: usize) -> Vec<(Job, Reply)> {
        let until = Instant::now() + LINGER;
        let mut size = weight(&first.0);
        let mut group = vec![first];
        while size.0 < MOST_STATEMENTS && size.1 < MOST_BYTES {
            let next = match self.jobs.try_recv() {
                Ok(next) => Some(next),
                Err(_) if group.len() < writers => {
                    timeout_at(until, self.jobs.recv()).await.ok().flatten()
                }
                Err(_) => None,
            };
            let Some(next) = next else { break };
            let more = weight(&next.0);
            size = (size.0 + more.0, size.1 + more.1);
            group.push(next);
        }
        group
    }

    async fn commit(&mut self, jobs: &[Job]) -> Result<Vec<Outcome>, store::Error> {
        let all: Vec<Vec<&Prepared>> =
            jobs.iter().map(|job| job.statements.iter().collect()).collect();
        if self.store(jobs, &all).await? {
            return Ok(jobs.iter().map(|job| Ok(job.statements.len())).collect());
        }
        // Some id was there already: find out which statements they are. Another process may
        // bring one more meanwhile.
        loop {
            let (outcomes, fresh) = self.sort_out(jobs).await?;
            if self.store(jobs, &fresh).await? {
                return Ok(outcomes);
            }
        }
    }

    /// Stores these statements of the jobs; `false`, and nothing done, where an id is there already.
    async fn store(
        &mut self,
        jobs: &[Job],
        chosen: &[Vec<&Prepared>],
    ) -> Result<bool, store::Error> {
        if chosen.iter().all(Vec::is_empty) {
            return Ok(true);
        }
        let unknown = self.parts.unknown();
        let mut parts = std::mem::replace(&mut self.parts, unknown);
        let newest = parts.newest();
        self.through.write(true);
        let done = self.store_in(&mut parts, jobs, chosen).await;
        self.through.write(false);
        let done = done?;
        // A part that was begun is there only if it was committed.
        if done || parts.newest() == newest {
            self.parts = parts;
        }
        if done {
            self.settling.wrote(chosen.iter().map(Vec::len).sum(), &self.db);
        }
        Ok(done)
    }

    async fn store_in(
        &self,
        parts: &mut Parts,
        jobs: &[Job],
        chosen: &[Vec<&Prepared>],
    ) -> Result<bool, store::Error> {
        let mut tx = self.begin().await?;
        let edge = statement::edge(&mut tx).await?;
        parts.catch_up(&mut tx, &edge).await?;
        if is_any_closed(&mut tx, parts, jobs, chosen).await? {
            return Ok(false);
        }
        // Nor is anything stored through a moment everything was said to be there, though the clock
        // should have gone back.
        let now = self.clock.now().as_microsecond();
        let mut seq = (now - 1).max(edge.last).max(self.through.known());
        let part = parts.room(&mut tx, seq + 1).await?;
        let mut rows = Vec::new();
        let mut refs = Vec::new();
        let mut new: HashMap<TenantId, Vec<New>> = HashMap::new();
        let mut sent = Vec::new();
        for (job, one) in each(jobs, chosen) {
            seq += 1;
            rows.push(row(job, one, (seq, part)));
            refs.extend(further(one, (seq, part)));
            let entry = New { seq, id: one.id, target: one.target };
            new.entry(job.tenant).or_default().push(entry);
            if let Some(bytes) = &one.composed.sent {
                sent.push(vec![Value::Int(Some(seq)), Value::Bytes(Some(bytes.clone()))]);
            }
        }
        let taken = insert::statements(&mut tx, &rows).await?;
        // Large ones make room for what they say of activities.
        drop(rows);
        if taken > 0 {
            return Ok(false);
        }
        if !refs.is_empty() {
            insert::refs(&mut tx, &refs).await?;
        }
        statement::put_sent(&mut tx, &sent).await?;
        for (tenant, new) in new {
            link::connect(&mut tx, tenant, &new, edge.refers, |seq| parts.holding(seq)).await?;
        }
        let marks = self.describe(&mut tx, jobs, chosen, seq).await?;
        tx.commit().await?;
        self.through.note(seq);
        parts.wrote(each(jobs, chosen).map(|(job, one)| (job.tenant, one.id)), seq);
        self.seen.remember(marks);
        Ok(true)
    }

    async fn begin(&self) -> Result<Tx, store::Error> {
        let mut tx = self.db.write().await?;
        tx.lock(LOCK).await?;
        Ok(tx)
    }

    /// Attachments, definitions and names that came along.
    async fn describe(
        &self,
        tx: &mut Tx,
        jobs: &[Job],
        chosen: &[Vec<&Prepared>],
        now: i64,
    ) -> Result<Vec<u64>, store::Error> {
        let mut marks = Vec::new();
        for (job, statements) in jobs.iter().zip(chosen) {
            if statements.is_empty() {
                continue;
            }
            attachment::put(tx, job.tenant, job.authority, &job.attachments).await?;
            for subject in [Subject::Activity, Subject::Verb] {
                define(tx, job.tenant, subject, statements, now).await?;
            }
            let called: HashSet<_> = statements.iter().flat_map(|s| &s.called).cloned().collect();
            let called: Vec<_> = called.into_iter().collect();
            agent::put(tx, job.tenant, &called).await?;
            marks.extend(statements.iter().flat_map(|s| &s.marks));
        }
        Ok(marks)
    }

    /// Which jobs can be stored, and which statements of theirs are not there yet.
    async fn sort_out<'j>(
        &mut self,
        jobs: &'j [Job],
    ) -> Result<(Vec<Outcome>, Vec<Vec<&'j Prepared>>), store::Error> {
        let mut tx = self.begin().await?;
        let edge = statement::edge(&mut tx).await?;
        self.parts.catch_up(&mut tx, &edge).await?;
        let mut known: HashMap<(TenantId, Uuid), Vec<u8>> = HashMap::new();
        let tenants: HashSet<TenantId> = jobs.iter().map(|job| job.tenant).collect();
        for tenant in tenants {
            let of_tenant = jobs.iter().filter(|job| job.tenant == tenant);
            let ids: HashSet<Uuid> =
                of_tenant.flat_map(|job| &job.statements).map(|s| s.id).collect();
            let parts = &self.parts;
            let held = |id| parts.may_hold(tenant, id).chain([(parts.newest(), id)]);
            let places: Vec<(i64, Uuid)> = ids.into_iter().flat_map(held).collect();
            for (id, body) in part::bodies(&mut tx, tenant, &places).await? {
                known.insert((tenant, id), body);
            }
        }
        drop(tx);
        let mut outcomes = Vec::new();
        let mut fresh = Vec::new();
        for job in jobs {
            let mut new = Vec::new();
            let differs = job.statements.iter().find(|one| {
                if let Some(body) = known.get(&(job.tenant, one.id)) {
                    return !is_same(body, &one.composed.unstored());
                }
                new.push(*one);
                false
            });
            if let Some(one) = differs {
                outcomes.push(Err(WriteError::Conflict(one.id)));
                fresh.push(Vec::new());
                continue;
            }
            for one in &new {
                known.insert((job.tenant, one.id), one.composed.unstored());
            }
            outcomes.push(Ok(new.len()));
            fresh.push(new);
        }
        Ok((outcomes, fresh))
    }
}

/// Whether one of these statements is in a part that is written into no more.
async fn is_any_closed(
    tx: &mut Tx,
    parts: &Parts,
    jobs: &[Job],
    chosen: &[Vec<&Prepared>],
) -> Result<bool, store::Error> {
    let mut places: HashMap<TenantId, Vec<(i64, Uuid)>> = HashMap::new();
    for (job, one) in each(jobs, chosen) {
        let held = parts.may_hold(job.tenant, one.id);
        for place in held {
            places.entry(job.tenant).or_default().push(place);
        }
    }
    for (tenant, places) in places {
        if part::is_any_there(tx, tenant, &places).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Every statement with the job it came in.
fn each<'a>(
    jobs: &'a [Job],
    chosen: &'a [Vec<&'a Prepared>],
) -> impl Iterator<Item = (&'a Job, &'a Prepared)> {
    let of = |(job, statements): (&'a Job, &'a Vec<&'a Prepared>)| {
        statements.iter().map(move |one| (job, *one))
    };
    jobs.iter().zip(chosen).flat_map(of)
}

fn weight(job: &Job) -> (usize, usize) {
    (job.statements.len(), job.attachments.iter().map(|data| data.contents.len()).sum())
}

fn row(job: &Job, one: &Prepared, (seq, part): (i64, i64)) -> StatementRow {
    StatementRow {
        seq,
        tenant: job.tenant.0,
        id: one.id,
        verb: one.keyed.verb,
        agent: one.keyed.agent,
        activity: one.keyed.activity,
        registration: one.keyed.registration,
        authority: job.authority,
        sig: one.sig | Sig::authority(job.authority),
        sent_length: i64::try_from(one.composed.sent_length).unwrap_or(0),
        body: one.composed.stored_at(seq),
        part,
    }
}

fn further(one: &Prepared, (seq, part): (i64, i64)) -> impl Iterator<Item = RefRow> {
    let sig = one.keyed.sig().0;
    one.keyed.further.iter().map(move |key| RefRow { key: *key, seq, via: seq, sig, part })
}

fn is_same(stored: &[u8], received: &[u8]) -> bool {
    match (Doc::of_statements(stored), Doc::of_statements(received)) {
        (Ok(stored), Ok(received)) => same_statement(stored.root(), received.root()),
        _ => false,
    }
}

/// Merges definitions into those that are kept.
async fn define(
    tx: &mut Tx,
    tenant: TenantId,
    subject: Subject,
    statements: &[&Prepared],
    now: i64,
) -> Result<(), store::Error> {
    let brought: Vec<(&String, &str)> = statements.iter().flat_map(|s| s.said(subject)).collect();
    if brought.is_empty() {
        return Ok(());
    }
    let ids: HashSet<&String> = brought.iter().map(|(id, _)| *id).collect();
    let ids: Vec<String> = ids.into_iter().cloned().collect();
    let mut kept = definition::of(tx, tenant, subject, &ids).await?;
    let mut changed = HashSet::new();
    let merge = match subject {
        Subject::Activity => merge_definition,
        Subject::Verb => merge_display,
    };
    for (id, said) in brought {
        let merged = merge(kept.get(id).map(String::as_str), said);
        if let Some(merged) = merged {
            kept.insert(id.clone(), merged);
            changed.insert(id.clone());
        }
    }
    kept.retain(|id, _| changed.contains(id));
    definition::put(tx, tenant, subject, now, kept.into_iter().collect()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn job() -> (Job, Reply) {
        let (reply, _) = oneshot::channel();
        let job = Job {
            tenant: TenantId(1),
            authority: 0,
            statements: Vec::new(),
            attachments: Vec::new(),
        };
        (job, reply)
    }

    #[tokio::test]
    async fn only_those_who_wrote_before_are_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open_file(&folder.path().join("a.db")).await.unwrap();
        let writer = Writer::new(db, testkit::clock(), Arc::default());
        let mut task = writer.idle.lock().unwrap().take().unwrap();
        for (writers, together) in [(1, 1), (2, 2)] {
            let (group, _) = tokio::join!(task.gather(job(), writers), writer.jobs.send(job()));
            assert_eq!(group.len(), together);
            while task.jobs.try_recv().is_ok() {}
        }
        // Somebody who does not come again holds up nobody for long.
        assert_eq!(task.gather(job(), 2).await.len(), 1);
    }
}
