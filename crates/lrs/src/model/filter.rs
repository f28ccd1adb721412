//! Whether a part may hold an id: a Bloom filter, each of whose keys sets bits in one line of a
//! processor's cache. What it says is kept with the data, so it must never hash otherwise.

use kernel::Uuid;

use super::TenantId;

/// Bits of one block.
const BLOCK: u64 = 512;
const WORDS: usize = 8;
const BYTES: usize = 64;
/// Bits for a key: one in nine thousand that is not there seems to be. Filters kept when these were
/// 16 are read as they are.
const BITS: usize = 24;
/// Bits a key sets, each chosen by nine of its hash.
const SET: u32 = 7;

/// An id of a tenant, hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark(u64);

impl Mark {
    /// Of this statement.
    pub(crate) fn of(tenant: TenantId, id: Uuid) -> Self {
        let (high, low) = id.as_u64_pair();
        Self(mix(high ^ mix(low ^ mix(tenant.0.cast_unsigned()))))
    }

    /// The bits it sets in a filter of so many, counted from its beginning.
    pub(crate) fn places(self, bits: usize) -> impl Iterator<Item = usize> {
        let block = self.block(bits / (8 * BYTES)) * 8 * BYTES;
        let hash = mix(self.0);
        (0..SET).map(move |n| block + usize::try_from((hash >> (9 * n)) % BLOCK).unwrap_or(0))
    }

    /// The block of so many that its bits are in.
    fn block(self, blocks: usize) -> usize {
        let scaled = (u128::from(self.0) * blocks as u128) >> 64;
        usize::try_from(scaled).unwrap_or(0)
    }
}

/// Spreads every bit over all others (the end of `SplitMix64`).
const fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Which ids there may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filter(Vec<[u64; WORDS]>);

impl Filter {
    /// With room for so many.
    pub(crate) fn for_keys(keys: usize) -> Self {
        let blocks = keys.saturating_mul(BITS).div_ceil(8 * BYTES).max(1);
        Self(vec![[0; WORDS]; blocks])
    }

    /// What was kept; `None` where that can't be one.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (blocks, rest) = bytes.as_chunks::<BYTES>();
        if blocks.is_empty() || !rest.is_empty() {
            return None;
        }
        let block = |bytes: &[u8; BYTES]| {
            let (words, _) = bytes.as_chunks::<8>();
            std::array::from_fn(|n| u64::from_le_bytes(words[n]))
        };
        Some(Self(blocks.iter().map(block).collect()))
    }

    /// What is to be kept.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.0.iter().flatten().flat_map(|word| word.to_le_bytes()).collect()
    }

    /// How many bits it has.
    pub(crate) const fn bits(&self) -> usize {
        self.0.len() * 8 * BYTES
    }

    /// The bits that are set, counted from its beginning.
    pub(crate) fn set(&self) -> impl Iterator<Item = usize> {
        let words = self.0.iter().flatten().enumerate();
        words.flat_map(|(n, word)| {
            (0..64).filter(move |at| word >> at & 1 == 1).map(move |at| n * 64 + at)
        })
    }

    /// Adds one.
    pub(crate) fn add(&mut self, mark: Mark) {
        for place in mark.places(self.bits()) {
            let (block, bit) = (place / (8 * BYTES), place % (8 * BYTES));
            self.0[block][bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Whether it may be there; `false` is sure.
    pub(crate) fn may_hold(&self, mark: Mark) -> bool {
        mark.places(self.bits()).all(|place| {
            let (block, bit) = (place / (8 * BYTES), place % (8 * BYTES));
            self.0[block][bit / 64] >> (bit % 64) & 1 == 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(n: u128) -> Mark {
        Mark::of(TenantId(1), Uuid::from_u128(n))
    }

    #[test]
    fn what_is_there_is_never_denied_and_little_else_is_not() {
        let mut filter = Filter::for_keys(30_000);
        for n in 0..30_000 {
            filter.add(mark(n));
        }
        let kept = Filter::read(&filter.bytes()).unwrap();
        assert_eq!(kept, filter);
        assert!((0..30_000).all(|n| kept.may_hold(mark(n))));
        let wrongly = (30_000..230_000).filter(|n| kept.may_hold(mark(*n))).count();
        assert!(wrongly < 100, "{wrongly} of 200,000");
        assert_ne!(mark(7), Mark::of(TenantId(2), Uuid::from_u128(7)));
    }

    #[test]
    fn what_is_broken_is_none() {
        for bytes in [&[][..], &[0; 63], &[0; 65]] {
            assert_eq!(Filter::read(bytes), None, "{bytes:?}");
        }
    }

    /// Kept with the data: another hash would deny what is there.
    #[test]
    fn it_hashes_as_it_always_did() {
        assert_eq!(mark(1), Mark(6_301_985_355_436_268_297));
    }
}
