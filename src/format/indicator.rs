//! Indicators, and what happens after the chain of methods.

use super::layout::{CONTINUATION, Doc, width};
use super::lines::Row;
use super::printer::{Printed, Printer};
use crate::syntax::Rule;
use crate::syntax::ast::{Change, Collection, Direction, ForEvery, Gravity, Indicator, IndicatorClause, Joint, Let, Partial, Side, Times};
use crate::text::Language;

/// A longer amount does not push the clauses of its neighbours to the right.
const WIDEST_AMOUNT: usize = 10;

impl Printer<'_> {
    pub(super) fn indicator(&mut self, indicator: &Indicator) -> Printed {
        let whom = self.whom(&indicator.whom);
        let led_by = if indicator.led_by.is_empty() {
            Doc::Nil
        } else {
            let names = self.parties(&indicator.led_by);
            Doc::words([self.word(Rule::kw_led_by), names])
        };
        let follows = match &indicator.follows {
            Some((pattern, arguments)) => {
                let call = self.call(pattern, arguments);
                self.around(Rule::kw_follows, call, Rule::kw_per, Rule::kw_pattern)
            }
            None => Doc::Nil,
        };
        let head = Doc::words([
            self.head(Rule::kw_indicator, &indicator.name),
            self.title(indicator.title.as_ref()),
            self.word(Rule::kw_in_part),
            Doc::text(self.path(&indicator.part)),
            self.word(Rule::kw_for),
            whom,
            led_by,
            follows,
        ]);
        let Some(body) = &indicator.body else { return Printed::alone(head) };
        let body = self.body(body, Self::indicator_clause);
        Printed::with(Row::alone(head), Some(body)).set_apart()
    }

    pub(super) fn indicator_clause(&mut self, clause: &IndicatorClause) -> Printed {
        match clause {
            IndicatorClause::Points { full, bonus } => {
                let full = self.expr(full);
                let points = match bonus {
                    Some(bonus) => Doc::words([Doc::Concat(vec![full, Doc::text(",")]), self.prefixed(Rule::kw_bonus_at_most, bonus)]),
                    None => full,
                };
                self.about(Rule::kw_points_clause, points)
            }
            IndicatorClause::PointsFrom(low, high) => {
                let from = if self.chinese() { Doc::Nil } else { self.word(Rule::kw_from) };
                let range = self.range(low, false, high, false);
                self.about(Rule::kw_points_clause, Doc::words([from, range]))
            }
            IndicatorClause::LedBy(names) => {
                let names = self.parties(names);
                self.about(Rule::kw_led_by, names)
            }
            IndicatorClause::SupportedBy(names) => {
                let names = self.parties(names);
                self.about(Rule::kw_supported_by, names)
            }
            IndicatorClause::CollectedBy(way, source) => {
                let way = self.word(match way.value {
                    Collection::System => Rule::kw_system,
                    Collection::Inspection => Rule::kw_inspection,
                    Collection::Assessment => Rule::kw_assessment,
                });
                self.about(Rule::kw_collected_by, Doc::words([way, self.title(source.as_ref())]))
            }
            IndicatorClause::Basis(basis) => self.about(Rule::kw_basis, self.text(basis)),
            IndicatorClause::Formerly(name) => self.about(Rule::kw_formerly, Doc::text(name.value.clone())),
            IndicatorClause::Input(input) => self.input(input),
            IndicatorClause::Let(binding) => self.binding(binding),
            IndicatorClause::Chain(link) => self.chain_link(link),
            IndicatorClause::Change(change) => self.change(change),
            IndicatorClause::Joint(joint) => self.joint(joint),
            IndicatorClause::Ceiling(most, condition) => {
                let most = self.prefixed(Rule::kw_at_most, most);
                let condition = self.condition(Rule::kw_when, Some(condition));
                Printed::alone(Doc::words([most, condition]))
            }
            IndicatorClause::Warn { gravity, title, condition } => {
                let gravity = gravity.map_or(Doc::Nil, |gravity| {
                    self.word(match gravity {
                        Gravity::Serious => Rule::kw_serious,
                        Gravity::Moderate => Rule::kw_moderate,
                        Gravity::Minor => Rule::kw_minor,
                    })
                });
                let condition = self.condition(Rule::kw_when, Some(condition));
                Printed::alone(Doc::words([self.word(Rule::kw_warn), gravity, self.title(Some(title)), condition]))
            }
            IndicatorClause::Veto(condition, points) => {
                let condition = self.condition(Rule::kw_when, Some(condition));
                let points = self.expr(points);
                Printed::alone(Doc::words([self.word(Rule::kw_veto), condition, Doc::text("=>"), points]))
            }
        }
    }

    /// A clause of the head of an indicator, its value in a column with those of its neighbours.
    fn about(&self, keyword: Rule, value: Doc) -> Printed {
        Printed::row(Row::aligned("about", [self.word(keyword), value]))
    }

    pub(super) fn binding(&mut self, binding: &Let) -> Printed {
        let value = self.expr(&binding.value);
        Printed::row(Row::aligned("let", [self.head(Rule::kw_let, &binding.name), Doc::words([Doc::text("="), value])]))
    }

    fn change(&mut self, change: &Change) -> Printed {
        let (direction, amount) = (change.direction.value, self.expr(&change.amount));
        let often = self.often(&change.times);
        let once_per = change.once_per.as_ref().map_or(Doc::Nil, |field| {
            let counted = if self.chinese() { self.word(Rule::kw_counted_once) } else { Doc::Nil };
            Doc::words([self.word(Rule::kw_once_per), self.name(field), counted])
        });
        let at_most = change.at_most.as_ref().map_or(Doc::Nil, |most| self.prefixed(Rule::kw_at_most, most));
        let each_source = change.each_source.as_ref().map_or(Doc::Nil, |(most, level)| {
            let (level, most) = (self.name(level), self.prefixed(Rule::kw_at_most, most));
            Doc::words(if self.chinese() {
                [self.word(Rule::kw_each_source), level, most]
            } else {
                [most, self.word(Rule::kw_for_each), level]
            })
        });
        self.change_row(direction, amount, often, [once_per, each_source, at_most])
    }

    /// `deduct`, how much, how often and up to where, in columns; in Chinese how often comes first.
    pub(super) fn change_row(&self, direction: Direction, amount: Doc, often: Often, limits: impl IntoIterator<Item = Doc>) -> Printed {
        let verb = self.word(direction_word(direction));
        let before = matches!(often, Often::First(_));
        let cells = match often {
            Often::First(often) => vec![often, comma_separated([Doc::words([verb, amount])].into_iter().chain(limits))],
            Often::Last(often) => {
                let short = amount.flat().is_some_and(|amount| width(&amount) <= WIDEST_AMOUNT) && !often.is_nil();
                if short {
                    vec![verb, amount, comma_separated([often].into_iter().chain(limits))]
                } else {
                    vec![verb, comma_separated([Doc::words([amount, often])].into_iter().chain(limits))]
                }
            }
        };
        let one_order = cells.len() > 1 && (!self.chinese() || before);
        Printed::row(if one_order { Row::aligned("change", cells) } else { Row::alone(Doc::words(cells)) })
    }

    fn often(&mut self, times: &Times) -> Often {
        match times {
            Times::Once => Often::Last(Doc::Nil),
            Times::When(condition) => {
                let condition = self.condition(Rule::kw_when, Some(condition));
                self.placed(condition)
            }
            Times::ForEach { what, every_entry, register, as_field, condition } => {
                let as_field = as_field.as_ref().map_or(Doc::Nil, |field| Doc::words([self.word(Rule::kw_as), self.name(field)]));
                let condition = self.condition(Rule::kw_where, condition.as_ref());
                let (what, register) = (self.name(what), self.name(register));
                let words = match (self.language, every_entry) {
                    (Language::English, true) => {
                        vec![self.word(Rule::kw_for_each), self.word(Rule::kw_entry), self.word(Rule::kw_in), register]
                    }
                    (Language::English, false) => vec![self.word(Rule::kw_for_each), what, self.word(Rule::kw_in), register],
                    (Language::Chinese, true) => vec![self.word(Rule::kw_each_time), register],
                    (Language::Chinese, false) => vec![self.word(Rule::kw_each_time), register, self.word(Rule::kw_among), what],
                };
                self.placed(Doc::words(words.into_iter().chain([as_field, condition])))
            }
            Times::ForEvery(every) => match (self.language, &every.of) {
                (Language::Chinese, Some(of)) => {
                    let of = self.prefixed(Rule::kw_per, of);
                    let beyond = self.beyond(every);
                    Often::First(Doc::words([of, beyond, self.every(every)]))
                }
                (Language::Chinese | Language::English, _) => Often::Last(self.for_every(every)),
            },
        }
    }

    fn placed(&self, often: Doc) -> Often {
        if self.chinese() { Often::First(often) } else { Often::Last(often) }
    }

    /// `for every full 1 pp above 98%`; also where the Chinese order has no place for a piece of it.
    pub(super) fn for_every(&mut self, every: &ForEvery) -> Doc {
        let step = self.expr(&every.step);
        let of = every.of.as_ref().map_or(Doc::Nil, |of| self.prefixed(Rule::kw_of, of));
        let beyond = self.beyond(every);
        let (before, after) = match every.partial.value {
            Partial::Full => (self.word(Rule::kw_full), Doc::Nil),
            Partial::OrPart => (Doc::Nil, self.word(Rule::kw_or_part)),
            Partial::InProportion => (Doc::Nil, self.word(Rule::kw_in_proportion)),
            Partial::Unsaid => (Doc::Nil, Doc::Nil),
        };
        Doc::words([self.word(Rule::kw_for_every), before, step, after, of, beyond])
    }

    /// 每满 1个百分点, 每 3%(不足按整计), 每 3% 按比例
    pub(super) fn every(&mut self, every: &ForEvery) -> Doc {
        let step = self.expr(&every.step);
        match every.partial.value {
            Partial::Full => Doc::words([self.word(Rule::kw_every_full), step]),
            Partial::OrPart => Doc::Concat(vec![self.word(Rule::kw_every), Doc::text(" "), step, self.part_as_whole()]),
            Partial::InProportion => Doc::words([self.word(Rule::kw_every), step, self.word(Rule::kw_in_proportion)]),
            Partial::Unsaid => Doc::words([self.word(Rule::kw_every), step]),
        }
    }

    /// (不足按整计)
    pub(super) fn part_as_whole(&self) -> Doc {
        Doc::text(format!("({})", self.spelling(Rule::kw_part_as_whole)))
    }

    /// `above 98%`, or nothing.
    pub(super) fn beyond(&mut self, every: &ForEvery) -> Doc {
        let Some((side, from)) = &every.beyond else { return Doc::Nil };
        let side = match side.value {
            Side::Above => Rule::kw_above,
            Side::Below => Rule::kw_below,
        };
        self.prefixed(side, from)
    }

    fn joint(&mut self, joint: &Joint) -> Printed {
        let (verb, in_all) = (self.word(direction_word(joint.direction.value)), self.word(Rule::kw_in_all));
        let most = self.prefixed(Rule::kw_at_most, &joint.at_most);
        let head = Doc::words(if self.chinese() { [verb, in_all, most] } else { [verb, most, in_all] });
        let body = self.body(&joint.body, Self::change);
        Printed::with(Row::alone(head), Some(body))
    }
}

/// How often a change happens, and whether that stands before or behind what it changes.
pub(super) enum Often {
    First(Doc),
    Last(Doc),
}

pub(super) fn direction_word(direction: Direction) -> Rule {
    match direction {
        Direction::Add => Rule::kw_add,
        Direction::Deduct => Rule::kw_deduct,
    }
}

/// The pieces that print anything, with commas.
pub(super) fn comma_separated(parts: impl IntoIterator<Item = Doc>) -> Doc {
    let mut out = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_nil()) {
        if out.is_empty() {
            out.push(part);
        } else {
            out.extend([Doc::text(","), Doc::Concat(vec![Doc::Line, part]).group().indent(CONTINUATION)]);
        }
    }
    Doc::Concat(out)
}
