//! What this room keeps beside the register on a person who is to be erased: rows that wait or
//! waited, and files as they were sent.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ::store::{Db, Tx};
use ledger::{Draft, held, traced};
use registry::{
    acts::{Elsewhere, Found, Identity, Kept, Steps, Task, Which, Words},
    figures,
    model::PersonId,
    rules::naming::{shows, text_names},
};

use super::edit::{Edit, mend};
use crate::{
    Error,
    model::{
        Batch, BatchId, BatchState, HELD_ROW, HeldId, HeldRow, KIND_ROW, KindRow, KindRowId,
        RowAnswer, SheetKind, UploadId,
    },
    reading::{Grid, Limits, beside_cells, open},
    rules::{
        naming,
        stops::{Marker, Of},
        whose::whose,
    },
    store::{batch as sql, kept, kept::KeptBytes, stopped},
};

/// Held rows, and files as they were sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sheets;

impl Elsewhere for Sheets {
    fn find<'t>(
        &'t self,
        db: &'t Db,
        person: &'t Identity,
        steps: &'t Steps,
    ) -> Task<'t, Box<dyn Found>> {
        Box::pin(async move {
            let mut looking = Looking::default();
            let mut tx = db.read().await?;
            let files = kept::all(&mut tx).await.map_err(of_room)?;
            let waiting = rows(&mut tx, person).await.map_err(of_room)?;
            let listed = kind_rows(&mut tx, person).await.map_err(of_room)?;
            let listed = listed_words(&mut tx, &listed).await.map_err(of_room)?;
            drop(tx);
            steps.more(files.len());
            looking.answered = answered(&waiting.theirs);
            for file in files {
                // One connection at a time, and none while a file is read.
                let mut tx = db.read().await?;
                let loaded = load(&mut tx, &file).await.map_err(of_room)?;
                drop(tx);
                looking.look(&file, loaded, person);
                steps.one();
            }
            let told = Kept {
                words: listed.into_iter().chain(waiting.staying()).collect(),
                ..looking.told(waiting.theirs.len())
            };
            let marks = db.secret().map(|s| Marker::new(s.bytes()).of(person)).unwrap_or_default();
            Ok(Box::new(FoundSheets { looking, told, marks }) as Box<dyn Found>)
        })
    }
}

fn of_room(error: Error) -> registry::Error {
    let Error::Registry(error) = error;
    error
}

/// A file as it is kept.
struct Loaded {
    bytes: Vec<u8>,
    /// What was mended in it.
    edits: Vec<Edit>,
    /// Where nothing of its batch was entered yet, whether that waits to be looked through.
    open: Option<bool>,
}

async fn load(tx: &mut Tx, file: &KeptBytes) -> Result<Loaded, Error> {
    let bytes = sql::content(tx, file.batch, file.id).await?.map(|(_, bytes)| bytes);
    let batch = sql::load(tx, file.batch).await?;
    let edits = batch.as_ref().map(Batch::mended).unwrap_or_default();
    let open = batch.filter(|b| b.state == BatchState::Open);
    Ok(Loaded {
        bytes: bytes.unwrap_or_default(),
        edits: edits.into_iter().filter(|e| e.file == file.name).collect(),
        open: open.map(|b| b.submitted.is_some_and(|s| s.handed_in)),
    })
}

/// Files looked through so far.
#[derive(Debug, Default)]
struct Looking {
    /// By the version of its batch.
    seen: HashMap<UploadId, i64>,
    /// What was found in bytes that nothing was mended in.
    known: HashMap<(String, String), Said>,
    naming: Vec<KeptBytes>,
    unread: BTreeSet<String>,
    /// Batches nothing was entered of yet that lose a file, and whether they wait to be looked
    /// through.
    open: BTreeMap<BatchId, bool>,
    /// Rows that are the person's whatever they say, each with whom its cells name.
    answered: Vec<Identity>,
}

/// What a file says of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Names,
    Nothing,
    Unread,
}

impl Looking {
    fn look(&mut self, file: &KeptBytes, loaded: Loaded, person: &Identity) {
        let Loaded { bytes, edits, open } = loaded;
        self.seen.insert(file.id, file.version);
        let key = (file.sha256.clone(), file.name.clone());
        let before = if edits.is_empty() { self.known.get(&key) } else { None };
        // Opening a file is pure work of many milliseconds.
        let said = before.copied().unwrap_or_else(|| {
            let whom = (person, &self.answered[..]);
            tokio::task::block_in_place(|| says(&file.name, &bytes, &edits, whom))
        });
        if edits.is_empty() {
            self.known.insert(key, said);
        }
        match said {
            Said::Names => {
                self.naming.push(file.clone());
                self.open.extend(open.map(|sent| (file.batch, sent)));
            }
            Said::Unread => drop(self.unread.insert(file.name.clone())),
            Said::Nothing => {}
        }
    }

