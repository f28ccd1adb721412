//! Makes a province: draws it, writes it, adds it up.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use kernel::{Date, folding::fold};

use crate::{
    Error, Size, areas,
    beyond::{self, Country},
    book::Book,
    desk::{Desk, Written},
    dice::Dice,
    offices::{self, Level, Office},
    post_room::{Layouts, PostRoom},
    province::Land,
    staff::{Post, Registrar, appoint},
    truth::{self, Campaign, Commitments, Later, Line, Missing, Sheet, Truth},
};

/// What was written, and where.
#[derive(Clone, Debug)]
pub struct Made {
    /// The register of offices: `code,name,kind,parent,area,aliases`.
    pub organisations: PathBuf,
    /// The people's committees of the communes after the merger, in the same shape.
    pub organisations_2025: PathBuf,
    /// Which committee takes over from which at the merger: `old_code,new_code,share,is_default`.
    /// The districts' committees have no successor.
    pub lineage_2025: PathBuf,
    /// Villages: `commune,village,households,residents`.
    pub villages: PathBuf,
    /// Folder with the areas before and after the merger, and the links between them.
    pub areas: PathBuf,
    /// Map of the communes after the merger.
    pub boundaries: PathBuf,
    /// Map of the communes before it.
    pub boundaries_old: PathBuf,
    /// Folder with the sheets that offices sent.
    pub officers: PathBuf,
    /// Folder with one sheet that its office sent again, corrected.
    pub officers_corrected: PathBuf,
    /// Folder with one sheet from after the merger.
    pub officers_2025: PathBuf,
    /// Folder with sheets that were sent to the campaign of 2025 and are not entered yet.
    pub campaign_2025: PathBuf,
    /// Folder with lists of community teams, one workbook a district.
    pub teams: PathBuf,
    /// Folder with a folder a quarter: lists of classes, and what a platform tells.
    pub training: PathBuf,
    /// Folder with the graduates of the province's schools.
    pub graduates: PathBuf,
    /// The day the sheets speak of.
    pub stated_on: Date,
    /// The day of the merger.
    pub merged_on: Date,
    /// What it all adds up to; also in `truth.json` and `truth_officers*.csv`.
    pub truth: Truth,
}

/// Writes the demonstration into a folder: layouts of its own, the same for every seed.
///
/// The folder may exist; its part `officers` must not, so that no old sheet is left among the new.
pub fn make(seed: u64, size: &Size, dir: &Path) -> Result<Made, Error> {
    build(seed, size, Layouts::Fixed, dir)
}

/// The same with every layout drawn from the seed: another dossier for each.
pub fn make_drawn(seed: u64, size: &Size, dir: &Path) -> Result<Made, Error> {
    build(seed, size, Layouts::Drawn, dir)
}

fn build(seed: u64, size: &Size, layouts: Layouts, dir: &Path) -> Result<Made, Error> {
    let made = lay_out(dir)?;
    let land = Land::draw(seed, size);
    areas::write(&land, &made.areas)?;
    let mut offices = offices::register(&land, size);
    let villages = offices::villages(&land, seed);
    offices::write(&offices, &land, &villages, &dir.join("units"))?;
    let reporting = offices.len();
    offices.extend(offices::register_2025(&land));

    let mut registrar = Registrar::new(seed);
    let mut posts = appoint(&mut registrar, size, &offices[..reporting]);
    let mut room = PostRoom {
        offices: &offices[..reporting],
        posts: &posts.clone(),
        layouts,
        dice: Dice::new(seed, "post room"),
    };
    let mut books = room.sort();
    let newcomer = posts.len();
    let corrected = room.correct(&mut books, newcomer);
    if let Some(book) = &corrected {
        posts.push(registrar.hire(book.sender, Level::Department, false));
    }

    let names = names_of(&offices);
    let is_office = |text: &str| names.contains(&fold(text));
    let desk = Desk { seed, offices: &offices, posts: &posts, is_office: &is_office };
    let mut all = Written::default();
    for book in &books {
        let mut written = desk.write(book, &made.officers)?;
        all.lines.append(&mut written.lines);
        all.issues.append(&mut written.issues);
    }
    let mut truth = sum(&all, books.len(), &offices[..reporting]);
    if let Some(book) = corrected {
        let lines = desk.write(&book, &made.officers_corrected)?.lines;
        truth::write_lines(&lines, &dir.join("truth_officers_corrected.csv"))?;
        truth.corrected = Some(later(&book, &lines, &truth.lines, &offices));
    }
    let counted = counted(&posts, &truth);
    truth.beyond = beyond::write(
        &Country {
            seed,
            size,
            land: &land,
            villages: &villages,
            offices: &offices[..reporting],
            posts: &counted,
        },
        dir,
    )?;
    merged(&land, &offices, &mut registrar, &posts, &mut truth, seed, dir)?;
    truth.commitments = promised(&truth, &offices);
    truth::write(&truth, dir)?;
    Ok(Made { truth, ..made })
}

