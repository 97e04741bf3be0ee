//! What is declared and never used.

use std::collections::BTreeSet;

use super::Prover;
use super::messages::unused as say;
use crate::model::{
    Change, ChangeGroup, Expr, ExprKind, ForEvery, IndicatorId, InputId, InputOwner, LetId, Link, Method, Over, Program, Quantify,
    RegisterId, RoleId, ScaleId, SharedValue, TableId, Times, WhenRow,
};
use crate::text::Span;
use crate::types::{ChoiceId, Type};

/// What is used.
#[derive(Default)]
struct Used {
    inputs: BTreeSet<InputId>,
    lets: BTreeSet<LetId>,
    tables: BTreeSet<TableId>,
    registers: BTreeSet<RegisterId>,
    scales: BTreeSet<ScaleId>,
    choices: BTreeSet<ChoiceId>,
    roles: BTreeSet<RoleId>,
    /// Something faulty is.
    faults: bool,
}

impl Used {
    fn expr(&mut self, expr: &Expr) {
        self.ty(&expr.ty);
        self.faults |= expr.ty.is_error();
        if let ExprKind::Input(id) | ExprKind::MonthValue(id) | ExprKind::ParentAttribute(id) = &*expr.kind {
            self.inputs.insert(*id);
        } else if let ExprKind::Let(id) = &*expr.kind {
            self.lets.insert(*id);
        } else if let ExprKind::Lookup(table, _) = &*expr.kind {
            self.tables.insert(*table);
        } else if let ExprKind::Banded(banded) = &*expr.kind {
            self.scales.extend(banded.scale);
        } else if let ExprKind::Aggregate(aggregate) = &*expr.kind
            && let Over::Entries { register, .. } = &aggregate.over
        {
            self.registers.insert(*register);
        }
        expr.expressions().into_iter().for_each(|part| self.expr(part));
    }

    fn ty(&mut self, ty: &Type) {
        if let Type::Choice(choice) = ty {
            self.choices.insert(*choice);
        }
    }

    fn whens(&mut self, whens: &[WhenRow]) {
        for row in whens {
            self.expr(&row.condition);
            row.outcome.points().for_each(|points| self.expr(points));
        }
    }

    fn every(&mut self, every: &ForEvery) {
        self.expr(&every.step);
        self.expr(&every.of);
        every.beyond.iter().for_each(|(_, from)| self.expr(from));
    }

    fn change(&mut self, change: &Change) {
        self.expr(&change.amount);
        change.at_most.iter().chain(&change.each_source).for_each(|at_most| self.expr(at_most));
        match &change.times {
            Times::Once => {}
            Times::When(condition) => self.expr(condition),
            Times::ForEach(each) => {
                self.registers.insert(each.register);
                each.condition.iter().for_each(|condition| self.expr(condition));
            }
            Times::ForEvery(every) => self.every(every),
        }
    }

    fn method(&mut self, method: &Method) {
        match method {
            Method::Quantify(Quantify::Table(table)) => {
                self.scales.extend(table.scale);
                self.expr(&table.value);
                self.whens(&table.whens);
                for row in &table.rows {
                    row.low.iter().chain(&row.high).for_each(|edge| self.expr(&edge.value));
                    row.outcome.points().for_each(|points| self.expr(points));
                }
                table.otherwise.iter().flat_map(|row| row.outcome.points()).for_each(|points| self.expr(points));
            }
            Method::Quantify(Quantify::Points { whens, value, .. }) => {
                self.whens(whens);
                self.expr(value);
            }
            Method::Quantify(Quantify::Target { whens, value, start, gains, .. }) => {
                self.whens(whens);
                self.expr(value);
                self.expr(start);
                for gain in gains {
                    self.expr(&gain.amount);
                    self.every(&gain.every);
                    gain.at_most.iter().for_each(|at_most| self.expr(at_most));
                }
            }
            Method::Steps(_) => {}
            Method::State(state) => {
                self.choices.insert(state.choice);
                self.roles.extend(state.judge.iter().chain(&state.self_judge));
            }
            Method::Survey(survey) => drop(self.choices.insert(survey.choice)),
            Method::Start(start) => self.expr(start),
            // What decides is read of each competitor, and is used there.
            Method::Compete(_) => {}
        }
    }
}

