//! What is proved about rules before any data exists.
//!
//! [`prove`] reads the checked program and nothing else. An expression is followed through its
//! branches (`cases`, `overflow`, `derived`) over the domains of its inputs (`space`); what can hold together is a
//! question about linear conditions (`linear`). Every error names an input that shows it (`witness`), and
//! that input was worked out (`evaluate`) before it was named, with the conditions on its way: what
//! could only be suspected is a warning that says so. Not known is never no, nor yes.
//!
//! - what reads others and functions over entries and months: `across`, `asked`, `entries`, `months`, `together`, `realized`, `tallies`, `weighed`,
//!   each known by what it computes (`shapes`)
//! - scorecards and groups of subjects: `weights`, `heights`, `cards`
//! - one indicator, clause by clause with its guards: `walk`, from there `whens`, `nested`, `bands`, `symbolic`,
//!   `results`, `targets`, `thresholds`, `division`, `guards`
//! - its chain, judges and days: `chains`, `judges`, `timing`
//! - grades, consequences and what nobody uses: `grades`, `consequences`, `unused`
//! - how much nobody has to judge: `machine`

mod across;
pub mod aggregates;
mod asked;
mod bands;
mod beside;
mod cards;
mod cases;
mod chains;
mod comparisons;
mod consequences;
mod contests;
mod context;
mod days;
mod derived;
mod division;
mod domain;
mod entries;
mod evaluate;
mod facts;
mod few;
mod grades;
mod groups;
mod guards;
mod heights;
mod imagined;
mod intervals;
mod judges;
mod lattice;
mod linear;
mod machine;
mod messages;
mod months;
mod nested;
mod overflow;
mod own;
mod payments;
mod places;
mod realized;
mod results;
mod shapes;
mod shown;
mod simplex;
mod space;
mod symbolic;
mod tallies;
mod targets;
mod thresholds;
mod timing;
mod together;
mod unused;
mod walk;
mod weighed;
mod weights;
mod whens;
mod witness;

use std::collections::{BTreeMap, BTreeSet};

pub use aggregates::outcomes_of;
use asked::Reader;
pub use machine::machine_shares;
pub use messages::tables::dead_otherwise;
pub use unused::registers_read;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::model::{IndicatorId, LetId, Program};
use crate::text::{SourceId, SourceMap, Span, Words};
use crate::threads;

/// Proves what can be proved about a program, which may be the draft of faulty rules: what was
/// reported already is left alone.
pub fn prove(program: &Program, sources: &SourceMap, diagnostics: &mut Diagnostics) {
    let errors: Vec<Span> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Error)
        .map(|diagnostic| diagnostic.primary.span)
        .collect();
    prove_beside(program, sources, (&errors, None), diagnostics);
}

/// The same where errors stand at `errors`, found by whatever pass: questions about the whole,
/// such as what adds up and what is unused, wait until those are mended. Of indicators only those of
/// the file `wanted` are looked into, where one is named.
pub fn prove_beside(program: &Program, sources: &SourceMap, (errors, wanted): (&[Span], Option<SourceId>), diagnostics: &mut Diagnostics) {
    // An error in the body of an indicator that stands in its part leaves everything else in order.
    let inside = |span: &Span| {
        program.indicators.values().any(|indicator| {
            let head = places::head_of(sources, indicator.span);
            indicator.poisoned && !indicator.parts.is_empty() && indicator.span.contains(*span) && !head.contains(*span)
        })
    };
    let mut prover = Prover::new(program, sources, errors.iter().all(inside), errors);
    prover.wanted = wanted;
    prover.run(errors.is_empty());
    diagnostics.append(prover.findings);
}

/// So few indicators are not worth another thread.
const FEW: usize = 16;

/// One run of the proofs.
struct Prover<'a> {
    program: &'a Program,
    sources: &'a SourceMap,
    /// Whether everything but the bodies of poisoned indicators was understood.
    trusted: bool,
    /// What was reported before.
    errors: &'a [Span],
    /// The one file whose indicators are looked into; all of them where there is none.
    wanted: Option<SourceId>,
    /// Where the indicator at hand is written: what stands elsewhere serves others too.
    within: Option<Span>,
    /// Whom the indicator at hand is for.
    whom: context::Context,
    /// Comparisons of which it was said that they come out the same every time.
    settled: BTreeSet<Span>,
    /// Rows of scales and patterns that some use can meet.
    live_rows: BTreeSet<Span>,
    /// How comparisons in scales and patterns come out in some use.
    comes_out: BTreeSet<(Span, bool)>,
    /// Rows of scales and patterns that no use met so far, and comparisons in them that are settled, with what to say.
    dead_rows: BTreeMap<Span, Diagnostic>,
    /// The named expressions being looked into.
    open_lets: Vec<LetId>,
    /// Those whose comparisons were looked at.
    read_lets: BTreeSet<LetId>,
    /// Named expressions, and whether a table stands in them.
    lets_with_tables: BTreeMap<LetId, bool>,
    /// How many places were looked into for tables.
    visits: usize,
    said: BTreeSet<(Code, Span)>,
    findings: Diagnostics,
}

impl<'a> Prover<'a> {
    fn new(program: &'a Program, sources: &'a SourceMap, trusted: bool, errors: &'a [Span]) -> Self {
        Self {
            program,
            sources,
            trusted,
            errors,
            wanted: None,
            within: None,
            whom: context::Context::open(),
            settled: BTreeSet::new(),
            live_rows: BTreeSet::new(),
            comes_out: BTreeSet::new(),
            dead_rows: BTreeMap::new(),
            open_lets: Vec::new(),
            read_lets: BTreeSet::new(),
            lets_with_tables: BTreeMap::new(),
            visits: 0,
            said: BTreeSet::new(),
            findings: Diagnostics::default(),
        }
    }

