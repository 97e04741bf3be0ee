//! Chance that is the same on every machine and in every year: SplitMix64, whole numbers only.

/// Changing it changes every committed data set.
const SEED: u64 = 0x2025_0120_7A4D_0001;

/// A stream of chance. Each cell group has a stream of its own, named by a key, so that a new
/// indicator leaves the numbers of the others alone.
pub struct Random(u64);

impl Random {
    /// The stream of that key.
    pub fn of(key: &str) -> Self {
        // FNV-1a.
        let hash = key.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
        Self(hash ^ SEED)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `low` to `high`, both in.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low + 1).unwrap_or(1).max(1);
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// Yes in so many of a hundred cases.
    pub fn chance(&mut self, percent: i64) -> bool {
        self.between(0, 99) < percent
    }

    /// One of several.
    pub fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let place = self.between(0, i64::try_from(items.len()).unwrap_or(1) - 1);
        let place = usize::try_from(place).unwrap_or(0);
        items.get(place).expect("INVARIANT: nobody draws from an empty list")
    }
}
