//! Days after the closing day, and domains that hold nothing.

use super::Prover;
use super::messages::conditions as say;
use super::space::Space;
use crate::model::{Indicator, Method};
use crate::text::Span;
use crate::value::Day;

/// A year that closes by this month of its own was meant to close in the next.
const LATEST_CLOSING: i64 = 3;

impl Prover<'_> {
    /// What is due after the closing day is never due for the score.
    pub(super) fn days(&mut self, indicator: &Indicator) {
        let closes = self.program.header.closes;
        let header = self.program.header.span;
        let closing = ["closes", "截止"].into_iter().map(|word| self.word_in(header, word)).find(|found| *found != header);
        let closing = closing.map_or(header, |word| self.head(Span { end: header.end, ..word }));
        for input in &indicator.inputs {
            let input = &self.program.inputs[*input];
            // Of months the last one is due last.
            let due = if input.monthly.is_some() { input.due.max(input.due_for(self.program.header.year, 12)) } else { input.due };
            if due > closes {
                self.late(input.span, due, closing);
            }
        }
        for link in &indicator.chain.links {
            if let Method::Survey(survey) = &link.method
                && let (Some(due), Some(span)) = (survey.due.filter(|due| *due > closes), survey.due_span)
            {
                self.late(span, due, closing);
            }
            let Method::Steps(steps) = &link.method else { continue };
            for step in &steps.steps {
                if let Some(due) = step.due.filter(|due| *due > closes) {
                    self.late(step.span, due, closing);
                }
            }
        }
    }

    /// Says that what is written at `span` is due after the closing day; or, where it is the closing day that slipped, says so
    /// there, once for all that is due.
    fn late(&mut self, span: Span, due: Day, closing: Span) {
        let closes = self.program.header.closes;
        let span = self.day_in(span);
        self.report(match self.closing_meant().filter(|meant| due <= *meant) {
            Some(meant) => say::closes_before_the_year(self.behind_its_word(closing), closes, meant, (due, span)),
            None => say::after_closing(span, due, closes, closing),
        });
    }

    /// The closing day in the year after the rulebook's, where the one that was written lies in its first months or even
    /// before it: in January one writes the old year by habit.
    fn closing_meant(&self) -> Option<Day> {
        let header = &self.program.header;
        let slipped = header.year > 0 && header.closes.year() <= header.year && header.closes.month() <= LATEST_CLOSING;
        slipped.then(|| header.closes.in_year(header.year + 1))?
    }

    /// Whether every input of the indicator can have a value at all; says which cannot.
    pub(super) fn domains(&mut self, space: &mut Space, indicator: &Indicator) -> bool {
        let mut sound = true;
        for id in &indicator.inputs {
            let input = &self.program.inputs[*id];
            if input.limits.is_empty() || input.ty.is_error() {
                continue;
            }
            let atom = super::facts::Atom::Input(*id);
            let unknown = space.input(&atom, *id);
            let empty = space.facts_of(unknown).is_some_and(|known| known.interval.is_empty());
            if empty {
                sound = false;
                let limits = input.limits.iter().map(|limit| limit.span).reduce(Span::to);
                self.report(say::no_value(limits.unwrap_or(input.span), &input.name));
            }
        }
        sound
    }
}