    fn told(&self, rows: usize) -> Kept {
        let files: BTreeSet<&String> = self.naming.iter().map(|f| &f.name).collect();
        let under_review = self.open.values().filter(|sent| **sent).count();
        Kept {
            rows,
            under_review,
            unsent: self.open.len() - under_review,
            files: files.into_iter().cloned().collect(),
            unread: self.unread.iter().cloned().collect(),
            tables: vec![HELD_ROW.name, KIND_ROW.name, "upload", "batch"],
            ..Kept::default()
        }
    }
}

/// Who is looked for, and under which other names their rows are known.
type Whom<'a> = (&'a Identity, &'a [Identity]);

fn says(name: &str, bytes: &[u8], edits: &[Edit], whom: Whom<'_>) -> Said {
    let Ok(workbook) = open(name, bytes, &Limits::default()) else { return Said::Unread };
    if beside_cells(bytes).iter().any(|text| text_names(whom.0, text)) {
        return Said::Names;
    }
    let named = workbook.sheets.into_iter().any(|mut grid| {
        if is_in(name, &grid, whom) {
            return true;
        }
        mend(edits, name, &mut grid);
        !edits.is_empty() && is_in(name, &grid, whom)
    });
    if named { Said::Names } else { Said::Nothing }
}

fn is_in(file: &str, grid: &Grid, (person, answered): Whom<'_>) -> bool {
    let bears = |it: &Identity, number: u32, cells: &[&str]| {
        let at = (file, &grid.name[..], i64::from(number));
        it.sources.iter().any(|s| (&s.file[..], &s.sheet[..], s.row) == at)
            && naming::is_named(it, cells)
    };
    grid.rows.iter().any(|row| {
        let shown: Vec<String> = row.cells.iter().map(|(_, cell)| cell.shown()).collect();
        let cells: Vec<&str> = shown.iter().map(String::as_str).collect();
        naming::names(person, &cells)
            || bears(person, row.number, &cells)
            || answered.iter().any(|it| bears(it, row.number, &cells))
    })
}

/// Rows that wait or waited.
#[derive(Default)]
struct Rows {
    theirs: BTreeMap<HeldId, Waited>,
    /// They bear the name and the year, and another day of birth: they stay.
    spared: Vec<HeldRow>,
}

impl Rows {
    /// Those that stay, as whoever decides is told of them.
    fn staying(&self) -> Option<Words> {
        let which = |row: &HeldRow| Which {
            said: format!("{} · {} · {}", row.file, row.sheet, row.row),
            office: None,
            href: format!("/tiep-nhan/cho/{}", row.id),
        };
        Words::some("intake-erase-spared", self.spared.iter().map(which).collect(), true)
    }
}

/// A row that ever waited, and whether somebody said whose it is.
struct Waited {
    said: Vec<HeldRow>,
    answered: bool,
}

/// Rows that ever waited and are the person's: somebody said so, they came into the record from
/// there, or they are named. What was said to be another's is theirs only by a number, phone or
/// address.
async fn rows(tx: &mut Tx, person: &Identity) -> Result<Rows, Error> {
    let known = ledger::last_seq(tx).await?;
    let answers = held::<RowAnswer>(tx, known, "f.person_id IS NOT NULL", &[]).await?;
    let answers: HashMap<HeldId, PersonId> =
        answers.into_iter().filter_map(|h| Some((h.fact.held, h.fact.verdict.person()?))).collect();
    let mut found = Rows::default();
    for said in traced::<HeldRow>(tx, known, "f.erased_by IS NULL", &[]).await? {
        let row = said.held.fact;
        let shown = row.cells.iter().map(|(_, text)| text.as_str());
        let cells: Vec<&str> = shown.chain(row.problems.iter().map(|p| p.value.as_str())).collect();
        let answer = answers.get(&row.id).map(|who| person.records.contains(who));
        let at = (&row.file, &row.sheet, row.row);
        let came_from = || person.sources.iter().any(|s| (&s.file, &s.sheet, s.row) == at);
        let theirs = match answer {
            Some(theirs) => theirs || cells.iter().any(|cell| shows(person, cell)),
            None => {
                naming::names(person, &cells) || (came_from() && naming::is_named(person, &cells))
            }
        };
        if theirs {
            let answered = answer == Some(true);
            let waited = Waited { said: Vec::new(), answered };
            found.theirs.entry(row.id).or_insert(waited).said.push(row);
        } else if answer.is_none() && said.recorded_to.is_none() && naming::may_name(person, &cells)
        {
            found.spared.push(row);
        }
    }
    found.spared.retain(|row| !found.theirs.contains_key(&row.id));
    Ok(found)
}

