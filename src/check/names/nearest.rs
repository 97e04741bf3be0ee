//! What a wrong name may have meant.

use crate::text::did_you_mean;

/// A name that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The name to write.
    pub name: String,
    /// No other name comes near.
    pub only_one: bool,
}

/// The candidate nearest to `typed`, if one is near enough.
pub fn nearest<'n>(typed: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<Suggestion> {
    let mut near: Vec<&str> = candidates.into_iter().filter(|candidate| did_you_mean(typed, [*candidate]).is_some()).collect();
    near.sort_unstable();
    near.dedup();
    let only_one = near.len() == 1;
    did_you_mean(typed, near.iter().copied()).map(|name| Suggestion { name: name.to_owned(), only_one })
}
