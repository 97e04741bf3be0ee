//! Names behind a point, and names that mean nothing here.

use super::path::{given, read_of};
use crate::check::checker::{Checker, Scope, expr, points};
use crate::check::messages::{
    Thing,
    names::{self as say, Unreached},
};
use crate::check::names::{Suggestion, nearest, other_word};
use crate::diagnostics::{Applicability, Diagnostic};
use crate::model::{Expr, ExprKind, IndicatorId, IndicatorResult, PartId};
use crate::syntax::{
    ast::{self, Name},
    band_in_one_word, band_in_words, keywords,
};
use crate::text::Span;
use crate::types::{ChoiceId, Type};
use crate::words;

/// What may be read of an indicator, behind its name and a point.
const RESULTS: [&str; 5] = ["score", "earned", "lost", "points", "method"];
const RESULTS_IN_CHINESE: [&str; 5] = ["得分", "评定分", "失分", "分值", "评价方式"];

/// So many bytes a name has at most that is looked at for a band in it.
const LONGEST_BAND: usize = 200;

impl<'a> Checker<'a> {
    pub(super) fn dotted(&mut self, names: &'a [Name], span: Span, scope: &Scope<'a>) -> Expr {
        let Some((head, rest)) = names.split_first() else { return self.poison(span) };
        match (given(head), rest, scope.reader) {
            ("this", [_], None) | ("parent", [_, ..], _) if scope.level.is_none() => self.of_nobody(span, scope),
            ("this", [name], Some(reader)) => self.of_reader(reader, name),
            ("this", [name], None) => self.of_this(name, scope),
            ("parent", [_, ..], _) => self.of_parent(rest, span, scope),
            ("entry", [name], _) => self.of_entry(head, name, scope),
            (_, _, _) => self.of_result(names, span, scope),
        }
    }

    pub(super) fn of_this(&mut self, name: &'a Name, scope: &Scope<'a>) -> Expr {
        let Some(level) = scope.level else { return self.of_nobody(name.span, scope) };
        if let Some(attribute) = self.attribute(level, name) {
            return self.read_attribute(attribute, name.span);
        }
        if given(name) == "sequence"
            && let Some(choice) = self.program.levels[level].sequences
        {
            return expr(ExprKind::Sequence, Type::Choice(choice), name.span);
        }
        self.unknown_attribute(name, &[level])
    }

    /// Something of a subject where none is meant: in a fixed value, or in the body of a scale.
    pub(super) fn of_nobody(&mut self, span: Span, scope: &Scope<'a>) -> Expr {
        // What an example expects is read like a scale, and measures nothing.
        let why = if scope.measured.is_some() { Unreached::InScale } else { Unreached::Fixed };
        self.report(say::out_of_reach(span, self.sources.slice(span), why));
        self.poison(span)
    }

    /// An attribute or the sequence of the parent, or else one of its results.
    fn of_parent(&mut self, rest: &'a [Name], span: Span, scope: &Scope<'a>) -> Expr {
        let attribute = match rest {
            [name] => self.has_attribute(name, scope).then_some(name),
            [] | [_, ..] => None,
        };
        if let (None, false) = (attribute, scope.attributes_only)
            && let Some(result) = self.of_any_parent(rest, span, scope)
        {
            return result;
        }
        match (attribute, rest) {
            (Some(name), _) | (None, [name]) => self.of_parent_attribute(name, span, scope),
            (None, [name, ..]) => {
                self.report(say::unknown_name(name, None, None));
                self.poison(span)
            }
            (None, []) => self.poison(span),
        }
    }

    fn has_attribute(&self, name: &Name, scope: &Scope<'a>) -> bool {
        let parents = scope.level.map(|level| &self.program.levels[level].parents);
        parents.into_iter().flatten().any(|parent| {
            let sequence = given(name) == "sequence" && self.program.levels[*parent].sequences.is_some();
            sequence || self.attribute(*parent, name).is_some()
        })
    }

