//! "Did you mean".

/// The candidate nearest to what was typed, if it is near enough to be meant. Ties go to the
/// candidate that comes first in the order given, so the answer never depends on chance.
pub fn did_you_mean<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = typed.chars().count();
    let allowed = match length {
        0 | 1 => 0,
        2..=4 => 1,
        5..=8 => 2,
        _ => length / 3,
    };
    let (letters, lower) = (Letters::of(typed), typed.to_lowercase());
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Most candidates are too far off to be worth the table of all their changes.
        let most = best.map_or(allowed, |(least, _)| least.min(allowed));
        let apart = letters.apart_from(candidate) > most;
        // Written in capitals it is the same word, however many of its letters differ.
        if candidate == typed || apart && candidate.to_lowercase() != lower {
            continue;
        }
        let distance = if candidate.to_lowercase() == lower { 0 } else { strsim::damerau_levenshtein(typed, candidate) };
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters have to be changed, put in, left out or swapped with the next to make one of the other.
#[must_use]
pub fn distance(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}

/// How alike two texts are, of 100: the share of letters that need not be changed.
#[must_use]
pub fn likeness(one: &str, other: &str) -> u32 {
    let length = one.chars().count().max(other.chars().count());
    if length == 0 {
        return 100;
    }
    let same = length.saturating_sub(strsim::damerau_levenshtein(one, other));
    u32::try_from(same * 100 / length).unwrap_or(100)
}

/// A text that is held against very many others.
pub struct Spelling<'t> {
    text: &'t str,
    length: usize,
    letters: Letters,
}

impl<'t> Spelling<'t> {
    /// Of a text.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        Self { text, length: text.chars().count(), letters: Letters::of(text) }
    }

    /// How alike it is to another, as [`likeness`].
    #[must_use]
    pub fn likeness(&self, other: &Self) -> u32 {
        likeness(self.text, other.text)
    }

    /// What its likeness to another is not above, told at a glance.
    #[must_use]
    pub fn likeness_at_most(&self, other: &Self) -> u32 {
        let length = self.length.max(other.length);
        let same = length.saturating_sub(self.letters.apart(&other.letters));
        (same * 100).checked_div(length).and_then(|share| u32::try_from(share).ok()).unwrap_or(100)
    }
}

/// How often letters stand in a text, several letters being counted together.
struct Letters([i32; Self::KINDS]);

impl Letters {
    const KINDS: usize = 64;

    fn of(text: &str) -> Self {
        let mut counts = [0; Self::KINDS];
        for letter in text.chars() {
            if let Some(count) = counts.get_mut(letter as usize % Self::KINDS) {
                *count += 1;
            }
        }
        Self(counts)
    }

    /// A number of changes that no fewer than make one text of the other: so many letters only one of them has.
    fn apart_from(&self, other: &str) -> usize {
        self.apart(&Self::of(other))
    }

    /// The same of letters that were counted already.
    fn apart(&self, other: &Self) -> usize {
        let (mut own, mut others) = (0, 0);
        for (one, other) in self.0.iter().zip(&other.0) {
            own += (one - other).max(0);
            others += (other - one).max(0);
        }
        usize::try_from(own.max(others)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Letters, Spelling, did_you_mean, distance, likeness};

    #[test]
    fn letters_apart_are_never_more_than_the_changes() {
        let texts =
            ["", "points", "pionts", "point", "share", "filing.filed", "filing.filled", "分数", "得分", "税收收入.入库额", "税收收入.增幅"];
        for one in texts {
            for other in texts {
                assert!(Letters::of(one).apart_from(other) <= distance(one, other), "{one} {other}");
                assert!(likeness(one, other) <= Spelling::of(one).likeness_at_most(&Spelling::of(other)), "{one} {other}");
            }
        }
    }

    #[test]
    fn the_nearest_is_meant_and_the_first_of_several() {
        assert_eq!(did_you_mean("pionts", ["part", "points", "paints"]), Some("points"));
        assert_eq!(did_you_mean("shard", ["share", "shark"]), Some("share"));
        assert_eq!(did_you_mean("税收", ["税务"]), Some("税务"));
        assert_eq!(did_you_mean("points", ["letters"]), None);
        assert_eq!(did_you_mean("share", ["shard", "SHARE"]), Some("SHARE"));
    }
}
