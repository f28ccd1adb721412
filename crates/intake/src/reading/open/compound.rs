//! A stream out of a compound file ([MS-CFB]), with every chain bounded by the file's size.

use crate::reading::Refusal;

use super::bytes::{u16_at, u32_at};

const LAST: u32 = 0xffff_fffa;
const ENTRY: usize = 128;

struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
}

/// The bytes of the first stream that bears one of the names.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Result<Vec<u8>, Refusal> {
    let file = Compound::open(bytes).ok_or(Refusal::Corrupt)?;
    let directory =
        file.chain(u32_at(bytes, 48).ok_or(Refusal::Corrupt)?).ok_or(Refusal::Corrupt)?;
    let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
    let entry = names.iter().find_map(|n| entries.iter().find(|e| name(e) == *n));
    let entry = entry.ok_or(Refusal::NotASpreadsheet)?;
    file.content(entry, entries[0]).ok_or(Refusal::Corrupt)
}

fn name(entry: &[u8]) -> String {
    let len = usize::from(u16_at(entry, 64).unwrap_or(0)).min(64) / 2;
    let units: Vec<u16> = (0..len.saturating_sub(1)).map_while(|n| u16_at(entry, 2 * n)).collect();
    String::from_utf16_lossy(&units)
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30)?;
        if !(7..=16).contains(&shift) {
            return None;
        }
        let mut file = Self { bytes, sector: 1 << shift, fat: Vec::new() };
        let mut tables: Vec<u32> = (0..109).map_while(|n| u32_at(bytes, 76 + 4 * n)).collect();
        let mut next = u32_at(bytes, 68)?;
        let mut seen = 0;
        while next < LAST {
            seen += 1;
            if seen > file.sectors() {
                return None;
            }
            let part = file.sector(next)?;
            let count = part.len() / 4 - 1;
            tables.extend((0..count).map_while(|n| u32_at(part, 4 * n)));
            next = u32_at(part, 4 * count)?;
        }
        tables.truncate(file.sectors());
        for table in tables.into_iter().filter(|t| *t < LAST) {
            let part = file.sector(table)?;
            let entries: Vec<u32> =
                (0..part.len() / 4).map_while(|n| u32_at(part, 4 * n)).collect();
            file.fat.extend(entries);
        }
        Some(file)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    /// A sector; the last one of a file may be short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|s| !s.is_empty())
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut next = start;
        let mut seen = 0;
        while next < LAST {
            seen += 1;
            if seen > self.sectors() {
                return None;
            }
            out.extend_from_slice(self.sector(next)?);
            next = *self.fat.get(next as usize)?;
        }
        Some(out)
    }

    fn content(&self, entry: &[u8], root: &[u8]) -> Option<Vec<u8>> {
        let (start, size) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
        let mut out = if size < u32_at(self.bytes, 56)? as usize {
            self.small(start, root)?
        } else {
            self.chain(start)?
        };
        out.truncate(size);
        Some(out)
    }

    /// A stream kept in small sectors inside the root's own.
    fn small(&self, start: u32, root: &[u8]) -> Option<Vec<u8>> {
        let size = 1usize << u16_at(self.bytes, 32).filter(|s| *s <= 12)?;
        let store = self.chain(u32_at(root, 116)?)?;
        let table = self.chain(u32_at(self.bytes, 60)?)?;
        let mut out = Vec::new();
        let mut next = start;
        while next < LAST {
            let at = (next as usize).checked_mul(size)?;
            out.extend_from_slice(store.get(at..at.checked_add(size)?.min(store.len()))?);
            if out.len() > store.len() {
                return None;
            }
            next = u32_at(&table, (next as usize).checked_mul(4)?)?;
        }
        Some(out)
    }
}