    fn of_parent_attribute(&mut self, name: &'a Name, span: Span, scope: &Scope<'a>) -> Expr {
        let parents = scope.level.map(|level| self.program.levels[level].parents.clone()).unwrap_or_default();
        let mut found = Vec::new();
        for parent in &parents {
            if let Some(attribute) = self.attribute(*parent, name) {
                let input = &self.program.inputs[attribute];
                found.push((expr(ExprKind::ParentAttribute(attribute), input.ty.clone(), span), input.span));
            } else if given(name) == "sequence"
                && let Some(choice) = self.program.levels[*parent].sequences
            {
                let level = &self.program.levels[*parent];
                found.push((expr(ExprKind::ParentSequence, Type::Choice(choice), span), level.span));
            }
        }
        match found.as_slice() {
            [] => self.unknown_attribute(name, &parents),
            [(only, _)] if only.ty.is_error() => self.poison(name.span),
            [(only, _)] => only.clone(),
            [(_, first), (_, second), ..] => {
                self.report(say::ambiguous(name, &[*first, *second]));
                self.poison(name.span)
            }
        }
    }

    fn unknown_attribute(&mut self, name: &'a Name, levels: &[crate::types::LevelId]) -> Expr {
        if !self.may_be_broken(name) {
            let known: Vec<String> = (levels.iter())
                .flat_map(|level| &self.program.levels[*level].attributes)
                .map(|id| self.program.inputs[*id].name.clone())
                .collect();
            let suggestion = nearest(name, known.iter().map(String::as_str));
            self.report_missed(Thing::Attribute, name, say::unknown_declaration(Thing::Attribute, name, suggestion, &known));
        }
        self.poison(name.span)
    }

    fn of_entry(&mut self, head: &'a Name, name: &'a Name, scope: &Scope<'a>) -> Expr {
        let Some(register) = scope.entry else {
            self.report(say::out_of_reach(head.span, head, Unreached::Given("entry")));
            return self.poison(name.span);
        };
        match self.field(register, name) {
            Some(place) => {
                let ty = self.program.registers[register].fields.get(place).map_or(Type::Error, |field| field.ty.clone());
                if ty.is_error() { self.poison(name.span) } else { expr(ExprKind::Field(place), ty, name.span) }
            }
            None => self.poison(name.span),
        }
    }

    /// A result of another indicator, one of its inputs or lets, or the score of a part.
    fn of_result(&mut self, names: &'a [Name], span: Span, scope: &Scope<'a>) -> Expr {
        let Some((head, rest)) = names.split_first() else { return self.poison(span) };
        let parts = if scope.attributes_only { Vec::new() } else { self.parts_named(names, scope) };
        if let Some((first, others)) = parts.split_first() {
            // A part that is not on the subject's card reads as missing, so that of several cards the subject's own counts.
            let read = |part: PartId| expr(ExprKind::PartScore(part), Type::points(), span);
            return others.iter().fold(read(*first), |chosen, part| expr(ExprKind::Default(chosen, read(*part)), Type::points(), span));
        }
        if scope.attributes_only {
            self.report(say::only_attributes(span, self.sources.slice(span)));
            return self.poison(span);
        }
        if scope.scale_body {
            self.report(say::unknown_name(head, None, None));
            return self.poison(span);
        }
        if let Some(indicator) = self.names.indicators.get(head.as_str()).copied() {
            return match rest {
                [name] => self.of_indicator(indicator, head, name, span, scope),
                [] | [_, ..] => {
                    let name = rest.last().unwrap_or(head);
                    self.unknown_result(name, indicator)
                }
            };
        }
        if let Some(level) = self.names.levels.get(head.as_str()).copied() {
            return self.of_kind(level, names, span, scope);
        }
        self.unknown_path(names, span, scope)
    }

    /// A result or an input of the indicator `head`.
    pub(super) fn of_result_of(&mut self, head: &'a Name, name: &'a Name, span: Span, scope: &Scope<'a>) -> Expr {
        match self.names.indicators.get(head.as_str()).copied().filter(|_| !scope.attributes_only) {
            Some(indicator) => self.of_indicator(indicator, head, name, span, scope),
            None => {
                self.report(say::only_attributes(span, self.sources.slice(span)));
                self.poison(span)
            }
        }
    }

