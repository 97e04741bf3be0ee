//! The context of one run of the checker: what is known so far, and the sink for findings.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::check::infer::{Depth, Factors};
use crate::check::messages::meaning::{self as say, Entangled, Inside};
use crate::check::messages::names::{Unreached, out_of_reach};
use crate::check::messages::types::of_two_kinds;
use crate::check::nameless::Missed;
use crate::check::names::Declared;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::{
    Arena, Choice, Expr, ExprKind, Extension, Header, HeaderSpans, IndicatorId, InputId, LetId, MemberId, PartId, Precision, Program,
    RegisterId, RoleId, ScorecardId, TableId, Titled,
};
use crate::syntax::{Context, Declares, Parse, ast, keywords::Keyword};
use crate::text::{Language, SourceId, SourceMap, Span, Words};
use crate::types::{ChoiceId, LevelId, Type, UnitId};
use crate::value::{Day, Number, Value};

/// What one run of the checker knows.
pub struct Checker<'a> {
    pub sources: &'a SourceMap,
    pub parses: Vec<&'a Parse>,
    pub declared: Declared<'a>,
    pub names: GlobalNames,
    pub program: Program,
    pub lets: Vec<LetFacts<'a>>,
    /// The lets being typed, outermost first: a let met twice is a circle.
    pub open_lets: Vec<LetId>,
    pub indicators: Vec<IndicatorFacts<'a>>,
    pub scorecards: Vec<ScorecardFacts<'a>>,
    /// Something faulty was met since this was last reset.
    pub poison_met: bool,
    /// Inputs of which a bound was faulty.
    pub unbounded: Vec<InputId>,
    /// The first place that was taken for faulty, whether or not somebody said so.
    pub poisoned_at: Option<Span>,
    diagnostics: Diagnostics,
    /// What was said already: nothing is said twice of one place, and of a body that is read once per
    /// use only one thing of a kind.
    said: BTreeSet<(Span, Code, Words)>,
    /// The bodies of patterns and scales.
    shared_bodies: Vec<Span>,
    broken_names: BTreeSet<String>,
    /// Declarations that could not be read because their name is missing.
    pub nameless: Vec<(Declares, Span)>,
    /// What was found of names that one of these may have declared.
    pub missed: Vec<Missed>,
    /// Every name that is declared anywhere, once somebody asks.
    pub every_name: OnceCell<BTreeSet<&'a str>>,
    /// A value was reported as unfit for the scale that is being applied.
    pub scale_misfit: bool,
    /// Which of the findings are of values that do not go together; in a table these are one fault.
    pub misfits: BTreeSet<usize>,
    /// Fields that were told to name no subject where a clause says `as`: the declaration is to change, once.
    pub nameless_fields: BTreeSet<Span>,
    /// The scales that are used, by their places.
    pub used_scales: BTreeSet<usize>,
    /// The patterns that indicators follow, by their place in what is declared.
    pub used_patterns: BTreeSet<usize>,
    /// Of everything rounded to decimals, where its grid was written.
    pub decimal_grids: BTreeMap<Span, Span>,
    /// The numbers supplied for a parameter that fit one of its places as they stand.
    pub fitting: BTreeSet<Span>,
    /// The scales that are being applied, outermost first.
    pub open_scales: Vec<usize>,
    /// Where the outermost of them is applied.
    pub scale_use: Option<Span>,
    /// In how many others the expression lies that is being typed.
    pub levels: usize,
    /// The deepest that was met.
    pub deepest: Depth,
    /// How many more arguments of patterns may be read inside each other.
    pub depth_left: usize,
    /// How many expressions were typed or copied for the indicator at hand: scales inside scales grow fast.
    pub work: usize,
    pub work_reported: bool,
    /// The year to judge in place of the one written.
    pub judged: Option<i64>,
    /// The indicators of proposals, each with the name of its file: the office's files can read none of them.
    pub proposed: BTreeMap<String, String>,
    /// How many years later that is.
    pub years_later: i64,
    /// The closing day was read.
    pub closes_known: bool,
}

/// What the rulebook declares, by name.
#[derive(Default)]
pub struct GlobalNames {
    pub units: BTreeMap<String, UnitId>,
    pub choices: BTreeMap<String, ChoiceId>,
    pub levels: BTreeMap<String, LevelId>,
    pub roles: BTreeMap<String, RoleId>,
    pub registers: BTreeMap<String, RegisterId>,
    pub tables: BTreeMap<String, TableId>,
    pub scales: BTreeMap<String, usize>,
    pub patterns: BTreeMap<String, usize>,
    pub indicators: BTreeMap<String, IndicatorId>,
    /// Members of all kinds of subject.
    pub members: BTreeMap<String, Vec<MemberId>>,
}

