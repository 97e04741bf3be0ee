//! Values that can be missing where nothing catches it: after the chain, in grades, in scorecards, in whom a
//! declaration is for.

use super::Prover;
use super::aggregates::outcomes_of;
use super::context::Context;
use super::division::zero_of;
use super::facts::{Assignment, Atom, Facts, Outcome};
use super::messages::{Asker, Cure, Why, conditions as say};
use super::places::without_hidden;
use super::shapes::standing_in;
use super::space::Space;
use crate::diagnostics::{Applicability, Edit, Fix};
use crate::model::{Across, Change, Expr, ExprKind, ForEach, Function, Over, Program, RowOutcome, Whom};
use crate::text::{Language, Span, Words};
use crate::types::Type;
use crate::words;

impl Prover<'_> {
    /// Every value in `expr` that can be missing. In a condition a guard helps, in an amount a default.
    pub(super) fn look_for_missing(&mut self, space: &mut Space, expr: &Expr, context: &Context, asker: Asker) {
        if expr.ty.is_error() {
            return;
        }
        let (mut cases, overflow) = space.noting_overflow(|space| space.cases(expr));
        // That nobody asks them is first: no answer to it would help.
        cases.sort_by_key(|case| match &case.outcome {
            Outcome::Missing(atom, _) => space.lacking_at(atom, &case.facts).is_none(),
            Outcome::Number(_) | Outcome::Flag(_) | Outcome::Choice(_) | Outcome::Chosen(_) | Outcome::Other | Outcome::Zero(_) => true,
        });
        let (mut seen, mut open): (Vec<Span>, Vec<Span>) = (Vec::new(), Vec::new());
        for case in cases {
            let Outcome::Missing(atom, span) = &case.outcome else { continue };
            if seen.contains(span) {
                continue;
            }
            match can_miss(space, expr, &case.facts, context, overflow) {
                Some(true) => seen.push(*span),
                Some(false) => continue,
                None => {
                    open.push(*span);
                    continue;
                }
            }
            if let Some(inside) = self.missing_in_condition(space, expr, *span) {
                let text = without_hidden(space.sources.slice(inside));
                self.report(say::missing(
                    inside,
                    &text,
                    std::slice::from_ref(&text),
                    asker,
                    Cure { help: asked_first(&text), fix: None, declared: None, judged: None, row: None },
                ));
                continue;
            }
            let name = space.name_words(atom);
            // A named expression misses because of an input in it; the clause names the expression.
            let text = without_hidden(space.sources.slice(*span));
            let judged = space.lacking_at(atom, &case.facts);
            // What is missing of the parent may be its being of another kind.
            let own = judged.is_none() && !matches!(atom, Atom::ParentAttribute(_));
            let declared = if own { space.declared(atom) } else { None };
            let cure = self.cure(space, expr, declared, *span, matches!(asker, Asker::Condition | Asker::Whom));
            let cure = Cure { row: self.row_without_points(space, expr, atom), judged, ..cure };
            let own = judged.is_some() && expr_at(self.program, expr, *span).is_some_and(|read| !matches!(*read.kind, ExprKind::Let(_)));
            let name = if own || name.chinese == text { text.clone() } else { name.english };
            let names = self.all_that_lack(space, expr, *span, &case.facts).unwrap_or_else(|| vec![name]);
            self.report(say::missing(*span, &text, &names, asker, cure));
        }
        for span in open.into_iter().filter(|span| !seen.contains(span)) {
            let text = without_hidden(space.sources.slice(span));
            let words = words!("whether `{text}` can be missing here", "“{text}”在此处是否可能缺报", text = text);
            self.undecided(span, &words, if context.rough { Why::TooManyWays } else { space.why() });
        }
    }

    /// Every attribute in the condition of `whom` that can be missing, and every divisor in it that can be zero.
    pub(super) fn look_at_whom(&mut self, space: &mut Space, whom: &Whom) {
        if let Some(condition) = &whom.condition {
            self.look_for_zero(space, condition, &Context::open(), None);
            self.look_for_missing(space, condition, &Context::open(), Asker::Whom);
        }
    }

    /// What is missing where a function over what there is of several is: each of these.
    fn all_that_lack(&self, space: &mut Space, expr: &Expr, span: Span, facts: &Facts) -> Option<Vec<String>> {
        let ExprKind::Aggregate(aggregate) = &*expr_at(self.program, expr, span)?.kind else { return None };
        let Over::List(list) = &aggregate.over else { return None };
        let mut names = Vec::new();
        let cases: Vec<_> = list.iter().flat_map(|element| space.cases(element)).collect();
        for case in cases {
            if let Outcome::Missing(atom, _) = &case.outcome
                && case.facts.and(facts).is_some()
                && let name = space.name(atom)
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        (names.len() > 1).then_some(names)
    }

    /// What is missing in the condition that says which of others count, where that leaves their number open.
    fn missing_in_condition(&self, space: &Space, expr: &Expr, span: Span) -> Option<Span> {
        let found = expr_at(self.program, expr, span)?;
        let ExprKind::Across(across) = &*found.kind else { return None };
        let condition = match across {
            Across::Members { function: Function::Number, condition, .. } => *condition,
            Across::Answered(answered) => answered.condition,
            Across::Members { .. } | Across::Above { .. } | Across::Contest { .. } => None,
        };
        space.open_in_shared(condition?)
    }

    /// The row of a scale that says `not applicable`, where that is what is missing.
    fn row_without_points(&self, space: &mut Space, expr: &Expr, atom: &Atom) -> Option<Span> {
        standing_in(self.program, expr).find_map(|expr| {
            let ExprKind::Banded(banded) = &*expr.kind else { return None };
            let mut outcomes = outcomes_of(banded).filter(|_| space.banded_atom(expr) == *atom);
            outcomes.find(|(outcome, _)| matches!(outcome, RowOutcome::NotApplicable)).map(|(_, span)| span)
        })
    }

    /// What decides whether an entry counts, where its cell may be empty: the kind asked for, which is looked at before
    /// any condition, and what `once per` goes by, which is looked at behind it.
    pub(super) fn look_for_empty_cells(&mut self, space: &mut Space, change: &Change, each: &ForEach, context: &Context) {
        let fields = &self.program.registers[each.register].fields;
        let open = |space: &Space, place: usize, ways: &Context| {
            let atom = Atom::Field(each.register, place);
            let empty = ways.and(&Facts::presence(&atom, false));
            space.presence(&atom).can_be_missing() && !empty.is_dead(space)
        };
        if let Some((place, value)) = each.what
            && let Some(field) = fields.get(place).filter(|_| open(space, place, &Context::open()))
            && let Type::Choice(choice) = field.ty
            && let Some(value) = self.program.choices[choice].values.get(value)
        {
            let before = [&change.amount].into_iter().find(|amount| change.span.contains(amount.span) && amount.span.end < change.span.end);
            let behind = before.map(|amount| self.word_after(change.span, amount.span, &value.name));
            let span = behind.filter(|found| before.is_some_and(|amount| *found != amount.span));
            let span = span.unwrap_or_else(|| self.word_in(change.span, &value.name));
            let (register, field_name, value) = (&self.program.registers[each.register].name, &field.name, &value.name);
            let help = words!(
                "ask first: `for each entry in {register} where {field} is given and {field} is {value}`",
                "先问是否已报：“每有一次 {register} 中的 记录 其中 {field} 已报 且 {field} 为 {value}”",
                register = register,
                field = field_name,
                value = value
            );
            let cure = Cure { help, fix: None, declared: Some(field.span), judged: None, row: None };
            self.report(say::missing(span, field_name, std::slice::from_ref(field_name), Asker::Condition, cure));
        }
        if let Some(place) = each.once_per
            && let Some(field) = fields.get(place).filter(|_| open(space, place, context))
        {
            let word = ["once", "同一"].into_iter().map(|word| self.word_in(change.span, word)).find(|found| *found != change.span);
            let span = word.map_or(change.span, |word| self.word_after(change.span, word, &field.name));
            let help = words!("count those that have one: `where {field} is given`", "只计已填的：“其中 {field} 已报”", field = field.name);
            let cure = Cure { help, fix: None, declared: Some(field.span), judged: None, row: None };
            self.report(say::missing(span, &field.name, std::slice::from_ref(&field.name), Asker::Condition, cure));
        }
    }

    fn cure(&self, space: &Space, expr: &Expr, declared: Option<(Span, Type)>, span: Span, condition: bool) -> Cure {
        let chinese = space.sources.file(span.source).language() == Language::Chinese;
        let text = &without_hidden(space.sources.slice(span));
        let of_entry = expr_at(self.program, expr, span).is_some_and(|read| matches!(*read.kind, ExprKind::Field(_)));
        let plain_number = matches!(declared, Some((_, Type::Number | Type::Count))) && !of_entry;
        if let Some((input, Type::Flag)) = declared {
            let optional = space.sources.slice(input).contains("or empty") || space.sources.slice(input).contains("可空");
            let title = words!("write `, empty means no` behind the input", "在数据项后写“，空视为 否”");
            let fix = (!optional).then(|| Fix {
                title: title.clone(),
                edits: vec![Edit {
                    span: input.at_end(),
                    replacement: if chinese { ", 空视为 否".into() } else { ", empty means no".into() },
                }],
                applicability: Applicability::MaybeIncorrect,
            });
            return Cure { help: title, fix, declared: Some(input), judged: None, row: None };
        }
        let declared = declared.map(|(input, _)| input);
        if condition {
            let title = asked_first(text);
            let plain = !matches!(&*expr.kind, ExprKind::Either(..) | ExprKind::If(..) | ExprKind::Default(..) | ExprKind::Not(_));
            let inside = expr.span.contains(span);
            let asked = in_brackets(text);
            let guard = if chinese { format!("{asked} 已报 且 ") } else { format!("{asked} is given and ") };
            let fix = (plain && inside).then(|| Fix {
                title: title.clone(),
                edits: vec![Edit { span: expr.span.at_start(), replacement: guard }],
                applicability: Applicability::MaybeIncorrect,
            });
            return Cure { help: title, fix, declared, judged: None, row: None };
        }
        let ty = type_at(self.program, expr, span);
        if ty.as_ref().is_some_and(|ty| !ty.is_numeric()) {
            // No day and no choice stands for nothing.
            let help = words!(
                "say what counts then: `if {text} is given then … else …`",
                "写明缺报时如何计：“若 {text} 已报 则 … 否则 …”",
                text = text
            );
            return Cure { help, fix: None, declared, judged: None, row: None };
        }
        let zero = ty.map_or_else(|| Words::same("0"), |ty| zero_of(space, &ty));
        let title = words!(
            "say what counts then: `({text} else {e})`",
            "写明缺报时按多少计：“({text} 否则 {z})”",
            text = text,
            e = zero.english,
            z = zero.chinese
        );
        let default = if chinese { format!("({text} 否则 {})", zero.chinese) } else { format!("({text} else {})", zero.english) };
        let fix = plain_number.then(|| Fix {
            title: title.clone(),
            edits: vec![Edit { span, replacement: default }],
            applicability: Applicability::MaybeIncorrect,
        });
        Cure { help: title, fix, declared, judged: None, row: None }
    }
}

