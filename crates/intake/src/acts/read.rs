//! Files to readings, each sheet against the offices of the day it speaks of.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use kernel::Date;
use registry::{
    model::{Field, OrgId},
    rules::lineage::OrgMap,
};
use training::model::Period;

use super::edit::{Edit, mend};
use crate::{
    listing::{
        self, Found, Kind, Offices, Recognised, Surroundings, built_in, quarter_in, recognise,
        says_its_kind, stated_on,
    },
    model::SheetWish,
    reading::{
        Context, DetectOptions, FieldWords, Grid, Limits, Mapping, Meaning, Office, PointedLayouts,
        SheetIssue, SheetReading, TitleBlock, UnitIndex, asides, continued, detect, open, point,
        pointed, read_sheet, spoken_for, standing, title_above,
    },
    rules::propose::{ReadFile, ReadSheet},
    store::{self as kept, Remembered},
};

/// A file as it comes in.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Its name, without a path.
    pub name: String,
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
}

/// What reading needs to know beside the files.
pub(crate) struct Reading<'a> {
    pub(crate) orgs: &'a OrgMap,
    pub(crate) fields: Vec<FieldWords>,
    pub(crate) remembered: Remembered,
    pub(crate) edits: &'a [Edit],
    /// The day the sheets speak of, when it is told and not read.
    pub(crate) on: Option<Date>,
    pub(crate) today: Date,
    /// What was said of single sheets.
    wishes: &'a [SheetWish],
    /// How many files are done.
    done: &'a AtomicUsize,
    /// Kinds of sheet other than the list of officers.
    kinds: Vec<Kind>,
    /// The registers of offices that were asked for, by day.
    units: Mutex<HashMap<Date, Arc<UnitIndex>>>,
    offices: Mutex<HashMap<Date, Arc<Offices>>>,
}

/// Why what a person pointed out is no list of officers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotPointed {
    /// Hardly a heading stands there.
    Headings,
    /// No column holds names.
    Name,
}

/// Rows below the headings that are looked at to tell what a sheet is.
const ENOUGH: u32 = 40;

impl<'a> Reading<'a> {
    pub(crate) fn new(
        orgs: &'a OrgMap,
        fields: &[Field],
        remembered: Remembered,
        edits: &'a [Edit],
        (on, today): (Option<Date>, Date),
        done: &'a AtomicUsize,
    ) -> Self {
        let fields = fields.iter().map(to_words).collect();
        Self {
            orgs,
            fields,
            remembered,
            edits,
            on,
            today,
            wishes: &[],
            done,
            kinds: built_in().to_vec(),
            units: Mutex::default(),
            offices: Mutex::default(),
        }
    }

    /// With what was said of single sheets.
    pub(crate) fn wishing(mut self, wishes: &'a [SheetWish]) -> Self {
        self.wishes = wishes;
        self
    }

    /// With kinds that the office described.
    pub(crate) fn knowing(mut self, kinds: impl Iterator<Item = Kind>) -> Self {
        self.kinds.extend(kinds);
        self
    }

