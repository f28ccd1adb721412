//! Who leaves the province's schools each year in fields of this work.

use std::path::Path;

use super::{Beyond, Country, list};
use crate::{Error, dice::Dice, legacy::Script, workbook};

const HEADS: [&str; 6] =
    ["STT", "Cơ sở đào tạo", "Năm tốt nghiệp", "Ngành", "Trình độ", "Số tốt nghiệp"];
/// Schools, their level, and how many leave in one field in a year, from and to.
const SCHOOLS: [(&str, &str, usize, usize); 4] = [
    ("Trường Đại học Mẫu Sông Hồng", "Đại học", 55, 90),
    ("Học viện Kỹ thuật Mẫu", "Đại học", 40, 70),
    ("Trường Cao đẳng Công nghệ Mẫu", "Cao đẳng", 45, 75),
    ("Trường Trung cấp Nghề Mẫu", "Trung cấp", 20, 40),
];
const FIELDS: [&str; 4] =
    ["Công nghệ thông tin", "Mạng máy tính", "An toàn thông tin", "Khoa học dữ liệu"];

pub(super) fn write(country: &Country<'_>, dir: &Path, sum: &mut Beyond) -> Result<(), Error> {
    let mut dice = Dice::new(country.seed, "graduates");
    let titles = ["TỔNG HỢP SINH VIÊN, HỌC SINH TỐT NGHIỆP NGÀNH CÔNG NGHỆ SỐ"];
    let mut grid = list::begin("Tốt nghiệp", &titles, &HEADS);
    let mut ordinal = 0;
    for (school, level, from, to) in SCHOOLS {
        for year in 2022_i16..=2024 {
            for field in FIELDS {
                let count = dice.between(from, to);
                *sum.graduates.entry(year).or_default() += count;
                ordinal += 1;
                let numbers = [ordinal.to_string(), year.to_string(), count.to_string()];
                let cells = [&numbers[0], school, &numbers[1], field, level, &numbers[2]];
                list::row(&mut grid, &cells);
            }
        }
    }
    workbook::write(&[grid], Script::Unicode, &dir.join("Tot-nghiep-2022-2024.xlsx"))
}
