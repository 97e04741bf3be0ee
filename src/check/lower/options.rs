//! Options of inputs and fields: bounds, who supplies, what empty means.

use crate::check::checker::{Checker, Scope, constant};
use crate::check::infer::comparable;
use crate::check::messages::{Deed, Phrase, Thing, Wanted, meaning as say, types};
use crate::model::{Better, Dating, ExprKind, InputId, Limit, LimitSide, RegisterId};
use crate::syntax::ast::{self, InputOption};
use crate::text::Span;
use crate::types::Type;
use crate::value::Value;

/// What the options of an input or field come to.
#[derive(Default)]
struct Options {
    limits: Vec<Limit>,
    /// One of its bounds was faulty, so that what it can be is not known.
    unbounded: bool,
    empty_means: Option<Value>,
    or_empty: bool,
    dating: Option<Dating>,
    better: Option<Better>,
    supplied_by: Option<crate::model::RoleId>,
}

impl<'a> Checker<'a> {
    pub(super) fn input_options(&mut self, id: InputId, input: &'a ast::Input, scope: &Scope<'a>) {
        let ty = self.program.inputs[id].ty.clone();
        // A bound of a monthly input may name another one: of the same month.
        let scope = &Scope { months: self.program.inputs[id].monthly.is_some(), ..scope.clone() };
        let options = self.options(input, &ty, scope, false);
        let own = |limit: &&Limit| matches!(&*limit.value.kind, ExprKind::Input(other) | ExprKind::MonthValue(other) if *other == id);
        if let Some(limit) = options.limits.iter().find(own) {
            let name = self.program.inputs[id].name.clone();
            self.report(say::made_of_itself(limit.value.span, &[name], say::Made::Bound));
        }
        if options.unbounded {
            self.unbounded.push(id);
        }
        let input = &mut self.program.inputs[id];
        input.limits = options.limits;
        input.empty_means = options.empty_means;
        input.or_empty = options.or_empty;
        input.dating = options.dating;
        input.better = options.better;
        input.supplied_by = options.supplied_by;
    }

    pub(super) fn field_options(&mut self, register: RegisterId, place: usize, input: &'a ast::Input) {
        let ty = self.program.registers[register].fields.get(place).map_or(Type::Error, |field| field.ty.clone());
        let options = self.options(input, &ty, &Scope::default(), true);
        if let Some(field) = self.program.registers[register].fields.get_mut(place) {
            field.limits = options.limits;
            field.empty_means = options.empty_means;
            field.or_empty = options.or_empty;
            field.dating = options.dating;
        }
    }

    fn options(&mut self, input: &'a ast::Input, ty: &Type, scope: &Scope<'a>, of_field: bool) -> Options {
        let mut found = Options::default();
        let mut seen = Vec::new();
        for option in &input.options {
            let phrase = phrase_of(&option.value);
            // Bounds may stand beside each other on one side; whether one says nothing new is seen when they are read.
            let is_bound = matches!(phrase, Phrase::LowerBound | Phrase::UpperBound);
            if !is_bound && !self.option_once(&mut seen, phrase.clone(), option.span) {
                continue;
            }
            let only_for_inputs = matches!(
                option.value,
                InputOption::Due(_)
                    | InputOption::DueEachMonth(_)
                    | InputOption::Monthly
                    | InputOption::SuppliedBy(_)
                    | InputOption::HigherIsBetter
                    | InputOption::LowerIsBetter
            );
            if of_field && only_for_inputs {
                self.report(say::option_out_of_place(option.span, &say::Misplaced::AtField(&phrase)));
                continue;
            }
            self.option(&option.value, option.span, ty, scope, &mut found);
        }
        self.refuse_second_bounds(&mut found.limits);
        self.refuse_empty_range(&found.limits);
        self.refuse_default_beyond(input, &found);
        found
    }

