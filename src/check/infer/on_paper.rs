//! Conditions as they stand on paper, where the grammar makes a name or a unit of them: 前三名, 人数10人以上且造假, 当 90分以上.

use super::path::given;
use crate::check::checker::{Checker, Scope};
use crate::check::messages::{
    names::{self as say, Unreached},
    types as say_type,
};
use crate::check::names::Suggestion;
use crate::model::Expr;
use crate::syntax::{
    Asks, Known, OnPaper, Rule,
    ast::{self, Name},
    band_of_nothing, compares_behind, condition_in_other_words, condition_on_paper, keywords, reads_with,
};
use crate::text::{Language, Span};
use crate::types::Type;

impl<'a> Checker<'a> {
    /// Whether the statement at a place can be read with other words there: what cannot be typed is no help.
    pub fn reads_with(&self, span: Span, meant: &str) -> bool {
        reads_with(self.sources.file(span.source), span, meant)
    }

    /// What is meant by a condition on paper.
    fn meant_on_paper(&self, text: &str, language: Language, scope: &Scope<'a>) -> Option<OnPaper> {
        let names = self.visible_names(scope);
        let is_name = |name: &str| names.iter().any(|known| known == name);
        let known = |name: &str| is_name(name) || self.names.units.contains_key(name);
        let condition = |text: &str| {
            let itself = is_name(text).then(|| text.to_owned());
            itself.or_else(|| self.asks_grade(text, scope)).or_else(|| self.spaced(text).map(|spaced| spaced.name))
        };
        condition_on_paper(text, language, &Known { name: &known, condition: &condition, total: self.has_total(scope) })
    }

    /// 等次为优秀 in words of the language.
    fn asks_grade(&self, text: &str, scope: &Scope<'a>) -> Option<String> {
        let [grade, is] = [Rule::kw_grade, Rule::kw_is].map(|rule| keywords::printed(rule, Language::Chinese));
        let name = text.strip_prefix(grade)?.strip_prefix(is)?;
        let grades = &self.program.choices[self.program.levels[scope.level?].grade_names?].values;
        grades.iter().any(|value| value.name == name).then(|| format!("{grade} {is} {name}"))
    }

    /// Whether a total can be read here, and there is one.
    fn has_total(&self, scope: &Scope<'a>) -> bool {
        scope.results && !self.lacks("total", scope)
    }

    /// Reports 前三名, 总分80分以上, `place is first`: a condition as it stands on paper, of which the grammar makes a name.
    pub(super) fn on_paper(&mut self, name: &Name, scope: &Scope<'a>, expected: Option<&Type>) -> Option<Expr> {
        let language = if name.is_ascii() { Language::English } else { Language::Chinese };
        let Some(meant) = self.meant_on_paper(name, language, scope) else {
            let condition = expected == Some(&Type::Flag) && !name.is_ascii();
            return if condition { self.names_nothing(name.span, name, language) } else { None };
        };
        // 件数低于5 is in words of the language, and lacks its spaces alone.
        let ends_in_number = |spaced: &Suggestion| {
            let of_same = spaced.name.split(' ').next() == meant.written.split(' ').next();
            of_same && spaced.name.rsplit(' ').next().is_some_and(|last| last.starts_with(|letter: char| letter.is_ascii_digit()))
        };
        if meant.asks == Asks::Value && self.spaced(name).is_some_and(|spaced| ends_in_number(&spaced)) {
            return None;
        }
        let of_place = meant.asks != Asks::Value;
        // `last` and `first` are words that many things may be called by.
        if of_place && !scope.results && name.is_ascii() {
            return None;
        }
        if of_place && scope.results && self.lacks("place", scope) {
            return Some(self.poison_without("place", scope, name.span));
        }
        if let Some(told) = self.result_not_known_yet(name, &meant.written, scope) {
            return Some(told);
        }
        let found = match meant.asks {
            // 名次 为 第1名: the place alone.
            Asks::Place(Some(number)) if matches!(expected, Some(Type::Number | Type::Count)) => {
                say::unknown_name(name, Some(Suggestion::new(number.to_string())), None)
            }
            Asks::Place(_) | Asks::Share | Asks::Value => {
                let meant = Some(meant.written).filter(|meant| self.reads_with(name.span, meant));
                say::unknown_name(name, meant.map(Suggestion::new), None)
            }
        };
        self.report(found);
        Some(self.poison(name.span))
    }

    /// Reports a condition on a total or a place in an indicator: who wrote it with its spaces would be told that it is not
    /// known there, and that is what is at fault.
    pub(super) fn result_not_known_yet(&mut self, name: &Name, meant: &str, scope: &Scope<'a>) -> Option<Expr> {
        let result = |word: &str| {
            let word = word.trim_start_matches('(');
            let word = if keywords::spells(word, Rule::kw_no_veto) { "veto" } else { given(word) };
            let of_card = ["total", "place", "competitors", "veto"].into_iter().find(|result| *result == word);
            let of_grade = (word == "grade" && scope.reader.is_none() && !scope.grades).then_some("grade");
            of_card.filter(|_| !scope.results).or(of_grade)
        };
        let result = meant.split(' ').find_map(result)?;
        self.report(say::out_of_reach(name.span, name, Unreached::Given(result)));
        Some(self.poison(name.span))
    }

    /// Reports 90分以上 and 总分≥90分且无否决 where a condition stands: what is behind a number is no unit then.
    pub(super) fn band_as_condition(&mut self, written: &'a ast::Expr, scope: &Scope<'a>) -> Option<Expr> {
        let unit_of = |value: &ast::Expr| if let ast::ExprKind::Quantity(_, unit) = &*value.kind { Some(unit.value.clone()) } else { None };
        // 人数80-90分且造假 is read as a difference.
        let unit = if let ast::ExprKind::Compare(_, _, right) | ast::ExprKind::Arithmetic(_, _, right) = &*written.kind {
            unit_of(right)?
        } else {
            unit_of(written)?
        };
        if unit.is_ascii() || self.names.units.contains_key(&unit) || !compares_behind("", &unit) && !unit.contains('且') {
            return None;
        }
        let (span, language) = (written.span, self.language(written.span));
        let text = Name::new(self.sources.slice(span).to_owned(), span);
        let meant = self.meant_on_paper(&text, language, scope);
        let of_place = meant.as_ref().is_some_and(|meant| meant.asks != Asks::Value);
        if of_place && scope.results && self.lacks("place", scope) {
            return Some(self.poison_without("place", scope, span));
        }
        if let Some(told) = meant.as_ref().and_then(|meant| self.result_not_known_yet(&text, &meant.written, scope)) {
            return Some(told);
        }
        let meant = meant.map(|meant| meant.written).filter(|meant| self.reads_with(span, meant));
        let Some(meant) = meant else {
            let told = self.names_nothing(span, &text, language);
            if told.is_none() && matches!(&*written.kind, ast::ExprKind::Arithmetic(..)) {
                self.report(say_type::not_a_condition(span, &self.type_words(&Type::Number)));
                return Some(self.poison(span));
            }
            return told;
        };
        self.report(condition_in_other_words(span, &text, &meant));
        Some(self.poison(span))
    }

    /// Reports a band where a condition stands, of which nobody knows what it is about: 扣 1 当 10人以上.
    fn names_nothing(&mut self, span: Span, text: &str, language: Language) -> Option<Expr> {
        let meant = band_of_nothing(text, language, &|name| self.names.units.contains_key(name))?;
        self.report(say_type::band_of_nothing(span, text, &meant));
        Some(self.poison(span))
    }
}