    /// Reads all files, as many at once as the machine has cores.
    pub(crate) fn read_all(&self, files: &[Incoming]) -> Vec<ReadFile> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let next = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, ReadFile)>> = Mutex::default();
        let work = || {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(file) = files.get(at) else { break };
                let read = self.read(file);
                self.done.fetch_add(1, Ordering::Relaxed);
                done.lock().unwrap_or_else(PoisonError::into_inner).push((at, read));
            }
        };
        // Who asks reads too: a file alone needs no other thread, nor memory of its own for one.
        std::thread::scope(|scope| {
            for _ in 1..threads.min(files.len()) {
                scope.spawn(work);
            }
            work();
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, read)| read).collect()
    }

    fn read(&self, file: &Incoming) -> ReadFile {
        let mut hidden = Vec::new();
        let sheets = open(&file.name, &file.bytes, &Limits::default()).map(|workbook| {
            // A hidden sheet is offered to the person who sends it, but not read by itself.
            let (visible, off): (Vec<Grid>, Vec<Grid>) =
                workbook.sheets.into_iter().partition(|g| {
                    !g.hidden || self.wish(&file.name, &g.name).is_some_and(|w| w.shown)
                });
            hidden.extend(off.into_iter().map(|g| g.name));
            let mut read: Vec<ReadSheet> = Vec::with_capacity(visible.len());
            for grid in visible {
                let sheet = self.sheet(&file.name, grid);
                let mut sheet = self.continued(&file.name, &read, sheet);
                if sheet.rows() > 0 {
                    sheet.reading.issues.extend(asides(&sheet.grid, &sheet.reading));
                }
                read.push(sheet);
            }
            read
        });
        ReadFile { name: file.name.clone(), sha256: kept::hash(&file.bytes), sheets, hidden }
    }

    fn wish(&self, file: &str, sheet: &str) -> Option<&SheetWish> {
        self.wishes.iter().find(|w| w.file == file && w.sheet == sheet)
    }

    fn sheet(&self, file: &str, mut grid: Grid) -> ReadSheet {
        mend(self.edits, file, &mut grid);
        let mut sheet = self.read_grid(file, &grid);
        sheet.grid = grid;
        sheet
    }

    /// A sheet of people without headings behind a list: it is read by that list's columns, where
    /// they fit, and that is told. Who stands in it is of the office the list ended with.
    fn continued(&self, file: &str, before: &[ReadSheet], sheet: ReadSheet) -> ReadSheet {
        let headless = |s: &ReadSheet| s.reading.issues.iter().any(|i| i.code == "no_headings");
        let goes_on = |s: &&ReadSheet| s.reading.tables.iter().any(|t| t.rows.0 == 0);
        let Some(list) = before.iter().rev().find(|s| !goes_on(s)).filter(|_| headless(&sheet))
        else {
            return sheet;
        };
        let none = BTreeMap::new();
        let remembered = self.remembered.get(list.sender()).unwrap_or(&none);
        let options = DetectOptions { fields: &self.fields, remembered };
        let detected = detect(&list.grid, &options);
        let Some(detected) = continued(&sheet.grid, &detected, &self.fields) else {
            return sheet;
        };
        let wish = self.wish(file, &sheet.name).and_then(|w| w.office.clone());
        let last = before.last().and_then(|s| s.reading.records().last());
        let office = wish.or_else(|| Some(last?.1.unit.as_ref()?.code.clone()));
        let units = self.units_on(list.on);
        let context = Context {
            file_name: file,
            today: self.today,
            units: &units,
            fields: &self.fields,
            sender: office.as_deref(),
        };
        let mut reading = read_sheet(&sheet.grid, &detected, &context);
        reading.issues.insert(0, SheetIssue::headings_before(&list.name, &reading));
        ReadSheet { reading, on: list.on, told: list.told, ..sheet }
    }

    fn read_grid(&self, file: &str, grid: &Grid) -> ReadSheet {
        let office = self.office(file, grid);
        // A header that a person pointed out is one, whatever else the sheet looks like.
        if let Some(said) = self.pointed_out(file, grid) {
            return self.read_as(file, grid, office, said);
        }
        if let Some(sheet) = self.further(file, grid, office) {
            return sheet;
        }
        let sheet = self.read_as(file, grid, office, &BTreeMap::new());
        // What was said of columns counts for its own sender, and who that is, a reading tells.
        match self.remembered.get(sheet.sender()) {
            Some(said) => self.read_as(file, grid, office, said),
            None => sheet,
        }
    }

    /// The office that a person said a sheet is of.
    fn office(&self, file: &str, grid: &Grid) -> Option<&str> {
        self.wish(file, &grid.name)?.office.as_deref()
    }

    /// What was said of the sender's layouts, where the header of one that was pointed out stands
    /// in this sheet.
    fn pointed_out(&self, file: &str, grid: &Grid) -> Option<&BTreeMap<String, Mapping>> {
        let layouts: PointedLayouts<'_> = self.remembered.values().flat_map(pointed).collect();
        if layouts.is_empty() {
            return None;
        }
        standing(grid, &layouts).into_iter().find_map(|found| {
            let said = self.remembered.get(&self.sender(file, grid, found.rows.0))?;
            said.get(&found.layout_key)?.header_rows.map(|_| said)
        })
    }

    /// Whose sheet it is, when its header begins in this row; empty where nobody can tell.
    pub(crate) fn sender(&self, file: &str, grid: &Grid, header: u32) -> String {
        let title = title_above(grid, header);
        let units = self.units_on(self.on.or(title.stated_on).unwrap_or(self.today));
        let code = match self.office(file, grid) {
            None => spoken_for(grid, &title, file, &units, None),
            said => spoken_for(&Grid::default(), &TitleBlock::default(), "", &units, said),
        };
        code.unwrap_or_default()
    }

    /// What is remembered of the header in these rows of a sheet and of its columns, if a list of
    /// officers is read by that.
    pub(crate) fn try_pointed(
        &self,
        grid: &Grid,
        rows: (u32, u32),
        columns: BTreeMap<u16, Meaning>,
    ) -> Result<(String, Mapping), NotPointed> {
        let found = point(grid, rows).ok_or(NotPointed::Headings)?;
        let header_rows = Some(rows.1 - rows.0 + 1);
        let said = BTreeMap::from([(found.layout_key, Mapping { columns, header_rows })]);
        let options = DetectOptions { fields: &self.fields, remembered: &said };
        if detect(grid, &options).tables.is_empty() {
            return Err(NotPointed::Name);
        }
        said.into_iter().next().ok_or(NotPointed::Headings)
    }

    fn read_as(
        &self,
        file: &str,
        grid: &Grid,
        office: Option<&str>,
        remembered: &BTreeMap<String, Mapping>,
    ) -> ReadSheet {
        let mut detected = detect(grid, &DetectOptions { fields: &self.fields, remembered });
        let told = self.on.or(detected.title.stated_on);
        let on = told.unwrap_or(self.today);
        let units = self.units_on(on);
        let mut context = Context {
            file_name: file,
            today: self.today,
            units: &units,
            fields: &self.fields,
            sender: office,
        };
        let reading = if office.is_some() {
            // A person's word stands over what title, sheet and file are called.
            detected.title.lines.clear();
            context.file_name = "";
            read_sheet(&Grid { name: String::new(), ..grid.clone() }, &detected, &context)
        } else {
            read_sheet(grid, &detected, &context)
        };
        ReadSheet { told, ..blank(grid, on, reading) }
    }

    /// A sheet of a further kind; `None` where it may be a list of officers.
    fn further(&self, file: &str, grid: &Grid, office: Option<&str>) -> Option<ReadSheet> {
        let found = match recognise(grid, &self.kinds) {
            Recognised::None => return None,
            Recognised::One(found) if found.kind.set_aside.is_some() => {
                return Some(self.set_aside(grid, &found));
            }
            other => other,
        };
        let titled = matches!(&found, Recognised::One(found) if says_its_kind(grid, found));
        if !titled && self.lists_officers(grid, &found) {
            return None;
        }
        let Recognised::One(found) = found else {
            return Some(self.unclear(grid, &found));
        };
        let told = self.on.or_else(|| stated_on(grid, &found));
        // A platform states no day, but its file may state the quarter.
        let quarter = || quarter_in(file).map(|(year, n)| Period::Quarter(year, n).first());
        let on = told.or_else(quarter).unwrap_or(self.today);
        let units = self.offices_on(on);
        let around =
            Surroundings { file_name: file, today: self.today, units: &units, sender: office };
        let (listing, reading) = listing::read(grid, &found, &around);
        Some(ReadSheet { listing: Some(listing), told, ..blank(grid, on, reading) })
    }

    /// Whether headings of a further kind are those of a list of officers too: then it is that.
    fn lists_officers(&self, grid: &Grid, found: &Recognised<'_>) -> bool {
        let header = match found {
            Recognised::One(found) => found.header.1,
            Recognised::Unclear(_, row) => *row,
            Recognised::None => return false,
        };
        let head = Grid {
            name: grid.name.clone(),
            rows: grid.rows_between(0, header + ENOUGH).to_vec(),
            merges: grid.merges_between(0, header + ENOUGH).to_vec(),
            ..Grid::default()
        };
        let none = BTreeMap::new();
        let options = DetectOptions { fields: &self.fields, remembered: &none };
        let tables = detect(&head, &options).tables;
        // What the office described stands before a list whose title alone speaks of officers.
        match found {
            Recognised::One(found) if found.kind.described => tables.iter().any(|t| t.tells_duty),
            _ => !tables.is_empty(),
        }
    }

    /// A sheet whose rows are taken in elsewhere: said so, and left.
    fn set_aside(&self, grid: &Grid, found: &Found<'_>) -> ReadSheet {
        let code = match found.kind.set_aside.as_deref() {
            Some("list_of_offices") => "list_of_offices",
            _ => "list_about_sheets",
        };
        self.left(grid, code, found.header.0, String::new(), true)
    }

    fn unclear(&self, grid: &Grid, found: &Recognised<'_>) -> ReadSheet {
        let (codes, row) = match found {
            Recognised::Unclear(codes, row) => (codes.join(", "), *row),
            _ => (String::new(), 1),
        };
        self.left(grid, "kind_unclear", row, codes, false)
    }

    fn left(
        &self,
        grid: &Grid,
        code: &'static str,
        row: u32,
        value: String,
        note: bool,
    ) -> ReadSheet {
        let (row, column) = (Some(row), None);
        let issue = SheetIssue { code, row, column, value, stated: None, counted: None, note };
        let reading = SheetReading { issues: vec![issue], ..SheetReading::default() };
        blank(grid, self.on.unwrap_or(self.today), reading)
    }

    /// The register of offices of a day, with what sheets asked of it.
    fn offices_on(&self, day: Date) -> Arc<Offices> {
        let units = self.units_on(day);
        let mut known = self.offices.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(day).or_insert_with(|| Arc::new(Offices::new(units))).clone()
    }

    /// The register of offices of a day.
    fn units_on(&self, day: Date) -> Arc<UnitIndex> {
        let mut known = self.units.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .entry(day)
            .or_insert_with(|| {
                let former = former(self.orgs, day);
                Arc::new(UnitIndex::new(offices(self.orgs, day)).with_former(former))
            })
            .clone()
    }
}

