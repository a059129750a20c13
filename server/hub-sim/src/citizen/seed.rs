//! Chance that is no chance: numbers drawn from a seed, the same on every machine and in every version.

/// A deterministic source of numbers (splitmix64).
pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    /// A source for one subject of one citizen: the same three arguments give the same numbers.
    pub(crate) fn new(seed: u64, subject: &str, index: i64) -> Self {
        let mut dice = Self { state: seed ^ hash(subject) ^ (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) };
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.state)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = (high - low + 1).max(1) as u64;
        low + (self.next() % span) as i64
    }

    /// True in `percent` of a hundred draws.
    pub(crate) fn chance(&mut self, percent: i64) -> bool {
        self.between(0, 99) < percent
    }

    /// One of the values. The slice must not be empty.
    pub(crate) fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        values[(self.next() % values.len() as u64) as usize]
    }

    /// A number around zero, roughly bell-shaped, mostly within ±`width`.
    pub(crate) fn around(&mut self, width: i64) -> i64 {
        (self.between(-width, width) + self.between(-width, width)) / 2
    }
}

/// A stable 64-bit hash of a text (FNV-1a, mixed).
pub(crate) fn hash(text: &str) -> u64 {
    let h = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    mix(h)
}

fn mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_and_bounds_hold() {
        let draw = |seed| {
            let mut d = Dice::new(seed, "x", 3);
            (0..50).map(|_| d.between(-2, 7)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        assert!(draw(9).iter().all(|n| (-2..=7).contains(n)));
    }
}
