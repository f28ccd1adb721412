//! The invented officials: who they are and what they do where.

use std::collections::BTreeSet;

use kernel::{Date, folding::fold};

use crate::{
    Size,
    dice::Dice,
    names::{Name, Sex},
    offices::{Level, Office},
    province::{OURS, share},
};

/// One official in one office.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what a sheet ticks")]
pub(crate) struct Post {
    pub(crate) office: usize,
    pub(crate) name: Name,
    pub(crate) sex: Sex,
    pub(crate) birth: Date,
    /// The office knows the year only.
    pub(crate) year_only: bool,
    pub(crate) id: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) title: &'static str,
    /// Else beside another job.
    pub(crate) dedicated: bool,
    pub(crate) dx: bool,
    pub(crate) infosec: bool,
    pub(crate) degree: &'static str,
    pub(crate) major: &'static str,
    pub(crate) certificate: Option<&'static str>,
}

/// Draws people one by one and keeps them apart: no two share a number, a name and a birth
/// date, or a name and a year of birth within one office.
pub(crate) struct Registrar {
    dice: Dice,
    ids: BTreeSet<String>,
    phones: BTreeSet<String>,
    births: BTreeSet<(String, Date)>,
    years: BTreeSet<(String, usize, i16)>,
}

impl Registrar {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            dice: Dice::new(seed, "people"),
            ids: BTreeSet::new(),
            phones: BTreeSet::new(),
            births: BTreeSet::new(),
            years: BTreeSet::new(),
        }
    }

    /// A new official for an office.
    pub(crate) fn hire(&mut self, office: usize, level: Level, dedicated: bool) -> Post {
        let (name, sex, birth) = self.somebody(office);
        let infosec = dedicated && self.dice.percent(82.0);
        let post = Post {
            office,
            sex,
            birth,
            year_only: self.dice.percent(4.0),
            id: self.dice.percent(94.0).then(|| self.number(sex, birth)),
            phone: self.dice.percent(90.0).then(|| self.phone()),
            title: self.dice.pick(titles(level)),
            dedicated,
            dx: !infosec || self.dice.percent(75.0),
            infosec,
            degree: self.dice.weighted(&DEGREES),
            major: if dedicated { self.dice.pick(&TECHNICAL) } else { self.dice.pick(&MAJORS) },
            certificate: self
                .dice
                .percent(if dedicated { 80.0 } else { 35.0 })
                .then(|| self.dice.pick(&CERTIFICATES)),
            name,
        };
        self.births.insert((fold(&post.name.full()), birth));
        self.years.insert((fold(&post.name.full()), office, birth.year()));
        post
    }

    fn somebody(&mut self, office: usize) -> (Name, Sex, Date) {
        loop {
            let sex = if self.dice.percent(46.0) { Sex::Female } else { Sex::Male };
            let name = Name::draw(sex, &mut self.dice);
            let birth = self.birth();
            let key = fold(&name.full());
            if !self.births.contains(&(key.clone(), birth))
                && !self.years.contains(&(key, office, birth.year()))
            {
                return (name, sex, birth);
            }
        }
    }

    fn birth(&mut self) -> Date {
        let year = i16::try_from(self.dice.between(1966, 2000)).unwrap_or(1980);
        let part = |n: usize| i8::try_from(n).unwrap_or(1);
        let (month, day) = (part(self.dice.between(1, 12)), part(self.dice.between(1, 28)));
        Date::constant(year, month, day)
    }

    /// Twelve digits: a province that does not exist (098), century and sex, year, six at random.
    fn number(&mut self, sex: Sex, birth: Date) -> String {
        loop {
            let century = if birth.year() < 2000 { 0 } else { 2 };
            let digit = century + usize::from(sex == Sex::Female);
            let tail = self.dice.below(1_000_000);
            let id = format!("0{}{digit}{:02}{tail:06}", OURS.code, birth.year() % 100);
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }

    /// 030 was an area code that was withdrawn in 2017; no network has it, nobody answers.
    fn phone(&mut self) -> String {
        loop {
            let phone = format!("030{:07}", self.dice.below(10_000_000));
            if self.phones.insert(phone.clone()) {
                return phone;
            }
        }
    }
}