fn blank(grid: &Grid, on: Date, reading: SheetReading) -> ReadSheet {
    ReadSheet {
        name: grid.name.clone(),
        on,
        reading,
        listing: None,
        told: None,
        hidden: grid.hidden,
        grid: Grid::default(),
        headings: OnceLock::new(),
    }
}

fn to_words(field: &Field) -> FieldWords {
    let mut synonyms = field.synonyms.clone();
    synonyms.extend([field.name_vi.clone(), field.name_en.clone(), field.code.clone()]);
    FieldWords { code: field.code.clone(), synonyms }
}

/// Names of offices that ended by a day, each with the code of the one that followed.
fn former(orgs: &OrgMap, day: Date) -> Vec<(String, String)> {
    let ended = |id: &OrgId| {
        orgs.on(*id, day).is_none() && orgs.life(*id).and_then(|l| l.to).is_some_and(|to| to <= day)
    };
    let names = |id: OrgId| {
        let next = orgs.successor_office(id, day).and_then(|next| orgs.on(next, day))?;
        let was = orgs.latest(id)?;
        let named = std::iter::once(&was.name).chain(&was.aliases);
        Some(named.map(|name| (name.clone(), next.code.clone())).collect::<Vec<_>>())
    };
    orgs.codes().map(|(id, _)| id).filter(ended).filter_map(names).flatten().collect()
}

fn offices(orgs: &OrgMap, day: Date) -> Vec<Office> {
    let all = orgs.all_on(day);
    let code = |id| orgs.on(id, day).map(|o| o.code.clone());
    all.into_iter()
        .map(|o| Office {
            code: o.code.clone(),
            name: o.name.clone(),
            kind: o.kind.clone(),
            parent: o.parent.and_then(code),
            area: o.area_code.clone(),
            aliases: o.aliases.clone(),
        })
        .collect()
}
