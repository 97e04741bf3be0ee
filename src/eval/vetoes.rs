//! What vetoes come to on a whole card: whether any holds, and how many.

use super::card::Card;
use super::found::Troubles;
use super::lasting::lasts;
use super::report::{Found, IndicatorScore, IndicatorState};

impl Card<'_> {
    /// Whether any veto holds on the card.
    pub(super) fn any_veto(&mut self) -> Found {
        let program = self.run.program;
        let mut troubles = Troubles::default();
        let mut any = false;
        for id in self.indicators.clone() {
            if program.indicators[id].vetoes.is_empty() {
                continue;
            }
            let Some(score) = self.score_of(id) else { return self.circle(program.indicators[id].span) };
            let open = self.vetoes_may_lapse(&score);
            for veto in &score.trace.vetoes {
                let holds = veto.holds == Some(true);
                // What may turn is as open as what it hangs on.
                let turns = if holds && lasts(&veto.condition) { None } else { self.uses_vetoes(id) };
                match open.as_ref().or(turns.as_ref()) {
                    Some(open) if holds => troubles.note(open),
                    Some(_) | None => any = any || holds,
                }
                turns.iter().for_each(|found| troubles.note(found));
                troubles.note(&veto.condition.found);
            }
        }
        match troubles.strongest() {
            Some(Found::Invalid(reasons)) => Found::Invalid(reasons),
            Some(_) | None if any => Found::flag(true),
            Some(found) => found,
            None => Found::flag(false),
        }
    }

    /// Why the vetoes of an indicator are open: of what may turn out not applicable none holds then.
    fn vetoes_may_lapse(&self, score: &IndicatorScore) -> Option<Found> {
        let open = match score.state {
            IndicatorState::Pending => Found::Pending(score.reasons.clone()),
            IndicatorState::Invalid => Found::Invalid(score.reasons.clone()),
            IndicatorState::Scored | IndicatorState::NotApplicable | IndicatorState::Waived => return None,
        };
        self.may_lapse(score).then_some(open)
    }

    /// How many vetoes hold on the card.
    pub(super) fn number_of_vetoes(&mut self) -> Found {
        let program = self.run.program;
        let mut troubles = Troubles::default();
        let mut holding = 0;
        for id in self.indicators.clone() {
            if program.indicators[id].vetoes.is_empty() {
                continue;
            }
            let Some(score) = self.score_of(id) else { return self.circle(program.indicators[id].span) };
            let open = self.vetoes_may_lapse(&score);
            for veto in &score.trace.vetoes {
                let holds = veto.holds == Some(true);
                holding += usize::from(holds);
                open.iter().filter(|_| holds).for_each(|found| troubles.note(found));
                let turns = if holds && lasts(&veto.condition) { None } else { self.uses_vetoes(id) };
                turns.iter().for_each(|found| troubles.note(found));
                troubles.note(&veto.condition.found);
            }
        }
        troubles.strongest().unwrap_or_else(|| Found::number(super::contest::whole(holding)))
    }
}