/// All officials, office by office. Some communes have nobody.
pub(crate) fn appoint(registrar: &mut Registrar, size: &Size, offices: &[Office]) -> Vec<Post> {
    let dice = &mut registrar.dice.clone();
    let empty = nobody(offices, dice);
    let weights: Vec<usize> = offices
        .iter()
        .enumerate()
        .map(|(n, o)| match o.level {
            _ if empty.contains(&n) => 0,
            Level::Province => 0,
            Level::Department => dice.between(11, 26),
            Level::District => dice.between(18, 27),
            Level::Commune => dice.between(16, 29),
        })
        .collect();
    let mut posts = Vec::new();
    for (office, count) in share(size.people, &weights).into_iter().enumerate() {
        let level = offices[office].level;
        let dedicated = match level {
            Level::Department => dice.between(1, 4),
            Level::District => dice.between(1, 2),
            _ => usize::from(dice.percent(8.0)),
        };
        // One department has only people with another job beside.
        let dedicated = if office == 5 { 0 } else { dedicated };
        posts.extend((0..count).map(|n| registrar.hire(office, level, n < dedicated)));
    }
    secure(&mut posts, size, dice);
    posts
}

/// 8 to 11 of 120 communes.
fn nobody(offices: &[Office], dice: &mut Dice) -> BTreeSet<usize> {
    let mut communes: Vec<usize> =
        (0..offices.len()).filter(|o| offices[*o].level == Level::Commune).collect();
    let count = communes.len() * dice.between(67, 91) / 1000;
    dice.shuffle(&mut communes);
    communes.into_iter().take(count).collect()
}

/// Information security is given to some beside their job until it has its share of people.
fn secure(posts: &mut [Post], size: &Size, dice: &mut Dice) {
    let wanted = size.people * 49 / 1000;
    let mut free: Vec<usize> = (0..posts.len()).filter(|p| !posts[*p].infosec).collect();
    dice.shuffle(&mut free);
    let have = posts.len() - free.len();
    for post in free.into_iter().take(wanted.saturating_sub(have)) {
        posts[post].infosec = true;
        posts[post].dx = dice.percent(70.0);
    }
}

fn titles(level: Level) -> &'static [&'static str] {
    match level {
        Level::Province | Level::Department => &[
            "Chuyên viên",
            "Chuyên viên chính",
            "Trưởng phòng",
            "Phó Trưởng phòng",
            "Chánh Văn phòng",
            "Phó Chánh Văn phòng",
            "Văn thư",
            "Kỹ sư CNTT",
            "Viên chức",
        ],
        Level::District => &[
            "Chuyên viên",
            "Trưởng phòng VH-TT",
            "Phó Trưởng phòng VH-TT",
            "Chánh Văn phòng",
            "Phó Chánh Văn phòng",
            "Chuyên viên Phòng Nội vụ",
            "Viên chức Trung tâm VH-TT",
        ],
        Level::Commune => &[
            "Chủ tịch UBND",
            "Phó Chủ tịch UBND",
            "Công chức VP-TK",
            "Công chức VH-XH",
            "Công chức Tư pháp - Hộ tịch",
            "Công chức Địa chính",
            "Công chức TC-KT",
            "Trưởng Công an",
            "Bí thư Đoàn TN",
            "Cán bộ Hội LHPN",
            "Cán bộ Hội Nông dân",
        ],
    }
}

const DEGREES: [(&str, usize); 5] =
    [("Đại học", 66), ("Thạc sĩ", 16), ("Cao đẳng", 11), ("Trung cấp", 6), ("Tiến sĩ", 1)];
const TECHNICAL: [&str; 6] = [
    "Công nghệ thông tin",
    "Khoa học máy tính",
    "An toàn thông tin",
    "Kỹ thuật phần mềm",
    "Mạng máy tính",
    "Điện tử viễn thông",
];
const MAJORS: [&str; 16] = [
    "Công nghệ thông tin",
    "Hành chính học",
    "Quản lý nhà nước",
    "Luật",
    "Kế toán",
    "Tài chính ngân hàng",
    "Quản trị kinh doanh",
    "Văn hóa học",
    "Sư phạm Tin học",
    "Quản lý đất đai",
    "Khoa học môi trường",
    "Xây dựng",
    "Chăn nuôi thú y",
    "Công tác xã hội",
    "Lưu trữ học",
    "Khoa học máy tính",
];
const CERTIFICATES: [&str; 9] = [
    "CCNA",
    "MCSA",
    "CompTIA Security+",
    "CEH",
    "IC3",
    "MOS",
    "Ứng dụng CNTT cơ bản",
    "Ứng dụng CNTT nâng cao",
    "Quản trị mạng",
];