/// A let and how far it is typed.
pub struct LetFacts<'a> {
    pub value: &'a ast::Expr,
    pub scope: Scope<'a>,
    pub done: bool,
    /// Something in it was reported.
    pub poisoned: bool,
    /// How deep it goes.
    pub depth: Depth,
    /// How long its numbers can become.
    pub factors: Factors,
    /// Its value, where it reads nothing.
    pub constant: Option<Value>,
}

/// What is known of an indicator beside the model.
pub struct IndicatorFacts<'a> {
    /// Its clauses, those of its pattern first, each with the scope its names are read in.
    pub clauses: Vec<(&'a ast::IndicatorClause, Span, Scope<'a>)>,
    pub ast: &'a ast::Indicator,
    pub inputs: BTreeMap<String, InputId>,
    pub lets: BTreeMap<String, LetId>,
    /// Inputs as written, for the bounds that are read when all inputs are known.
    pub written_inputs: Vec<(InputId, &'a ast::Input, Scope<'a>)>,
    /// A part above it is an adjustment.
    pub adjusts: bool,
    /// Something in it was reported, or a statement of it could not be read.
    pub poisoned: bool,
    /// Its points could not be read.
    pub points_unknown: bool,
}

/// What is known of a scorecard beside the model.
pub struct ScorecardFacts<'a> {
    pub ast: &'a ast::Scorecard,
    pub lets: BTreeMap<String, LetId>,
    /// The parts that have a factor, with it.
    pub factors: Vec<(PartId, &'a ast::Expr)>,
    /// `total at least …`, `total at most …`
    pub limits: Vec<(&'a ast::PartClause, Span)>,
}

/// Where an expression stands: which names it can see.
#[derive(Clone, Default)]
pub struct Scope<'a> {
    /// The kind of subject it is about.
    pub level: Option<LevelId>,
    /// The indicator it stands in.
    pub indicator: Option<IndicatorId>,
    /// The scorecard it stands in.
    pub scorecard: Option<ScorecardId>,
    /// The register whose entry it is about.
    pub entry: Option<RegisterId>,
    /// Names of a pattern or scale that each use supplies.
    pub parameters: Option<Rc<BTreeMap<&'a str, Argument<'a>>>>,
    /// What `value` stands for.
    pub measured: Option<Measured>,
    /// It is about each month, so that monthly inputs can be read.
    pub months: bool,
    /// `total` and `veto` can be read.
    pub results: bool,
    /// `grade` can be read: nothing that is read stands on it.
    pub grades: bool,
    /// Only attributes and the sequence can be read, and results of nothing.
    pub attributes_only: bool,
    /// It stands behind another kind of subject: the kind of the subject being scored, which `this` means.
    pub reader: Option<LevelId>,
    /// The body of a scale, which sees its parameters alone, and has the full points of its user.
    pub scale_body: bool,
}

/// What a use supplies for a parameter.
#[derive(Clone)]
pub enum Argument<'a> {
    /// Of a pattern: read in the scope of the indicator that follows it.
    Written(&'a ast::Expr, Box<Scope<'a>>),
    /// Of a scale.
    Lowered {
        /// The value supplied.
        value: Box<Expr>,
        /// How much work each copy of it stands for.
        work: usize,
    },
    /// Nothing: the body is read without a use.
    Unknown,
}

/// What `value` stands for.
#[derive(Clone)]
pub struct Measured {
    /// The expression measured.
    pub value: Expr,
    /// It is written out rather than referred to: the place will lie in another table.
    pub written_out: bool,
}

/// How many expressions one indicator may come to once its scales are written out.
const MOST_WORK: usize = 200_000;

