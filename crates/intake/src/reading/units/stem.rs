//! The office a file's or a sheet's name points to: `VP-UBND`, `xa-08743`, `Sở Nội vụ 2024`.

use kernel::folding::plain;

use super::{
    Resolution, UnitIndex,
    names::{key, plain_key, tokens},
};

/// Words that stand beside an area's code.
const BESIDE: [&str; 12] =
    ["xa", "phuong", "tt", "ttr", "tran", "huyen", "tp", "pho", "quan", "tx", "ubnd", "area"];

impl UnitIndex {
    /// The office named by the stem of a file name, or by a sheet's name.
    pub fn by_stem(&self, stem: &str) -> Option<String> {
        let whole = self.resolve(stem, None);
        if let Resolution::One(code) | Resolution::Unmarked(code) = whole {
            return Some(code);
        }
        if let Some(office) = self.offices.iter().find(|o| o.code.eq_ignore_ascii_case(stem.trim()))
        {
            return Some(office.code.clone());
        }
        let bare = plain(stem);
        let parts: Vec<&str> =
            bare.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).collect();
        self.one(self.by_tail(&parts))
            .or_else(|| self.one(self.by_area(&parts)))
            .or_else(|| self.by_words(stem))
            .or_else(|| self.by_words(&parted(stem)?))
    }

    /// The one office below another whose proper name a sheet bears: `01. Phú Khánh` in the
    /// workbook of a district.
    pub fn below_by_bare(&self, name: &str, above: &str) -> Option<String> {
        let words = tokens(name.trim_start_matches(|c: char| !c.is_alphabetic()));
        let wanted = key(&words);
        let marked = !name.is_ascii();
        let fits = |bare: &str| if marked { bare == wanted } else { plain_key(bare) == wanted };
        let named = self.bare.iter().filter(|(bare, _)| fits(bare)).flat_map(|(_, at)| at);
        let inside = |at: &&usize| {
            let code = &self.offices[**at].code;
            code != above && self.is_within(code, above)
        };
        self.one(named.filter(inside).copied().collect())
    }

    fn one(&self, mut found: Vec<usize>) -> Option<String> {
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [at] => Some(self.offices[*at].code.clone()),
            _ => None,
        }
    }

    /// Offices whose code ends in some of the parts: `SNV` of `VP.SNV`. The longest run counts.
    fn by_tail(&self, parts: &[&str]) -> Vec<usize> {
        let letters = |text: &str| -> String {
            plain(text).chars().filter(|c| c.is_alphanumeric()).collect()
        };
        for len in (1..=parts.len().min(4)).rev() {
            let mut found = Vec::new();
            for run in parts.windows(len).map(<[&str]>::concat) {
                if run.len() < 2 || !run.contains(|c: char| c.is_alphabetic()) {
                    continue;
                }
                let tails = self.offices.iter().enumerate().filter(|(_, o)| {
                    o.code.rsplit('.').next().is_some_and(|tail| letters(tail) == run)
                });
                found.extend(tails.map(|(at, _)| at));
            }
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Offices of an area whose code stands in the name, five digits alone or fewer beside a word
    /// that says what they are.
    fn by_area(&self, parts: &[&str]) -> Vec<usize> {
        let mut found = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            let digits = part.bytes().all(|b| b.is_ascii_digit());
            let beside = n > 0 && BESIDE.contains(&parts[n - 1]);
            if !digits || !(part.len() == 5 || part.len() >= 2 && beside) {
                continue;
            }
            let areas = self.offices.iter().enumerate().filter(|(_, o)| {
                o.kind != "department"
                    && (o.area.as_deref() == Some(part)
                        || o.code.rsplit('.').next().is_some_and(|t| {
                            t.len() == part.len() + 1 && t[1..] == **part && t.is_char_boundary(1)
                        }))
            });
            found.extend(areas.map(|(at, _)| at));
        }
        found
    }

    /// The longest run of words that names exactly one office.
    fn by_words(&self, stem: &str) -> Option<String> {
        let spaced = stem.replace(['_', '-', '.'], " ");
        let mut words = tokens(&spaced);
        let marked = !spaced.is_ascii();
        if !marked {
            // Names of offices are kept without `và`.
            words.retain(|w| w != "va");
        }
        for len in (2..=words.len()).rev() {
            for run in words.windows(len) {
                let key = run.join(" ");
                let exact = self.exact.get(&key);
                let found = if marked { exact } else { self.plain.get(&plain_key(&key)) };
                if let Some([at]) = found.map(Vec::as_slice) {
                    let behind = words.windows(len).position(|w| w == run).map_or(0, |at| at + len);
                    let own = !self.is_of_another_province(*at, &words[behind..]);
                    return own.then(|| self.offices[*at].code.clone());
                }
            }
        }
        None
    }

    /// Whether the words behind a department's name are another province: `Sở Y tế Phú Thọ`.
    fn is_of_another_province(&self, at: usize, behind: &[String]) -> bool {
        let own = |province: &str| self.provinces.iter().any(|p| plain_key(&key(p)) == province);
        let behind = behind.iter().map(|w| plain_key(w)).filter(|w| w != "tinh");
        let behind = behind.collect::<Vec<_>>().join(" ");
        let begins =
            |p: &&str| behind.strip_prefix(p).is_some_and(|r| r.is_empty() || r.starts_with(' '));
        self.offices[at].kind == "department" && PROVINCES.iter().any(|p| begins(p) && !own(p))
    }
}

/// The provinces of Vietnam, before July 2025 and since, without their kind.
const PROVINCES: [&str; 63] = [
    "ha noi",
    "ha giang",
    "cao bang",
    "bac kan",
    "tuyen quang",
    "lao cai",
    "dien bien",
    "lai chau",
    "son la",
    "yen bai",
    "hoa binh",
    "thai nguyen",
    "lang son",
    "quang ninh",
    "bac giang",
    "phu tho",
    "vinh phuc",
    "bac ninh",
    "hai duong",
    "hai phong",
    "hung yen",
    "thai binh",
    "ha nam",
    "nam dinh",
    "ninh binh",
    "thanh hoa",
    "nghe an",
    "ha tinh",
    "quang binh",
    "quang tri",
    "thua thien hue",
    "da nang",
    "quang nam",
    "quang ngai",
    "binh dinh",
    "phu yen",
    "khanh hoa",
    "ninh thuan",
    "binh thuan",
    "kon tum",
    "gia lai",
    "dak lak",
    "dak nong",
    "lam dong",
    "binh phuoc",
    "tay ninh",
    "binh duong",
    "dong nai",
    "ba ria vung tau",
    "ho chi minh",
    "long an",
    "tien giang",
    "ben tre",
    "tra vinh",
    "vinh long",
    "dong thap",
    "an giang",
    "kien giang",
    "can tho",
    "hau giang",
    "soc trang",
    "bac lieu",
    "ca mau",
];

/// `SoNoiVu` as `So Noi Vu`; `None` where no word begins within another.
fn parted(stem: &str) -> Option<String> {
    let mut out = String::with_capacity(stem.len() + 4);
    let mut before = ' ';
    let mut parts = 0;
    for c in stem.chars() {
        if before.is_lowercase() && c.is_uppercase() {
            out.push(' ');
            parts += 1;
        }
        out.push(c);
        before = c;
    }
    (parts > 0).then_some(out)
}