impl Prover<'_> {
    /// Warns of every declaration nothing reads.
    pub(super) fn unused(&mut self) {
        let mut used = self.used();
        let program = self.program;
        // A text cannot score; it is asked for to be read by people.
        for (_, input) in
            program.inputs.iter().filter(|(id, input)| !used.inputs.contains(id) && !input.ty.is_error() && input.ty != Type::Text)
        {
            let owner = match input.owner {
                InputOwner::Indicator(indicator) => program.indicators[indicator].name.as_str(),
                InputOwner::Level(level) => program.levels[level].name.as_str(),
            };
            let (span, fix) = (self.word_in(input.span, &input.name), self.removal(input.span));
            self.report(say::input(span, &input.name, owner, fix));
        }
        for (_, named) in program.lets.iter().filter(|(id, _)| !used.lets.contains(id)) {
            let (span, fix) = (self.word_in(named.span, &named.name), self.removal(named.span));
            self.report(say::named(span, &named.name, fix));
        }
        for (_, scale) in program.scales.iter().filter(|(id, _)| !used.scales.contains(id)) {
            let (span, fix) = (self.word_in(scale.span, &scale.name), self.removal(scale.span));
            self.report(say::scale(span, &scale.name, fix));
        }
        for (_, table) in program.tables.iter().filter(|(id, _)| !used.tables.contains(id)) {
            let (span, fix) = (self.word_in(table.span, &table.name), self.removal(table.span));
            self.report(say::table(span, &table.name, fix));
        }
        for (_, register) in program.registers.iter().filter(|(id, _)| !used.registers.contains(id)) {
            let (span, fix) = (self.word_in(register.span, &register.name), self.removal(register.span));
            self.report(say::register(span, &register.name, fix));
        }
        let sequences: Vec<ChoiceId> =
            program.levels.values().flat_map(|level| level.sequences.into_iter().chain(level.grade_names)).collect();
        for (id, choice) in program.choices.iter() {
            let Some(name) = &choice.name else { continue };
            if id == program.methods || sequences.contains(&id) || used.choices.contains(&id) {
                continue;
            }
            let (span, fix) = (self.word_in(choice.span, name), self.removal(choice.span));
            self.report(say::choice(span, name, fix));
        }
        used.roles.extend(&program.deciders);
        // An outsider that the rules name nowhere may approve exemptions and awards, which are data.
        for (_, role) in program.roles.iter().filter(|(id, role)| !used.roles.contains(id) && !role.held_by.is_empty()) {
            let (span, fix) = (self.word_in(role.span, &role.name), self.removal(role.span));
            self.report(say::role(span, &role.name, fix));
        }
    }

    fn used(&self) -> Used {
        let program = self.program;
        let mut used = Used::default();
        for input in program.inputs.values() {
            used.ty(&input.ty);
            input.limits.iter().for_each(|limit| used.expr(&limit.value));
            used.roles.extend(input.supplied_by);
        }
        for field in program.registers.values().flat_map(|register| &register.fields) {
            used.ty(&field.ty);
            field.limits.iter().for_each(|limit| used.expr(&limit.value));
        }
        program.lets.values().for_each(|named| used.expr(&named.value));
        for card in program.scorecards.values() {
            card.whom.condition.iter().for_each(|condition| used.expr(condition));
            card.at_least.iter().for_each(|limit| {
                used.expr(&limit.points);
                limit.unless.iter().for_each(|unless| used.expr(unless));
            });
            card.at_most.iter().for_each(|limit| used.expr(&limit.points));
        }
        program.parts.values().flat_map(|part| &part.times).for_each(|times| used.expr(times));
        for grade in program.grades.values() {
            grade.whom.condition.iter().for_each(|condition| used.expr(condition));
            let rows = grade.rows.iter().chain(&grade.at_once).chain(&grade.at_most);
            rows.flat_map(|row| &row.condition).for_each(|condition| used.expr(condition));
        }
        for consequence in program.consequences.values() {
            consequence.whom.condition.iter().for_each(|condition| used.expr(condition));
            consequence.rows.iter().for_each(|row| used.expr(&row.condition));
        }
        for shared in program.shared.values() {
            match &shared.value {
                SharedValue::OnCard(value) => used.expr(value),
                SharedValue::Contests(contests) => {
                    let whoms = contests.iter().filter_map(|id| program.contests[*id].ranked());
                    whoms.flat_map(|whom| &whom.condition).for_each(|condition| used.expr(condition));
                }
            }
        }
        program.indicators.ids().for_each(|id| used_by(program, id, &mut used));
        used
    }
}

