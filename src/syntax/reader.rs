//! Reads statements by the rules of their contexts, and keeps account of those that cannot be read.

use std::cell::OnceCell;
use std::mem::replace;
use std::ops::Range;

use super::ast::Body;
use super::limits::{calls_for, too_deep};
use super::node::{Known, Node};
use super::outline::{Block, Statement, Token};
use super::vocabulary::Vocabulary;
use super::{Rule, build, faults, messages, names};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::text::{SourceFile, Span, Spanned};

/// Where a statement stands, which says what may be written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The outermost level of a file.
    Item,
    /// The header of the rulebook.
    Rulebook,
    /// The head of an extension.
    Extension,
    /// The values of a choice.
    Choice,
    /// A kind of subject.
    Subject,
    /// The fields of a register.
    Register,
    /// The lines of a table.
    Table,
    /// A scorecard or a part.
    Scorecard,
    /// An indicator or a pattern.
    Indicator,
    /// The clauses under a joint cap.
    Joint,
    /// The rows of `quantify` or of a scale.
    Quantify,
    /// The steps of `steps`.
    Steps,
    /// The states of `state`.
    State,
    /// The lines of a survey.
    Survey,
    /// The rows of a grade.
    Grade,
    /// The clauses of a rank.
    Rank,
    /// The rows and clauses of `compete`.
    Compete,
    /// The consequences of results.
    Consequence,
    /// An example.
    Example,
    /// The lines of a table of examples.
    Cases,
}

impl Context {
    /// Those whose statements can have an expression.
    pub(super) const WITH_EXPRESSIONS: [Self; 17] = [
        Self::Item,
        Self::Rulebook,
        Self::Subject,
        Self::Register,
        Self::Table,
        Self::Scorecard,
        Self::Indicator,
        Self::Joint,
        Self::Quantify,
        Self::Steps,
        Self::State,
        Self::Survey,
        Self::Grade,
        Self::Rank,
        Self::Compete,
        Self::Consequence,
        Self::Example,
    ];

    /// The rule that reads its statements.
    pub(super) fn rule(self) -> Rule {
        match self {
            Self::Item => Rule::item,
            Self::Rulebook => Rule::rulebook_clause,
            Self::Extension => Rule::extension_clause,
            Self::Choice => Rule::choice_list,
            Self::Subject => Rule::subject_clause,
            Self::Register => Rule::field_line,
            Self::Table => Rule::table_line,
            Self::Scorecard => Rule::part_clause,
            Self::Indicator => Rule::indicator_clause,
            Self::Joint => Rule::joint_change,
            Self::Quantify => Rule::quantify_row,
            Self::Steps => Rule::step,
            Self::State => Rule::state_row,
            Self::Survey => Rule::survey_clause,
            Self::Grade => Rule::grade_row,
            Self::Rank => Rule::rank_clause,
            Self::Compete => Rule::compete_row,
            Self::Consequence => Rule::consequence_row,
            Self::Example => Rule::example_clause,
            Self::Cases => Rule::case_line,
        }
    }
}

/// A statement that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Its whole extent, its body included.
    pub span: Span,
    /// Where it stands.
    pub context: Context,
    /// The names it would have declared, those of the statements in its body among them.
    pub names: Vec<String>,
    /// What it would have declared, where its name was left out.
    pub nameless: Option<Declares>,
}

/// What a statement declares by a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declares {
    /// A unit.
    Unit,
    /// A choice.
    Choice,
    /// A kind of subject.
    Subject,
    /// A role.
    Role,
    /// A register.
    Register,
    /// A table.
    Table,
    /// A scale.
    Scale,
    /// A pattern.
    Pattern,
    /// An indicator.
    Indicator,
    /// An input or a let.
    Value,
    /// A part of a scorecard.
    Part,
    /// A field of a register.
    Field,
    /// A step.
    Step,
    /// A member of a kind of subject.
    Member,
    /// A value of a choice.
    ChoiceValue,
    /// A grade.
    Grade,
}

/// Reads the statements of one file.
pub(super) struct Reader<'t> {
    pub(super) file: &'t SourceFile,
    /// The text with its comments blanked out.
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    /// Where something was reported already, by byte, in order.
    pub(super) faults: &'t [usize],
    pub(super) diagnostics: Diagnostics,
    pub(super) broken: Vec<Broken>,
    /// The statements read so far.
    known: Known<'t>,
    /// What the file declares; looked through when something is broken.
    vocabulary: OnceCell<Vocabulary<'t>>,
    /// Whether the head at hand was refused after it was read.
    refused: bool,
}

impl<'t> Reader<'t> {
    /// A reader of `file`, with what is known of it; `faults` are in order.
    pub(super) fn new(file: &'t SourceFile, text: &'t str, tokens: &'t [Token], faults: &'t [usize]) -> Self {
        Self {
            file,
            text,
            tokens,
            faults,
            diagnostics: Diagnostics::default(),
            broken: Vec::new(),
            known: Known::default(),
            vocabulary: OnceCell::new(),
            refused: false,
        }
    }

