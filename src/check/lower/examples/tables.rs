//! Tables of cases: the first line names the columns, each other line is an example.

use super::{Draft, invalid_here};
use crate::check::checker::Checker;
use crate::check::infer::{given, method_name};
use crate::check::lower::reading::Slot;
use crate::check::messages::{CaseFault, examples as say};
use crate::check::names::nearest;
use crate::model::{Content, ExampleOf, Expectation, Expected, MethodKind};
use crate::syntax::ast::{self, ExampleCell, ExprKind, Name};
use crate::text::{Span, Spanned};

/// A column of a table of cases.
enum Column {
    /// Something given.
    Given(Slot, String),
    /// The points expected.
    Points,
    /// The total expected.
    Total,
    /// The grade expected.
    Grade,
    /// A consequence expected, or none.
    Consequence,
    /// The method that should have been used.
    Method,
    /// Faulty.
    Unknown,
}

impl<'a> Checker<'a> {
    pub(super) fn example_table(&mut self, examples: &'a ast::Examples, span: Span) {
        let Some(of) = self.example_of(&examples.of) else { return };
        let Some((head, rows)) = examples.body.statements.split_first() else {
            if !self.has_broken(span) {
                self.report(say::no_expectation(examples.title.span));
            }
            return;
        };
        if self.has_broken(Span { end: head.span.start, ..span }) {
            return;
        }
        let columns: Vec<Column> =
            head.value.iter().enumerate().map(|(place, cell)| self.column(cell, head.value.get(..place).unwrap_or_default(), of)).collect();
        let expects = columns.iter().any(|column| matches!(column, Column::Points | Column::Total | Column::Grade | Column::Consequence));
        let faulty = columns.iter().any(|column| matches!(column, Column::Unknown));
        if !faulty && (!expects || rows.is_empty()) && !self.has_broken(span) {
            self.report(say::no_expectation(examples.title.span));
            return;
        }
        for row in rows {
            self.start_work();
            if row.value.len() != columns.len() {
                self.report(say::malformed_case(row.span, &CaseFault::Cells(row.value.len(), columns.len())));
                continue;
            }
            let mut draft = self.draft(of, row.span);
            self.only_subject(&mut draft, row.span);
            let (mut results, mut from) = (Vec::new(), None);
            for (cell, column) in row.value.iter().zip(&columns) {
                match column {
                    Column::Given(slot, name) => self.given_cell(cell, slot, name, &mut draft),
                    Column::Points | Column::Total => {
                        let total = matches!(column, Column::Total);
                        results.extend(self.expected_cell(cell, total, of).map(|result| (result, cell.span)));
                    }
                    Column::Grade => results.extend(self.grade_cell(cell, of).map(|result| (result, cell.span))),
                    Column::Consequence => results.extend(self.consequence_cell(cell, of).map(|result| (result, cell.span))),
                    Column::Method => from = self.method_cell(cell).or(from),
                    Column::Unknown => {}
                }
            }
            draft.expectations = results.into_iter().map(|(result, span)| Expectation { subject: 0, result, from, span }).collect();
            self.keep(&examples.title.value, draft, row.span);
        }
    }

    /// The column under a cell of the head; `before` are the cells before it.
    fn column(&mut self, cell: &'a Spanned<ExampleCell>, before: &'a [Spanned<ExampleCell>], of: ExampleOf) -> Column {
        let path = cell_path(cell);
        let Some(path) = path else {
            self.report(say::malformed_case(cell.span, &CaseFault::Head));
            return Column::Unknown;
        };
        let same = |other: &ast::Path| other.names.iter().map(|name| given(name)).eq(path.names.iter().map(|name| given(name)));
        if before.iter().filter_map(cell_path).any(same) {
            self.report(say::malformed_case(cell.span, &CaseFault::Twice(self.sources.slice(path.span))));
            return Column::Unknown;
        }
        let whole_card = matches!(of, ExampleOf::Level(_));
        if let [name] = path.names.as_slice() {
            let column = match given(name) {
                "points" => Some((Column::Points, !whole_card)),
                "total" => Some((Column::Total, whole_card)),
                "grade" => Some((Column::Grade, whole_card)),
                "consequence" => Some((Column::Consequence, whole_card)),
                "method" => Some((Column::Method, !whole_card)),
                _ => None,
            };
            if let Some((column, fits)) = column {
                if fits {
                    return column;
                }
                self.report(say::unfit_expectation(name.span, whole_card));
                return Column::Unknown;
            }
        }
        match self.slot(path, of, self.level_of(of)) {
            Some(slot) => Column::Given(slot, self.sources.slice(path.span).to_owned()),
            None => Column::Unknown,
        }
    }

