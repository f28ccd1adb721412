//! Codes that a heading explains: `Hình thức (1: Chuyên trách; 2: Kiêm nhiệm)`.

use super::{Cell, values::text};

/// What each code of a column stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legend(Vec<(String, String)>);

impl Legend {
    /// The legend a heading carries: at least two codes, each a letter or a number of up to two
    /// digits, with a sign and words behind it. None otherwise.
    pub fn of(heading: &str) -> Option<Self> {
        let parts = heading.split([';', ',', '\n', '(', ')', '[', ']', '/', '|']);
        let codes: Vec<_> = parts.filter_map(|p| code(p.trim())).collect();
        (codes.len() > 1).then_some(Self(codes))
    }

    /// The words that the codes of a cell stand for; nothing where any of it is no code.
    pub fn words(&self, cell: Option<&Cell>) -> Option<Cell> {
        let text = text(cell)?;
        let parts = text.split([',', ';', '/', '+', '&', ' ']).filter(|p| !p.is_empty());
        let found: Option<Vec<&str>> = parts.map(|p| self.stands_for(p)).collect();
        let found = found.filter(|f| !f.is_empty())?;
        Some(Cell::Text(found.join("; ").into()))
    }

    /// Whether something holds of the words of every code.
    pub fn all(&self, holds: impl Fn(&str) -> bool) -> bool {
        self.0.iter().all(|(_, words)| holds(words))
    }

    fn stands_for(&self, code: &str) -> Option<&str> {
        let code = code.strip_suffix(".0").unwrap_or(code).to_lowercase();
        self.0.iter().find(|(known, _)| *known == code).map(|(_, words)| words.as_str())
    }
}

/// `1: Chuyên trách`, `b - kiêm nhiệm`, `2 là kiêm nhiệm`.
fn code(part: &str) -> Option<(String, String)> {
    let end = part.find(|c: char| !c.is_alphanumeric())?;
    let (code, rest) = part.split_at(end);
    let number = code.len() <= 2 && code.bytes().all(|b| b.is_ascii_digit());
    if code.is_empty() || !number && code.chars().count() > 1 {
        return None;
    }
    let rest = rest.trim_start();
    let words =
        rest.strip_prefix([':', '=', '-', '–', '.']).or_else(|| rest.strip_prefix("là "))?;
    let words = words.trim();
    words.contains(char::is_alphabetic).then(|| (code.to_lowercase(), words.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_explain_codes() {
        for heading in [
            "Hình thức (1: Chuyên trách; 2: Kiêm nhiệm)",
            "Hình thức\n1 - Chuyên trách\n2 - Kiêm nhiệm",
            "Hình thức (1=Chuyên trách, 2=Kiêm nhiệm)",
            "Hình thức (1. Chuyên trách / 2. Kiêm nhiệm)",
            "Hình thức (1 là Chuyên trách, 2 là Kiêm nhiệm)",
        ] {
            let legend = Legend::of(heading).expect(heading);
            let words = |cell: Cell| legend.words(Some(&cell));
            assert_eq!(
                words(Cell::Number(2.0)),
                Some(Cell::Text("Kiêm nhiệm".into())),
                "{heading}"
            );
            assert_eq!(words(Cell::Text("1".into())), Some(Cell::Text("Chuyên trách".into())));
            assert_eq!(
                words(Cell::Text("1, 2".into())),
                Some(Cell::Text("Chuyên trách; Kiêm nhiệm".into()))
            );
            for none in ["3", "1, 3", "x", "", "Kiêm nhiệm"] {
                assert_eq!(words(Cell::Text(none.into())), None, "{none}");
            }
        }
        for none in [
            "Chuyên trách/Kiêm nhiệm",
            "Số CCCD (12 số)",
            "Ngày sinh (dd/mm/yyyy)",
            "1. Họ và tên",
            "Lĩnh vực: CĐS, ATTT",
        ] {
            assert_eq!(Legend::of(none), None, "{none}");
        }
    }
}
