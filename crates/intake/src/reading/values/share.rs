use super::Unreadable;
use crate::reading::Cell;

/// A share of time in per cent: `50`, `50%`, `0,5`. `Err` when not understood.
pub fn share(cell: Option<&Cell>) -> Result<Option<u8>, Unreadable> {
    let Some(text) = super::text(cell) else { return Ok(None) };
    let per_cent = text.contains('%');
    let bare = text.replace('%', "").trim().replace(',', ".");
    let n: f64 = bare.parse().map_err(|_| Unreadable)?;
    let n = if n <= 1.0 && !per_cent { n * 100.0 } else { n };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0..=100")]
    if (0.0..=100.0).contains(&n) { Ok(Some(n.round() as u8)) } else { Err(Unreadable) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares() {
        let read = |t: &str| share(Some(&Cell::Text(t.into())));
        for t in ["50", "50%", "0,5", "0.5", "50 %", "50,0"] {
            assert_eq!(read(t), Ok(Some(50)), "{t}");
        }
        assert_eq!(read("nửa"), Err(Unreadable));
        assert_eq!(read("150"), Err(Unreadable));
        assert_eq!(share(Some(&Cell::Number(0.3))), Ok(Some(30)));
    }
}