    fn of_indicator(&mut self, id: IndicatorId, head: &'a Name, name: &'a Name, span: Span, scope: &Scope<'a>) -> Expr {
        let indicator = &self.program.indicators[id];
        if let Some(level) = scope.level
            && indicator.whom.level != level
        {
            let (judged, wanted) = (indicator.whom.level, level);
            let judged = self.program.levels[judged].name.clone();
            let wanted = self.program.levels[wanted].name.clone();
            self.report(say::about_others(head, Thing::Indicator, &judged, &wanted));
            return self.poison(span);
        }
        let facts = self.indicators.get(id.index());
        if let Some(input) = facts.and_then(|facts| read_of(&facts.inputs, name, false)) {
            return self.read_input(input, scope, span);
        }
        if let Some(named) = facts.and_then(|facts| read_of(&facts.lets, name, false)) {
            return self.read_let(named, span);
        }
        let unknown = facts.is_some_and(|facts| facts.points_unknown);
        let (result, ty) = match given(name) {
            "score" => (IndicatorResult::Score, Type::points()),
            "earned" => (IndicatorResult::Earned, Type::points()),
            "lost" => (IndicatorResult::Lost, Type::points()),
            "points" if unknown => return self.poison(span),
            "points" => return points(indicator.points.full.clone(), span),
            "method" => (IndicatorResult::Method, Type::Choice(self.program.methods)),
            _ => return self.unknown_result(name, id),
        };
        expr(ExprKind::Indicator(id, result), ty, span)
    }

    fn unknown_result(&mut self, name: &'a Name, id: IndicatorId) -> Expr {
        if !self.may_be_broken(name) {
            let results = if name.is_ascii() { RESULTS } else { RESULTS_IN_CHINESE };
            let mut known: Vec<String> = results.iter().map(|result| (*result).to_owned()).collect();
            if let Some(facts) = self.indicators.get(id.index()) {
                known.extend(facts.inputs.keys().chain(facts.lets.keys()).cloned());
            }
            let suggestion = nearest(name, known.iter().map(String::as_str));
            self.report(say::unknown_name(name, suggestion, None));
        }
        self.poison(name.span)
    }

    /// The parts that a path ending in `.score` names, on every card it may stand for.
    pub(super) fn parts_named(&self, names: &[Name], scope: &Scope<'a>) -> Vec<PartId> {
        let Some((last, before)) = names.split_last() else { return Vec::new() };
        if given(last) != "score" {
            return Vec::new();
        }
        self.parts_at(before, scope)
    }

    fn parts_at(&self, wanted: &[Name], scope: &Scope<'a>) -> Vec<PartId> {
        let Some(level) = scope.level else { return Vec::new() };
        let cards = match scope.scorecard {
            Some(card) => vec![card],
            None => self.program.levels[level].scorecards.clone(),
        };
        let fits = |part: &crate::model::Part| keywords::is_path_read_as(&part.path, wanted) && cards.contains(&part.scorecard);
        self.program.parts.iter().filter(|(_, part)| fits(part)).map(|(id, _)| id).collect()
    }

    fn unknown_path(&mut self, names: &'a [Name], span: Span, scope: &Scope<'a>) -> Expr {
        let Some((head, rest)) = names.split_first() else { return self.poison(span) };
        if !names.iter().any(|name| self.may_be_broken(name)) {
            let inner = Name::new(head.value.clone(), head.span);
            if self.means_value(&inner, scope) {
                let name = rest.first().unwrap_or(head);
                self.report(say::no_value(name, None));
            } else {
                let mut known: Vec<String> = self.names.indicators.keys().cloned().collect();
                known.extend(self.program.parts.values().filter(|part| !part.path.is_empty()).map(|part| part.path.clone()));
                known.extend(self.names.levels.keys().cloned());
                known.extend((if head.is_ascii() { ["this", "parent"] } else { ["本单位", "所在单位"] }).map(str::to_owned));
                // A part may be meant by the last of its names alone.
                let by_last_name: Vec<String> = (self.program.parts.values())
                    .filter(|part| part.name == head.value && part.path != part.name)
                    .map(|part| part.path.clone())
                    .collect();
                let suggestion = match by_last_name.as_slice() {
                    [only] => Some(Suggestion::new(only.clone())),
                    [] | [_, ..] => nearest(head, known.iter().map(String::as_str)),
                };
                self.report_missed(Thing::Let, head, say::unknown_name(head, suggestion, None));
            }
        }
        self.poison(span)
    }

