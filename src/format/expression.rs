//! Expressions and the small things in them: numbers, days, texts, names, roundings.

use super::layout::{Doc, width};
use super::printer::{Piece, Printer};
use crate::syntax::ast::{
    Aggregate, AggregateFunction, AggregateOver, Answered, Answering, Answers, ArithmeticOperator, Balance, Comparison, DayLiteral, Expr,
    ExprKind, Grid, LogicOperator, MonthLiteral, Name, Party, Path, RoundingTo,
};
use crate::syntax::{Rule, keywords};
use crate::text::Language;
use crate::value::{MONTHS, RoundingMode};

impl Printer<'_> {
    /// An expression, breaking as it must.
    pub(super) fn expr(&mut self, expr: &Expr) -> Doc {
        match &*expr.kind {
            ExprKind::Number(number) => Doc::text(&number.text),
            ExprKind::Percent(number) => Doc::text(format!("{}%", number.text)),
            ExprKind::PercentagePoints(number) => self.measured(&number.text, Rule::kw_pp_of),
            ExprKind::Points(number) => self.measured(&number.text, Rule::kw_points),
            ExprKind::Days(number) => self.measured(&number.text, Rule::kw_days_of),
            ExprKind::Quantity(number, unit) => Doc::text(format!("{} {}", number.text, unit.value)),
            ExprKind::Day(day) => Doc::text(self.day(day)),
            ExprKind::Text(text) => Doc::text(quoted(text)),
            ExprKind::Flag(yes) => self.word(if *yes { Rule::kw_yes } else { Rule::kw_no }),
            ExprKind::FullPoints => self.word(Rule::kw_full_points),
            ExprKind::Path(path) => Doc::text(self.path(path)),
            ExprKind::Group(inner) => {
                let inner = self.inside(|printer| printer.expr(inner));
                bracketed("(", inner, ")")
            }
            ExprKind::Share(share, inner) => {
                let share = self.expr(share);
                let inner = self.inside(|printer| printer.expr(inner));
                let inner = bracketed("(", inner, ")");
                Doc::words(if self.chinese() {
                    [inner, self.word(Rule::kw_share_taken), share]
                } else {
                    [share, self.word(Rule::kw_share_of), inner]
                })
            }
            ExprKind::Negate(inner) => {
                let gap = if matches!(*inner.kind, ExprKind::Negate(_)) { "- " } else { "-" };
                Doc::Concat(vec![Doc::text(gap), self.expr(inner)])
            }
            ExprKind::Not(inner) => {
                if let ExprKind::IsLast(place) = &*inner.kind {
                    Doc::words([self.expr(place), self.word(Rule::kw_is_not_last)])
                } else {
                    Doc::words([self.word(Rule::kw_not), self.expr(inner)])
                }
            }
            ExprKind::NoVeto => self.word(Rule::kw_no_veto),
            ExprKind::Arithmetic(..) | ExprKind::Logic(..) => self.chain(expr),
            ExprKind::Compare(left, comparison, right) => {
                let comparison_word = match comparison.value {
                    Comparison::Is => Rule::kw_is,
                    Comparison::IsNot => Rule::kw_is_not,
                    Comparison::Below => Rule::kw_is_below,
                    Comparison::Above => Rule::kw_is_above,
                    Comparison::AtMost => Rule::kw_is_at_most,
                    Comparison::AtLeast => Rule::kw_is_at_least,
                };
                let method = self.method_compared(left, right);
                let (left, right) = (self.expr(left), method.unwrap_or_else(|| self.expr(right)));
                Doc::words([left, self.word(comparison_word), right])
            }
            ExprKind::IsFrom(value, low, high) => {
                Doc::words([self.expr(value), self.word(Rule::kw_is_from), self.expr(low), self.word(Rule::kw_range_to), self.expr(high)])
            }
            ExprKind::IsMissing(value) => Doc::words([self.expr(value), self.word(Rule::kw_is_missing)]),
            ExprKind::IsGiven(value) => Doc::words([self.expr(value), self.word(Rule::kw_is_given)]),
            ExprKind::IsLast(value) => Doc::words([self.expr(value), self.word(Rule::kw_is_last)]),
            ExprKind::WithinFirst(value, quota) => Doc::words([self.expr(value), self.quota(quota)]),
            ExprKind::If(condition, yes, no) => {
                let condition = self.prefixed(Rule::kw_if, condition);
                let yes = self.prefixed(Rule::kw_then, yes);
                let no = self.prefixed(Rule::kw_else, no);
                self.where_brackets_allow([condition, yes, no])
            }
            ExprKind::Default(value, default) => {
                let value = self.expr(value);
                let default = self.prefixed(Rule::kw_else, default);
                self.where_brackets_allow([value, default])
            }
            ExprKind::Rounded(value, rounding) => Doc::words([self.expr(value), self.rounded(rounding)]),
            ExprKind::Using(value, scale, arguments) => {
                let value = self.expr(value);
                let scale = self.call(scale, arguments);
                Doc::words([value, self.around(Rule::kw_using, scale, Rule::kw_per, Rule::kw_scale)])
            }
            ExprKind::Lookup(table, keys) => {
                let keys = self.inside(|printer| printer.commas(keys));
                Doc::Concat(vec![Doc::text(&table.value), supplied("[", keys, "]")])
            }
            ExprKind::DaysFrom(from, to) => self.since(expr, Rule::kw_days_from, from, to, Rule::kw_number_of_days),
            ExprKind::MonthsFrom(from, to) => self.since(expr, Rule::kw_months_from, from, to, Rule::kw_number_of_months),
            ExprKind::MonthsOrPartFrom(from, to) => {
                let months = self.since(expr, Rule::kw_months_or_part_from, from, to, Rule::kw_number_of_months);
                let chinese = self.chinese() || self.goes_on_behind(expr);
                if chinese { Doc::Concat(vec![months, self.part_as_whole()]) } else { months }
            }
            ExprKind::Difference(left, right) => {
                let (left, right) = (self.expr(left), self.expr(right));
                let and = if self.chinese() { Rule::kw_with } else { Rule::kw_and };
                Doc::words([self.word(Rule::kw_difference), left, self.word(and), right])
            }
            ExprKind::Aggregate(aggregate) => self.aggregate(aggregate),
            ExprKind::Standing(standing) => self.standing(standing),
            ExprKind::Bare(answered) => self.answered(answered),
        }
    }

    /// `days from a to b` takes all that follows it; before an operator 自 a 至 b 的天数 has to stand in either surface.
    fn since(&mut self, expr: &Expr, english: Rule, from: &Expr, to: &Expr, chinese: Rule) -> Doc {
        let language = if self.goes_on_behind(expr) { Language::Chinese } else { self.language };
        let (from, to) = (self.expr(from), self.expr(to));
        let word = |rule| Doc::text(keywords::printed(rule, language));
        match language {
            Language::English => Doc::words([word(english), from, word(Rule::kw_range_to), to]),
            Language::Chinese => Doc::words([word(Rule::kw_since), from, word(Rule::kw_range_to), to, word(chinese)]),
        }
    }

    /// Notes that an operator stands behind the last operand of `expr`.
    fn mark_as_gone_on_behind(&mut self, expr: &Expr) {
        self.gone_on_behind.push(last_operand(expr).span);
    }

    fn goes_on_behind(&self, expr: &Expr) -> bool {
        self.gone_on_behind.contains(&expr.span)
    }

    /// Operands of one precedence, each on its own line where they do not fit.
    fn chain(&mut self, expr: &Expr) -> Doc {
        let mut pieces = Vec::new();
        self.chain_pieces(expr, rank(expr), String::new(), &mut pieces);
        self.joined(pieces).group()
    }

    fn chain_pieces(&mut self, expr: &Expr, of: Option<Rank>, separator: String, pieces: &mut Vec<Piece>) {
        let pair = match (rank(expr) == of, &*expr.kind) {
            (true, ExprKind::Arithmetic(left, operator, right)) => Some((left, arithmetic(operator.value), right)),
            (true, ExprKind::Logic(left, operator, right)) => Some((left, self.logic(operator.value), right)),
            (_, _) => None,
        };
        let Some((left, operator, right)) = pair else {
            let doc = self.expr(expr);
            pieces.push(Piece { span: expr.span, doc, separator });
            return;
        };
        self.mark_as_gone_on_behind(left);
        self.chain_pieces(left, of, separator, pieces);
        let doc = self.expr(right);
        pieces.push(Piece { span: right.span, doc, separator: format!(" {operator}") });
    }

    fn logic(&self, operator: LogicOperator) -> &'static str {
        self.spelling(match operator {
            LogicOperator::And => Rule::kw_and,
            LogicOperator::Or => Rule::kw_or,
        })
    }

    fn aggregate(&mut self, aggregate: &Aggregate) -> Doc {
        let function = self.word(match aggregate.function.value {
            AggregateFunction::Highest => Rule::kw_highest,
            AggregateFunction::Lowest => Rule::kw_lowest,
            AggregateFunction::Average => Rule::kw_average,
            AggregateFunction::Sum => Rule::kw_sum,
            AggregateFunction::Number => Rule::kw_number_of,
            AggregateFunction::Median => Rule::kw_median,
            AggregateFunction::Latest => Rule::kw_latest,
            AggregateFunction::LongestRun => Rule::kw_longest_run,
        });
        let available = if aggregate.available { self.word(Rule::kw_available) } else { Doc::Nil };
        match &aggregate.over {
            AggregateOver::List(values) => {
                let of = if self.chinese() { Doc::Nil } else { self.word(Rule::kw_of) };
                let list = self.inside(|printer| printer.commas(values));
                Doc::words([function, available, of, bracketed("(", list, ")")])
            }
            AggregateOver::Entries { value, register, condition } => {
                let what = match value {
                    Some(value) => self.expr(value),
                    None => self.word(Rule::kw_entries),
                };
                let condition = self.condition(Rule::kw_where, condition.as_ref());
                let register = self.name(register);
                // 中的 takes one operand; a longer value keeps the English order.
                if self.chinese() && value.as_ref().is_none_or(is_one_operand) {
                    return Doc::words([function, available, register, self.word(Rule::kw_among), what, condition]);
                }
                let (of, within) = (self.english(Rule::kw_of), self.english(Rule::kw_in));
                Doc::words([function, available, of, what, within, register, condition])
            }
            AggregateOver::Peers { value, among } => self.over_peers(aggregate, value.as_ref(), among.value),
            AggregateOver::Months { condition } => {
                let condition = self.condition(Rule::kw_where, Some(condition));
                // The longest run is spelled with its months.
                if aggregate.function.value == AggregateFunction::LongestRun {
                    return Doc::words([function, condition]);
                }
                let of = if self.chinese() { Doc::Nil } else { self.word(Rule::kw_of) };
                Doc::words([function, available, of, self.word(Rule::kw_months), condition])
            }
            AggregateOver::Members { level, value, condition } => {
                self.members(function, available, level, value.as_ref(), condition.as_ref())
            }
            AggregateOver::Answered(answered) => {
                let of = if self.chinese() { Doc::Nil } else { self.word(Rule::kw_of) };
                let answered = self.answered(answered);
                Doc::words([function, available, of, answered])
            }
        }
    }

    /// `lost by bureau where led by this`, 县区局 失分 其中 本单位 牵头
    fn answered(&mut self, answered: &Answered) -> Doc {
        let level = self.name(&answered.level);
        let mut words = match (self.language, answered.balance.value) {
            (Language::English, Balance::Lost) => vec![self.word(Rule::kw_lost_by), level],
            (Language::English, Balance::Gained) => vec![self.word(Rule::kw_gained_by), level],
            (Language::Chinese, Balance::Lost) => vec![level, self.word(Rule::kw_losses)],
            (Language::Chinese, Balance::Gained) => vec![level, self.word(Rule::kw_gains)],
        };
        if let Some(Answers { way, who, other, part, condition }) = &answered.answers {
            words.push(self.word(Rule::kw_where));
            words.push(self.responsible(way.value, who));
            if let Some((way, who)) = other {
                words.extend([self.word(Rule::kw_or), self.responsible(way.value, who)]);
            }
            if let Some(part) = part {
                words.extend([self.word(Rule::kw_and), self.word(Rule::kw_in_part), Doc::text(self.path(part))]);
            }
            if let Some(condition) = condition {
                words.extend([self.word(Rule::kw_and), self.expr(condition)]);
            }
        }
        Doc::words(words)
    }

    /// `average of person.total where …`, 平均 干部.总分 其中 …
    fn members(&mut self, function: Doc, available: Doc, level: &Name, value: Option<&Expr>, condition: Option<&Expr>) -> Doc {
        let of = if self.chinese() { Doc::Nil } else { self.word(Rule::kw_of) };
        let mut what = vec![self.name(level)];
        if let Some(value) = value {
            what.push(Doc::text("."));
            what.push(self.expr(value));
        }
        let condition = self.condition(Rule::kw_where, condition);
        Doc::words([function, available, of, Doc::Concat(what), condition])
    }

    /// `led by this`, 本单位 牵头
    fn responsible(&self, way: Answering, who: &Name) -> Doc {
        let way = self.word(match way {
            Answering::Leads => Rule::kw_led_by,
            Answering::Supports => Rule::kw_supported_by,
        });
        let who = Doc::text(self.given(&who.value, true));
        Doc::words(if self.chinese() { [who, way] } else { [way, who] })
    }

    /// `where …`, `when …`, or nothing.
    pub(super) fn condition(&mut self, keyword: Rule, condition: Option<&Expr>) -> Doc {
        match condition {
            Some(condition) => Doc::words([self.word(keyword), self.expr(condition)]),
            None => Doc::Nil,
        }
    }

    /// `a, b, c`
    pub(super) fn commas(&mut self, values: &[Expr]) -> Doc {
        let pieces = values.iter().map(|value| Piece { span: value.span, doc: self.expr(value), separator: ",".to_owned() }).collect();
        self.joined(pieces)
    }

    /// `name(a, b)`, or `name` where nothing is supplied.
    pub(super) fn call(&mut self, name: &Name, arguments: &[Expr]) -> Doc {
        if arguments.is_empty() {
            return self.name(name);
        }
        let arguments = self.inside(|printer| printer.commas(arguments));
        Doc::Concat(vec![self.name(name), supplied("(", arguments, ")")])
    }

    /// `a, b, c` of names.
    pub(super) fn names(&mut self, names: &[Name], separator: &str) -> Doc {
        let pieces =
            names.iter().map(|name| Piece { span: name.span, doc: Doc::text(&name.value), separator: separator.to_owned() }).collect();
        self.joined(pieces).group()
    }

    /// `tax_service 60%, collection 40%`
    pub(super) fn parties(&mut self, parties: &[Party]) -> Doc {
        let shown = |party: &Party| match &party.share {
            Some(share) => format!("{} {}%", party.name.value, share.value.text),
            None => party.name.value.clone(),
        };
        let pieces = parties.iter().map(|party| Piece { span: party.name.span, doc: Doc::text(shown(party)), separator: ",".to_owned() });
        let pieces = pieces.collect();
        self.joined(pieces).group()
    }

    pub(super) fn name(&self, name: &Name) -> Doc {
        Doc::text(&name.value)
    }

    /// `rounded half up to 2 decimals`, 四舍五入保留 2 位小数
    pub(super) fn rounded(&self, rounding: &RoundingTo) -> Doc {
        let rounded = if self.chinese() { Doc::Nil } else { self.word(Rule::kw_rounded) };
        let mode = self.rounding_mode(rounding.mode.value);
        let to = match &rounding.grid.value {
            Grid::Decimals(digits) => self.to_decimals(mode, &digits.text),
            Grid::Percent(step) => {
                let to = self.joint_word(mode, Rule::kw_line_to);
                Doc::words([to, Doc::text(format!("{}%", step.text))])
            }
        };
        Doc::words([rounded, to])
    }

    /// `half up to 2 decimals`, 四舍五入保留 2 位小数; without a mode `to 2 decimals`, 2 位小数
    pub(super) fn to_decimals(&self, mode: Doc, digits: &str) -> Doc {
        let keep = if mode.is_nil() && self.chinese() { Doc::Nil } else { self.joint_word(mode, Rule::kw_keep) };
        Doc::words([keep, Doc::text(digits), self.counted(digits, Rule::kw_decimals)])
    }

    /// A word behind another, in Chinese without a gap: 四舍五入保留.
    fn joint_word(&self, before: Doc, keyword: Rule) -> Doc {
        let word = self.word(keyword);
        if self.chinese() { Doc::Concat(vec![before, word]) } else { Doc::words([before, word]) }
    }

    /// The method that `x.method is quantify` names, in the words of the surface.
    fn method_compared(&self, left: &Expr, right: &Expr) -> Option<Doc> {
        let (ExprKind::Path(of), ExprKind::Path(method)) = (&*left.kind, &*right.kind) else { return None };
        let ([.., last], [method]) = (of.names.as_slice(), method.names.as_slice()) else { return None };
        let rule = keywords::METHOD_NAMES.into_iter().find(|rule| keywords::printed(*rule, Language::English) == method.value);
        rule.filter(|_| last.value == "method").map(|rule| self.word(rule))
    }

    /// Pieces that may stand on lines of their own, but only between brackets.
    fn where_brackets_allow(&self, parts: impl IntoIterator<Item = Doc>) -> Doc {
        if !self.between_brackets() {
            return Doc::words(parts);
        }
        let mut out = Vec::new();
        for part in parts {
            if !out.is_empty() {
                out.push(Doc::Line);
            }
            out.push(part);
        }
        Doc::Concat(out).group()
    }

    pub(super) fn rounding_mode(&self, mode: RoundingMode) -> Doc {
        self.word(match mode {
            RoundingMode::HalfUp => Rule::kw_half_up,
            RoundingMode::HalfEven => Rule::kw_half_even,
            RoundingMode::Up => Rule::kw_up,
            RoundingMode::Down => Rule::kw_down,
        })
    }

    /// A month: `March`, `3月`, `2025-03`.
    pub(super) fn month_literal(&self, month: MonthLiteral) -> String {
        match (month.year, self.chinese()) {
            (Some(year), _) => format!("{year}-{:02}", month.month),
            (None, true) => format!("{}月", month.month),
            (None, false) => month_name(month.month).to_owned(),
        }
    }

    /// A day: `31 March`, `3月31日`, `2025-03-31`.
    pub(super) fn day(&self, day: &DayLiteral) -> String {
        match day {
            DayLiteral::Full { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
            DayLiteral::OfYear { month, day, next_year } => match (self.language, next_year) {
                (Language::English, false) => format!("{day} {}", month_name(*month)),
                (Language::English, true) => format!("{day} {} {}", month_name(*month), self.spelling(Rule::kw_next_year)),
                (Language::Chinese, false) => format!("{month}月{day}日"),
                (Language::Chinese, true) => format!("次年{month}月{day}日"),
            },
        }
    }

    /// Names joined by points, the given names among them in the surface's words.
    pub(super) fn path(&self, path: &Path) -> String {
        let names: Vec<&str> = path.names.iter().enumerate().map(|(index, name)| self.given(&name.value, index == 0)).collect();
        names.join(".")
    }
}

