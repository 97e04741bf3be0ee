//! Lists indexed by their own kind of id.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A list whose elements are named by `Id`.
#[derive(Clone)]
pub struct Arena<Id, T> {
    elements: Vec<T>,
    id: PhantomData<Id>,
}

impl<Id, T> Default for Arena<Id, T> {
    fn default() -> Self {
        Self { elements: Vec::new(), id: PhantomData }
    }
}

/// An id that stands for a place in an arena.
pub trait ArenaId: Copy + From<usize> {
    /// The place.
    fn place(self) -> usize;
}

macro_rules! arena_ids {
    ($($id:ty),* $(,)?) => {
        $(impl ArenaId for $id {
            fn place(self) -> usize {
                self.index()
            }
        })*
    };
}
arena_ids!(
    crate::types::ChoiceId,
    crate::types::UnitId,
    crate::types::LevelId,
    super::RoleId,
    super::RegisterId,
    super::TableId,
    super::ScaleId,
    super::InputId,
    super::LetId,
    super::ScorecardId,
    super::PartId,
    super::IndicatorId,
    super::GradeId,
    super::ConsequenceId,
    super::SharedId,
    super::ContestId,
);

impl<Id: ArenaId, T> Arena<Id, T> {
    /// Takes in an element and names it.
    pub fn push(&mut self, element: T) -> Id {
        let id = Id::from(self.elements.len());
        self.elements.push(element);
        id
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// All elements with their ids, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Id, &T)> {
        self.elements.iter().enumerate().map(|(place, element)| (Id::from(place), element))
    }

    /// All elements with their ids, to be changed.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (Id, &mut T)> {
        self.elements.iter_mut().enumerate().map(|(place, element)| (Id::from(place), element))
    }

    /// All elements in order.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &T> {
        self.elements.iter()
    }

    /// All ids in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = Id> + use<Id, T> {
        (0..self.elements.len()).map(Id::from)
    }
}

impl<Id: ArenaId, T> Index<Id> for Arena<Id, T> {
    type Output = T;
    fn index(&self, id: Id) -> &T {
        self.elements.get(id.place()).expect("INVARIANT: an id is used with the arena that made it")
    }
}

impl<Id: ArenaId, T> IndexMut<Id> for Arena<Id, T> {
    fn index_mut(&mut self, id: Id) -> &mut T {
        self.elements.get_mut(id.place()).expect("INVARIANT: an id is used with the arena that made it")
    }
}

impl<Id: ArenaId, T: fmt::Debug> fmt::Debug for Arena<Id, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(&self.elements).finish()
    }
}
