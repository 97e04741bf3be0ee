//! Scales that nobody uses are still read, so that their faults do not wait for a use. A pattern means something in
//! the indicator that follows it alone, and is read there: one that nobody follows is said to be unread.

use std::rc::Rc;

use crate::check::checker::{Argument, Checker, Measured, Scope};
use crate::check::messages::meaning as say;

impl Checker<'_> {
    pub(super) fn warn_of_unused_patterns(&mut self) {
        // What is open to extension may have patterns for those who propose.
        if self.program.parts.values().any(|part| !part.open.is_empty()) {
            return;
        }
        // What cannot be read may have followed it.
        if self.parses.iter().any(|parse| !parse.broken.is_empty()) {
            return;
        }
        // Where an indicator follows what is not known, it may have meant any of them.
        let names = &self.names.patterns;
        let mut followed = self.indicators.iter().filter_map(|facts| facts.ast.follows.as_ref());
        if followed.any(|(name, _)| !names.contains_key(name.as_str())) {
            return;
        }
        for (place, (pattern, _)) in self.declared.patterns.clone().into_iter().enumerate() {
            if !self.used_patterns.contains(&place) {
                self.report(say::unused_pattern(pattern.name.span, &pattern.name.value));
            }
        }
    }

    pub(super) fn read_unused_bodies(&mut self) {
        for (place, (scale, span)) in self.declared.scales.clone().into_iter().enumerate() {
            // What is handed in here is faulty because nobody uses it, not because of what anybody wrote.
            let before = self.poisoned_at;
            let used = self.used_scales.contains(&place);
            if used || self.has_broken(span) {
                continue;
            }
            let bound = scale.parameters.iter().map(|name| (name.as_str(), Argument::Unknown));
            let value = self.poison(span);
            let scope = Scope {
                parameters: Some(Rc::new(bound.collect())),
                measured: Some(Measured { value: value.clone(), written_out: false }),
                scale_body: true,
                indicator: self.program.indicators.ids().next(),
                ..Scope::default()
            };
            self.table_rows(value, &scale.body, &scope, scale.held, span);
            self.poisoned_at = before;
        }
    }
}
