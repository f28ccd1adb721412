//! Where a heading that names no office stands among the sections above it.

use crate::reading::{detect::has, units::looks_like_office, values::key};

use super::{
    evidence::{self, Office, SectionOffice},
    label::Level,
    read::Walk,
    totals::Section,
};

/// A heading inside the data that names no office.
pub(super) struct Heading<'t> {
    pub(super) name: &'t str,
    pub(super) level: Level,
    /// It names a mode or a field of duty: surely nobody's office.
    pub(super) plain: bool,
}

/// Where such a heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Below no section that speaks of an office.
    Top,
    /// Within this open section, which does.
    Below(usize),
    /// Behind this open section, which does and ends with it.
    Ended(usize),
}

impl Place {
    /// How many of the open sections stay open whatever their level.
    pub(super) const fn kept(self) -> usize {
        match self {
            Self::Below(at) => at + 1,
            Self::Top | Self::Ended(_) => 0,
        }
    }
}

impl Walk<'_> {
    /// Where a heading that names no office stands: the nearest section of an office counts.
    pub(super) fn place(&self, heading: &Heading<'_>) -> Place {
        for (at, section) in self.tally.open.iter().enumerate().rev() {
            let SectionOffice::Office(office) = &section.office else { continue };
            if self.is_below(heading, at) {
                return Place::Below(at);
            }
            // `I. Chi cục Thú y`, whom nobody knows, and `II. Phòng Tổng hợp`: the letterhead's own.
            let unknown = matches!(office, Office::Doubtful(..)) && !section.astray;
            if !unknown || heading.plain && looks_like_office(&section.text) {
                return Place::Ended(at);
            }
        }
        Place::Top
    }

    /// Whether a heading stands within an open section rather than behind it.
    fn is_below(&self, heading: &Heading<'_>, at: usize) -> bool {
        let section = &self.tally.open[at];
        let numbered = heading.level != Level::None;
        if numbered && self.tally.open[..=at].iter().any(|s| s.level == heading.level) {
            return false;
        }
        if section.level != Level::None {
            return heading.level > section.level;
        }
        match heading.level {
            Level::Number | Level::Small => true,
            Level::Letter | Level::Roman => heading.plain || evidence::is_people(heading.name),
            Level::None => {
                heading.plain || evidence::is_people(heading.name) && self.is_commune(section)
            }
        }
    }

    fn is_commune(&self, section: &Section) -> bool {
        let office = code_of(section).and_then(|code| self.ctx.units.office(code));
        office.is_some_and(|o| o.kind == "commune")
    }

    /// The office of the rows below a heading: that of the section it stands within. Behind one,
    /// nobody can tell, where the office around both is another.
    pub(super) fn office_at(&self, place: Place, heading: &Heading<'_>) -> SectionOffice {
        let within = match place {
            Place::Top => !self.is_of_party(heading),
            Place::Below(at) => !(self.is_commune(&self.tally.open[at]) && names_another(heading)),
            Place::Ended(at) => {
                let last = &self.tally.open[at];
                // `1. UBND huyện`, `2. Phòng Nội vụ` in the district's part: both are of the
                // district.
                let above = |s: &&Section| s.level < heading.level;
                let outer = self.tally.open.iter().rev().filter(above).find_map(code_of);
                let outer = outer.map(str::to_owned).or_else(|| self.sheet_code());
                outer.is_some() && outer.as_deref() == code_of(last)
            }
        };
        if within {
            return SectionOffice::Inner;
        }
        let proposals = self.around(heading.level).into_iter().collect();
        SectionOffice::Office(Office::Doubtful("unit_unknown", proposals))
    }

    /// The office around a heading: that of the section above it, else the sheet's.
    pub(super) fn around(&self, level: Level) -> Option<String> {
        let above = |s: &&Section| s.level < level || s.level == Level::None && level != s.level;
        let outer = self.tally.open.iter().rev().filter(above).find_map(code_of);
        outer.map(str::to_owned).or_else(|| self.sheet_code())
    }

    /// `I. Khối Đảng` in the letter of a department or a district: people of other offices, as a
    /// rule. In a commune's they are counted among its own.
    fn is_of_party(&self, heading: &Heading<'_>) -> bool {
        const PARTY: [&str; 4] = ["khoi dang", "khoi doan the", "khoi mat tran", "khoi mttq"];
        let key = key(heading.name);
        let sheet = self.sheet_code();
        let office = sheet.as_deref().and_then(|code| self.ctx.units.office(code));
        PARTY.iter().any(|w| has(&key, w)) && office.is_some_and(|o| o.kind != "commune")
    }
}

/// Whether a heading below a commune speaks of what a commune has none of, or of a list of its own.
/// Behind a small letter a block or a committee is the commune's.
fn names_another(heading: &Heading<'_>) -> bool {
    let key = key(heading.name);
    let begins = |w: &&str| {
        key.strip_prefix(*w).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let small = heading.level == Level::Small && ["khoi", "ban chi dao"].iter().any(&begins);
    let own = small || begins(&"khoi chinh quyen");
    let above = ["phong", "khoi", "cap", "cac", "danh sach", "ban chi dao"];
    !own && above.iter().any(begins)
}

/// The office a section settles.
const fn code_of(section: &Section) -> Option<&str> {
    match &section.office {
        SectionOffice::Office(Office::Found(unit)) => Some(unit.code.as_str()),
        _ => None,
    }
}