/// Whom rows name that somebody said to be the person's.
fn answered(rows: &BTreeMap<HeldId, Waited>) -> Vec<Identity> {
    rows.values().filter(|row| row.answered).flat_map(|row| row.said.iter().map(whose)).collect()
}

/// Rows of described kinds that ever named the person, each as it stands or stood last.
async fn kind_rows(tx: &mut Tx, person: &Identity) -> Result<BTreeMap<KindRowId, KindRow>, Error> {
    let known = ledger::last_seq(tx).await?;
    let all = traced::<KindRow>(tx, known, "f.erased_by IS NULL", &[]).await?;
    let names = |row: &KindRow| {
        let cells: Vec<&str> = row.said.values().map(String::as_str).collect();
        naming::names(person, &cells)
    };
    Ok(all.into_iter().map(|said| said.held.fact).filter(names).map(|row| (row.id, row)).collect())
}

/// The same as whoever decides is told of them. Which column of such a kind names a person is not
/// known: the row goes whole, with what is counted of it.
async fn listed_words(
    tx: &mut Tx,
    rows: &BTreeMap<KindRowId, KindRow>,
) -> Result<Option<Words>, Error> {
    if rows.is_empty() {
        return Ok(None);
    }
    let known = ledger::last_seq(tx).await?;
    let kinds = held::<SheetKind>(tx, known, "", &[]).await?;
    let orgs = figures::org_map(tx, known).await?;
    let which = |row: &KindRow| {
        let kind = kinds.iter().map(|held| &held.fact).find(|kind| kind.id == row.kind);
        let place = row.source.as_ref().map(|at| format!(" · {} · {}", at.file, at.row));
        Which {
            said: kind.map_or("", |kind| &kind.name).to_owned() + &place.unwrap_or_default(),
            office: orgs.latest(row.org).map(|office| office.name.clone()),
            href: kind
                .map_or_else(String::new, |kind| format!("/tiep-nhan/bieu/{}/so-lieu", kind.code)),
        }
    };
    Ok(Words::some("intake-erase-kind-rows", rows.values().map(which).collect(), false))
}

#[derive(Debug)]
struct FoundSheets {
    looking: Looking,
    told: Kept,
    /// By which they are recognised when a sheet names them again.
    marks: Vec<(Of, String)>,
}

impl Found for FoundSheets {
    fn told(&self) -> &Kept {
        &self.told
    }

    fn erase<'t>(
        self: Box<Self>,
        tx: &'t mut Tx,
        draft: &'t mut Draft,
        person: &'t Identity,
    ) -> Task<'t, Kept> {
        let Self { mut looking, marks, .. } = *self;
        Box::pin(async move {
            for (of, mark) in &marks {
                let (act, at) = (draft.seq(), draft.entered_at());
                stopped::keep(tx, (*of, mark), act, at).await.map_err(of_room)?;
            }
            erase(&mut looking, tx, draft, person).await.map_err(of_room)
        })
    }
}

async fn erase(
    looking: &mut Looking,
    tx: &mut Tx,
    draft: &mut Draft,
    person: &Identity,
) -> Result<Kept, Error> {
    let rows = rows(tx, person).await?;
    looking.answered = answered(&rows.theirs);
    for file in kept::all(tx).await? {
        // It came in, or a cell was mended, after the others were looked through.
        if looking.seen.get(&file.id) != Some(&file.version) {
            let loaded = load(tx, &file).await?;
            looking.look(&file, loaded, person);
        }
    }
    for file in &looking.naming {
        kept::erase(tx, file.id, draft.seq()).await?;
    }
    kept::forget_edits(tx).await?;
    let open = ledger::held::<HeldRow>(tx, draft.seq() - 1, "", &[]).await?;
    for held in open.iter().filter(|h| rows.theirs.contains_key(&h.fact.id)) {
        draft.close::<HeldRow>(held.id);
    }
    for id in rows.theirs.keys() {
        draft.erase(tx, &[&HELD_ROW], id.0).await?;
    }
    let listed = kind_rows(tx, person).await?;
    let words = listed_words(tx, &listed).await?;
    let open = ledger::held::<KindRow>(tx, draft.seq() - 1, "", &[]).await?;
    for held in open.iter().filter(|h| listed.contains_key(&h.fact.id)) {
        draft.close::<KindRow>(held.id);
    }
    for id in listed.keys() {
        draft.erase(tx, &[&KIND_ROW], id.0).await?;
    }
    Ok(Kept {
        words: words.into_iter().chain(rows.staying()).collect(),
        ..looking.told(rows.theirs.len())
    })
}