/// Whether what misses under `facts` can miss in a context; none where nobody knows. Where cases were drawn together or
/// conditions left aside it has to be shown.
fn can_miss(space: &mut Space, expr: &Expr, facts: &Facts, context: &Context, overflow: bool) -> Option<bool> {
    let ways: Vec<Facts> = context.ways.iter().filter_map(|way| way.and(facts)).filter(|facts| !space.excluded(facts)).collect();
    if ways.is_empty() {
        return Some(false);
    }
    let told_apart = |facts: &Facts| !(overflow || space.overflow && space.beyond_sums(facts));
    if !context.rough && ways.iter().any(told_apart) {
        return Some(true);
    }
    let missing = |space: &Space, found: &Assignment| {
        space.within_limits(found) && space.evaluate(expr, found) == Some(None) && context.is_met(space, found)
    };
    let (ways, all) = context.some_ways(space, ways);
    if all && ways.is_empty() {
        return Some(false);
    }
    ways.iter().any(|way| space.witness(way, &[], &missing).is_some()).then_some(true)
}

/// Help to ask whether something is given before it is used.
fn asked_first(text: &str) -> Words {
    words!("ask first: `{text} is given and …`", "先问是否已报：“{text} 已报 且 …”", text = in_brackets(text))
}

/// What is longer than a name in brackets, so that what follows is asked of all of it.
fn in_brackets(text: &str) -> String {
    if text.contains(char::is_whitespace) { format!("({text})") } else { text.to_owned() }
}

/// The type of what stands at a place of an expression, or of what it names.
fn type_at(program: &Program, expr: &Expr, span: Span) -> Option<Type> {
    expr_at(program, expr, span).map(|expr| expr.ty.clone())
}

/// What stands at a place of an expression, or of what it names.
fn expr_at<'e>(program: &'e Program, expr: &'e Expr, span: Span) -> Option<&'e Expr> {
    standing_in(program, expr).find(|expr| expr.span == span)
}
