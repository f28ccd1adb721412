//! The register of offices: one province, its departments, districts and communes.

use std::{fs, path::Path};

use crate::{
    Error, Size,
    dice::Dice,
    province::{Commune, Kind, Land, Link, MERGED, OURS},
    table,
};

/// What an office is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// The province's own people's committee.
    Province,
    /// A department.
    Department,
    /// A district's people's committee.
    District,
    /// A commune's people's committee.
    Commune,
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Department => "department",
            Self::District => "district",
            Self::Commune => "commune",
        }
    }
}

/// One office.
#[derive(Debug)]
pub(crate) struct Office {
    /// Stable in the register; the part behind the last dot also names files.
    pub(crate) code: String,
    /// In full.
    pub(crate) name: String,
    pub(crate) level: Level,
    /// Place in the register.
    pub(crate) parent: Option<usize>,
    /// Code of its area.
    pub(crate) area: String,
    /// How else it is written; what stands first is usual.
    pub(crate) aliases: Vec<String>,
    /// Shorter still, with its kind cut down: `UBND X. An Cốc`. Not in the register.
    pub(crate) abbreviated: Option<String>,
}

impl Office {
    /// As offices usually write it.
    pub(crate) fn usual(&self) -> &str {
        self.aliases.first().unwrap_or(&self.name)
    }

    /// The code without the province.
    pub(crate) fn tail(&self) -> &str {
        self.code.rsplit('.').next().unwrap_or(&self.code)
    }
}

/// Departments every province has, with the aliases a register lists.
const DEPARTMENTS: [(&str, &str, &str); 22] = [
    ("VP", "Văn phòng UBND tỉnh", "VP UBND tỉnh"),
    ("STTTT", "Sở Thông tin và Truyền thông", "Sở TT&TT;Sở TTTT"),
    ("SNV", "Sở Nội vụ", ""),
    ("STC", "Sở Tài chính", ""),
    ("SKHDT", "Sở Kế hoạch và Đầu tư", "Sở KH&ĐT;Sở KHĐT"),
    ("SGDDT", "Sở Giáo dục và Đào tạo", "Sở GD&ĐT;Sở GDĐT"),
    ("SYT", "Sở Y tế", ""),
    ("STP", "Sở Tư pháp", ""),
    ("SCT", "Sở Công Thương", ""),
    ("SNNPTNT", "Sở Nông nghiệp và Phát triển nông thôn", "Sở NN&PTNT;Sở NN và PTNT"),
    ("STNMT", "Sở Tài nguyên và Môi trường", "Sở TN&MT;Sở TNMT"),
    ("SGTVT", "Sở Giao thông vận tải", "Sở GTVT"),
    ("SXD", "Sở Xây dựng", ""),
    ("SKHCN", "Sở Khoa học và Công nghệ", "Sở KH&CN;Sở KHCN"),
    ("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL;Sở VH,TT&DL"),
    ("SLDTBXH", "Sở Lao động - Thương binh và Xã hội", "Sở LĐTB&XH;Sở LĐ-TB&XH"),
    ("TTR", "Thanh tra tỉnh", ""),
    ("BDT", "Ban Dân tộc tỉnh", "Ban Dân tộc"),
    ("BQLKCN", "Ban Quản lý các khu công nghiệp", "BQL các KCN;Ban QL các KCN"),
    ("HLHPN", "Hội Liên hiệp Phụ nữ tỉnh", "Hội LHPN tỉnh"),
    ("TDTN", "Tỉnh đoàn", ""),
    ("DPTTH", "Đài Phát thanh và Truyền hình tỉnh", "Đài PT-TH tỉnh;Đài PTTH tỉnh"),
];

/// The register before the merger; the province's committee stands first.
pub(crate) fn register(land: &Land, size: &Size) -> Vec<Office> {
    let mut offices = vec![Office {
        code: "SHM".into(),
        name: format!("Ủy ban nhân dân tỉnh {}", OURS.name),
        level: Level::Province,
        parent: None,
        area: OURS.code.into(),
        aliases: vec![format!("UBND tỉnh {}", OURS.name), "UBND tỉnh".into()],
        abbreviated: None,
    }];
    offices.extend((0..size.departments).map(department));
    for (d, district) in land.districts.iter().enumerate() {
        if district.province.code != OURS.code {
            continue;
        }
        let place = offices.len();
        let code = format!("D{}", district.code);
        offices.push(committee(
            &code,
            Level::District,
            0,
            &district.code,
            district.kind,
            &district.name,
        ));
        for commune in land.communes_of(d).map(|c| &land.communes[c]) {
            let code = format!("C{}", commune.code);
            let level = Level::Commune;
            offices.push(committee(
                &code,
                level,
                place,
                &commune.code,
                commune.kind,
                &commune.name,
            ));
        }
    }
    offices
}

/// Committees of the communes that the merger made out of ours. What goes on as it was keeps its
/// committee.
pub(crate) fn register_2025(land: &Land) -> Vec<Office> {
    let made_of_ours = |new: usize| {
        let mut links = land.links.iter().filter(|l| l.new == new);
        links.any(|l| {
            land.province_of(&land.communes[l.old]).code == OURS.code
                && successor(land, l).is_some()
        })
    };
    land.successors
        .iter()
        .enumerate()
        .filter(|(n, _)| made_of_ours(*n))
        .map(|(_, c)| committee(&new_code(c), Level::Commune, 0, &c.code, c.kind, &c.name))
        .collect()
}