    /// Reports a fault that makes the statement at hand unfit for the tree.
    pub(super) fn refuse(&mut self, diagnostic: Diagnostic) {
        self.refused = true;
        self.diagnostics.push(diagnostic);
    }

    /// Lists a statement as broken.
    pub(super) fn give_up(&mut self, statement: &Statement, context: Context) {
        let names = names::declared(self, statement, context);
        let nameless = names::left_out(self, statement, context);
        self.broken.push(Broken { span: statement.span(), context, names, nameless });
    }

    /// Reads the head of a statement; what cannot be read is reported and listed.
    pub(super) fn head(&mut self, statement: &Statement, context: Context) -> Option<Node<'t>> {
        let range = statement.head.range();
        let text = self.text.get(range.clone()).unwrap_or_default();
        if text.is_empty() {
            let open = statement.block.as_ref().map_or(statement.head, |block| block.open);
            self.diagnostics.push(messages::body_without_head(open));
            self.give_up(statement, context);
            return None;
        }
        // A list of values has no operators, and may be of any length.
        if context != Context::Choice
            && let Some(fault) = too_deep(self.file, self.tokens_of(statement))
        {
            // Brackets that are never closed are not nested.
            if !self.is_reported(&range) {
                self.diagnostics.push(fault);
            }
            self.give_up(statement, context);
            return None;
        }
        match self.known.read(context.rule(), text, calls_for(text.len()), (self.file.id(), range.start)) {
            Ok(node) => Some(node),
            Err(error) => {
                if !self.is_reported(&range) {
                    let diagnostic = faults::diagnose(self, statement, context, &error);
                    diagnostic.into_iter().for_each(|diagnostic| self.diagnostics.push(diagnostic));
                }
                self.give_up(statement, context);
                None
            }
        }
    }

    /// Whether something within these bytes was reported already.
    fn is_reported(&self, range: &Range<usize>) -> bool {
        self.faults.partition_point(|fault| *fault < range.start) < self.faults.partition_point(|fault| *fault < range.end)
    }

    /// Reads a statement and makes its tree with `build`.
    pub(super) fn statement<T>(
        &mut self,
        statement: &Statement,
        context: Context,
        build: impl FnOnce(&mut Self, &Node<'t>, &Statement) -> Option<T>,
    ) -> Option<Spanned<T>> {
        let Some(node) = self.head(statement, context) else {
            build::dropped_body(self, statement, context);
            return None;
        };
        let before = replace(&mut self.refused, false);
        let built = build(self, &node, statement);
        let refused = replace(&mut self.refused, before);
        if let (Some(value), false) = (built, refused) {
            return Some(Spanned::new(value, statement.span()));
        }
        self.give_up(statement, context);
        None
    }

    /// The body of a statement, each of its statements made by `build`.
    pub(super) fn block<T>(
        &mut self,
        block: &Block,
        context: Context,
        mut build: impl FnMut(&mut Self, &Node<'t>, &Statement) -> Option<T>,
    ) -> Body<T> {
        let statements = block.statements.iter().filter_map(|statement| self.statement(statement, context, &mut build)).collect();
        Body { open: block.open, statements, close: block.close }
    }

    /// The body that a statement must have; that it is missing is reported.
    pub(super) fn body<T>(
        &mut self,
        statement: &Statement,
        context: Context,
        build: impl FnMut(&mut Self, &Node<'t>, &Statement) -> Option<T>,
    ) -> Option<Body<T>> {
        if let Some(block) = &statement.block {
            return Some(self.block(block, context, build));
        }
        self.refuse(messages::missing_body(statement.head));
        None
    }

    /// The body that a statement may have.
    pub(super) fn body_if_any<T>(
        &mut self,
        statement: &Statement,
        context: Context,
        build: impl FnMut(&mut Self, &Node<'t>, &Statement) -> Option<T>,
    ) -> Option<Body<T>> {
        statement.block.as_ref().map(|block| self.block(block, context, build))
    }

    /// Reports a body where none belongs.
    pub(super) fn no_body(&mut self, statement: &Statement) {
        if let Some(block) = &statement.block {
            self.refuse(messages::unexpected_body(block.open));
        }
    }

    /// What the file declares, as far as its tokens tell.
    pub(super) fn vocabulary(&self) -> &Vocabulary<'t> {
        self.vocabulary.get_or_init(|| Vocabulary::of(self.text, self.tokens))
    }

    /// What a token says.
    pub(super) fn word(&self, token: &Token) -> &'t str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// The tokens of the head of a statement.
    pub(super) fn tokens_of(&self, statement: &Statement) -> &'t [Token] {
        self.tokens.get(statement.tokens.clone()).unwrap_or_default()
    }
}
