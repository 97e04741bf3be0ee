//! Contests written down so that equal meaning gives equal text.

use super::canon::{Canon, Reading, Writer};
use super::change::Aspect;
use super::words::function_word;
use crate::model::{Among, Better, Contest, ContestId, ContestResult, MissingPolicy, SharedValue, Ties};

impl Canon<'_> {
    /// The contests that give a place.
    pub(super) fn contests(&self, contests: &[ContestId], to: &mut Writer) {
        let mut texts: Vec<String> = contests.iter().map(|id| to.apart(|to| self.contest(&self.program.contests[*id], to))).collect();
        texts.sort();
        to.put(texts.join(", "));
    }

    /// A contest in full; a rank by its name, for what it says is told where it is declared.
    fn contest(&self, contest: &Contest, to: &mut Writer) {
        if contest.ranked().is_some() {
            to.put("rank");
            return;
        }
        to.put(among_word(contest.among));
        to.put(" on ");
        self.keys(contest, to);
        to.put(", ties ");
        to.put(self.ties(contest, to.reading));
        to.put(", missing ");
        to.put(missing_word(contest.missing));
        if let Some(number) = contest.at_least {
            to.put(format!(", at least {number}"));
        }
    }

    /// How ties are shared: as they are, or as written, where what the header says is told of the header alone.
    pub(super) fn ties(&self, contest: &Contest, reading: Reading) -> &'static str {
        if reading.by_words() && contest.said.ties.is_none() { "as the header says" } else { ties_word(contest.ties) }
    }

    /// What decides, in its order.
    pub(super) fn keys(&self, contest: &Contest, to: &mut Writer) {
        for (place, key) in contest.keys.iter().enumerate() {
            to.put(if place == 0 { "" } else { ", then " });
            match &self.program.shared[key.value].value {
                SharedValue::OnCard(value) => self.expr(value, to),
                SharedValue::Contests(contests) => self.contests(contests, to),
            }
            let better = match key.better {
                Better::Higher => " higher",
                Better::Lower => " lower",
            };
            match key.better_said {
                Some(span) => to.piece(span, Some(Aspect::Better), |to| to.put(better)),
                // Which is better of an input is told of the input.
                None => to.put(if to.reading.by_words() { " as the value says" } else { better }),
            }
        }
    }
}

/// Among whom.
pub(super) fn among_word(among: Among) -> &'static str {
    match among {
        Among::Sequence => "within sequence",
        Among::Parent => "within parent",
        Among::All => "over all",
    }
}

/// How ties are shared.
fn ties_word(ties: Ties) -> &'static str {
    match ties {
        Ties::Better => "better",
        Ties::Worse => "worse",
        Ties::Average => "average",
    }
}

/// What a missing value does.
pub(super) fn missing_word(missing: MissingPolicy) -> &'static str {
    match missing {
        MissingPolicy::LeaveCount => "leave",
        MissingPolicy::LastPlace => "last",
        MissingPolicy::Spoils => "spoils",
        MissingPolicy::Unsaid => "unsaid",
    }
}

/// What is read of a contest, up to the bracket behind it.
pub(super) fn contest_word(result: ContestResult) -> String {
    match result {
        ContestResult::Place => "place(".to_owned(),
        ContestResult::Competitors => "competitors(".to_owned(),
        ContestResult::ShareAbove => "share above(".to_owned(),
        ContestResult::Gathered { function, available } => {
            let available = if available { "available " } else { "" };
            format!("{available}{} of peers(", function_word(function))
        }
    }
}
