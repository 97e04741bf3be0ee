//! Declarations: the rulebook's header, units, choices, subjects, roles, registers, tables, scales, patterns.

use super::expression::{bracketed, quoted};
use super::layout::{CONTINUATION, Doc, LINE_WIDTH, width};
use super::lines::{Align, Block, Row};
use super::printer::{Piece, Printed, Printer};
use crate::syntax::Rule;
use crate::syntax::ast::{
    Body, Choice, ChoiceValues, Expr, File, Input, InputOption, Item, MonthDay, Name, Pattern, Register, Role, RoundingClause, Rulebook,
    RulebookClause, Scale, Subject, SubjectClause, Table, TableLine, Text, Titled, TypeName, Unit, Whom,
};
use crate::text::{Language, Span, Spanned};

impl Printer<'_> {
    /// The whole file.
    pub(super) fn file(&mut self, file: &File, end: usize) -> Block {
        self.block(0, end, false, &file.items, Self::item)
    }

    fn item(&mut self, item: &Item) -> Printed {
        match item {
            Item::Rulebook(rulebook) => self.rulebook(rulebook),
            Item::Unit(unit) => self.unit(unit),
            Item::Choice(choice) => self.choice(choice),
            Item::Subject(subject) => self.subject(subject),
            Item::Role(role) => self.role(role),
            Item::Register(register) => self.register(register),
            Item::Table(table) => self.table(table),
            Item::Scale(scale) => self.scale(scale),
            Item::Pattern(pattern) => self.pattern(pattern),
            Item::Scorecard(scorecard) => self.scorecard(scorecard),
            Item::Indicator(indicator) => self.indicator(indicator),
            Item::Grade(grade) => self.grade(grade),
            Item::Rank(rank) => self.rank(rank),
            Item::Consequence(consequence) => self.consequence(consequence),
            Item::Example(example) => self.example(example),
            Item::Examples(examples) => self.examples(examples),
            Item::Extension(extension) => self.extension(extension),
            Item::Accept(accept) => self.accept(accept),
        }
    }

    fn rulebook(&mut self, rulebook: &Rulebook) -> Printed {
        let head = Doc::words([self.word(Rule::kw_rulebook), self.text(&rulebook.title)]);
        let body = self.body(&rulebook.body, Self::rulebook_clause);
        Printed::with(Row::alone(head), Some(body)).set_apart()
    }

    fn rulebook_clause(&mut self, clause: &RulebookClause) -> Printed {
        let (keyword, value) = match clause {
            RulebookClause::Year(year) => (Rule::kw_year, Doc::text(&year.text)),
            RulebookClause::Basis(basis) => (Rule::kw_basis, self.text(basis)),
            RulebookClause::Closes(day) => (Rule::kw_closes, Doc::text(self.day(day))),
            RulebookClause::Scores(rounding) => (Rule::kw_scores, self.rounding_clause(rounding)),
            RulebookClause::Totals(rounding) => (Rule::kw_totals, self.rounding_clause(rounding)),
            RulebookClause::Ties(ties) => (super::contest::ties_word(*ties), Doc::Nil),
            RulebookClause::MissingWritten(texts) => {
                let words = texts.iter().map(|text| Piece { span: text.span, doc: self.text(text), separator: ",".to_owned() }).collect();
                (Rule::kw_missing_written, self.joined(words).group())
            }
        };
        // Of `missing written` the first word alone stands in the column of the others.
        let keyword = self.spelling(keyword);
        let (first, rest) = keyword.split_once(' ').unwrap_or((keyword, ""));
        Printed::row(Row::aligned("header", [Doc::text(first), Doc::words([Doc::text(rest), value])]))
    }

    /// `low to high`, with either end left out where that is said.
    pub(super) fn range(&mut self, low: &Expr, low_out: bool, high: &Expr, high_out: bool) -> Doc {
        let (low, high) = (self.expr(low), self.expr(high));
        let above = if low_out { self.word(Rule::kw_above) } else { Doc::Nil };
        let to = match (high_out, self.language, low_out) {
            (false, _, _) => self.word(Rule::kw_range_to),
            (true, Language::English, _) => Doc::words([self.word(Rule::kw_range_to), self.word(Rule::kw_below)]),
            (true, Language::Chinese, false) => self.word(Rule::kw_up_to_below),
            (true, Language::Chinese, true) => self.word(Rule::kw_below),
        };
        Doc::words([above, low, to, high])
    }

    fn rounding_clause(&self, clause: &RoundingClause) -> Doc {
        let rounded = match &clause.rounded {
            Some(rounding) => self.rounded(rounding),
            None => self.word(Rule::kw_not_rounded),
        };
        let Some(shown) = &clause.shown else { return rounded };
        let mode = shown.mode.as_ref().map_or(Doc::Nil, |mode| self.rounding_mode(mode.value));
        let shown = Doc::words([self.word(Rule::kw_shown), self.to_decimals(mode, &shown.decimals.text)]);
        Doc::Concat(vec![rounded, Doc::text(", "), shown])
    }

    fn unit(&mut self, unit: &Unit) -> Printed {
        let equals = unit.equals.as_ref().map_or(Doc::Nil, |(number, of)| Doc::text(format!("= {} {}", number.text, of.value)));
        Printed::row(Row::aligned("unit", [self.head(Rule::kw_unit, &unit.name), self.title(unit.title.as_ref()), equals]))
    }

    fn choice(&mut self, choice: &Choice) -> Printed {
        let head = Doc::words([self.head(Rule::kw_choice, &choice.name), self.title(choice.title.as_ref())]);
        let body = self.one_line_or(&head, &choice.body, |printer, values, broken| Row::alone(printer.choice_list(values, broken)));
        Printed::with(Row::alone(head), Some(body))
    }

    /// `a > b`, one to a line where `broken` says so, the titles in one column then.
    pub(super) fn choice_list(&mut self, values: &ChoiceValues, broken: bool) -> Doc {
        let separator = if values.ordered { " >" } else { " |" };
        self.titled_list(&values.values, separator, broken)
    }

    fn titled_list(&mut self, values: &[Titled], separator: &str, broken: bool) -> Doc {
        let spans: Vec<Span> = values.iter().map(|value| value.name.span).collect();
        let broken = broken || self.has_comments_among(&spans);
        let widest = values.iter().map(|value| width(&value.name.value)).max().unwrap_or(0);
        let pieces = values
            .iter()
            .map(|value| {
                let span = value.title.as_ref().map_or(value.name.span, |title| value.name.span.to(title.span));
                let title = self.title(value.title.as_ref());
                let gap = if broken && !title.is_nil() { widest.saturating_sub(width(&value.name.value)) } else { 0 };
                let doc = Doc::words([Doc::text(format!("{}{}", value.name.value, " ".repeat(gap))), title]);
                Piece { span, doc, separator: separator.to_owned() }
            })
            .collect();
        let list = self.joined_one_to_a_line(pieces);
        if broken { list.hang() } else { list.group().hang() }
    }

    fn has_comments_among(&self, spans: &[Span]) -> bool {
        match (spans.first(), spans.last()) {
            (Some(first), Some(last)) => self.has_comments(*first, *last),
            (None, _) | (_, None) => false,
        }
    }

    /// Whether the first statement stands on a later line than the opening brace.
    pub(super) fn written_over_lines<T>(&self, body: &Body<T>) -> bool {
        body.statements.first().is_some_and(|first| self.line_between(body.open, first.span.at_start()))
    }

    /// A body that stays on the line of its brace if it was written so, fits there and holds one statement and no comment.
    fn one_line_or<T>(&mut self, head: &Doc, body: &Body<T>, mut print: impl FnMut(&mut Self, &T, bool) -> Row) -> Block {
        if !self.written_over_lines(body) && !self.has_comments(body.open, body.close) {
            let inline = match body.statements.as_slice() {
                [] => Some(Doc::Nil),
                [only] => Some(Doc::words(print(self, &only.value, false).cells)),
                _ => None,
            };
            let fits = |inline: &Doc| Doc::words([head.clone(), inline.clone()]).flat().is_some_and(|text| width(&text) + 4 <= LINE_WIDTH);
            if let Some(inline) = inline.filter(fits) {
                return Block { inline: Some(inline), ..Block::default() };
            }
        }
        self.body(body, |printer, statement| Printed::row(print(printer, statement, true)))
    }

    fn subject(&mut self, subject: &Subject) -> Printed {
        let parents = if subject.parents.is_empty() {
            Doc::Nil
        } else {
            let or = format!(" {}", self.spelling(Rule::kw_or));
            Doc::words([self.word(Rule::kw_belongs_to), self.names(&subject.parents, &or)])
        };
        let head = Doc::words([self.head(Rule::kw_subject, &subject.name), self.title(subject.title.as_ref()), parents]);
        let body = subject.body.as_ref().map(|body| self.body(body, Self::subject_clause));
        Printed::with(Row::alone(head), body)
    }

    fn subject_clause(&mut self, clause: &SubjectClause) -> Printed {
        let (keyword, values, separator) = match clause {
            SubjectClause::Sequence(values) => (Rule::kw_sequence, values, " |"),
            SubjectClause::Members(values) => (Rule::kw_members, values, ","),
            SubjectClause::Attribute(input) => return self.input(input),
        };
        let broken = match (values.first(), values.last()) {
            (Some(first), Some(last)) => self.line_between(first.name.span, last.name.span),
            (None, _) | (_, None) => false,
        };
        let list = self.fitting(values, separator, broken, width(self.spelling(keyword)));
        Printed::alone(Doc::words([self.word(keyword), list]))
    }

    /// A list that keeps the author's lines, and is broken with titles in a column where it is too wide.
    fn fitting(&mut self, values: &[Titled], separator: &str, broken: bool, before: usize) -> Doc {
        let titles = |value: &Titled| value.title.as_ref().map_or(0, |title| width(&title.value) + 3);
        let each = |value: &Titled| width(&value.name.value) + titles(value) + separator.len() + 1;
        let wide = values.iter().map(each).sum::<usize>() + before + 2 > LINE_WIDTH;
        self.titled_list(values, separator, broken || wide)
    }

    fn role(&mut self, role: &Role) -> Printed {
        let held = if role.held_by.is_empty() {
            Doc::Nil
        } else {
            let names = self.names(&role.held_by, ",");
            self.around(Rule::kw_held_by, names, Rule::kw_by, Rule::kw_serves)
        };
        Printed::row(Row::aligned("role", [self.head(Rule::kw_role, &role.name), self.title(role.title.as_ref()), held]))
    }

    fn register(&mut self, register: &Register) -> Printed {
        let head = Doc::words([
            self.head(Rule::kw_register, &register.name),
            self.title(register.title.as_ref()),
            self.word(Rule::kw_of),
            self.name(&register.of),
        ]);
        let body = self.body(&register.body, |printer, field| {
            let cells = printer.field_cells(printer.name(&field.name), field);
            Printed::row(Row::aligned("field", cells))
        });
        Printed::with(Row::alone(head), Some(body))
    }

    /// `input NAME "Title" : TYPE options`
    pub(super) fn input(&mut self, input: &Input) -> Printed {
        let head = self.head(Rule::kw_input, &input.name);
        let cells = self.field_cells(head, input);
        Printed::row(Row::aligned("input", cells))
    }

    fn field_cells(&mut self, head: Doc, input: &Input) -> [Doc; 3] {
        let ty = self.type_name(&input.ty);
        [head, self.title(input.title.as_ref()), Doc::words([Doc::text(":"), Doc::Concat(vec![ty, self.input_options(&input.options)])])]
    }

    fn type_name(&mut self, ty: &TypeName) -> Doc {
        match ty {
            TypeName::Number => self.word(Rule::kw_number),
            TypeName::Percent => self.word(Rule::kw_percent),
            TypeName::PercentagePoints => self.word(Rule::kw_pp),
            TypeName::Count => self.word(Rule::kw_count),
            TypeName::Points => self.word(Rule::kw_points),
            TypeName::Days => self.word(Rule::kw_days),
            TypeName::Date => self.word(Rule::kw_date),
            TypeName::Flag => self.word(Rule::kw_flag),
            TypeName::Text => self.word(Rule::kw_text),
            TypeName::Named(name) => self.name(name),
            TypeName::Inline(values) => self.choice_list(values, false),
        }
    }

    /// The first of them follows the type after a space if it reads on from there, the others follow commas.
    fn input_options(&mut self, options: &[Spanned<InputOption>]) -> Doc {
        let mut parts = Vec::new();
        for (index, option) in options.iter().enumerate() {
            let reads_on = match option.value {
                InputOption::OrEmpty | InputOption::Monthly => true,
                // What is monthly and when is said in one breath.
                InputOption::DueEachMonth(_) => {
                    index == 0 || matches!(options.get(index - 1).map(|option| &option.value), Some(InputOption::Monthly))
                }
                InputOption::AtMost(_)
                | InputOption::AtLeast(_)
                | InputOption::Above(_)
                | InputOption::Below(_)
                | InputOption::From { .. }
                | InputOption::Due(_)
                | InputOption::SuppliedBy(_) => index == 0,
                InputOption::HigherIsBetter
                | InputOption::LowerIsBetter
                | InputOption::EmptyMeans(_)
                | InputOption::Happened
                | InputOption::Planned => false,
            };
            let option = self.input_option(option);
            if reads_on {
                parts.extend([Doc::text(" "), option]);
            } else {
                parts.extend([Doc::text(","), Doc::Concat(vec![Doc::Line, option]).group().indent(CONTINUATION)]);
            }
        }
        Doc::Concat(parts)
    }

    fn input_option(&mut self, option: &InputOption) -> Doc {
        match option {
            InputOption::AtMost(bound) => self.prefixed(Rule::kw_at_most, bound),
            InputOption::AtLeast(bound) => self.prefixed(Rule::kw_at_least, bound),
            InputOption::Above(bound) => self.prefixed(Rule::kw_above, bound),
            InputOption::Below(bound) => self.prefixed(Rule::kw_below, bound),
            InputOption::From { low, low_out, high, high_out } => {
                let from = if *low_out || self.chinese() { Doc::Nil } else { self.word(Rule::kw_from) };
                Doc::words([from, self.range(low, *low_out, high, *high_out)])
            }
            InputOption::Due(day) => Doc::words([self.word(Rule::kw_due), Doc::text(self.day(day))]),
            InputOption::SuppliedBy(role) => self.around(Rule::kw_supplied_by, self.name(role), Rule::kw_by, Rule::kw_supplies),
            InputOption::HigherIsBetter => self.word(Rule::kw_higher_is_better),
            InputOption::LowerIsBetter => self.word(Rule::kw_lower_is_better),
            InputOption::EmptyMeans(value) => self.prefixed(Rule::kw_empty_means, value),
            InputOption::Monthly => self.word(Rule::kw_monthly),
            InputOption::DueEachMonth(day) => {
                let day = self.month_day(&day.value);
                Doc::words([self.word(Rule::kw_due), day])
            }
            InputOption::OrEmpty => self.word(Rule::kw_or_empty),
            InputOption::Happened => self.word(Rule::kw_when_it_happened),
            InputOption::Planned => self.word(Rule::kw_planned),
        }
    }

    /// `day 10 of the next month`, 次月10日前
    fn month_day(&self, day: &MonthDay) -> Doc {
        if self.chinese() {
            let month = if day.next { "次月" } else { "当月" };
            return Doc::text(day.day.map_or_else(|| format!("{month}最后一日"), |day| format!("{month}{day}日")));
        }
        let month = self.word(if day.next { Rule::kw_of_the_next_month } else { Rule::kw_of_the_month });
        match day.day {
            Some(day) => Doc::words([self.word(Rule::kw_day), Doc::text(day.to_string()), month]),
            None => Doc::words([self.word(Rule::kw_last_day), month]),
        }
    }

    fn table(&mut self, table: &Table) -> Printed {
        let keys = self.names(&table.keys, ",");
        let head = Doc::words([self.head(Rule::kw_table, &table.name), self.title(table.title.as_ref()), self.word(Rule::kw_per), keys]);
        let body = self.one_line_or(&head, &table.body, Self::table_line);
        Printed::with(Row::alone(head), Some(body))
    }

    fn table_line(&mut self, line: &TableLine, broken: bool) -> Row {
        match line {
            TableLine::Entries(entries) => match entries.as_slice() {
                [(name, value)] => {
                    let value = self.expr(value);
                    Row::aligned("entry", [self.name(name), Doc::words([Doc::text("=>"), value])])
                }
                several => Row::alone(self.entries(several, broken)),
            },
            TableLine::Columns(columns) => {
                let cells = columns.iter().map(|column| self.name(column)).collect();
                Row { align: Align::Grid, cells: grid(Doc::Nil, cells) }
            }
            TableLine::Row(name, values) => {
                let cells = values.iter().map(|value| self.expr(value)).collect();
                Row { align: Align::Grid, cells: grid(self.name(name), cells) }
            }
        }
    }

    /// `leader => 1.2, officer => 1.0`, one to a line if they stood on several or do not fit on one.
    fn entries(&mut self, entries: &[(Name, Expr)], broken: bool) -> Doc {
        let spans: Vec<Span> = entries.iter().map(|(name, _)| name.span).collect();
        let over_lines = match (spans.first(), spans.last()) {
            (Some(first), Some(last)) => self.line_between(*first, *last),
            (None, _) | (_, None) => false,
        };
        let values: Vec<Doc> = entries.iter().map(|(_, value)| self.expr(value)).collect();
        let flat = |values: &[Doc]| values.iter().filter_map(Doc::flat).map(|value| width(&value) + 6).sum::<usize>();
        let names = entries.iter().map(|(name, _)| width(&name.value));
        let wide = flat(&values) + names.clone().sum::<usize>() > LINE_WIDTH;
        let broken = over_lines || broken && wide || self.has_comments_among(&spans);
        let widest = if broken { names.max().unwrap_or(0) } else { 0 };
        let pieces = entries
            .iter()
            .zip(values)
            .map(|((name, value), doc)| {
                let gap = " ".repeat(widest.saturating_sub(width(&name.value)));
                let doc = Doc::words([Doc::text(format!("{}{gap}", name.value)), Doc::text("=>"), doc]);
                Piece { span: name.span.to(value.span), doc, separator: ",".to_owned() }
            })
            .collect();
        let list = self.joined_one_to_a_line(pieces);
        if broken { list.hang() } else { list.group().hang() }
    }

    fn scale(&mut self, scale: &Scale) -> Printed {
        let held = if scale.held { self.word(Rule::kw_held) } else { Doc::Nil };
        let head = Doc::words([self.parametrised(Rule::kw_scale, &scale.name, &scale.parameters), self.title(scale.title.as_ref()), held]);
        let body = self.body(&scale.body, Self::quantify_row);
        Printed::with(Row::alone(head), Some(body))
    }

    fn pattern(&mut self, pattern: &Pattern) -> Printed {
        let head =
            Doc::words([self.parametrised(Rule::kw_pattern, &pattern.name, &pattern.parameters), self.title(pattern.title.as_ref())]);
        let body = self.body(&pattern.body, Self::indicator_clause);
        Printed::with(Row::alone(head), Some(body)).set_apart()
    }

    fn parametrised(&mut self, keyword: Rule, name: &Name, parameters: &[Name]) -> Doc {
        if parameters.is_empty() {
            return self.head(keyword, name);
        }
        let parameters = self.names(parameters, ",");
        Doc::Concat(vec![self.head(keyword, name), bracketed("(", parameters, ")")])
    }

    /// `KEYWORD NAME`
    pub(super) fn head(&self, keyword: Rule, name: &Name) -> Doc {
        Doc::words([self.word(keyword), self.name(name)])
    }

    /// `KEYWORD expression`
    pub(super) fn prefixed(&mut self, keyword: Rule, value: &Expr) -> Doc {
        let value = self.expr(value);
        Doc::words([self.word(keyword), value])
    }

    pub(super) fn text(&self, text: &Text) -> Doc {
        Doc::text(quoted(&text.value))
    }

    pub(super) fn title(&self, title: Option<&Text>) -> Doc {
        title.map_or(Doc::Nil, |title| self.text(title))
    }

    /// `bureau`, `department a, b`, `person where …`
    pub(super) fn whom(&mut self, whom: &Whom) -> Doc {
        let members = self.names(&whom.members, ",");
        let condition = self.condition(Rule::kw_where, whom.condition.as_ref());
        Doc::words([self.name(&whom.level), members, condition])
    }
}

/// The cells of a line of a grid, `|` between the values.
fn grid(name: Doc, values: Vec<Doc>) -> Vec<Doc> {
    let mut cells = vec![name];
    for (index, value) in values.into_iter().enumerate() {
        cells.push(if index == 0 { value } else { Doc::words([Doc::text("|"), value]) });
    }
    cells
}