/// The folders; refuses to mix new sheets with old.
fn lay_out(dir: &Path) -> Result<Made, Error> {
    let units = dir.join("units");
    let areas = dir.join("areas");
    let officers = dir.join("officers");
    if officers.exists() {
        return Err(Error::Exists(officers));
    }
    let made = Made {
        organisations: units.join("organisations.csv"),
        organisations_2025: units.join("organisations-2025.csv"),
        lineage_2025: units.join("lineage-2025.csv"),
        villages: units.join("villages.csv"),
        boundaries: areas.join("boundaries.geojson"),
        boundaries_old: areas.join("boundaries_old.geojson"),
        areas,
        officers,
        officers_corrected: dir.join("officers-corrected"),
        officers_2025: dir.join("officers-2025"),
        campaign_2025: dir.join("campaign-2025"),
        teams: dir.join("teams"),
        training: dir.join("training"),
        graduates: dir.join("graduates"),
        stated_on: Date::constant(2024, 10, 15),
        merged_on: Date::constant(2025, 7, 1),
        truth: Truth::default(),
    };
    let officers = [&made.officers, &made.officers_corrected, &made.officers_2025];
    for folder in officers.into_iter().chain([&units, &made.campaign_2025]) {
        fs::create_dir_all(folder)?;
    }
    Ok(made)
}

fn names_of(offices: &[Office]) -> BTreeSet<String> {
    let names =
        offices.iter().flat_map(|o| o.aliases.iter().chain([&o.name]).chain(&o.abbreviated));
    names.map(|n| fold(n)).collect()
}

fn sum(all: &Written, files: usize, offices: &[Office]) -> Truth {
    let reporting = offices.iter().filter(|o| o.level != Level::Province);
    let units: Vec<String> = reporting.map(|o| o.code.clone()).collect();
    Truth {
        files,
        officers: truth::add_up(&all.lines, &units),
        held: truth::held(&all.lines),
        sheet_issues: all.issues.clone(),
        corrected: None,
        merged: None,
        campaign: Campaign::default(),
        commitments: Commitments::default(),
        beyond: beyond::Beyond::default(),
        lines: all.lines.clone(),
    }
}

/// What a later file of an office changes against the rows that counted before.
fn later(book: &Book, lines: &[Line], before: &[Line], offices: &[Office]) -> Later {
    let key = |l: &Line| (l.full_name.clone(), l.birth.clone());
    let counted: Vec<&Line> = before.iter().filter(|l| l.hold.is_empty() && !l.repeat).collect();
    let known: BTreeSet<_> = counted.iter().map(|l| key(l)).collect();
    let now: BTreeSet<_> = lines.iter().map(key).collect();
    let unit = offices[book.sender].code.clone();
    let missing = counted
        .iter()
        .filter(|l| l.unit == unit && !now.contains(&key(l)))
        .map(|l| Missing {
            full_name: l.full_name.clone(),
            personal_id: l.personal_id.clone(),
            unit: l.unit.clone(),
        })
        .collect();
    let matched = lines.iter().filter(|l| known.contains(&key(l))).count();
    Later {
        file: book.file.clone(),
        unit,
        on: book.stated.into(),
        rows: lines.len(),
        people_new: lines.len() - matched,
        people_matched: matched,
        missing,
    }
}