    /// What an empty cell counts as must be an answer that could be given: otherwise scoring would refuse
    /// those who left it empty, for a fault of the rules.
    fn refuse_default_beyond(&mut self, input: &'a ast::Input, found: &Options) {
        let Some(default) = &found.empty_means else { return };
        let written = input.options.iter().find_map(|option| match &option.value {
            InputOption::EmptyMeans(value) => Some(value.span),
            InputOption::AtMost(_)
            | InputOption::Below(_)
            | InputOption::AtLeast(_)
            | InputOption::Above(_)
            | InputOption::From { .. }
            | InputOption::Due(_)
            | InputOption::DueEachMonth(_)
            | InputOption::Monthly
            | InputOption::SuppliedBy(_)
            | InputOption::HigherIsBetter
            | InputOption::LowerIsBetter
            | InputOption::OrEmpty
            | InputOption::Happened
            | InputOption::Planned => None,
        });
        let broken = found.limits.iter().find(|limit| {
            let edge = self.constant_value(&limit.value);
            let order = match (default, &edge) {
                (Value::Number(default), Some(Value::Number(edge))) => default.cmp(edge),
                (Value::Day(default), Some(Value::Day(edge))) => default.cmp(edge),
                (_, _) => return false,
            };
            !limit.lets_in(order)
        });
        if let (Some(written), Some(limit)) = (written, broken) {
            let text = self.sources.slice(written).to_owned();
            self.report(types::number_out_of_place(written, &Wanted::Answer(&text, limit.span)));
        }
    }

    fn option(&mut self, option: &'a InputOption, span: Span, ty: &Type, scope: &Scope<'a>, found: &mut Options) {
        let mut bound = |checker: &mut Self, value, side, inclusive| match checker.limit(value, side, inclusive, ty, scope, span) {
            Some(limit) => found.limits.push(limit),
            None => found.unbounded = true,
        };
        match option {
            InputOption::AtMost(value) => bound(self, value, LimitSide::Upper, true),
            InputOption::Below(value) => bound(self, value, LimitSide::Upper, false),
            InputOption::AtLeast(value) => bound(self, value, LimitSide::Lower, true),
            InputOption::Above(value) => bound(self, value, LimitSide::Lower, false),
            InputOption::From { low, low_out, high, high_out } => {
                bound(self, low, LimitSide::Lower, !low_out);
                bound(self, high, LimitSide::Upper, !high_out);
            }
            // When it is due, and whether for each month, was read when it was declared.
            InputOption::Due(_) | InputOption::DueEachMonth(_) | InputOption::Monthly => {}
            InputOption::SuppliedBy(role) => found.supplied_by = self.role(role),
            InputOption::HigherIsBetter | InputOption::LowerIsBetter => {
                if self.bounds_make_sense(ty, span) {
                    let higher = matches!(option, InputOption::HigherIsBetter);
                    found.better = Some(if higher { Better::Higher } else { Better::Lower });
                }
            }
            InputOption::EmptyMeans(value) => found.empty_means = self.value_of_type(value, ty),
            InputOption::OrEmpty => found.or_empty = true,
            InputOption::Happened | InputOption::Planned => {
                if *ty == Type::Day {
                    found.dating = Some(if matches!(option, InputOption::Happened) { Dating::Happened } else { Dating::Planned });
                } else if !ty.is_error() {
                    self.report(say::dates_nothing(span, &self.type_words(ty)));
                }
            }
        }
    }

    fn limit(
        &mut self,
        written: &'a ast::Expr,
        side: LimitSide,
        inclusive: bool,
        ty: &Type,
        scope: &Scope<'a>,
        span: Span,
    ) -> Option<Limit> {
        if !self.bounds_make_sense(ty, span) {
            return None;
        }
        let mut value = self.infer(written, scope, Some(ty));
        if value.ty.is_error() {
            return None;
        }
        self.fit_literal(&mut value, ty);
        if !comparable(&value.ty, ty) {
            self.misfit(Deed::Bound, (written, &value), ty, None);
            return None;
        }
        if !matches!(&*value.kind, ExprKind::Constant(_) | ExprKind::Input(_) | ExprKind::MonthValue(_)) {
            let Some(fixed) = self.constant_value(&value) else {
                self.report(types::not_fixed(written.span, true));
                return None;
            };
            value = constant(fixed, value.ty.clone(), value.span);
        }
        Some(Limit { side, inclusive, value, span })
    }