fn new_code(commune: &Commune) -> String {
    format!("N{}", commune.code)
}

/// The code of the committee that takes over, `None` where the old one goes on.
fn successor(land: &Land, link: &Link) -> Option<String> {
    let goes_on = land.links.iter().filter(|l| l.new == link.new).count() == 1 && !link.part;
    (!goes_on).then(|| format!("SHM.{}", new_code(&land.successors[link.new])))
}

fn department(number: usize) -> Office {
    let (code, name, aliases) = match DEPARTMENTS.get(number) {
        Some((code, name, aliases)) => ((*code).to_owned(), (*name).to_owned(), *aliases),
        None => (
            format!("TTNV{}", number + 1),
            format!("Trung tâm Nghiệp vụ số {} tỉnh", number + 1),
            "",
        ),
    };
    Office {
        code: format!("SHM.{code}"),
        name,
        level: Level::Department,
        parent: Some(0),
        area: OURS.code.into(),
        aliases: aliases.split(';').filter(|a| !a.is_empty()).map(str::to_owned).collect(),
        abbreviated: None,
    }
}

fn committee(
    code: &str,
    level: Level,
    parent: usize,
    area: &str,
    kind: Kind,
    name: &str,
) -> Office {
    let mut aliases =
        vec![format!("UBND {} {name}", kind.lower()), format!("UBND {} {name}", kind.title())];
    if level == Level::Commune {
        aliases.push(format!("{} {name}", kind.title()));
    }
    Office {
        code: format!("SHM.{code}"),
        name: format!("Ủy ban nhân dân {} {name}", kind.lower()),
        level,
        parent: Some(parent),
        area: area.into(),
        aliases,
        abbreviated: Some(format!("UBND {} {name}", kind.short())),
    }
}

/// Writes registers and villages.
pub(crate) fn write(
    offices: &[Office],
    land: &Land,
    villages: &[Village],
    dir: &Path,
) -> Result<(), Error> {
    fs::create_dir_all(dir)?;
    list(offices, |o| o.parent.map(|p| offices[p].code.clone()), &dir.join("organisations.csv"))?;
    let new = register_2025(land);
    list(&new, |_| Some(offices[0].code.clone()), &dir.join("organisations-2025.csv"))?;
    lineage(land, &dir.join("lineage-2025.csv"))?;
    let row = |v: &Village| {
        let commune = land.communes[v.commune].code.clone();
        vec![commune, v.name.clone(), v.households.to_string(), v.residents.to_string()]
    };
    let head = ["commune", "village", "households", "residents"];
    table::write(&dir.join("villages.csv"), &head, villages.iter().map(row))
}

/// Which committee takes over from which.
fn lineage(land: &Land, file: &Path) -> Result<(), Error> {
    let ours = |l: &&Link| land.province_of(&land.communes[l.old]).code == OURS.code;
    let row = |l: &Link| {
        Some(vec![
            format!("SHM.C{}", land.communes[l.old].code),
            successor(land, l)?,
            if l.part { "part" } else { "whole" }.into(),
            if l.default { "1" } else { "0" }.into(),
        ])
    };
    let rows = land.links.iter().filter(ours).filter_map(row);
    table::write(file, &["old_code", "new_code", "share", "is_default"], rows)
}

fn list(
    offices: &[Office],
    parent: impl Fn(&Office) -> Option<String>,
    file: &Path,
) -> Result<(), Error> {
    let rows = offices.iter().map(|o| {
        vec![
            o.code.clone(),
            o.name.clone(),
            o.level.word().into(),
            parent(o).unwrap_or_default(),
            o.area.clone(),
            o.aliases.join(";"),
        ]
    });
    table::write(file, &["code", "name", "kind", "parent", "area", "aliases"], rows)
}

/// A village of ours.
#[derive(Debug)]
pub(crate) struct Village {
    /// Place of its commune in [`Land::communes`].
    pub(crate) commune: usize,
    pub(crate) name: String,
    households: usize,
    residents: usize,
}

/// The villages of our communes.
pub(crate) fn villages(land: &Land, seed: u64) -> Vec<Village> {
    let mut dice = Dice::new(seed, "villages");
    let mut all = Vec::new();
    for (at, commune) in land.communes.iter().enumerate() {
        if land.province_of(commune).code != OURS.code {
            continue;
        }
        for n in 1..=dice.between(6, 15) {
            let name = match commune.kind {
                Kind::Commune => format!("Thôn {n}"),
                _ => format!("TDP số {n}"),
            };
            let households = dice.between(90, 420);
            let residents = households * dice.between(31, 40) / 10;
            all.push(Village { commune: at, name, households, residents });
        }
    }
    all
}

/// The province after the merger, for titles of sheets.
pub(crate) fn merged_committee() -> String {
    format!("UBND tỉnh {}", MERGED.name)
}