impl<'a> Checker<'a> {
    /// Reads the office's files, and behind them those of extensions, each with its proposer.
    pub fn new(parses: &'a [Parse], extensions: &[(&'a Parse, Extension)], sources: &'a SourceMap) -> Self {
        let mut parses: Vec<&Parse> = parses.iter().collect();
        // The order of files means nothing, so it must not be seen in what comes out either.
        parses.sort_by_key(|parse| parse.file.items.first().map(|item| sources.file(item.span.source).name()));
        // What extensions add comes last, so that nothing of the office's moves.
        parses.extend(extensions.iter().map(|(parse, _)| *parse));
        let in_force: Vec<Extension> = extensions.iter().map(|(_, extension)| extension.clone()).collect();
        let broken_names = parses.iter().flat_map(|parse| &parse.broken).flat_map(|broken| broken.names.iter().cloned()).collect();
        let lacking = parses.iter().flat_map(|parse| &parse.broken);
        let nameless = lacking.filter_map(|broken| broken.nameless.map(|declares| (declares, broken.span))).collect();
        Self {
            sources,
            parses,
            declared: Declared::default(),
            names: GlobalNames::default(),
            program: Program { extensions: in_force, ..empty_program() },
            lets: Vec::new(),
            open_lets: Vec::new(),
            indicators: Vec::new(),
            scorecards: Vec::new(),
            poison_met: false,
            unbounded: Vec::new(),
            poisoned_at: None,
            diagnostics: Diagnostics::default(),
            said: BTreeSet::new(),
            shared_bodies: Vec::new(),
            broken_names,
            nameless,
            missed: Vec::new(),
            every_name: OnceCell::new(),
            scale_misfit: false,
            misfits: BTreeSet::new(),
            nameless_fields: BTreeSet::new(),
            used_scales: BTreeSet::new(),
            used_patterns: BTreeSet::new(),
            decimal_grids: BTreeMap::new(),
            fitting: BTreeSet::new(),
            open_scales: Vec::new(),
            scale_use: None,
            levels: 0,
            deepest: Depth::default(),
            depth_left: 32,
            work: 0,
            work_reported: false,
            judged: None,
            proposed: BTreeMap::new(),
            years_later: 0,
            closes_known: false,
        }
    }

    /// Says of the first thing that was silently left out that nobody said why: rules never vanish without a word.
    pub fn refuse_silence(&mut self) {
        let said = |found: &Diagnostic| found.severity() == Severity::Error;
        // What a proposal may not bring is out of its tree, and was said of the proposal.
        let elsewhere = self.parses.iter().any(|parse| !parse.broken.is_empty() || parse.diagnostics.iter().any(said));
        if elsewhere || self.diagnostics.iter().any(said) {
            return;
        }
        let lost = self.indicators.iter().find(|facts| facts.poisoned).map(|facts| facts.ast.name.span);
        if let Some(span) = self.poisoned_at.or(lost) {
            self.report(out_of_reach(span, self.sources.slice(span), Unreached::Unsaid));
        }
    }

    pub fn finish(self) -> (Program, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        for finding in self.diagnostics.iter().cloned() {
            let fits_elsewhere = finding.fix.iter().flat_map(|fix| &fix.edits).any(|edit| self.fitting.contains(&edit.span));
            diagnostics.push(if fits_elsewhere { of_two_kinds(finding) } else { finding });
        }
        (self.program, diagnostics)
    }

    /// Remembers a number that came from a parameter and fits where it is used.
    pub fn fits(&mut self, written: &ast::Expr, value: &Expr) {
        if matches!(&*value.kind, ExprKind::Constant(_)) && !written.span.contains(value.span) {
            self.fitting.insert(value.span);
        }
    }

    /// How many findings there are so far.
    pub fn told(&self) -> usize {
        self.diagnostics.len()
    }

    /// Of the misfits that came behind the first `told` findings, those that say the same are said once.
    pub fn speak_once(&mut self, told: usize) {
        let misfits = self.misfits.split_off(&told);
        self.diagnostics.speak_once(told, &misfits);
    }

    /// Reports a finding; one about the body of a pattern or scale only once, however often it is used.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        if diagnostic.severity() == Severity::Error {
            self.poison_met = true;
        }
        let span = diagnostic.primary.span;
        let shared = self.shared_bodies.iter().any(|body| body.contains(span));
        let message = if shared { Words::same("") } else { diagnostic.message.clone() };
        if !self.said.insert((span, diagnostic.code, message)) {
            return;
        }
        self.diagnostics.push(diagnostic);
    }

    /// Remembers the body of a pattern or scale, in which each fault is reported once.
    pub fn share(&mut self, body: Span) {
        self.shared_bodies.push(body);
    }

    /// Whether a statement that could not be read may have declared `name`.
    pub fn may_be_broken(&self, name: &str) -> bool {
        self.broken_names.contains(name)
    }

    /// Whether a statement inside `span` could not be read, so that what seems to be left out may be there.
    pub fn has_broken(&self, span: Span) -> bool {
        self.parses.iter().flat_map(|parse| &parse.broken).any(|broken| span.contains(broken.span))
    }

    /// Whether one of the statements inside `span` that could not be read begins with this keyword.
    pub fn has_broken_clause(&self, span: Span, keyword: &Keyword) -> bool {
        let begins = |text: &str| keyword.english.iter().chain(&keyword.chinese).any(|spelling| text.starts_with(spelling.as_str()));
        let mut broken = self.parses.iter().flat_map(|parse| &parse.broken).filter(|broken| span.contains(broken.span));
        broken.any(|broken| begins(self.sources.slice(broken.span)))
    }

    /// Whether a declaration could not be read, so that what seems to be declared nowhere may stand there.
    pub fn has_broken_declaration(&self) -> bool {
        self.parses.iter().flat_map(|parse| &parse.broken).any(|broken| broken.context == Context::Item)
    }

    /// Reports that something is declared nowhere, unless it may stand in a declaration that could not be read.
    pub fn report_unless_broken(&mut self, diagnostic: Diagnostic) {
        if self.has_broken_declaration() {
            self.poison_met = true;
        } else {
            self.report(diagnostic);
        }
    }

    /// Reports a body without anything in it. What could not be read may have stood there.
    pub fn expect_inside<T>(&mut self, body: &ast::Body<T>, inside: Inside) {
        let braces = body.open.to(body.close);
        let closed = body.close.start < body.close.end;
        if body.statements.is_empty() && closed && !self.has_broken(braces) {
            self.report(say::nothing_inside(braces, inside));
        }
    }

    /// The language of the text around `span`, for words that a fix writes into it.
    pub fn language(&self, span: Span) -> Language {
        self.sources.file(span.source).language()
    }

    /// An expression that stands for something faulty.
    pub fn poison(&mut self, span: Span) -> Expr {
        self.poison_met = true;
        self.poisoned_at.get_or_insert(span);
        constant(Value::Number(Number::zero()), Type::Error, span)
    }

    /// Begins to count anew.
    pub fn start_work(&mut self) {
        (self.work, self.work_reported) = (0, false);
    }

    /// Counts work; reports, once for each indicator, when it becomes too much.
    pub fn count_work(&mut self, work: usize, span: Span) -> bool {
        self.work = self.work.saturating_add(work);
        if self.work <= MOST_WORK {
            return true;
        }
        if !self.work_reported {
            self.work_reported = true;
            self.report(say::too_entangled(self.scale_use.unwrap_or(span), Entangled::Scales));
        }
        false
    }

    /// The full points of the indicator in `scope`.
    pub fn full_points(&self, scope: &Scope<'a>) -> Option<Number> {
        scope.indicator.map(|id| self.program.indicators[id].points.full.clone())
    }
}

