//! How deep expressions lie inside each other, followed through the names in them.
//!
//! Every later pass follows an expression down to its end, through each name in it: a chain of names is as deep to them
//! as one expression written out. So it is measured where names are read, in whatever order they are declared, and
//! [`DEEPEST`] is the one limit: half of what a stack of two megabytes bears in a build for development.

use crate::check::checker::Checker;
use crate::check::messages::meaning::{self as say, Entangled};
use crate::text::Span;

/// The deepest that an expression may lie.
const DEEPEST: Depth = Depth { levels: 256, lets: 32 };

/// In how many expressions one lies, and in how many named ones among them.
#[derive(Clone, Copy, Default)]
pub struct Depth {
    levels: usize,
    lets: usize,
}

impl Depth {
    /// That of a named expression of which nothing is known yet.
    pub const OF_A_LET: Self = Self { levels: 1, lets: 1 };

    /// That of what lies so deep below one that lies here.
    fn below(self, here: Self) -> Self {
        Self { levels: here.levels + self.levels, lets: here.lets + self.lets }
    }

    /// How much deeper it is than where it began.
    fn from(self, start: Self) -> Self {
        Self { levels: self.levels.saturating_sub(start.levels), lets: self.lets.saturating_sub(start.lets) }
    }

    fn or(self, other: Self) -> Self {
        Self { levels: self.levels.max(other.levels), lets: self.lets.max(other.lets) }
    }
}

impl Checker<'_> {
    /// Does `work` one level deeper.
    pub(super) fn deeper<R>(&mut self, work: impl FnOnce(&mut Self) -> R) -> R {
        self.levels += 1;
        self.deepest = self.deepest.or(self.depth());
        let result = work(self);
        self.levels -= 1;
        result
    }

    /// Does `work`, with how deep it went.
    pub(super) fn sounded<R>(&mut self, work: impl FnOnce(&mut Self) -> R) -> (R, Depth) {
        let start = self.depth();
        let outer = std::mem::replace(&mut self.deepest, start);
        let result = work(self);
        let deepest = std::mem::replace(&mut self.deepest, outer);
        (result, deepest.from(start))
    }

    /// Whether something that goes so deep may be read here; reports where it may not.
    pub(super) fn may_read(&mut self, read: Depth, span: Span) -> bool {
        let depth = read.below(self.depth());
        let too_much = if depth.lets > DEEPEST.lets {
            Entangled::Lets
        } else if depth.levels > DEEPEST.levels {
            Entangled::Levels
        } else {
            self.deepest = self.deepest.or(depth);
            return true;
        };
        self.report(say::too_entangled(span, too_much));
        false
    }

    fn depth(&self) -> Depth {
        Depth { levels: self.levels, lets: self.open_lets.len() }
    }
}
