//! What things are called in meanings: each by its owner and its name, so that two of the same name
//! are never taken for one another.

use super::canon::{Canon, Writer};
use crate::model::{IndicatorId, InputId, InputOwner, Let, LetOwner, MemberId, ScorecardId, Whom};

impl<'a> Canon<'a> {
    /// The name of an indicator, as the newer book calls it.
    pub fn indicator(&self, id: IndicatorId) -> &'a str {
        let name = self.program.indicators[id].name.as_str();
        self.renamed.and_then(|renamed| renamed.get(name).copied()).unwrap_or(name)
    }

    /// An input by its owner and name.
    pub(super) fn input(&self, id: InputId) -> String {
        let input = &self.program.inputs[id];
        match input.owner {
            InputOwner::Indicator(owner) => self.of(owner, &input.name),
            InputOwner::Level(level) => format!("{}.{}", self.program.levels[level].name, input.name),
        }
    }

    /// A named expression by its owner and name.
    pub(super) fn named(&self, named: &Let) -> String {
        match named.owner {
            LetOwner::Indicator(owner) => format!("let {}", self.of(owner, &named.name)),
            LetOwner::Scorecard(card) => format!("let {}.{}", self.card(card), named.name),
        }
    }

    /// Something of an indicator; what it calls its own goes without its name.
    fn of(&self, owner: IndicatorId, name: &str) -> String {
        let owner = if self.home == Some(owner) { "this" } else { self.indicator(owner) };
        format!("{owner}.{name}")
    }

    /// A scorecard by the kind of subject it is for; of several for one kind, by whom it is for.
    fn card(&self, id: ScorecardId) -> String {
        let whom = &self.program.scorecards[id].whom;
        let level = &self.program.levels[whom.level];
        match level.scorecards.as_slice() {
            [] | [_] => level.name.clone(),
            [_, _, ..] => self.text(|canon, to| canon.whom(whom, to)),
        }
    }

    /// Whom something is for.
    pub(super) fn whom(&self, whom: &Whom, to: &mut Writer) {
        to.put(&self.program.levels[whom.level].name);
        // All members there are, one by one, are the members there are, though not those of another year.
        let all = |members: &[MemberId]| !to.reading.by_words() && members.len() == self.program.levels[whom.level].members.len();
        if let Some(members) = whom.members.as_ref().filter(|members| !all(members)) {
            let mut names: Vec<&str> = members.iter().map(|id| self.program.member_name(*id)).collect();
            names.sort_unstable();
            to.put(format!(" {}", names.join(", ")));
        }
        if let Some(condition) = &whom.condition {
            to.put(" where ");
            self.expr(condition, to);
        }
    }
}
