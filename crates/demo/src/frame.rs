//! What stands around the table: title and signatures; and the sheets beside it.

use crate::{
    dice::Dice,
    grid::{Cell, Grid, Value},
    headings::TITLES,
    knobs::{Hidden, TitleStyle, UnitStyle},
    names::{Name, Sex},
    offices::{Level, Office},
    page::Page,
    province::OURS,
};

impl Page<'_> {
    /// Above the table.
    pub(crate) fn title(&mut self) {
        let left = self.knobs().left;
        let title = self.dice.pick(&TITLES);
        let office = self.named_office();
        match self.knobs().title {
            TitleStyle::None => {}
            TitleStyle::Official => {
                self.letterhead(office.as_ref());
                self.grid.blank();
                self.line(&title.to_uppercase());
                let date = self.date_phrase();
                self.line(&date);
                self.grid.blank();
            }
            TitleStyle::Plain => {
                if let Some(office) = office {
                    let row = self.grid.next();
                    self.label(row, left, &office.own.to_uppercase());
                }
                self.line(&title.to_uppercase());
                let date = self.date_phrase();
                self.line(&date);
                self.grid.blank();
            }
            TitleStyle::Labelled => {
                self.line(title);
                if let Some(office) = office {
                    let word = self.dice.pick(&["Đơn vị", "Đơn vị báo cáo", "Tên đơn vị"]);
                    let row = self.grid.next();
                    self.label(row, left, &format!("{word}: {}", office.own));
                }
                let date = self.date_phrase();
                self.line(&date);
            }
        }
    }

    /// The office a title names: the one a sheet is about, else the sender.
    fn named_office(&mut self) -> Option<Named> {
        let office = match self.knobs().unit {
            UnitStyle::FileName => return None,
            UnitStyle::SheetEach => self.sheet.sections.first()?.office,
            _ => self.book.sender,
        };
        let office = &self.desk.offices[office];
        let own =
            if self.dice.percent(70.0) { office.name.clone() } else { office.usual().to_owned() };
        Some(Named { own, above: self.superior(office) })
    }

    fn superior(&self, office: &Office) -> String {
        match (office.level, office.parent) {
            (Level::Commune, Some(0)) => crate::offices::merged_committee(),
            (_, Some(parent)) => self.desk.offices[parent].usual().to_owned(),
            (_, None) => format!("UBND tỉnh {}", OURS.name),
        }
    }

    fn letterhead(&mut self, office: Option<&Named>) {
        let (left, last) = (self.knobs().left, self.last());
        let half = usize::midpoint(left, last);
        let own = office.map_or(String::new(), |o| o.own.to_uppercase());
        let above = office.map_or(String::new(), |o| o.above.to_uppercase());
        let motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"];
        for (text, motto) in [above, own].iter().zip(motto) {
            let row = self.grid.next();
            if !text.is_empty() {
                self.label(row, left, text);
                self.grid.merge(row, left, row, half);
            }
            self.label(row, half + 1, motto);
            self.grid.merge(row, half + 1, row, last);
        }
    }

    /// One line over the whole width.
    fn line(&mut self, text: &str) {
        let (row, left, last) = (self.grid.next(), self.knobs().left, self.last());
        self.label(row, left, text);
        self.grid.merge(row, left, row, last);
    }

    /// A sentence with the day the sheet speaks of.
    fn date_phrase(&mut self) -> String {
        let day = self.book.stated;
        let long = spelt(day);
        match self.dice.below(5) {
            0 => format!("(Số liệu tính đến ngày {day})"),
            1 => format!("Tính đến {long}"),
            2 => format!("(Kèm theo Báo cáo số 87/BC ngày {day})"),
            3 => format!("Thời điểm báo cáo: {day}"),
            _ => format!("(Ban hành kèm theo Công văn số 412/CV {long})"),
        }
    }

    /// Below the table.
    pub(crate) fn signatures(&mut self) {
        if !self.knobs().signature {
            return;
        }
        self.grid.blank();
        let left = self.knobs().left;
        let (maker, head) = (left + 1, (left + 5).min(self.last()));
        let place = format!("{}, {}", OURS.name, spelt(self.book.stated));
        let dated = self.dice.percent(50.0);
        if dated {
            let row = self.grid.next();
            self.label(row, head, &place);
        }
        let row = self.grid.next();
        self.label(row, maker, "NGƯỜI LẬP BIỂU");
        self.label(row, head, "THỦ TRƯỞNG ĐƠN VỊ");
        self.label(row + 1, maker, "(Ký, ghi rõ họ tên)");
        self.label(row + 1, head, "(Ký tên, đóng dấu)");
        self.grid.blank();
        let row = self.grid.next();
        let signer = Name::draw(Sex::Female, &mut self.dice).full();
        self.label(row, maker, &signer);
        let signer = Name::draw(Sex::Male, &mut self.dice).full();
        self.label(row, head, &signer);
    }
}

/// An office as a title names it.
struct Named {
    own: String,
    above: String,
}

/// `15/10/2024` → `ngày 15 tháng 10 năm 2024`.
fn spelt(day: &str) -> String {
    let parts: Vec<&str> = day.split('/').collect();
    match parts.as_slice() {
        [d, m, y] => format!("ngày {d} tháng {m} năm {y}"),
        _ => day.to_owned(),
    }
}

fn rows(name: &str, hidden: bool, rows: &[&[&str]]) -> Grid {
    let mut grid = Grid { hidden, ..Grid::named(name) };
    for (r, row) in rows.iter().enumerate() {
        for (c, text) in row.iter().enumerate() {
            let value = Value::Text((*text).into());
            grid.put(r, c, Cell { value, ..Cell::default() });
        }
    }
    grid
}

/// Instructions, as many forms carry them.
pub(crate) fn guide() -> Grid {
    rows(
        "Hướng dẫn",
        false,
        &[
            &["HƯỚNG DẪN GHI BIỂU"],
            &["1. Mỗi người ghi một dòng; không gộp ô trong phần danh sách."],
            &["2. Đánh dấu vào một trong hai cột chuyên trách, kiêm nhiệm."],
            &["3. Số định danh ghi đủ 12 chữ số, định dạng ô là văn bản."],
        ],
    )
}

/// A hidden sheet: lists to choose from, or last year's people, who must not be counted.
pub(crate) fn hidden(kind: Hidden, dice: &mut Dice) -> Option<Grid> {
    match kind {
        Hidden::None => None,
        Hidden::Lists => Some(rows(
            "DM",
            true,
            &[
                &["Trình độ", "Hình thức", "Lĩnh vực"],
                &["Đại học", "Chuyên trách", "CĐS"],
                &["Cao đẳng", "Kiêm nhiệm", "ATTT"],
                &["Thạc sĩ", "", ""],
            ],
        )),
        Hidden::OldCopy => {
            let mut grid = rows(
                "2023 (cũ)",
                true,
                &[&["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Chuyên trách", "Kiêm nhiệm"]],
            );
            for n in 1..=5usize {
                let name = Name::draw(Sex::Male, dice).full();
                let born = format!("{:02}/03/{}", n + 9, 1970 + n);
                let row =
                    [n.to_string(), name, born, "Chuyên viên".into(), String::new(), "x".into()];
                for (c, text) in row.into_iter().enumerate() {
                    grid.put(n, c, Cell { value: Value::Text(text), ..Cell::default() });
                }
            }
            Some(grid)
        }
    }
}
