//! Scorecards, grades, consequences and examples.

use super::layout::Doc;
use super::lines::Row;
use super::printer::{Piece, Printed, Printer};
use crate::syntax::Rule;
use crate::syntax::ast::{
    Consequence, ConsequenceRow, EntryLiteral, Example, ExampleCell, ExampleClause, ExampleValue, Examples, Expectation, ExpectedResult,
    ExprKind, GivenMonths, Grade, GradeRow, MethodName, Name, Part, PartClause, PartOption, Policy, Scorecard, Titled,
};
use crate::text::Spanned;

impl Printer<'_> {
    pub(super) fn scorecard(&mut self, scorecard: &Scorecard) -> Printed {
        let whom = self.whom(&scorecard.whom);
        let options = self.part_options(&scorecard.options);
        let head = Doc::words([self.word(Rule::kw_scorecard), whom, options]);
        let body = self.body(&scorecard.body, Self::part_clause);
        Printed::with(Row::alone(head), Some(body)).set_apart()
    }

    fn part_clause(&mut self, clause: &PartClause) -> Printed {
        match clause {
            PartClause::Part(part) => self.part(part),
            PartClause::Let(binding) => self.binding(binding),
            PartClause::TotalAtLeast(least, unless) => {
                let least = self.prefixed(Rule::kw_total_at_least, least);
                let unless = self.condition(Rule::kw_unless, unless.as_ref());
                let comma = if self.chinese() && !unless.is_nil() { Doc::text(",") } else { Doc::Nil };
                Printed::alone(Doc::words([Doc::Concat(vec![least, comma]), unless]))
            }
            PartClause::TotalAtMost(most) => Printed::alone(self.prefixed(Rule::kw_total_at_most, most)),
        }
    }

    fn part(&mut self, part: &Part) -> Printed {
        let options = self.part_options(&part.options);
        let row = Row::aligned("part", [self.name(&part.name), self.title(part.title.as_ref()), options]);
        let body = part.body.as_ref().map(|body| self.body(body, Self::part_clause));
        Printed::with(row, body)
    }

    fn part_options(&mut self, options: &[Spanned<PartOption>]) -> Doc {
        let pieces =
            options.iter().map(|option| Piece { span: option.span, doc: self.part_option(option), separator: ",".to_owned() }).collect();
        self.joined(pieces).group()
    }

    fn part_option(&mut self, option: &PartOption) -> Doc {
        match option {
            PartOption::Weight(weight) => {
                let word = if self.chinese() { self.word(Rule::kw_weight) } else { Doc::Nil };
                Doc::words([word, Doc::text(format!("{}%", weight.text))])
            }
            PartOption::OutOf(points) => self.prefixed(Rule::kw_out_of, points),
            PartOption::ScaledTo(points) => self.prefixed(Rule::kw_scaled_to, points),
            PartOption::BonusAtMost(points) => {
                let most = self.prefixed(Rule::kw_at_most, points);
                Doc::words([self.word(Rule::kw_bonus_part), most])
            }
            PartOption::Adjustment(low, high) => {
                let from = if self.chinese() { Doc::Nil } else { self.word(Rule::kw_from) };
                let range = self.range(low, false, high, false);
                Doc::words([self.word(Rule::kw_adjustment), from, range])
            }
            PartOption::AtLeastIndicators(number) => self.at_least_of(&number.text, Rule::kw_indicators),
            PartOption::AtLeastParts(number) => self.at_least_of(&number.text, Rule::kw_parts),
            PartOption::NotApplicable(policy) => {
                let policy = self.word(match policy {
                    Policy::Redistribute => Rule::kw_redistribute,
                    Policy::FullPoints => Rule::kw_full_points,
                    Policy::Zero => Rule::kw_zero,
                });
                Doc::words([self.word(Rule::kw_not_applicable), Doc::text("=>"), policy])
            }
            PartOption::Times(factor) => self.prefixed(Rule::kw_times, factor),
            PartOption::Rounded(rounding) => self.rounded(rounding),
            PartOption::OpenTo { by, at_most, each } => self.open_to(by, at_most, each.as_ref()),
        }
    }

    pub(super) fn grade(&mut self, grade: &Grade) -> Printed {
        let among = grade.among.as_ref().map_or(Doc::Nil, |among| self.among(among.value));
        let head = Doc::words([self.word(Rule::kw_grade), self.whom(&grade.whom), among]);
        let body = self.body(&grade.body, Self::grade_row);
        Printed::with(Row::alone(head), Some(body))
    }

    fn grade_row(&mut self, row: &GradeRow) -> Printed {
        match row {
            GradeRow::When(grade, condition) => {
                let condition = self.condition(Rule::kw_when, Some(condition));
                self.grade_cells(grade, condition)
            }
            GradeRow::Otherwise(grade) => {
                let otherwise = self.word(Rule::kw_otherwise);
                self.grade_cells(grade, otherwise)
            }
            GradeRow::AtOnce(grade, condition) => {
                let condition = self.condition(Rule::kw_when, Some(condition));
                let name = Doc::words([self.name(&grade.name), self.title(grade.title.as_ref())]);
                let at_once = self.word(Rule::kw_at_once);
                Printed::alone(Doc::words(if self.chinese() { [at_once, name, condition] } else { [name, at_once, condition] }))
            }
            GradeRow::AtMost(grade, condition) => {
                let condition = self.condition(Rule::kw_when, Some(condition));
                Printed::alone(Doc::words([self.word(Rule::kw_grade_at_most), self.name(grade), condition]))
            }
        }
    }

    fn grade_cells(&self, grade: &Titled, rest: Doc) -> Printed {
        Printed::row(Row::aligned("grade", [self.name(&grade.name), self.title(grade.title.as_ref()), rest]))
    }

    pub(super) fn consequence(&mut self, consequence: &Consequence) -> Printed {
        let head = Doc::words([self.word(Rule::kw_consequence), self.whom(&consequence.whom)]);
        let body = self.body(&consequence.body, Self::consequence_row);
        Printed::with(Row::alone(head), Some(body))
    }

    fn consequence_row(&mut self, row: &ConsequenceRow) -> Printed {
        let condition = self.condition(Rule::kw_when, Some(&row.condition));
        Printed::row(Row::aligned("consequence", [self.text(&row.text), condition]))
    }

    pub(super) fn example(&mut self, example: &Example) -> Printed {
        let head = Doc::words([self.word(Rule::kw_example), self.text(&example.title), self.word(Rule::kw_of), self.name(&example.of)]);
        let body = self.body(&example.body, Self::example_clause);
        Printed::with(Row::alone(head), Some(body))
    }

    /// `in January to June`, 于 1月 至 6月
    fn given_months(&self, months: GivenMonths) -> Doc {
        let what = match months {
            GivenMonths::Each => self.word(Rule::kw_each_month),
            GivenMonths::From { first, last } => {
                let to = last.map_or(Doc::Nil, |last| Doc::words([self.word(Rule::kw_range_to), Doc::text(self.month_literal(last))]));
                Doc::words([Doc::text(self.month_literal(first)), to])
            }
        };
        Doc::words([self.word(Rule::kw_in_month), what])
    }

    fn example_clause(&mut self, clause: &ExampleClause) -> Printed {
        match clause {
            ExampleClause::Given { subject, values } => {
                let pieces = values
                    .iter()
                    .map(|given| {
                        let path = &given.path;
                        let months = given.months.as_ref().map_or(Doc::Nil, |months| self.given_months(months.value));
                        let value = match &given.value {
                            ExampleValue::Value(value) => self.expr(value),
                            ExampleValue::Missing => self.word(Rule::kw_missing),
                            ExampleValue::Invalid => self.word(Rule::kw_invalid),
                        };
                        let doc = Doc::words([Doc::text(self.path(path)), months, Doc::text("="), value]);
                        Piece { span: path.span, doc, separator: ",".to_owned() }
                    })
                    .collect();
                let values = self.joined(pieces).group();
                Printed::alone(Doc::words([self.word(Rule::kw_given), subject_of(subject.as_ref()), values]))
            }
            ExampleClause::Entries { subject, register, entries } => {
                let pieces = entries.iter().map(|entry| self.entry(entry)).collect();
                let list = self.joined_one_to_a_line(pieces).group().hang();
                let (register, noun) = (self.name(register), self.word(Rule::kw_entries));
                let of = if self.chinese() {
                    Doc::words([register, self.word(Rule::kw_among), noun])
                } else {
                    Doc::words([noun, self.word(Rule::kw_in), register])
                };
                let colon = if entries.is_empty() { Doc::Nil } else { Doc::text(":") };
                let of = Doc::Concat(vec![of, colon]);
                Printed::alone(Doc::words([self.word(Rule::kw_given), subject_of(subject.as_ref()), of, list]))
            }
            ExampleClause::Ballots { subject, group, ballots } => self.example_ballots(subject.as_ref(), group, ballots),
            ExampleClause::Ruling { subject, award, indicator, points } => {
                let kind = self.word(if *award { Rule::kw_award } else { Rule::kw_exemption });
                let of = indicator.as_ref().map_or(Doc::Nil, |indicator| Doc::words([self.word(Rule::kw_of), self.name(indicator)]));
                let effect = match points {
                    Some(points) => self.expr(points),
                    None => self.word(Rule::kw_not_applicable),
                };
                Printed::alone(Doc::words([self.word(Rule::kw_given), subject_of(subject.as_ref()), kind, of, effect]))
            }
            ExampleClause::Expect(expectations) => {
                let pieces = expectations
                    .iter()
                    .map(|expected| Piece { span: expected.result.span, doc: self.expectation(expected), separator: ",".to_owned() })
                    .collect();
                let expectations = self.joined(pieces).group();
                Printed::alone(Doc::words([self.word(Rule::kw_expect), expectations]))
            }
        }
    }

    fn entry(&mut self, entry: &EntryLiteral) -> Piece {
        let pieces: Vec<Piece> = entry
            .fields
            .iter()
            .map(|(name, value)| {
                let doc = Doc::words([self.name(name), self.expr(value)]);
                Piece { span: name.span.to(value.span), doc, separator: ",".to_owned() }
            })
            .collect();
        let first = pieces.first().map(|piece| piece.span);
        let last = pieces.last().map(|piece| piece.span);
        let fields = super::expression::bracketed("(", self.joined(pieces), ")");
        let times = entry
            .times
            .as_ref()
            .map_or(Doc::Nil, |times| Doc::words([Doc::text(&times.text), self.counted(&times.text, Rule::kw_times_over)]));
        let end = entry.times.as_ref().map(|times| times.span).or(last);
        let span = first.or(end).map(|start| end.map_or(start, |end| start.to(end)));
        Piece { span: span.unwrap_or_else(|| self.nowhere()), doc: Doc::words([fields, times]), separator: ",".to_owned() }
    }

    fn expectation(&mut self, expected: &Expectation) -> Doc {
        let subject = expected.subject.as_ref().map_or(Doc::Nil, |subject| self.name(subject));
        let result = match &expected.result.value {
            ExpectedResult::Points(points) => self.expr(points),
            ExpectedResult::Total(total) => self.prefixed(Rule::kw_total, total),
            ExpectedResult::Place(place) => self.prefixed(Rule::kw_place, place),
            ExpectedResult::Grade(grade) => Doc::words([self.word(Rule::kw_grade), self.name(grade)]),
            ExpectedResult::Consequence(text) => Doc::words([self.word(Rule::kw_consequence), self.text(text)]),
            ExpectedResult::NoConsequence => self.word(Rule::kw_no_consequence),
            ExpectedResult::NotApplicable => self.word(Rule::kw_not_applicable),
            ExpectedResult::Waived => self.word(Rule::kw_waived),
            ExpectedResult::Pending => self.word(Rule::kw_pending),
            ExpectedResult::Invalid => self.word(Rule::kw_invalid),
            ExpectedResult::Error(code) => Doc::words([self.word(Rule::kw_error), Doc::text(code)]),
        };
        let from = match &expected.from {
            Some(method) => Doc::words([self.word(Rule::kw_from_method), self.word(method_word(method.value))]),
            None => Doc::Nil,
        };
        Doc::words([subject, result, from])
    }

    pub(super) fn examples(&mut self, examples: &Examples) -> Printed {
        let head = Doc::words([self.word(Rule::kw_examples), self.text(&examples.title), self.word(Rule::kw_of), self.name(&examples.of)]);
        let mut head_row = true;
        let body = self.body(&examples.body, |printer, cells| {
            let head_row = std::mem::replace(&mut head_row, false);
            let cells = cells.iter().enumerate().map(|(index, cell)| {
                let cell = printer.column(cell).filter(|_| head_row).unwrap_or_else(|| printer.example_cell(cell));
                if index == 0 { cell } else { Doc::words([Doc::text("|"), cell]) }
            });
            Printed::row(Row::aligned("case", cells.collect::<Vec<_>>()))
        });
        Printed::with(Row::alone(head), Some(body))
    }

    /// The columns of points and methods by their words: 得分, 评价方式.
    fn column(&self, cell: &ExampleCell) -> Option<Doc> {
        let ExampleCell::Value(expr) = cell else { return None };
        let ExprKind::Path(path) = &*expr.kind else { return None };
        let [name] = path.names.as_slice() else { return None };
        let rule = match name.value.as_str() {
            "points" => Rule::kw_score,
            "method" => Rule::kw_method,
            "consequence" => Rule::kw_consequence,
            _ => return None,
        };
        self.chinese().then(|| self.word(rule))
    }

    fn example_cell(&mut self, cell: &ExampleCell) -> Doc {
        match cell {
            ExampleCell::Value(value) => self.expr(value),
            ExampleCell::Error(code) => Doc::words([self.word(Rule::kw_error), Doc::text(code)]),
            ExampleCell::NoConsequence => self.word(Rule::kw_no_consequence),
            ExampleCell::NotApplicable => self.word(Rule::kw_not_applicable),
            ExampleCell::Pending => self.word(Rule::kw_pending),
            ExampleCell::Invalid => self.word(Rule::kw_invalid),
            ExampleCell::Missing => self.word(Rule::kw_missing),
        }
    }
}

pub(super) fn subject_of(subject: Option<&Name>) -> Doc {
    subject.map_or(Doc::Nil, |subject| Doc::text(format!("{}:", subject.value)))
}

fn method_word(method: MethodName) -> Rule {
    match method {
        MethodName::Quantify => Rule::kw_quantify,
        MethodName::Steps => Rule::kw_steps,
        MethodName::State => Rule::kw_state,
        MethodName::Survey => Rule::kw_survey,
        MethodName::Start => Rule::kw_start,
        MethodName::Compete => Rule::kw_compete,
    }
}