/// What stands between the brackets of a call or a cell: kept together where it is short.
fn supplied(open: &str, inner: Doc, close: &str) -> Doc {
    match inner.flat() {
        Some(text) if width(&text) <= 24 => Doc::text(format!("{open}{text}{close}")),
        Some(_) | None => bracketed(open, inner, close),
    }
}

/// What stands between brackets, on lines of its own where it does not fit.
pub(super) fn bracketed(open: &str, inner: Doc, close: &str) -> Doc {
    Doc::Concat(vec![Doc::text(open), Doc::Concat(vec![Doc::SoftLine, inner]).indent(2), Doc::SoftLine, Doc::text(close)]).group()
}

/// A text in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    if text.contains('"') { format!("“{text}”") } else { format!("\"{text}\"") }
}

fn month_name(month: i64) -> &'static str {
    let place = month.checked_sub(1).and_then(|place| usize::try_from(place).ok());
    place.and_then(|place| MONTHS.get(place)).copied().unwrap_or_default()
}

fn arithmetic(operator: ArithmeticOperator) -> &'static str {
    match operator {
        ArithmeticOperator::Add => "+",
        ArithmeticOperator::Subtract => "-",
        ArithmeticOperator::Multiply => "×",
        ArithmeticOperator::Divide => "÷",
    }
}