    fn run(&mut self, complete: bool) {
        let program = self.program;
        for level in program.levels.ids() {
            if self.trusted {
                self.cards(&mut space::Space::new(program, self.sources), level);
            }
        }
        for (id, card) in program.scorecards.iter() {
            let mut space = space::Space::new(program, self.sources);
            space.reader = Reader::on_card(program, id);
            space.total = weights::total_range(program, card.whom.level);
            self.scorecard(&mut space, card);
            self.look_at_whom(&mut space, &card.whom);
            self.scorecard_expressions(&mut space, card);
        }
        // Nothing proved of one indicator rests on another, so each has a prover of its own.
        let wanted = |id: &IndicatorId| self.wanted.is_none_or(|source| program.indicators[*id].span.source == source);
        let ids = program.indicators.ids().filter(|id| !program.indicators[*id].poisoned || self.trusted).filter(wanted);
        let (sources, trusted, errors) = (self.sources, self.trusted, self.errors);
        let alone = |id: IndicatorId| {
            let mut prover = Prover::new(program, sources, trusted, errors);
            prover.one(id);
            prover
        };
        for prover in threads::map(ids, FEW, alone) {
            self.take_in(prover);
        }
        for grade in program.grades.values() {
            let mut space = space::Space::new(program, self.sources);
            space.reader = Reader::among(&grade.whom);
            space.total = weights::total_range(program, grade.level);
            // How totals are rounded is said in the header.
            if !self.errors.iter().any(|error| grade.span.contains(*error) || program.header.span.contains(*error)) {
                self.look_at_whom(&mut space, &grade.whom);
                self.grade(&mut space, grade);
            }
        }
        for consequence in program.consequences.values() {
            let mut space = space::Space::new(program, self.sources);
            space.reader = Reader::among(&consequence.whom);
            space.total = weights::total_range(program, consequence.level);
            // Rows of grades that could not be read are not there to be told apart.
            let graded = program.grades.values().any(|grade| self.errors.iter().any(|error| grade.span.contains(*error)));
            if !graded && !self.errors.iter().any(|error| consequence.span.contains(*error)) {
                self.look_at_whom(&mut space, &consequence.whom);
                self.consequence(&mut space, consequence);
            }
        }
        for shared in program.shared.values() {
            let mut space = space::Space::new(program, self.sources);
            space.reader = Reader::of(shared.level);
            space.total = weights::total_range(program, shared.level);
            match &shared.value {
                crate::model::SharedValue::OnCard(value) => self.expression(&mut space, value, &context::Context::open()),
                crate::model::SharedValue::Contests(_) => {}
            }
        }
        self.contests();
        for (row, finding) in std::mem::take(&mut self.dead_rows) {
            let either_way = [true, false].iter().all(|flag| self.comes_out.contains(&(row, *flag)));
            if !self.live_rows.contains(&row) && !either_way && complete {
                self.report(finding);
            }
        }
        if complete {
            self.unused();
        }
    }

    /// What is proved of one indicator.
    fn one(&mut self, id: IndicatorId) {
        let indicator = &self.program.indicators[id];
        let mut space = space::Space::new(self.program, self.sources);
        self.within = Some(indicator.span);
        space.points = Some(indicator.points.clone());
        space.reader = Reader::in_indicator(self.program, id);
        self.look_at_whom(&mut space, &indicator.whom);
        if indicator.poisoned {
            return self.whole_clauses(&mut space, indicator);
        }
        if self.trusted {
            self.judges_somebody(&mut space, id);
        }
        self.days(indicator);
        self.judges(indicator);
        if !self.domains(&mut space, indicator) {
            return;
        }
        self.fixed_results(&space, indicator);
        self.indicator(&mut space, indicator);
        self.chain(&mut space, indicator);
    }

    /// Takes in what was found elsewhere, after what was found here.
    fn take_in(&mut self, other: Prover) {
        for finding in other.findings.into_sorted() {
            self.report(finding);
        }
        self.settled.extend(other.settled);
        self.live_rows.extend(other.live_rows);
        self.comes_out.extend(other.comes_out);
        for (row, finding) in other.dead_rows {
            self.dead_rows.entry(row).or_insert(finding);
        }
    }

    /// Factors of parts and limits of the total: nothing in them may be missing.
    fn scorecard_expressions(&mut self, space: &mut space::Space, card: &crate::model::Scorecard) {
        let open = context::Context::open();
        let program = self.program;
        let parts = program.parts.values().filter(|part| part.scorecard == program.parts[card.root].scorecard);
        for times in parts.filter_map(|part| part.times.as_ref()) {
            self.guarded(space, times, &open, false);
        }
        for limit in &card.at_least {
            self.guarded(space, &limit.points, &open, false);
            limit.unless.iter().for_each(|unless| self.guarded(space, unless, &open, true));
        }
        card.at_most.iter().for_each(|limit| self.guarded(space, &limit.points, &open, false));
    }

    /// Whether something read in the indicator at hand stands in a scale or pattern, which serve others too.
    fn is_elsewhere(&self, span: Span) -> bool {
        self.within.is_some_and(|own| !own.contains(span))
    }

    /// Says what could not be decided; while there are errors nothing is expected to be decided.
    fn undecided(&mut self, span: Span, what: &Words, why: messages::Why) {
        if self.errors.is_empty() {
            self.report(messages::undecided(span, what, why));
        }
    }

    /// Takes in a finding, once for each place: a scale or pattern is read for each of its uses.
    fn report(&mut self, diagnostic: Diagnostic) {
        if self.said.insert((diagnostic.code, diagnostic.primary.span)) {
            self.findings.push(diagnostic);
        }
    }
}
