//! Who sends what: every office's people into files, and a few faults into the rows.

use std::collections::BTreeMap;

use crate::{
    book::{Book, Entry, Fault, Section, Sheet},
    dice::Dice,
    headings::SHEETS,
    knobs::{Container, DateStyle, FieldStyle, Knobs, TotalStyle, UnitStyle},
    offices::{Level, Office},
    staff::Post,
    ways,
};

/// The day all sheets speak of.
pub(crate) const STATED: &str = "15/10/2024";

/// Fixed layouts, or layouts drawn from the seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layouts {
    Fixed,
    Drawn,
}

/// Sorts the mail.
pub(crate) struct PostRoom<'a> {
    pub(crate) offices: &'a [Office],
    pub(crate) posts: &'a [Post],
    pub(crate) layouts: Layouts,
    pub(crate) dice: Dice,
}

/// How a commune's people reach the province.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    District,
    Own,
    Both,
}

/// Held rows, out of a hundred.
const FAULTS: f64 = 2.5;

impl PostRoom<'_> {
    /// All files, departments first, then districts, then communes that send their own.
    pub(crate) fn sort(&mut self) -> Vec<Book> {
        let by_office = self.by_office();
        let ways = self.ways(&by_office);
        let mut books = Vec::new();
        let departments = self.offices_at(Level::Department);
        let districts = self.offices_at(Level::District);
        for (n, office) in departments.into_iter().enumerate() {
            if let Some(posts) = by_office.get(&office) {
                books.push(self.single(office, posts, n, false));
            }
        }
        for (n, office) in districts.into_iter().enumerate() {
            books.push(self.district(office, n, &by_office, &ways));
        }
        let own: Vec<(usize, Way)> =
            ways.iter().filter(|w| *w.1 != Way::District).map(|(o, w)| (*o, *w)).collect();
        for (n, (office, way)) in own.into_iter().enumerate() {
            books.push(self.single(office, &by_office[&office], n, way == Way::Both));
        }
        for book in &mut books {
            self.spoil(book, &ways);
        }
        if self.layouts == Layouts::Fixed {
            two_wrong_totals(&mut books);
        }
        books
    }

    fn offices_at(&self, level: Level) -> Vec<usize> {
        (0..self.offices.len()).filter(|o| self.offices[*o].level == level).collect()
    }

    fn by_office(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut map: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (n, post) in self.posts.iter().enumerate() {
            map.entry(post.office).or_default().push(n);
        }
        map
    }

    /// In the demonstration three communes send their people a second time; with drawn layouts
    /// some do, and some are in no other sheet.
    fn ways(&mut self, by_office: &BTreeMap<usize, Vec<usize>>) -> BTreeMap<usize, Way> {
        let mut communes: Vec<usize> = by_office
            .keys()
            .copied()
            .filter(|o| self.offices[*o].level == Level::Commune)
            .collect();
        self.dice.shuffle(&mut communes);
        let drawn = self.layouts == Layouts::Drawn;
        let way = |(n, office): (usize, usize), dice: &mut Dice| {
            let way = match n {
                0..=2 => Way::Both,
                _ if drawn && dice.percent(12.0) => Way::Own,
                _ => Way::District,
            };
            (office, way)
        };
        communes.into_iter().enumerate().map(|c| way(c, &mut self.dice)).collect()
    }

    /// One office, one sheet.
    fn single(&mut self, office: usize, posts: &[usize], number: usize, again: bool) -> Book {
        let level = self.offices[office].level;
        let knobs = match (self.layouts, level) {
            (Layouts::Fixed, Level::Department) => ways::department(number),
            (Layouts::Fixed, _) => ways::commune(number),
            (Layouts::Drawn, _) => {
                let unit = self.dice.weighted(&[
                    (UnitStyle::Title, 6),
                    (UnitStyle::FileName, 2),
                    (UnitStyle::Column, 1),
                    (UnitStyle::ColumnMerged, 1),
                ]);
                ways::any(unit, again, &mut self.dice)
            }
        };
        let sections = vec![section(office, posts, again)];
        let name = self.sheet_name(0);
        self.book(office, knobs, vec![Sheet { name, sections }])
    }

    /// A district and its communes.
    fn district(
        &mut self,
        office: usize,
        number: usize,
        by_office: &BTreeMap<usize, Vec<usize>>,
        ways: &BTreeMap<usize, Way>,
    ) -> Book {
        let knobs = match self.layouts {
            Layouts::Fixed => ways::district(number),
            Layouts::Drawn => {
                let unit = self.dice.weighted(&[
                    (UnitStyle::Sections, 5),
                    (UnitStyle::Column, 2),
                    (UnitStyle::ColumnMerged, 2),
                    (UnitStyle::SheetEach, 2),
                ]);
                ways::any(unit, false, &mut self.dice)
            }
        };
        let knobs = Knobs { years_only: false, ..knobs };
        let under = (0..self.offices.len()).filter(|o| self.offices[*o].parent == Some(office));
        let members: Vec<usize> = std::iter::once(office).chain(under).collect();
        let mut sections = Vec::new();
        for member in members {
            let posts = by_office.get(&member).map_or(&[][..], Vec::as_slice);
            let elsewhere = ways.get(&member) == Some(&Way::Own);
            // An empty section is shown by some and left out by others.
            let shown =
                !posts.is_empty() || (knobs.unit == UnitStyle::Sections && self.dice.percent(50.0));
            if shown && !elsewhere {
                sections.push(section(member, posts, false));
            }
        }
        self.slip(&knobs, &mut sections, ways);
        let sheets = match knobs.unit {
            UnitStyle::SheetEach => sections
                .into_iter()
                .map(|s| Sheet { name: self.tab(s.office), sections: vec![s] })
                .collect(),
            _ => vec![Sheet { name: self.sheet_name(number), sections }],
        };
        self.book(office, knobs, sheets)
    }

    fn slip(&mut self, knobs: &Knobs, sections: &mut [Section], ways: &BTreeMap<usize, Way>) {
        if !knobs.slip_in_section || sections.len() < 3 {
            return;
        }
        let at = self.dice.between(1, sections.len() - 1);
        let once = ways.get(&sections[at].office) == Some(&Way::District);
        sections[at].slip = once;
    }

    fn book(&mut self, sender: usize, knobs: Knobs, sheets: Vec<Sheet>) -> Book {
        let file = self.file_name(sender, &knobs);
        Book { layout_label: file.clone(), file, sender, knobs, sheets, stated: STATED }
    }

    fn file_name(&mut self, office: usize, knobs: &Knobs) -> String {
        let office = &self.offices[office];
        let stem = match (office.level, knobs.unit) {
            // `Sở KH&ĐT` may stand in a file name, `VH/TT` could not.
            (_, UnitStyle::FileName) if self.dice.percent(50.0) => office.usual().to_owned(),
            (Level::District, _) => format!("huyen-{}", office.area),
            (Level::Commune, _) => format!("xa-{}", office.area),
            _ => office.tail().to_owned(),
        };
        let kind = match knobs.container {
            Container::Xlsx => "xlsx",
            Container::Ods => "ods",
            Container::Csv { .. } => "csv",
        };
        format!("{stem}.{kind}")
    }

    fn sheet_name(&mut self, number: usize) -> String {
        match self.layouts {
            Layouts::Fixed => SHEETS[number % SHEETS.len()].to_owned(),
            Layouts::Drawn => self.dice.pick(&SHEETS).to_owned(),
        }
    }

    /// At most 31 characters, as spreadsheets demand.
    fn tab(&self, office: usize) -> String {
        let office = &self.offices[office];
        let shortest = office.aliases.iter().min_by_key(|a| a.chars().count());
        shortest.unwrap_or(&office.name).chars().take(31).collect()
    }

    /// Faults in about one row of forty, never where a person is listed twice.
    fn spoil(&mut self, book: &mut Book, ways: &BTreeMap<usize, Way>) {
        for section in book.sheets.iter_mut().flat_map(|s| &mut s.sections) {
            if section.slip || ways.get(&section.office) == Some(&Way::Both) {
                continue;
            }
            for entry in &mut section.entries {
                if self.dice.percent(FAULTS) {
                    entry.fault = Some(self.fault(&book.knobs, &self.posts[entry.post]));
                }
            }
        }
    }

    fn fault(&mut self, knobs: &Knobs, post: &Post) -> Fault {
        let with_id = usize::from(knobs.id && post.id.is_some());
        let with_unit = usize::from(knobs.unit == UnitStyle::Column);
        self.dice.weighted(&[
            (Fault::ModeConflict, 3),
            (Fault::ModeMissing, 2),
            (Fault::DateInvalid, 3),
            (Fault::IdLength, 3 * with_id),
            (Fault::UnitUnknown, 4 * with_unit),
        ])
    }

    /// The same office some weeks later: its faults mended, one person new, one left out.
    pub(crate) fn correct(&mut self, books: &mut [Book], newcomer: usize) -> Option<Book> {
        let book = books.iter_mut().find(|b| self.may_correct(b))?;
        let entries = &mut book.sheets[0].sections[0].entries;
        for at in [2, 5] {
            entries[at].fault = entries[at].fault.or(Some(Fault::DateInvalid));
        }
        let mut mended = book.clone();
        mended.stated = "25/10/2024";
        mended.knobs.wrong_total = false;
        let entries = &mut mended.sheets[0].sections[0].entries;
        // The last without a fault, so that somebody known is missing.
        let gone = entries.iter().rposition(|e| e.fault.is_none())?;
        entries.remove(gone);
        for entry in entries.iter_mut() {
            entry.fault = None;
        }
        entries.push(Entry { post: newcomer, fault: None, again: false });
        Some(mended)
    }

    fn may_correct(&self, book: &Book) -> bool {
        self.offices[book.sender].level == Level::Department
            && book.knobs.is_workbook()
            && book.knobs.unit == UnitStyle::Title
            && !book.knobs.script.is_legacy()
            && book.entries().count() > 7
    }

    /// A commune after the merger lists its people, who came from those it was made of.
    pub(crate) fn after_merger(&mut self, office: usize, people: &[usize]) -> Book {
        let section = section(office, people, false);
        let knobs = Knobs {
            fields: FieldStyle::Cell,
            dates: vec![DateStyle::Slash, DateStyle::Serial],
            ..Knobs::plain(UnitStyle::Title)
        };
        let sheet = Sheet { name: "Danh sách".into(), sections: vec![section] };
        let mut book = self.book(office, knobs, vec![sheet]);
        book.stated = "15/08/2025";
        book
    }
}

/// People of one office, without fault.
fn section(office: usize, posts: &[usize], again: bool) -> Section {
    let entry = |post: &usize| Entry { post: *post, fault: None, again };
    Section { office, entries: posts.iter().map(entry).collect(), slip: false }
}

/// Two departments of the demonstration cannot count.
fn two_wrong_totals(books: &mut [Book]) {
    let counts = |b: &&mut Book| {
        let single = b.knobs.unit == UnitStyle::Title;
        single && matches!(b.knobs.total, Some(TotalStyle::Inline | TotalStyle::Beside))
    };
    for book in books.iter_mut().filter(counts).skip(2).take(2) {
        book.knobs.wrong_total = true;
    }
}