/// Whether an expression ends by itself, whatever stands behind it.
fn is_one_operand(expr: &Expr) -> bool {
    match &*expr.kind {
        ExprKind::Number(_)
        | ExprKind::Percent(_)
        | ExprKind::PercentagePoints(_)
        | ExprKind::Points(_)
        | ExprKind::Days(_)
        | ExprKind::Quantity(..)
        | ExprKind::Day(_)
        | ExprKind::Text(_)
        | ExprKind::Flag(_)
        | ExprKind::FullPoints
        | ExprKind::Path(_)
        | ExprKind::Group(_)
        | ExprKind::Share(..)
        | ExprKind::NoVeto
        | ExprKind::Lookup(..)
        | ExprKind::Standing(_)
        | ExprKind::DaysFrom(..)
        | ExprKind::MonthsFrom(..)
        | ExprKind::MonthsOrPartFrom(..) => true,
        ExprKind::Negate(inner) => is_one_operand(inner),
        ExprKind::Aggregate(aggregate) => matches!(aggregate.over, AggregateOver::List(_) | AggregateOver::Peers { .. }),
        ExprKind::Not(_)
        | ExprKind::Arithmetic(..)
        | ExprKind::Logic(..)
        | ExprKind::Compare(..)
        | ExprKind::IsFrom(..)
        | ExprKind::IsMissing(_)
        | ExprKind::IsGiven(_)
        | ExprKind::IsLast(_)
        | ExprKind::WithinFirst(..)
        | ExprKind::If(..)
        | ExprKind::Default(..)
        | ExprKind::Rounded(..)
        | ExprKind::Using(..)
        | ExprKind::Bare(_)
        | ExprKind::Difference(..) => false,
    }
}

/// The last operand of an expression.
fn last_operand(expr: &Expr) -> &Expr {
    if let ExprKind::Arithmetic(_, _, last) | ExprKind::Negate(last) = &*expr.kind { last_operand(last) } else { expr }
}

/// Operators that bind equally.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    Sum,
    Product,
    And,
    Or,
}

fn rank(expr: &Expr) -> Option<Rank> {
    if let ExprKind::Arithmetic(_, operator, _) = &*expr.kind {
        return Some(match operator.value {
            ArithmeticOperator::Add | ArithmeticOperator::Subtract => Rank::Sum,
            ArithmeticOperator::Multiply | ArithmeticOperator::Divide => Rank::Product,
        });
    }
    if let ExprKind::Logic(_, operator, _) = &*expr.kind {
        return Some(match operator.value {
            LogicOperator::And => Rank::And,
            LogicOperator::Or => Rank::Or,
        });
    }
    None
}