    /// Whether a bare name has a value here.
    pub(super) fn means_value(&self, name: &Name, scope: &Scope<'a>) -> bool {
        self.visible_names(scope).contains(&name.value)
    }

    /// Reports 件数低于5 as the end of a band: a name that a comparison and its number run into. A band names nothing,
    /// so the comparison alone is meant.
    pub fn is_named_band(&mut self, written: &'a ast::Expr, scope: &Scope<'a>) -> bool {
        let ast::ExprKind::Path(path) = &*written.kind else { return false };
        let [name] = path.names.as_slice() else { return false };
        if name.is_ascii() || name.len() > LONGEST_BAND || self.means_value(name, scope) || self.declared_as(name).is_some() {
            return false;
        }
        let known = self.visible_names(scope);
        let mut ends = name.char_indices().map(|(end, _)| end).filter(|end| *end > 0);
        let band = ends.find_map(|end| {
            let (begin, rest) = name.split_at_checked(end)?;
            band_in_one_word(rest).or_else(|| band_in_words(rest)).filter(|_| known.iter().any(|known| known == begin))
        });
        let Some(band) = band else { return false };
        self.report(say::unknown_name(name, Some(Suggestion::new(band)), None));
        true
    }

    /// All names that have a value here.
    pub(super) fn visible_names(&self, scope: &Scope<'a>) -> Vec<String> {
        let mut known = Vec::new();
        if let Some(register) = scope.entry {
            known.extend(self.program.registers[register].fields.iter().map(|field| field.name.clone()));
        }
        if let Some(parameters) = &scope.parameters {
            known.extend(parameters.keys().map(|name| (*name).to_owned()));
        }
        if let (Some(facts), false) = (scope.indicator.and_then(|id| self.indicators.get(id.index())), scope.scale_body) {
            known.extend(facts.inputs.keys().chain(facts.lets.keys()).cloned());
        }
        for facts in &self.scorecards {
            if facts.lets.is_empty() {
                continue;
            }
            let visible = facts.ast.whom.level.value.as_str();
            if scope.level.is_some_and(|level| self.program.levels[level].name == visible) {
                known.extend(facts.lets.keys().cloned());
            }
        }
        if let Some(level) = scope.level {
            let level = &self.program.levels[level];
            known.extend(level.attributes.iter().map(|id| self.program.inputs[*id].name.clone()));
            if level.sequences.is_some() {
                known.push("sequence".to_owned());
            }
        }
        known
    }

