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
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == typed {
            continue;
        }
        let distance = if candidate.to_lowercase() == typed.to_lowercase() { 0 } else { strsim::damerau_levenshtein(typed, candidate) };
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