/// A constant.
pub fn constant(value: Value, ty: Type, span: Span) -> Expr {
    Expr { kind: Box::new(ExprKind::Constant(value)), ty, span }
}

/// A number of points.
pub fn points(number: Number, span: Span) -> Expr {
    constant(Value::Number(number), Type::points(), span)
}

/// A typed expression.
pub fn expr(kind: ExprKind, ty: Type, span: Span) -> Expr {
    Expr { kind: Box::new(kind), ty, span }
}

/// A program in which nothing is declared but the names of the methods.
fn empty_program() -> Program {
    let nowhere = Span::new(SourceId(0), 0, 0);
    // Until the closing day is read nothing falls due behind it.
    let closes = Day::new(9999, 12, 31).expect("INVARIANT: the last day of a year exists");
    let exact = Precision { rounded: None, shown: None };
    let mut choices = Arena::default();
    let method = |name: &str| Titled { name: name.to_owned(), title: None, span: nowhere };
    let values = ["quantify", "steps", "state", "start", "survey", "compete"].into_iter().map(method).collect();
    let methods = choices.push(Choice { name: Some("method".to_owned()), title: None, ordered: false, values, span: nowhere });
    Program {
        header: Header {
            title: String::new(),
            year: 0,
            basis: None,
            closes,
            scores: exact.clone(),
            totals: exact,
            ties: None,
            missing_written: Vec::new(),
            span: nowhere,
            said: HeaderSpans::default(),
        },
        units: Arena::default(),
        choices,
        levels: Arena::default(),
        roles: Arena::default(),
        registers: Arena::default(),
        tables: Arena::default(),
        scales: Arena::default(),
        inputs: Arena::default(),
        lets: Arena::default(),
        scorecards: Arena::default(),
        parts: Arena::default(),
        indicators: Arena::default(),
        extensions: Vec::new(),
        deciders: Vec::new(),
        grades: Arena::default(),
        contests: Arena::default(),
        consequences: Arena::default(),
        shared: Arena::default(),
        across: Vec::new(),
        examples: Vec::new(),
        methods,
    }
}
