//! Names of invented places.

use std::collections::BTreeSet;

use kernel::folding::{fold, plain};

use crate::dice::Dice;

const FIRST: [&str; 40] = [
    "An", "Bình", "Cẩm", "Châu", "Đại", "Đồng", "Đức", "Gia", "Hải", "Hiệp", "Hòa", "Hoàng",
    "Hồng", "Hợp", "Hưng", "Khánh", "Kim", "Lạc", "Liên", "Long", "Minh", "Mỹ", "Nam", "Nghĩa",
    "Ngọc", "Nhân", "Phú", "Phúc", "Quang", "Quảng", "Sơn", "Tam", "Tân", "Thái", "Thanh", "Thịnh",
    "Trung", "Văn", "Vân", "Yên",
];
const SECOND: [&str; 44] = [
    "Bàng", "Bồi", "Cảnh", "Cầu", "Chiểu", "Cốc", "Dậu", "Đàm", "Đôi", "Động", "Giáp", "Hạc",
    "Khê", "Kỳ", "Lãm", "Liễu", "Lĩnh", "Lư", "Mạc", "Mão", "Nội", "Ổi", "Phao", "Quất", "Quế",
    "Sa", "Sặt", "Sét", "Tập", "Tiêu", "Tó", "Trà", "Trạch", "Triền", "Trúc", "Tùy", "Uyển", "Vạc",
    "Vĩ", "Vọng", "Vực", "Xá", "Xuyến", "Ỷ",
];
const THIRD: [&str; 6] = ["Thượng", "Hạ", "Đông", "Đoài", "Trung", "Ngoại"];
const RIVERS: [&str; 24] = [
    "Sông Mẫu",
    "Thượng Châu",
    "Hạ Châu",
    "Đông Triền",
    "Tây Triền",
    "Bãi Nâu",
    "Ngã Sáu",
    "Cồn Dâu",
    "Gò Thị",
    "Đầm Sếu",
    "Bến Lụa",
    "Núi Voi Mẫu",
    "Cầu Rồng Mẫu",
    "Đồng Chuông",
    "Lũng Xanh",
    "Phố Hến Mẫu",
    "Bãi Ngô",
    "Suối Kẹn",
    "Đèo Ngà",
    "Thung Mơ",
    "Cửa Lạch",
    "Gò Bồng",
    "Hồ Sen Mẫu",
    "Bến Gốm",
];

/// Unlike names for communes: no two differ by less than two letters without their marks, so
/// that a misspelt one can be meant for one only.
pub(crate) fn communes(count: usize, dice: &mut Dice) -> Vec<String> {
    let mut all: Vec<String> =
        FIRST.iter().flat_map(|a| SECOND.iter().map(move |b| format!("{a} {b}"))).collect();
    dice.shuffle(&mut all);
    let mut names = apart(&all, count);
    for third in THIRD {
        if names.len() < count {
            let more: Vec<String> = all.iter().map(|n| format!("{n} {third}")).collect();
            names.extend(more.into_iter().take(count - names.len()));
        }
    }
    names
}

/// Greedy; a large province must live with names that are close.
fn apart(all: &[String], count: usize) -> Vec<String> {
    if count > 300 {
        return all.iter().take(count).cloned().collect();
    }
    let mut shadows: BTreeSet<String> = BTreeSet::new();
    let mut names = Vec::new();
    for name in all {
        let near = one_letter_less(&plain(name));
        if names.len() < count && near.iter().all(|n| !shadows.contains(n)) {
            shadows.extend(near);
            names.push(name.clone());
        }
    }
    names
}

/// The name and the name with each letter left out: two names that share one are too close.
fn one_letter_less(name: &str) -> BTreeSet<String> {
    let letters: Vec<char> = name.chars().collect();
    let without =
        |at: usize| letters.iter().enumerate().filter(move |(n, _)| *n != at).map(|(_, c)| c);
    (0..=letters.len()).map(|at| without(at).collect()).collect()
}

/// Names for districts.
pub(crate) fn districts(count: usize, dice: &mut Dice) -> Vec<String> {
    let mut pool: Vec<String> = RIVERS.iter().map(ToString::to_string).collect();
    dice.shuffle(&mut pool);
    (0..count)
        .map(|n| match n / pool.len() {
            0 => pool[n].clone(),
            turn => format!("{} {}", pool[n % pool.len()], roman(turn + 1)),
        })
        .collect()
}

/// Roman numerals, for sections and for places that have run out of names.
pub(crate) fn roman(mut number: usize) -> String {
    let signs = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in signs {
        while number >= value {
            number -= value;
            out.push_str(sign);
        }
    }
    out
}

/// Letters only: `Thị trấn Bến Lụa` → `Thi Tran Ben Lua`.
pub(crate) fn ascii(name: &str) -> String {
    let words = plain(name);
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
    };
    words.split(' ').map(capital).collect::<Vec<String>>().join(" ")
}

/// A typing slip that no folding forgives and that is no other name: a letter lost or doubled,
/// or two changed places.
pub(crate) fn misspell(name: &str, taken: &dyn Fn(&str) -> bool, dice: &mut Dice) -> String {
    let letters: Vec<char> = name.chars().collect();
    let last_word = letters.iter().rposition(|c| *c == ' ').map_or(0, |at| at + 1);
    for _ in 0..40 {
        let mut slip = letters.clone();
        let at = dice.between(last_word, letters.len() - 1);
        match dice.below(3) {
            0 if letters.len() - last_word > 3 => {
                slip.remove(at);
            }
            1 if at + 1 < letters.len() => slip.swap(at, at + 1),
            _ => slip.insert(at, letters[at]),
        }
        let slip: String = slip.into_iter().collect();
        if fold(&slip) != fold(name) && !taken(&slip) {
            return slip;
        }
    }
    format!("{name} (cũ)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unlike_and_slips_are_not_names() {
        let mut dice = Dice::new(1, "places");
        let names = communes(140, &mut dice);
        let keys: BTreeSet<String> = names.iter().map(|n| fold(n)).collect();
        assert_eq!(keys.len(), 140);
        for name in &names {
            let slip = misspell(name, &|s| keys.contains(&fold(s)), &mut dice);
            assert!(!keys.contains(&fold(&slip)), "{name} {slip}");
        }
        assert_eq!(communes(4200, &mut dice).len(), 4200);
        assert_eq!(districts(300, &mut dice).iter().collect::<BTreeSet<_>>().len(), 300);
    }

    #[test]
    fn numerals_and_letters() {
        assert_eq!((roman(4), roman(14), roman(49)), ("IV".into(), "XIV".into(), "XLIX".into()));
        assert_eq!(ascii("Xã Đồng Ỷ"), "Xa Dong Y");
    }
}
