//! Numbers that look like chance and are the same on every run and machine: payloads, changed pages and pages for
//! benchmarks are made by them, and figures can be compared.
//!
//! A library may change its sequence from one version to the next, and every recorded figure with it.

/// SplitMix64 (Steele, Lea and Flood 2014), begun by a seed.
///
/// ```
/// let mut random = chance::Random(7);
/// assert!(random.below(10) < 10);
/// assert_eq!(chance::Random(7).below(1_000), chance::Random(7).below(1_000));
/// ```
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.number() % end).unwrap_or_default()
    }

    /// True in `cases` of `all` cases.
    pub fn chance(&mut self, cases: usize, all: usize) -> bool {
        self.below(all) < cases
    }

    /// One of all; nothing where there is none.
    pub fn choice<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        all.get(self.below(all.len()))
    }

    /// A copy of one of all; the default where there is none.
    pub fn pick<T: Copy + Default>(&mut self, all: &[T]) -> T {
        self.choice(all).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_that_of_the_paper() {
        let mut random = Random(1_234_567);
        let found = [random.number(), random.number(), random.number()];
        assert_eq!(found, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn nothing_is_chosen_from_nothing() {
        let mut random = Random(1);
        assert_eq!((random.below(0), random.choice::<u8>(&[]), random.chance(0, 5)), (0, None, false));
        assert_eq!(random.pick::<&str>(&[]), "");
        assert!(random.chance(5, 5));
    }
}
