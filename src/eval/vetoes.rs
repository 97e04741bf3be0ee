//! What vetoes come to on a whole card: whether any holds, and how many.

use super::card::Card;
use super::contest::whole;
use super::found::Troubles;
use super::lasting::lasts;
use super::report::{Found, IndicatorScore, IndicatorState};

/// The vetoes of a card that hold, and what keeps that from being said for good.
#[derive(Default)]
struct Holding {
    /// How many hold, those that may yet turn included.
    count: usize,
    /// Whether any of them holds whatever becomes of what is open.
    any_for_good: bool,
    troubles: Troubles,
}

impl Card<'_> {
    /// Whether any veto holds on the card.
    pub(super) fn any_veto(&mut self) -> Found {
        let holding = match self.vetoes_that_hold() {
            Ok(holding) => holding,
            Err(circle) => return circle,
        };
        match holding.troubles.strongest() {
            Some(Found::Invalid(reasons)) => Found::Invalid(reasons),
            Some(_) | None if holding.any_for_good => Found::flag(true),
            Some(found) => found,
            None => Found::flag(false),
        }
    }

    /// How many vetoes hold on the card.
    pub(super) fn number_of_vetoes(&mut self) -> Found {
        match self.vetoes_that_hold() {
            Ok(holding) => holding.troubles.strongest().unwrap_or_else(|| Found::number(whole(holding.count))),
            Err(circle) => circle,
        }
    }

    /// Looks at every veto of the card; the circle, where one of its indicators is being computed right now.
    fn vetoes_that_hold(&mut self) -> Result<Holding, Found> {
        let program = self.run.program;
        let mut holding = Holding::default();
        for id in self.indicators.clone() {
            if program.indicators[id].vetoes.is_empty() {
                continue;
            }
            let Some(score) = self.score_of(id) else { return Err(self.circle(program.indicators[id].span)) };
            let may_lapse = self.vetoes_may_lapse(&score);
            for veto in &score.trace.vetoes {
                let holds = veto.holds == Some(true);
                // What may turn is as open as what it hangs on.
                let turns = if holds && lasts(&veto.condition) { None } else { self.uses_vetoes(id) };
                holding.count += usize::from(holds);
                holding.any_for_good |= holds && may_lapse.is_none() && turns.is_none();
                may_lapse.iter().filter(|_| holds).chain(&turns).for_each(|open| holding.troubles.note(open));
                holding.troubles.note(&veto.condition.found);
            }
        }
        Ok(holding)
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
}