/// Whether nothing faulty stands in a method or in what it reads.
pub fn method_is_whole(program: &Program, link: &Link, errors: &[Span]) -> bool {
    let mut used = Used::default();
    used.method(&link.method);
    is_whole(program, link.span, used, errors)
}

/// The same of an addition or deduction.
pub fn change_is_whole(program: &Program, change: &Change, errors: &[Span]) -> bool {
    let mut used = Used::default();
    used.change(change);
    is_whole(program, change.span, used, errors)
}

fn is_whole(program: &Program, span: Span, mut used: Used, errors: &[Span]) -> bool {
    let hit = |span: Span| errors.iter().any(|error| span.contains(*error));
    let mut seen: BTreeSet<LetId> = BTreeSet::new();
    while let Some(named) = used.lets.difference(&seen).next().copied() {
        seen.insert(named);
        used.expr(&program.lets[named].value);
    }
    let clean = seen.iter().all(|named| !hit(program.lets[*named].span)) && used.inputs.iter().all(|id| !hit(program.inputs[*id].span));
    clean && !used.faults && !hit(span)
}

/// The registers an indicator reads, also through its named expressions.
pub fn registers_read(program: &Program, id: IndicatorId) -> BTreeSet<RegisterId> {
    let mut used = Used::default();
    used_by(program, id, &mut used);
    let mut waiting: Vec<LetId> = used.lets.iter().copied().collect();
    let mut seen: BTreeSet<LetId> = BTreeSet::new();
    while let Some(named) = waiting.pop() {
        if seen.insert(named) {
            used.expr(&program.lets[named].value);
            waiting.extend(used.lets.difference(&seen));
        }
    }
    used.registers
}

fn used_by(program: &Program, id: IndicatorId, used: &mut Used) {
    let indicator = &program.indicators[id];
    indicator.whom.condition.iter().for_each(|condition| used.expr(condition));
    indicator.chain.links.iter().for_each(|link| used.method(&link.method));
    indicator.chain.end.iter().flat_map(|end| end.outcome.points()).for_each(|points| used.expr(points));
    for group in &indicator.changes {
        let (changes, at_most) = match group {
            ChangeGroup::Single(change) => (std::slice::from_ref(change), None),
            ChangeGroup::Joint { at_most, changes, .. } => (changes.as_slice(), Some(at_most)),
        };
        at_most.into_iter().for_each(|at_most| used.expr(at_most));
        changes.iter().for_each(|change| used.change(change));
    }
    for ceiling in &indicator.ceilings {
        used.expr(&ceiling.points);
        used.expr(&ceiling.condition);
    }
    for warning in &indicator.warnings {
        used.expr(&warning.condition);
    }
    for veto in &indicator.vetoes {
        used.expr(&veto.condition);
        used.expr(&veto.points);
    }
}
