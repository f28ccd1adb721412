//! Community digital teams: one workbook a district, communes and villages merged down.

use std::{collections::BTreeSet, path::Path};

use super::{Beyond, Country, list};
use crate::{
    Error,
    dice::Dice,
    grid::Grid,
    legacy::Script,
    names::{Name, Sex},
    offices::Village,
    places::ascii,
    workbook,
};

const HEADS: [&str; 11] = [
    "STT",
    "Xã, phường, thị trấn",
    "Thôn, tổ dân phố",
    "Số quyết định",
    "Ngày quyết định",
    "Họ và tên",
    "Năm sinh",
    "Số điện thoại",
    "Chức danh trong tổ",
    "Tổ chức",
    "Đã tập huấn",
];
const ORGANISATIONS: [(&str, usize); 6] = [
    ("Đoàn Thanh niên", 34),
    ("Hội Phụ nữ", 24),
    ("Hội Nông dân", 20),
    ("Hội Cựu chiến binh", 8),
    ("Trưởng thôn", 8),
    ("Công an xã", 6),
];

pub(super) fn write(country: &Country<'_>, dir: &Path, sum: &mut Beyond) -> Result<(), Error> {
    let mut dice = Dice::new(country.seed, "teams");
    for (n, district) in country.land.districts.iter().enumerate() {
        let communes: Vec<usize> = country.land.communes_of(n).collect();
        let own: Vec<&Village> =
            country.villages.iter().filter(|v| communes.contains(&v.commune)).collect();
        if own.is_empty() {
            continue;
        }
        let title = format!("{} {}", district.kind.title(), district.name).to_uppercase();
        let titles =
            [&title[..], "DANH SÁCH TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", "(Tính đến ngày 15/10/2024)"];
        let mut grid = list::begin("Tổ CNSCĐ", &titles, &HEADS);
        for commune in communes {
            of_commune(country, commune, &own, &mut grid, &mut dice, sum);
        }
        let file = dir.join(format!("To-CNSCD-{}.xlsx", ascii(&district.name).replace(' ', "-")));
        workbook::write(&[grid], Script::Unicode, &file)?;
    }
    Ok(())
}

fn of_commune(
    country: &Country<'_>,
    commune: usize,
    villages: &[&Village],
    grid: &mut Grid,
    dice: &mut Dice,
    sum: &mut Beyond,
) {
    let name = country.land.communes[commune].full();
    let top = grid.next();
    for village in villages.iter().filter(|v| v.commune == commune) {
        // Some villages have none yet.
        if dice.percent(2.0) {
            sum.villages_without_team += 1;
            continue;
        }
        sum.teams += 1;
        let first = grid.next();
        team(&name, village, grid, dice, sum);
        for column in 2..=4 {
            grid.merge(first, column, grid.next() - 1, column);
        }
    }
    if grid.next() > top {
        grid.merge(top, 1, grid.next() - 1, 1);
    }
}

fn team(commune: &str, village: &Village, grid: &mut Grid, dice: &mut Dice, sum: &mut Beyond) {
    let number = format!("{}/QĐ-UBND", dice.between(20, 240));
    let day = format!("{:02}/{:02}/2024", dice.between(1, 28), dice.between(3, 9));
    let mut names = BTreeSet::new();
    for place in 0..dice.between(6, 10) {
        let name = somebody(&mut names, dice);
        let year = dice.between(1958, 2004).to_string();
        let phone = format!("030{:07}", dice.below(10_000_000));
        let role = ["Tổ trưởng", "Tổ phó"].get(place).copied().unwrap_or("Thành viên");
        let trained = dice.percent(78.0);
        sum.members += 1;
        sum.trained += usize::from(trained);
        let ordinal = sum.members.to_string();
        let head = if place == 0 { [commune, &village.name, &number, &day] } else { [""; 4] };
        let own = [&name[..], &year, &phone, role, dice.weighted(&ORGANISATIONS)];
        let cells = [&[&ordinal[..]][..], &head, &own, &[if trained { "x" } else { "" }]].concat();
        list::row(grid, &cells);
    }
}

/// Nobody stands twice in one team.
fn somebody(names: &mut BTreeSet<String>, dice: &mut Dice) -> String {
    loop {
        let sex = if dice.percent(48.0) { Sex::Female } else { Sex::Male };
        let name = Name::draw(sex, dice).full();
        if names.insert(name.clone()) {
            return name;
        }
    }
}
