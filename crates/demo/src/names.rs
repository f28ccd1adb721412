//! Names of invented people, drawn from wide pools. Any likeness is chance.

use crate::dice::Dice;

/// Sex as the sheets write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sex {
    /// Nam.
    Male,
    /// Nữ.
    Female,
}

/// A name in its three parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Family and middle name.
    pub(crate) family: String,
    /// Given name.
    pub(crate) given: String,
}

impl Name {
    /// The whole name.
    pub(crate) fn full(&self) -> String {
        format!("{} {}", self.family, self.given)
    }

    /// A name for a man or a woman.
    pub(crate) fn draw(sex: Sex, dice: &mut Dice) -> Self {
        let family = dice.weighted(&FAMILIES);
        let (middles, givens): (&[&str], &[&str]) = match sex {
            Sex::Male => (&MIDDLES_MALE, &GIVENS_MALE),
            Sex::Female => (&MIDDLES_FEMALE, &GIVENS_FEMALE),
        };
        let (mut middle, given) = (dice.pick(middles), dice.pick(givens));
        while middle == given {
            middle = dice.pick(middles);
        }
        let family = match (sex, dice.below(10)) {
            (Sex::Female, 0..=3) if middle != "Thị" => format!("{family} Thị {middle}"),
            _ => format!("{family} {middle}"),
        };
        Self { family, given: given.into() }
    }
}

const FAMILIES: [(&str, usize); 44] = [
    ("Nguyễn", 260),
    ("Trần", 90),
    ("Lê", 80),
    ("Phạm", 60),
    ("Hoàng", 40),
    ("Vũ", 35),
    ("Phan", 28),
    ("Đỗ", 28),
    ("Bùi", 28),
    ("Đặng", 24),
    ("Ngô", 20),
    ("Dương", 20),
    ("Lý", 12),
    ("Đào", 16),
    ("Đinh", 14),
    ("Trịnh", 14),
    ("Mai", 10),
    ("Lương", 10),
    ("Hà", 10),
    ("Tạ", 10),
    ("Phùng", 10),
    ("Cao", 8),
    ("Chu", 8),
    ("Tô", 8),
    ("Trương", 8),
    ("Lưu", 8),
    ("Hồ", 6),
    ("Quách", 5),
    ("Kiều", 5),
    ("Nghiêm", 4),
    ("Khuất", 4),
    ("Thái", 4),
    ("Đoàn", 10),
    ("Vương", 6),
    ("La", 3),
    ("Triệu", 5),
    ("Ứng", 2),
    ("Âu", 2),
    ("Ông", 1),
    ("Giáp", 3),
    ("Tống", 3),
    ("Hứa", 2),
    ("Đàm", 5),
    ("Ninh", 3),
];
const MIDDLES_MALE: [&str; 30] = [
    "Văn", "Đức", "Hữu", "Minh", "Quang", "Tuấn", "Xuân", "Công", "Đình", "Trọng", "Thành", "Việt",
    "Ngọc", "Anh", "Duy", "Hải", "Bá", "Khắc", "Mạnh", "Gia", "Quốc", "Tiến", "Thế", "Huy",
    "Hoàng", "Nhật", "Viết", "Danh", "Chí", "Phúc",
];
const MIDDLES_FEMALE: [&str; 28] = [
    "Thị", "Thu", "Thanh", "Ngọc", "Minh", "Hồng", "Phương", "Thùy", "Kim", "Mai", "Lan", "Bích",
    "Diệu", "Khánh", "Quỳnh", "Hải", "Hoài", "Như", "Tuyết", "Ánh", "Vân", "Cẩm", "Mỹ", "Thảo",
    "Hương", "Tú", "Bảo", "Xuân",
];
const GIVENS_MALE: [&str; 56] = [
    "An", "Anh", "Bách", "Bảo", "Bình", "Cường", "Chiến", "Chung", "Dũng", "Duy", "Dương", "Đạt",
    "Đăng", "Định", "Đông", "Đức", "Giang", "Hà", "Hải", "Hiếu", "Hiển", "Hoàn", "Hòa", "Huấn",
    "Hùng", "Huy", "Hưng", "Khang", "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Lộc", "Lực", "Mạnh",
    "Nam", "Nghĩa", "Nhân", "Phong", "Phú", "Phúc", "Quân", "Quý", "Sơn", "Tài", "Tâm", "Thắng",
    "Thịnh", "Toàn", "Trung", "Tuấn", "Tùng", "Vinh", "Vũ", "Ước",
];
const GIVENS_FEMALE: [&str; 54] = [
    "An",
    "Anh",
    "Ánh",
    "Ân",
    "Bích",
    "Châu",
    "Chi",
    "Diễm",
    "Diệp",
    "Dung",
    "Duyên",
    "Đào",
    "Giang",
    "Hà",
    "Hạnh",
    "Hằng",
    "Hiền",
    "Hoa",
    "Hòa",
    "Hoài",
    "Huệ",
    "Huyền",
    "Hương",
    "Hường",
    "Khuê",
    "Lan",
    "Liên",
    "Linh",
    "Loan",
    "Ly",
    "Mai",
    "My",
    "Nga",
    "Ngân",
    "Ngọc",
    "Nhung",
    "Oanh",
    "Phương",
    "Phượng",
    "Quyên",
    "Quỳnh",
    "Tâm",
    "Thảo",
    "Thu",
    "Thúy",
    "Thủy",
    "Thư",
    "Trang",
    "Trâm",
    "Tuyết",
    "Uyên",
    "Vân",
    "Xuân",
    "Yến",
];
