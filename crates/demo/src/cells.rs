//! One row of a sheet: how its sender writes a person, and what is to be read there.

use kernel::Date;

use crate::{
    book::{Entry, Fault},
    dice::Dice,
    grid::Value,
    headings::Column,
    knobs::{DateStyle, Knobs, ModeStyle},
    names::Sex,
    offices::Office,
    places::misspell,
    staff::Post,
    truth::Line,
};

/// Offices that exist but are in nobody's register here.
const STRANGERS: [&str; 4] =
    ["Chi cục Thuế khu vực", "Trung tâm Viễn thông", "Bưu điện huyện", "Điện lực thành phố"];

/// Draws the cells of one person; keeps what must be read.
pub(crate) struct Hand<'a> {
    pub(crate) knobs: &'a Knobs,
    pub(crate) post: &'a Post,
    pub(crate) entry: &'a Entry,
    pub(crate) office: &'a Office,
    pub(crate) dice: Dice,
    /// Whether a text is the name of an office.
    pub(crate) is_office: &'a dyn Fn(&str) -> bool,
    pub(crate) line: Line,
}

impl Hand<'_> {
    /// One cell.
    pub(crate) fn cell(&mut self, column: Column, number: usize) -> Value {
        let post = self.post;
        let text = |t: &str| Value::Text(t.into());
        match column {
            #[expect(clippy::cast_precision_loss, reason = "row numbers are small")]
            Column::Number => Value::Number(number as f64),
            Column::Name => Value::Text(self.name(&post.name.full())),
            Column::Family => text(&post.name.family),
            Column::Given => text(&post.name.given),
            Column::Sex => text(self.sex()),
            Column::Male => self.tick(post.sex == Sex::Male),
            Column::Female => self.tick(post.sex == Sex::Female),
            Column::Birth => self.birth(),
            Column::BirthMale if post.sex == Sex::Male => self.birth(),
            Column::BirthFemale if post.sex == Sex::Female => self.birth(),
            Column::BirthMale | Column::BirthFemale => Value::Empty,
            Column::Id => self.id(),
            Column::Unit => Value::Text(self.unit()),
            Column::Title => text(post.title),
            Column::Degree => self.learned(|line| &mut line.degree, post.degree),
            Column::Major => self.learned(|line| &mut line.major, post.major),
            Column::Mode => text(self.mode_word()),
            Column::Dedicated => self.mode_tick(post.dedicated),
            Column::Concurrent => self.mode_tick(!post.dedicated),
            Column::Fields => text(self.fields()),
            Column::Dx => self.tick(post.dx),
            Column::Infosec => self.tick(post.infosec),
            Column::Certificate => {
                self.learned(|line| &mut line.cert, post.certificate.unwrap_or_default())
            }
            Column::Phone => self.phone(),
            Column::Email => Value::Text(self.email()),
            Column::Note => text(if self.dice.percent(6.0) { "Mới tiếp nhận" } else { "" }),
            Column::Recruited => self.recruited(),
            Column::Service => Value::Text(self.dice.between(1, 30).to_string()),
            Column::Pay => Value::Text(format!("{},{:02}", self.dice.between(2, 5), 34)),
            Column::Course => {
                let took = self.dice.percent(40.0);
                self.tick(took)
            }
        }
    }

    fn learned(&mut self, slot: fn(&mut Line) -> &mut String, text: &str) -> Value {
        *slot(&mut self.line) = text.into();
        Value::Text(text.into())
    }

    fn name(&mut self, full: &str) -> String {
        let plain = self.knobs.script.is_legacy();
        match self.dice.below(100) {
            0..=3 if !plain => full.to_uppercase(),
            4..=5 => full.replacen(' ', "  ", 1),
            6 if !plain => full.replacen(' ', "\u{a0}", 1),
            7..=8 => format!("{full} "),
            9 => format!(" {full}"),
            10 if !plain => {
                use unicode_normalization::UnicodeNormalization;
                full.nfd().collect()
            }
            _ => full.to_owned(),
        }
    }

    fn sex(&mut self) -> &'static str {
        let rare = self.dice.percent(8.0);
        match (self.post.sex, rare) {
            (Sex::Male, false) => "Nam",
            (Sex::Male, true) => "nam",
            (Sex::Female, false) => "Nữ",
            (Sex::Female, true) => "nữ",
        }
    }

    fn tick(&mut self, set: bool) -> Value {
        let mark = if set { self.dice.pick(&self.knobs.ticks) } else { self.knobs.no_tick };
        match mark {
            "" => Value::Empty,
            "1" if self.knobs.is_workbook() && self.dice.percent(50.0) => Value::Number(1.0),
            "0" if self.knobs.is_workbook() => Value::Number(0.0),
            mark => Value::Text(mark.into()),
        }
    }

    fn mode_tick(&mut self, set: bool) -> Value {
        match self.entry.fault {
            Some(Fault::ModeConflict) => self.tick(true),
            Some(Fault::ModeMissing) => Value::Empty,
            _ => self.tick(set),
        }
    }

    fn mode_word(&mut self) -> &'static str {
        let letters = self.knobs.mode == ModeStyle::Letters;
        match (self.entry.fault, letters, self.post.dedicated) {
            (Some(Fault::ModeMissing), _, _) => "",
            (Some(Fault::ModeConflict), false, _) => "Chuyên trách, kiêm nhiệm",
            (Some(Fault::ModeConflict), true, _) => "CT, KN",
            (_, true, true) => "CT",
            (_, true, false) => "KN",
            (_, false, true) => self.dice.pick(&["Chuyên trách", "chuyên trách"]),
            (_, false, false) => self.dice.pick(&["Kiêm nhiệm", "Kiêm nhiệm", "kiêm nhiệm"]),
        }
    }

    fn fields(&mut self) -> &'static str {
        match (self.post.dx, self.post.infosec) {
            (true, true) => self.dice.pick(&[
                "CĐS, ATTT",
                "CĐS và ATTT",
                "CĐS; ATTT",
                "CĐS/ATTT",
                "ATTT, CĐS",
                "Chuyển đổi số, An toàn thông tin",
                "CĐS + ATTT",
                "CĐS,ATTT",
            ]),
            (_, true) => self.dice.pick(&["ATTT", "An toàn thông tin", "ATTT"]),
            _ => self.dice.pick(&["CĐS", "CĐS", "Chuyển đổi số", "CĐS "]),
        }
    }

    fn birth(&mut self) -> Value {
        let birth = self.post.birth;
        if self.entry.fault == Some(Fault::DateInvalid) {
            let (day, month) =
                self.dice.pick(&[(31, 2), (30, 2), (31, 4), (31, 6), (31, 11), (15, 13)]);
            return Value::Text(format!("{day:02}/{month:02}/{}", birth.year()));
        }
        if self.post.year_only || self.knobs.years_only {
            self.line.birth = birth.year().to_string();
            let number = self.knobs.is_workbook() && self.dice.percent(70.0);
            return if number {
                Value::Number(f64::from(birth.year()))
            } else {
                Value::Text(birth.year().to_string())
            };
        }
        self.line.birth = birth.to_string();
        let style = self.dice.pick(&self.knobs.dates);
        written(birth, style)
    }

    fn id(&mut self) -> Value {
        let number = self.post.id.clone().unwrap_or_default();
        if self.entry.fault == Some(Fault::IdLength) {
            return Value::Text(self.spoilt(&number));
        }
        if number.is_empty() {
            return Value::Empty;
        }
        self.line.personal_id.clone_from(&number);
        match self.dice.below(100) {
            0..=6 if self.knobs.is_workbook() => {
                self.line.warn.push("personal_id_zero_restored");
                Value::Number(number.parse().unwrap_or_default())
            }
            7..=9 => Value::Text(format!("{} {} {}", &number[..3], &number[3..6], &number[6..])),
            10 => Value::Text(format!("{number} ")),
            _ => Value::Text(number),
        }
    }

    /// One digit less or more, or the nine digits of an older card. In text files nobody can
    /// tell a lost zero from a lost digit, so eleven digits are left to workbooks.
    fn spoilt(&mut self, number: &str) -> String {
        let choice = self.dice.below(3);
        match choice {
            0 if self.knobs.is_workbook() => number[..11].to_owned(),
            1 => format!("{number}{}", self.dice.below(10)),
            _ => number[3..].to_owned(),
        }
    }

    fn phone(&mut self) -> Value {
        let Some(phone) = self.post.phone.clone() else { return Value::Empty };
        self.line.phone.clone_from(&phone);
        match self.dice.below(100) {
            0..=8 if self.knobs.is_workbook() => {
                self.line.warn.push("phone_zero_restored");
                Value::Number(phone.parse().unwrap_or_default())
            }
            9..=15 => Value::Text(format!("{}.{}.{}", &phone[..4], &phone[4..7], &phone[7..])),
            16..=20 => Value::Text(format!("{} {} {}", &phone[..4], &phone[4..7], &phone[7..])),
            _ => Value::Text(phone),
        }
    }

    fn unit(&mut self) -> String {
        if self.entry.fault == Some(Fault::UnitUnknown) && self.dice.percent(30.0) {
            return self.dice.pick(&STRANGERS).into();
        }
        if self.entry.fault == Some(Fault::UnitUnknown) {
            return misspell(self.office.usual(), self.is_office, &mut self.dice);
        }
        let office = self.office;
        match self.dice.below(10) {
            0..=1 => office.name.clone(),
            2..=3 if !office.aliases.is_empty() => self.dice.pick(&office.aliases),
            4 => office.abbreviated.clone().unwrap_or_else(|| office.name.clone()),
            5 => office.usual().to_uppercase(),
            _ => office.usual().to_owned(),
        }
    }

    fn email(&mut self) -> String {
        let given = kernel::folding::plain(&self.post.name.given);
        format!("{given}.{:03}@mau.example", self.dice.below(1000))
    }

    fn recruited(&mut self) -> Value {
        let year = self.post.birth.year() + 24;
        let style = self.dice.pick(&self.knobs.dates);
        written(Date::constant(year, 9, 1), style)
    }
}

fn written(date: Date, style: DateStyle) -> Value {
    let (y, m, d) = (date.year(), date.month(), date.day());
    Value::Text(match style {
        DateStyle::Serial => return Value::Day(date, "dd/mm/yyyy"),
        DateStyle::Slash => format!("{d:02}/{m:02}/{y}"),
        DateStyle::SlashShort => format!("{d}/{m}/{y}"),
        DateStyle::Dash => format!("{d:02}-{m:02}-{y}"),
        DateStyle::Dot => format!("{d:02}.{m:02}.{y}"),
        DateStyle::Iso => format!("{y}-{m:02}-{d:02}"),
    })
}
