use super::Unreadable;
use crate::reading::{Cell, Sex};

/// A word for the sex: `Ok(None)` when blank, `Err` when not understood.
pub fn sex(cell: Option<&Cell>) -> Result<Option<Sex>, Unreadable> {
    match cell {
        Some(Cell::Text(t)) if matches!(&**t, "Nam" | "nam") => return Ok(Some(Sex::Male)),
        Some(Cell::Text(t)) if matches!(&**t, "Nữ" | "nữ") => return Ok(Some(Sex::Female)),
        _ => {}
    }
    let Some(text) = super::text(cell) else { return Ok(None) };
    match super::key(&text).as_str() {
        "nam" | "m" | "male" | "trai" | "ong" | "nam gioi" => Ok(Some(Sex::Male)),
        "nu" | "f" | "female" | "gai" | "ba" | "nu gioi" => Ok(Some(Sex::Female)),
        _ => Err(Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sexes() {
        let read = |t: &str| sex(Some(&Cell::Text(t.into())));
        for t in ["Nam", "nam ", "NAM", "M"] {
            assert_eq!(read(t), Ok(Some(Sex::Male)), "{t}");
        }
        for t in ["Nữ", "nữ", "NU", "F", "Nu\u{31b}\u{303}"] {
            assert_eq!(read(t), Ok(Some(Sex::Female)), "{t}");
        }
        assert_eq!(read("1"), Err(Unreadable), "a number means nothing by itself");
        assert_eq!(sex(None), Ok(None));
    }
}