    fn given_cell(&mut self, cell: &'a Spanned<ExampleCell>, slot: &Slot, name: &str, draft: &mut Draft) {
        let content = match &cell.value {
            ExampleCell::Value(written) => self.given_value_of(written, slot),
            ExampleCell::Missing => Some(Content::Empty),
            ExampleCell::Invalid => Some(invalid_here()),
            ExampleCell::NotApplicable | ExampleCell::NoConsequence | ExampleCell::Pending | ExampleCell::Error(_) => {
                self.report(say::malformed_case(cell.span, &CaseFault::Result(name)));
                None
            }
        };
        if let Some(content) = content {
            self.give(draft, 0, slot.clone(), content, cell.span, name, None);
        }
    }

    fn expected_cell(&mut self, cell: &'a Spanned<ExampleCell>, total: bool, of: ExampleOf) -> Option<Expected> {
        match &cell.value {
            ExampleCell::Value(written) => {
                let number = self.expected_points(written, of)?;
                Some(if total { Expected::Total(number) } else { Expected::Points(number) })
            }
            ExampleCell::NotApplicable => Some(Expected::NotApplicable),
            ExampleCell::Pending => Some(Expected::Pending),
            ExampleCell::Invalid => Some(Expected::Invalid),
            ExampleCell::Error(code) => self.expected_error(code, cell.span),
            ExampleCell::NoConsequence => {
                self.report(say::malformed_case(cell.span, &CaseFault::Result(if total { "total" } else { "points" })));
                None
            }
            ExampleCell::Missing => None,
        }
    }

    fn consequence_cell(&mut self, cell: &'a Spanned<ExampleCell>, of: ExampleOf) -> Option<Expected> {
        match &cell.value {
            ExampleCell::Value(written) => {
                if let ExprKind::Text(text) = &*written.kind {
                    return self.expected_consequence(&Spanned::new(text.clone(), written.span), of);
                }
                self.report(say::malformed_case(cell.span, &CaseFault::Result("consequence")));
                None
            }
            ExampleCell::NoConsequence => Some(Expected::NoConsequence),
            ExampleCell::Missing => None,
            ExampleCell::Error(code) => self.expected_error(code, cell.span),
            ExampleCell::NotApplicable | ExampleCell::Pending | ExampleCell::Invalid => {
                self.report(say::malformed_case(cell.span, &CaseFault::Result("consequence")));
                None
            }
        }
    }

    fn grade_cell(&mut self, cell: &'a Spanned<ExampleCell>, of: ExampleOf) -> Option<Expected> {
        let name = cell_name(cell);
        match name {
            Some(name) => self.expected_grade(name, of),
            None => {
                if !matches!(cell.value, ExampleCell::Missing) {
                    self.report(say::malformed_case(cell.span, &CaseFault::Result("grade")));
                }
                None
            }
        }
    }

    fn method_cell(&mut self, cell: &'a Spanned<ExampleCell>) -> Option<MethodKind> {
        let Some(name) = cell_name(cell) else {
            if !matches!(cell.value, ExampleCell::Missing) {
                self.report(say::malformed_case(cell.span, &CaseFault::Result("method")));
            }
            return None;
        };
        match method_name(name) {
            "quantify" => Some(MethodKind::Quantify),
            "steps" => Some(MethodKind::Steps),
            "state" => Some(MethodKind::State),
            "start" => Some(MethodKind::Start),
            "compete" => Some(MethodKind::Compete),
            "survey" => Some(MethodKind::Survey),
            other => {
                let known: Vec<String> = ["quantify", "steps", "state", "start", "survey", "compete"].map(str::to_owned).to_vec();
                let meant = nearest(other, known.iter().map(String::as_str));
                self.report(crate::check::messages::names::unknown_choice_value(name, meant, &known, None));
                None
            }
        }
    }
}

/// The names in a cell that holds nothing else.
fn cell_path(cell: &Spanned<ExampleCell>) -> Option<&ast::Path> {
    let ExampleCell::Value(written) = &cell.value else { return None };
    if let ExprKind::Path(path) = &*written.kind { Some(path) } else { None }
}

fn cell_name(cell: &Spanned<ExampleCell>) -> Option<&Name> {
    if let [name] = cell_path(cell)?.names.as_slice() { Some(name) } else { None }
}
