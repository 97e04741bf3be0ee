//! A clause that stands in one declaration of the older book and in another of the newer one, and means the same in both.

use super::change::{Change, Effect};

/// The changes with each clause told once that went from one declaration to another. `movable` says of some changes, by
/// their places, what their clause means wherever it stands.
pub(super) fn joined(changes: Vec<Change>, movable: &[(usize, String)]) -> Vec<Change> {
    let mut changes: Vec<Option<Change>> = changes.into_iter().map(Some).collect();
    for (new_place, meaning) in movable {
        let is_new = |change: &Change| change.effect == Effect::Added;
        let Some(new) = changes.get(*new_place).and_then(Option::as_ref).filter(|change| is_new(change)).cloned() else { continue };
        let went = |change: &Change| change.effect == Effect::Removed && change.aspect == new.aspect && change.about != new.about;
        let is_it = |place: usize| changes.get(place).and_then(Option::as_ref).is_some_and(went);
        let old_place = movable.iter().find(|(place, other)| other == meaning && is_it(*place)).map(|(place, _)| *place);
        let Some(old) = old_place.and_then(|place| changes.get_mut(place)?.take()) else { continue };
        if let Some(change) = changes.get_mut(*new_place) {
            *change = Some(Change { effect: Effect::Moved, old: old.old, from: Some(old.about), ..new });
        }
    }
    changes.into_iter().flatten().collect()
}
