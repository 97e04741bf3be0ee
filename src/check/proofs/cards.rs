//! Every subject fits exactly one scorecard and at most one grade scheme; everything fits somebody.

use super::Prover;
use super::facts::Assignment;
use super::groups::{Groups, fits, words_of};
use super::messages::{Why, weights as say};
use super::space::Space;
use crate::model::{Grade, IndicatorId, Scorecard, Whom};
use crate::types::LevelId;
use crate::words;

impl Prover<'_> {
    /// The scorecards and grades of one kind of subject.
    pub(super) fn cards(&mut self, space: &mut Space, level: LevelId) {
        let program = self.program;
        let cards: Vec<&Scorecard> = program.levels[level].scorecards.iter().map(|card| &program.scorecards[*card]).collect();
        let whoms: Vec<&Whom> = cards.iter().map(|card| &card.whom).collect();
        self.fit_somebody(space, level, &whoms, &words!("scorecard", "计分卡"));
        let groups = Groups::of(space, level, &whoms);
        let left_open = words!("whether everybody has exactly one scorecard", "每个对象是否恰好适用一张计分卡");
        if let Some(groups) = &groups
            && !cards.is_empty()
        {
            let count = |group: &Assignment| whoms.iter().filter(|whom| fits(space, whom, group)).count();
            let without = groups.all.iter().find(|group| count(group) == 0);
            let twice = twice(space, groups, &whoms);
            if !groups.complete && without.is_none() && twice.is_none() {
                self.unknown_groups(&whoms, &left_open);
            }
            if let Some(group) = without
                && let Some(last) = whoms.last()
            {
                let words = words_of(space, level, &groups.telling(group, |group| count(group) == 0));
                self.report(say::without_scorecard(last.span, &words));
            }
            if let Some((group, first, second)) = twice {
                let words = words_of(space, level, &groups.telling(group, |group| count(group) > 1));
                self.report(say::two_scorecards(second.span, first.span, &words));
            }
        }
        if groups.is_none() {
            self.unknown_groups(&whoms, &left_open);
        }
        let whoms: Vec<&Whom> = program.levels[level].consequences.iter().map(|id| &program.consequences[*id].whom).collect();
        self.fit_somebody(space, level, &whoms, &words!("consequence", "结果运用"));
        self.consequences_once(space, level);
        let grades: Vec<&Grade> = program.levels[level].grades.iter().map(|grade| &program.grades[*grade]).collect();
        let whoms: Vec<&Whom> = grades.iter().map(|grade| &grade.whom).collect();
        self.fit_somebody(space, level, &whoms, &words!("grade", "等次"));
        let groups = Groups::of(space, level, &whoms);
        let twice = groups.as_ref().and_then(|groups| twice(space, groups, &whoms));
        if twice.is_none() && whoms.len() > 1 && groups.as_ref().is_none_or(|groups| !groups.complete) {
            self.unknown_groups(&whoms, &words!("whether everybody has at most one scheme of grades", "每个对象是否至多适用一套等次"));
        }
        if let Some(groups) = &groups
            && let Some((group, first, second)) = twice
        {
            let count = |group: &Assignment| whoms.iter().filter(|whom| fits(space, whom, group)).count();
            let words = words_of(space, level, &groups.telling(group, |group| count(group) > 1));
            self.report(say::two_grades(second.span, first.span, &words));
        }
    }

    /// Says that the groups of subjects could not all be gone through.
    fn unknown_groups(&mut self, whoms: &[&Whom], what: &crate::text::Words) {
        if let Some(last) = whoms.last() {
            self.undecided(last.span, what, Why::BeyondSums);
        }
    }

    fn fit_somebody(&mut self, space: &mut Space, level: LevelId, whoms: &[&Whom], what: &crate::text::Words) {
        for whom in whoms {
            let Some(groups) = Groups::of(space, level, &[whom]) else { continue };
            if groups.mean_nobody(space, whom) {
                self.report(say::fits_nobody(whom.span, what, None));
            } else if groups.left_open(space, whom) {
                self.unknown_groups(&[whom], &words!("whether this is for anybody", "此处是否有适用的对象"));
            }
        }
    }

    /// Whether an indicator judges anybody.
    pub(super) fn judges_somebody(&mut self, space: &mut Space, id: IndicatorId) {
        let program = self.program;
        let indicator = &program.indicators[id];
        let cards: Vec<&Scorecard> = super::weights::cards_of(program, id).keys().map(|card| &program.scorecards[*card]).collect();
        let mut whoms: Vec<&Whom> = vec![&indicator.whom];
        whoms.extend(cards.iter().map(|card| &card.whom));
        let Some(groups) = Groups::of(space, indicator.whom.level, &whoms) else { return };
        let meant: Vec<&Assignment> = groups.all.iter().filter(|group| fits(space, &indicator.whom, group)).collect();
        let what = words!("indicator", "指标");
        if meant.is_empty() {
            if groups.mean_nobody(space, &indicator.whom) {
                self.report(say::fits_nobody(indicator.whom.span, &what, None));
            } else if groups.left_open(space, &indicator.whom) {
                self.unknown_groups(&[&indicator.whom], &words!("whether this is for anybody", "此处是否有适用的对象"));
            }
        } else if !cards.is_empty() && !meant.iter().any(|group| cards.iter().any(|card| fits(space, &card.whom, group))) {
            if !groups.complete {
                return self.unknown_groups(&[&indicator.whom], &words!("whether this is for anybody", "此处是否有适用的对象"));
            }
            let path = indicator.parts.first().map(|part| program.parts[*part].path.clone());
            self.report(say::fits_nobody(indicator.whom.span, &what, path.as_deref()));
        }
    }
}

/// A group that fits two of them, and the two.
fn twice<'g, 'w>(space: &Space, groups: &'g Groups, whoms: &[&'w Whom]) -> Option<(&'g Assignment, &'w Whom, &'w Whom)> {
    groups.all.iter().find_map(|group| {
        let mut fitting = whoms.iter().filter(|whom| fits(space, whom, group));
        Some((group, *fitting.next()?, *fitting.next()?))
    })
}
