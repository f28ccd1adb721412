//! How long the shared texts of the old binary format are: each may stand in a million cells, and
//! the parser makes one of its own for every one of them.

use super::bytes::{u16_at, u32_at};

/// Lengths in characters of the texts of a table and what continues it, as far as they can be
/// told.
pub(super) fn lengths(parts: &[&[u8]]) -> Vec<u64> {
    let mut reader = Texts { parts, at: 8 };
    std::iter::from_fn(|| reader.next()).collect()
}

struct Texts<'a> {
    parts: &'a [&'a [u8]],
    at: usize,
}

impl Texts<'_> {
    /// What stands at the place; on to the next part where this one has ended.
    fn rest(&mut self) -> Option<&[u8]> {
        while self.parts.first()?.len() <= self.at {
            self.at = self.at.checked_sub(self.parts[0].len())?;
            self.parts = &self.parts[1..];
        }
        self.parts[0].get(self.at..)
    }

    fn next(&mut self) -> Option<u64> {
        let head = self.rest()?;
        let (length, signs) = (u16_at(head, 0)?, *head.get(2)?);
        let (rich, foreign) = (signs & 8 != 0, signs & 4 != 0);
        let mut size = 3;
        let mut behind = 0;
        if rich {
            behind += 4 * usize::from(u16_at(head, size)?);
            size += 2;
        }
        if foreign {
            behind += u32_at(head, size)? as usize;
            size += 4;
        }
        self.at += size;
        self.letters(usize::from(length), signs)?;
        self.at = self.at.checked_add(behind)?;
        Some(length.into())
    }

    /// Passes over the letters. Where they go on in the next part, that begins with their width.
    fn letters(&mut self, mut left: usize, mut signs: u8) -> Option<()> {
        loop {
            let width = if signs & 1 == 1 { 2 } else { 1 };
            let room = self.parts.first()?.len().saturating_sub(self.at) / width;
            let taken = left.min(room);
            self.at += taken * width;
            left -= taken;
            if left == 0 {
                return Some(());
            }
            self.parts = &self.parts[1..];
            signs = *self.parts.first()?.first()?;
            self.at = 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_told_across_parts() {
        let head = [0; 8];
        let plain = [&[3, 0, 0][..], b"abc"].concat();
        let wide = [&[2, 0, 1][..], &[1, 1, 2, 2]].concat();
        let rich = [&[1, 0, 8, 1, 0][..], b"a", &[0; 4]].concat();
        let foreign = [&[1, 0, 4, 5, 0, 0, 0][..], b"a", &[0; 5]].concat();
        let one = [&head[..], &plain, &wide, &rich, &foreign].concat();
        assert_eq!(lengths(&[&one]), [3, 2, 1, 1]);
        // Broken within a text: the next part says anew how wide its letters are.
        let begun = [&head[..], &[5, 0, 0], b"ab"].concat();
        let rest = [&[1][..], &[0; 6], &plain].concat();
        assert_eq!(lengths(&[&begun, &rest]), [5, 3]);
        // Broken between texts.
        assert_eq!(lengths(&[&[&head[..], &plain].concat(), &wide]), [3, 2]);
        // Cut off: what stands behind the last letter is not asked for.
        for cut in 0..one.len() {
            let told = if cut < one.len() - 5 { 0..4 } else { 4..5 };
            assert!(told.contains(&lengths(&[&one[..cut]]).len()), "{cut}");
        }
        assert!(lengths(&[]).is_empty());
    }
}
