//! Training, quarter by quarter: classes in 2023 for the most part, courses of a platform in 2024.

use std::{collections::BTreeSet, fs, path::Path};

use kernel::Date;

use super::{Beyond, Country, list};
use crate::{
    Error,
    dice::Dice,
    legacy::Script,
    names::{Name, Sex},
    table, workbook,
};

/// Courses, and how often each is held.
const COURSES: [(&str, usize); 7] = [
    ("Kỹ năng số cơ bản", 18),
    ("An toàn thông tin cho người dùng", 18),
    ("Dịch vụ công trực tuyến", 19),
    ("Dữ liệu số trong công vụ", 17),
    ("Ứng dụng trí tuệ nhân tạo trong công vụ", 16),
    ("Nâng cao nhận thức chuyển đổi số cho lãnh đạo", 6),
    ("Quản trị mạng nâng cao", 6),
];
const HEADS: [&str; 6] = ["STT", "Họ và tên", "Ngày sinh", "Đơn vị công tác", "Ngày 1", "Ngày 2"];
const ONLINE: [&str; 6] = ["course", "full_name", "birth", "unit", "completed_at", "score"];
/// Places on lists that ten people of the sheets come to, over the two years.
const OF_TEN: usize = 66;
/// How many attend one class, at most; more where else there would be too many classes.
const CLASS: usize = 110;
/// Classes in a quarter, at most.
const CLASSES: usize = 60;
/// Of a year's attendances, so many of a hundred in a room.
const IN_ROOMS: [(i16, usize); 2] = [(2023, 65), (2024, 30)];

/// Somebody on a list.
struct Learner {
    name: String,
    birth: String,
    unit: String,
}

pub(super) fn write(country: &Country<'_>, dir: &Path, sum: &mut Beyond) -> Result<(), Error> {
    let mut dice = Dice::new(country.seed, "training");
    let quarter_of_all = country.size.people * OF_TEN / 10 / 8;
    for (year, in_rooms) in IN_ROOMS {
        for quarter in 1..=4 {
            let folder = dir.join(format!("{year}-Q{quarter}"));
            fs::create_dir_all(&folder)?;
            let mut pen =
                Pen { country, dice: &mut dice, year, quarter, sum, held: BTreeSet::new() };
            let mut left = quarter_of_all * in_rooms / 100;
            let most = CLASS.max(left.div_ceil(CLASSES));
            for class in 1.. {
                if left == 0 {
                    break;
                }
                let here = left.min(most);
                pen.class(here, &folder.join(format!("Lop-{year}-Q{quarter}-{class:02}.xlsx")))?;
                left -= here;
            }
            let online = quarter_of_all * (100 - in_rooms) / 100;
            pen.online(online, &folder.join(format!("truc-tuyen-{year}-Q{quarter}.csv")))?;
        }
    }
    Ok(())
}

/// One quarter.
struct Pen<'a, 'b> {
    country: &'a Country<'b>,
    dice: &'a mut Dice,
    year: i16,
    quarter: usize,
    sum: &'a mut Beyond,
    /// Courses that were held, and on which day.
    held: BTreeSet<(&'static str, Date)>,
}

impl Pen<'_, '_> {
    /// A course and its first day. None is held twice on one day: that would be one class.
    fn session(&mut self) -> (&'static str, Date) {
        loop {
            let session = (self.dice.weighted(&COURSES), self.day(26));
            if self.held.insert(session) {
                return session;
            }
        }
    }

    /// The list of one class of two days.
    fn class(&mut self, count: usize, file: &Path) -> Result<(), Error> {
        let (course, day) = self.session();
        let next = day.tomorrow().unwrap_or(day);
        let title = format!("DANH SÁCH HỌC VIÊN LỚP {}", course.to_uppercase());
        let dates = format!("(Từ ngày {} đến ngày {})", shown(day), shown(next));
        let titles = ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG", &title, &dates];
        let mut grid = list::begin("Điểm danh", &titles, &HEADS);
        for (n, learner) in self.learners(count).iter().enumerate() {
            let days = self.dice.weighted(&[(["x", "x"], 90), (["x", ""], 6), (["", ""], 4)]);
            self.count(usize::from(days[0] == "x"));
            let ordinal = (n + 1).to_string();
            let own = [&ordinal[..], &learner.name, &learner.birth, &learner.unit];
            list::row(&mut grid, &[&own[..], &days].concat());
        }
        workbook::write(&[grid], Script::Unicode, file)
    }

    /// What the platform tells of a quarter. Whoever did not finish is on it too, and counts as an
    /// attendance: that is how the field counts them.
    fn online(&mut self, count: usize, file: &Path) -> Result<(), Error> {
        let mut rows = Vec::new();
        let mut left = count;
        while left > 0 {
            let here = left.min(2 * CLASS);
            let course = self.dice.weighted(&COURSES[..5]);
            for learner in self.learners(here) {
                let done = self.dice.percent(88.0);
                let (day, score) = (self.day(28), self.dice.between(50, 100));
                let given = |text: String| if done { text } else { String::new() };
                let own = [course.to_owned(), learner.name, learner.birth, learner.unit];
                let ends = [given(day.to_string()), given(score.to_string())];
                rows.push([&own[..], &ends].concat());
            }
            left -= here;
        }
        // Nobody takes a course twice in a quarter.
        let mut seen = BTreeSet::new();
        rows.retain(|row: &Vec<String>| seen.insert(row[..4].to_vec()));
        self.count(rows.len());
        table::write(file, &ONLINE, rows)
    }

    fn count(&mut self, attendances: usize) {
        self.sum.attendances += attendances;
        *self.sum.by_year.entry(self.year).or_default() += attendances;
    }

    /// Officials on record for the most part, no one twice; others of their offices.
    fn learners(&mut self, count: usize) -> Vec<Learner> {
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        while all.len() < count {
            let post = &self.country.posts[self.dice.below(self.country.posts.len())];
            let unit = self.country.offices[post.office].usual().to_owned();
            let known = self.dice.percent(85.0);
            let name = if known { post.name.full() } else { self.stranger() };
            if seen.insert(name.clone()) {
                all.push(Learner { name, birth: shown(post.birth), unit });
            }
        }
        all
    }

    fn stranger(&mut self) -> String {
        let sex = if self.dice.percent(50.0) { Sex::Female } else { Sex::Male };
        Name::draw(sex, self.dice).full()
    }

    /// A day of the quarter, not after this day of its month.
    fn day(&mut self, last: usize) -> Date {
        let part = |n: usize| i8::try_from(n).unwrap_or(1);
        let month = (self.quarter - 1) * 3 + self.dice.between(1, 3);
        Date::constant(self.year, part(month), part(self.dice.between(1, last)))
    }
}

fn shown(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}