    /// What the language itself gives here, and words that stand for a result, in the letters of `typed`.
    fn given_names(&self, typed: &Name, scope: &Scope<'a>) -> Vec<&'static str> {
        let level = scope.level.map(|level| &self.program.levels[level]);
        let given: [(bool, [&str; 2]); 11] = [
            (scope.measured.is_some(), ["value", "本值"]),
            (scope.indicator.is_some(), ["points", "分值"]),
            // English has two words for these.
            (scope.indicator.is_some(), ["invalid", "满分"]),
            (scope.indicator.is_some(), ["invalid", "不适用"]),
            (scope.results, ["total", "总分"]),
            (scope.results, ["vetoes", "否决数"]),
            (scope.results, ["veto", "否决"]),
            (scope.results && level.is_some_and(|level| level.place.is_some()), ["place", "名次"]),
            (scope.results && level.is_some_and(|level| level.place.is_some()), ["competitors", "参评数"]),
            ((scope.reader.is_some() || scope.grades) && level.is_some_and(|level| level.grade_names.is_some()), ["grade", "等次"]),
            (self.closes_known, ["scoring_day", "计分日"]),
        ];
        let words =
            given.into_iter().filter(|(here, _)| *here).map(|(_, [english, chinese])| if typed.is_ascii() { english } else { chinese });
        words.collect()
    }

    /// 优秀, 等次优秀, 评为优秀, where a condition stands: what is asked of the grade, as it is written.
    fn grade_alone(&self, name: &Name, scope: &Scope<'a>) -> Option<String> {
        let level = scope.level.filter(|_| scope.reader.is_some() || scope.grades)?;
        let values = self.values_to_choose(self.program.levels[level].grade_names?, name);
        let bare = ["等次", "评为", "定为", "考核"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
        let bare = bare.strip_prefix('为').unwrap_or(bare);
        let bare = bare.strip_suffix("等次").unwrap_or(bare);
        let [grade, is] = if name.is_ascii() { ["grade", "is"] } else { ["等次", "为"] };
        values.iter().any(|value| value == bare).then(|| format!("{grade} {is} {bare}"))
    }

    /// Reports a bare name that has no value here, with what it may have meant.
    pub(super) fn unknown_name(&mut self, name: &'a Name, scope: &Scope<'a>, expected: Option<&Type>) -> Expr {
        if self.may_be_broken(name) {
            return self.poison(name.span);
        }
        let declared = self.declared_as(name);
        if let Some(grade) = self.grade_alone(name, scope).filter(|_| !matches!(expected, Some(Type::Choice(_)))) {
            let mut found = match declared {
                Some(thing) => say::no_value(name, Some(thing)),
                None => say::unknown_name(name, None, None),
            };
            found.help = None;
            let title = words!("write `{grade}`", "写作“{grade}”", grade = grade);
            self.report(found.fix(title, name.span, grade.clone(), Applicability::MaybeIncorrect));
            return self.poison(name.span);
        }
        if declared.is_none()
            && let Some(told) = self.on_paper(name, scope, expected)
        {
            return told;
        }
        if let Some(Type::Choice(choice)) = expected {
            let values = self.values_to_choose(*choice, name);
            let meant = nearest(name, values.iter().map(String::as_str));
            // A value of another choice is a value that this one lacks.
            let others = declared == Some(Thing::Value);
            if meant.is_some() || others || self.visible_names(scope).is_empty() {
                let declared = self.place_of_values(*choice);
                let meant_is_none = meant.is_none();
                let found = say::unknown_choice_value(name, meant, &values, declared);
                let found = match self.choice_with(name).filter(|_| others) {
                    Some(other) => {
                        found.note(words!("`{name}` is a value of `{other}`", "“{name}”是“{other}”的值", name = name.value, other = other))
                    }
                    None if meant_is_none => self.of_no_method(*choice, found),
                    None => found,
                };
                self.report_missed(Thing::Value, name, found);
                return self.poison(name.span);
            }
        }
        if let Some(thing) = declared {
            self.report(say::no_value(name, Some(thing)));
            return self.poison(name.span);
        }
        let owners: Vec<String> = (self.indicators.iter())
            .filter(|facts| facts.inputs.contains_key(name.as_str()) || facts.lets.contains_key(name.as_str()))
            .filter(|facts| scope.level.is_none_or(|level| self.program.levels[level].name == facts.ast.whom.level.value))
            .map(|facts| facts.ast.name.value.clone())
            .collect();
        let known = self.visible_names(scope);
        let given = self.given_names(name, scope);
        let yes_or_no = if name.is_ascii() { ["yes", "no"] } else { ["是", "否"] };
        let flags = yes_or_no.into_iter().filter(|_| expected == Some(&Type::Flag));
        let candidates = known.iter().map(String::as_str).chain(given).chain(flags);
        let spaced = self.spaced(name).filter(|spaced| self.reads_with(name.span, &spaced.name));
        if let Some(told) = spaced.as_ref().and_then(|spaced| self.result_not_known_yet(name, &spaced.name, scope)) {
            return told;
        }
        let suggestion = other_word(name).or(spaced).or_else(|| nearest(name, candidates));
        let of_choice = matches!(expected, Some(Type::Choice(_)));
        if scope.attributes_only && suggestion.is_none() && !(of_choice && owners.is_empty()) {
            let found = say::only_attributes(name.span, name);
            self.report(match self.meant_member(name, scope) {
                Some((level, member)) => found.help(words!(
                    "name the subjects behind their kind: `for {level} {member}`",
                    "请在对象类别之后直接写名称：“适用 {level} {member}”",
                    level = level,
                    member = member
                )),
                None => found,
            });
            return self.poison(name.span);
        }
        let owner = match owners.as_slice() {
            [only] if suggestion.is_none() && !scope.attributes_only => Some(only.clone()),
            [] | [_, ..] => None,
        };
        if let (Some(Type::Choice(choice)), None, None) = (expected, &suggestion, &owner) {
            let values = self.values_to_choose(*choice, name);
            let declared = self.place_of_values(*choice);
            let found = say::unknown_choice_value(name, None, &values, declared);
            let found = self.of_no_method(*choice, found);
            self.report_missed(Thing::Value, name, found);
            return self.poison(name.span);
        }
        self.report_missed(Thing::Input, name, say::unknown_name(name, suggestion, owner.as_deref()));
        self.poison(name.span)
    }

    /// Where the id of a subject was asked for: its kind and a member of it, who could be named instead.
    fn meant_member(&self, name: &Name, scope: &Scope<'a>) -> Option<(String, String)> {
        let level = &self.program.levels[scope.level?];
        let asked = matches!(name.as_str(), "id" | "name" | "编号" | "名称");
        let member = level.members.first().filter(|_| asked)?;
        Some((level.name.clone(), member.name.clone()))
    }

    /// The same finding; of the methods with how to ask for none of them.
    fn of_no_method(&self, choice: ChoiceId, found: Diagnostic) -> Diagnostic {
        if choice == self.program.methods { say::when_no_method(found) } else { found }
    }

    /// The values of a choice; the methods in the language that `name` is written in.
    fn values_to_choose(&self, choice: ChoiceId, name: &Name) -> Vec<String> {
        if choice == self.program.methods {
            let language = self.language(name.span);
            return keywords::METHOD_NAMES.iter().map(|rule| keywords::printed(*rule, language).to_owned()).collect();
        }
        self.program.choices[choice].values.iter().map(|value| value.name.clone()).collect()
    }

    /// Where the values of a choice are listed; those of the methods stand nowhere.
    fn place_of_values(&self, choice: ChoiceId) -> Option<Span> {
        (choice != self.program.methods).then(|| self.program.choices[choice].span)
    }

    /// The declared choice that has a value of this name.
    fn choice_with(&self, name: &Name) -> Option<String> {
        let holds = |choice: &&crate::model::Choice| choice.values.iter().any(|value| value.name == name.value);
        self.program.choices.values().filter(holds).find_map(|choice| choice.name.clone())
    }

    /// What the rulebook declares under a name that has no value of its own.
    pub(super) fn declared_as(&self, name: &Name) -> Option<Thing> {
        let name = name.as_str();
        let names = &self.names;
        let is_value = || self.program.choices.values().any(|choice| choice.values.iter().any(|value| value.name == name));
        let is_part = || self.program.parts.values().any(|part| !part.path.is_empty() && part.path == name);
        if names.indicators.contains_key(name) {
            Some(Thing::Indicator)
        } else if names.tables.contains_key(name) {
            Some(Thing::Table)
        } else if names.registers.contains_key(name) {
            Some(Thing::Register)
        } else if names.scales.contains_key(name) {
            Some(Thing::Scale)
        } else if names.levels.contains_key(name) {
            Some(Thing::Level)
        } else if names.roles.contains_key(name) {
            Some(Thing::Role)
        } else if names.units.contains_key(name) {
            Some(Thing::Unit)
        } else if is_part() {
            Some(Thing::Part)
        } else if names.members.contains_key(name) {
            Some(Thing::Member)
        } else if names.choices.contains_key(name) {
            Some(Thing::Choice)
        } else if is_value() {
            Some(Thing::Value)
        } else {
            None
        }
    }
}