/// Three departments that promise somebody dedicated: those without anyone first, then those with
/// nobody dedicated, then any. One keeps it, one does not, one still has time. The merger leaves
/// departments as they are.
fn promised(truth: &Truth, offices: &[Office]) -> Commitments {
    let departments = || offices.iter().filter(|o| o.level == Level::Department).map(|o| &o.code);
    let sum = &truth.officers;
    let gaps = sum.units_without_anyone.iter().chain(&sum.units_without_dedicated);
    let mut units: Vec<String> = Vec::new();
    for code in gaps.filter(|code| departments().any(|d| d == *code)).chain(departments()) {
        if !units.contains(code) {
            units.push(code.clone());
        }
    }
    let mut units = units.into_iter();
    Commitments { kept: units.next(), broken: units.next(), due: units.next() }
}

/// Names and days of birth that are on record without doubt.
fn without_doubt(truth: &Truth) -> BTreeSet<(String, String)> {
    truth
        .lines
        .iter()
        .filter(|l| l.hold.is_empty() && !l.personal_id.is_empty() && l.birth.len() == 10)
        .map(|l| (l.full_name.clone(), l.birth.clone()))
        .collect()
}

/// The officials who are on record without doubt.
fn counted(posts: &[Post], truth: &Truth) -> Vec<Post> {
    let known = without_doubt(truth);
    let is_known = |p: &&Post| known.contains(&(p.name.full(), p.birth.to_string()));
    posts.iter().filter(is_known).cloned().collect()
}

/// Communes of 2025 list the people of those they were made of, and one who is new: what is sent to
/// the campaign of that year. The first is accepted, the second goes back, two wait.
fn merged(
    land: &Land,
    offices: &[Office],
    registrar: &mut Registrar,
    posts: &[Post],
    truth: &mut Truth,
    seed: u64,
    dir: &Path,
) -> Result<(), Error> {
    let known = without_doubt(truth);
    let is_counted = |p: &Post| known.contains(&(p.name.full(), p.birth.to_string()));
    let mut posts = posts.to_vec();
    let mut sent = Vec::new();
    for (office, old) in whole_mergers(land, offices).take(SENDERS) {
        let mut people: Vec<usize> = (0..posts.len())
            .filter(|p| old.contains(&posts[*p].office) && is_counted(&posts[*p]))
            .collect();
        people.push(posts.len());
        posts.push(registrar.hire(office, Level::Commune, true));
        let mut room = PostRoom {
            offices,
            posts: &posts,
            layouts: Layouts::Fixed,
            dice: Dice::new(seed, "2025"),
        };
        let book = room.after_merger(office, &people);
        let is_office = |_: &str| false;
        let desk = Desk { seed, offices, posts: &posts, is_office: &is_office };
        let first = sent.is_empty();
        let folder = if first { "officers-2025" } else { "campaign-2025" };
        let lines = desk.write(&book, &dir.join(folder))?.lines;
        if first {
            truth::write_lines(&lines, &dir.join("truth_officers_2025.csv"))?;
            truth.merged = Some(later(&book, &lines, &truth.lines, offices));
        }
        let sender = &offices[book.sender];
        let area = sender.area.clone();
        sent.push(Sheet { area, name: sender.name.clone(), file: book.file.clone() });
    }
    let mut sent = sent.into_iter();
    truth.campaign = Campaign { accepted: sent.next(), to_fix: sent.next(), sent: sent.collect() };
    Ok(())
}

/// So many communes send something to the campaign of 2025; the others are late.
const SENDERS: usize = 4;

/// Communes made of two or more whole ones, as places in the register.
fn whole_mergers<'l>(
    land: &'l Land,
    offices: &'l [Office],
) -> impl Iterator<Item = (usize, Vec<usize>)> + 'l {
    let place = |code: String| offices.iter().position(|o| o.code == code);
    (0..land.successors.len()).filter_map(move |new| {
        let links: Vec<_> = land.links.iter().filter(|l| l.new == new).collect();
        let whole = links.len() > 1 && links.iter().all(|l| !l.part);
        let office = place(format!("SHM.N{}", land.successors[new].code))?;
        let old = links
            .iter()
            .map(|l| place(format!("SHM.C{}", land.communes[l.old].code)))
            .collect::<Option<Vec<usize>>>()?;
        whole.then_some((office, old))
    })
}
