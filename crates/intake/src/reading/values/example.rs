use super::{key, text_of};
use crate::reading::Cell;

/// Whether a cell of running numbers says that its row is an example: `VD`, `Ví dụ`, `Mẫu`.
pub fn marks_example(cell: Option<&Cell>) -> bool {
    const MARKS: [&str; 7] = ["vd", "vi du", "mau", "m", "example", "vi du mau", "dong mau"];
    let Some(Cell::Text(text)) = cell else { return false };
    text.contains(char::is_alphabetic)
        && text_of(text).is_some_and(|t| MARKS.contains(&key(t).as_str()))
}

/// Whether a name is nobody's, as forms write it: `Nguyễn Văn A`, `Trần Thị B`.
pub fn names_nobody(name: &str) -> bool {
    let mut words = name.split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    let letter = last.len() == 1 && last.starts_with(|c: char| c.is_ascii_uppercase());
    letter && words.count() >= 1 || key(name).ends_with("vi du")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_told_by_mark_and_name() {
        for mark in ["VD", "Ví dụ:", "mẫu"] {
            assert!(marks_example(Some(&Cell::Text(mark.into()))), "{mark}");
        }
        for mark in ["1", "I", "", "Mai"] {
            assert!(!marks_example(Some(&Cell::Text(mark.into()))), "{mark}");
        }
        assert!(!marks_example(None));
        for name in ["Nguyễn Văn A", "Trần Thị B", "Lê Ví Dụ"] {
            assert!(names_nobody(name), "{name}");
        }
        for name in ["Nguyễn Văn An", "A", "Nguyễn Văn Á", ""] {
            assert!(!names_nobody(name), "{name}");
        }
    }
}