    /// A fixed value of a type, such as what an empty cell means.
    pub(super) fn value_of_type(&mut self, written: &'a ast::Expr, ty: &Type) -> Option<Value> {
        let mut value = self.infer(written, &Scope::default(), Some(ty));
        if value.ty.is_error() || ty.is_error() {
            return None;
        }
        self.fit_literal(&mut value, ty);
        if !comparable(&value.ty, ty) {
            self.misfit(Deed::Stand, (written, &value), ty, None);
            return None;
        }
        let constant = self.constant_value(&value);
        match &constant {
            None => self.report(types::not_fixed(written.span, false)),
            Some(Value::Number(number)) if *ty == Type::Count && (!number.is_whole() || number.is_negative()) => {
                self.report(types::number_out_of_place(written.span, &Wanted::Count));
                return None;
            }
            Some(_) => {}
        }
        constant
    }

    /// A bare number where points are wanted is points.
    pub(super) fn fit_literal(&self, value: &mut crate::model::Expr, ty: &Type) {
        if ty.is_points() && value.ty == Type::Number && matches!(&*value.kind, ExprKind::Constant(_)) {
            value.ty = Type::points();
        }
    }

    /// On one side there may stand one number and any other inputs; all of them hold. A second number, or
    /// the same input once more, is a slip.
    fn refuse_second_bounds(&mut self, limits: &mut Vec<Limit>) {
        let mut kept: Vec<Limit> = Vec::new();
        for limit in limits.drain(..) {
            match kept.iter().find(|first| first.side == limit.side && same_ground(first, &limit)) {
                Some(first) => {
                    let phrase = match limit.side {
                        LimitSide::Lower => Phrase::LowerBound,
                        LimitSide::Upper => Phrase::UpperBound,
                    };
                    self.report(say::said_twice(limit.span, first.span, &phrase));
                }
                None => kept.push(limit),
            }
        }
        *limits = kept;
    }

    fn refuse_empty_range(&mut self, limits: &[Limit]) {
        let edge = |side| {
            let of_side = limits.iter().filter(move |limit| limit.side == side);
            let mut constants = of_side.filter_map(|limit| Some((limit, self.constant_value(&limit.value)?)));
            constants.next()
        };
        let (Some((low, low_value)), Some((high, high_value))) = (edge(LimitSide::Lower), edge(LimitSide::Upper)) else { return };
        let empty = match (low_value, high_value) {
            (Value::Number(low_number), Value::Number(high_number)) => {
                low_number > high_number || low_number == high_number && !(low.inclusive && high.inclusive)
            }
            (Value::Day(low_day), Value::Day(high_day)) => low_day > high_day,
            (_, _) => false,
        };
        if empty {
            let (low, high) = (low.value.span, high.value.span);
            self.report(types::empty_range(high, low, false));
        }
    }

    /// The role of that name.
    pub(super) fn role(&mut self, name: &ast::Name) -> Option<crate::model::RoleId> {
        let found = self.names.roles.get(name.as_str()).copied();
        if found.is_none() {
            self.unknown(Thing::Role, name);
        }
        found
    }
}

/// Whether two bounds of one side are both numbers or days, or both name the same input.
fn same_ground(first: &Limit, second: &Limit) -> bool {
    match (&*first.value.kind, &*second.value.kind) {
        (ExprKind::Input(first) | ExprKind::MonthValue(first), ExprKind::Input(second) | ExprKind::MonthValue(second)) => first == second,
        (ExprKind::Input(_) | ExprKind::MonthValue(_), _) | (_, ExprKind::Input(_) | ExprKind::MonthValue(_)) => false,
        (_, _) => true,
    }
}

fn phrase_of(option: &InputOption) -> Phrase {
    match option {
        InputOption::AtMost(_) | InputOption::Below(_) => Phrase::UpperBound,
        InputOption::AtLeast(_) | InputOption::Above(_) => Phrase::LowerBound,
        InputOption::From { .. } => Phrase::Range,
        InputOption::Due(_) | InputOption::DueEachMonth(_) => Phrase::Due,
        InputOption::Monthly => Phrase::Monthly,
        InputOption::SuppliedBy(_) => Phrase::SuppliedBy,
        InputOption::HigherIsBetter | InputOption::LowerIsBetter => Phrase::Better,
        InputOption::EmptyMeans(_) => Phrase::EmptyMeans,
        InputOption::OrEmpty => Phrase::OrEmpty,
        InputOption::Happened | InputOption::Planned => Phrase::Dating,
    }
}
