//! Ranks, and what they share with competitions: among whom, on which keys, how ties are shared.

use crate::check::checker::{Checker, Scope};
use crate::check::infer::given;
use crate::check::messages::{Phrase, Wanted, across, contests as say, meaning, names, types};
use crate::model::{
    Across, Among, Better, Contest, ContestId, ContestResult, ContestSpans, Entrants, Expr, ExprKind, Key, MissingPolicy, Shared,
    SharedValue, Ties,
};
use crate::syntax::ast::{self, ContestClause, ContestKey};
use crate::text::{Span, Spanned};
use crate::types::{LevelId, Type};

/// What the clauses of a contest say.
pub(super) struct ContestClauses {
    pub(super) ties: Option<Ties>,
    pub(super) missing: MissingPolicy,
    pub(super) at_least: Option<usize>,
    pub(super) said: ContestSpans,
}

impl<'a> Checker<'a> {
    /// Gives each kind of subject that is ranked its place, so that what reads it can be typed before the
    /// ranks themselves are.
    pub(super) fn declare_ranks(&mut self) {
        for (rank, _) in self.declared.ranks.clone() {
            let Some(level) = self.names.levels.get(rank.whom.level.as_str()).copied() else { continue };
            if self.program.levels[level].place.is_none() {
                let value = SharedValue::Contests(Vec::new());
                let shared = self.program.shared.push(Shared { level, value, span: rank.whom.level.span });
                self.program.levels[level].place = Some(shared);
            }
        }
    }

    pub(super) fn lower_ranks(&mut self) {
        let mut for_all: Vec<(LevelId, Span)> = Vec::new();
        for (rank, span) in self.declared.ranks.clone() {
            self.start_work();
            let Some(mut whom) = self.whom(&rank.whom) else { continue };
            if whom.members.as_ref().is_some_and(|known| known.len() < rank.whom.members.len()) {
                // Whom it leaves out is not known; that somebody has no place is not to be said on top.
                whom.members = None;
            }
            let level = whom.level;
            let head = rank.whom.level.span;
            if whom.is_everybody() {
                if let Some((_, first)) = for_all.iter().find(|(known, _)| *known == level) {
                    self.report(meaning::said_twice(head, *first, &Phrase::Rank));
                }
                for_all.push((level, head));
            }
            if self.program.levels[level].scorecards.is_empty() {
                self.report_unless_broken(across::has_no_result(head, &self.program.levels[level].name.clone(), "total"));
                continue;
            }
            let among = self.among(rank.among.as_ref(), level);
            let scope = Scope { level: Some(level), results: true, ..Scope::default() };
            let keys = self.contest_keys(&rank.keys, &scope, level, None);
            let clauses = rank.body.iter().flat_map(|body| &body.statements);
            let clauses = self.contest_clauses(clauses.map(|clause| (&clause.value, clause.span)));
            let ties = self.ties_or_report(&clauses, head, span);
            let contest = Contest {
                level,
                entrants: Entrants::Ranked(whom),
                among,
                keys,
                ties,
                missing: clauses.missing,
                at_least: clauses.at_least,
                span: self.head_span(span, rank.body.as_ref().map(|body| body.open)),
                said: ContestSpans { among: rank.among.as_ref().map(|among| among.span), ..clauses.said },
            };
            let id = self.program.contests.push(contest);
            self.add_rank(level, id);
        }
    }

    fn add_rank(&mut self, level: LevelId, id: ContestId) {
        let Some(place) = self.program.levels[level].place else { return };
        match &mut self.program.shared[place].value {
            SharedValue::Contests(contests) => contests.push(id),
            SharedValue::OnCard(_) => {}
        }
    }

    /// The head of a statement, up to its body.
    pub(super) fn head_span(&self, span: Span, open: Option<Span>) -> Span {
        let Some(open) = open.filter(|open| open.start > span.start) else { return span };
        let head = Span { end: open.start, ..span };
        let written = self.sources.slice(head).trim_end().len();
        Span::new(span.source, span.start as usize, span.start as usize + written)
    }

    /// Among whom; all of the kind where nothing is said.
    pub fn among(&mut self, written: Option<&Spanned<ast::Among>>, level: LevelId) -> Among {
        let Some(written) = written else { return Among::All };
        let declared = &self.program.levels[level];
        let (among, there) = match written.value {
            ast::Among::Sequence => (Among::Sequence, declared.sequences.is_some()),
            ast::Among::Parent => (Among::Parent, !declared.parents.is_empty()),
            ast::Among::All => (Among::All, true),
        };
        // A line that could not be read may have declared its sequences.
        if !there && !self.has_broken(declared.span) {
            let name = declared.name.clone();
            self.report(say::group_of_none(written.span, &name, among == Among::Sequence));
        }
        among
    }

    /// What decides; `lower` is which is better where a key says nothing of its own.
    pub(super) fn contest_keys(
        &mut self,
        written: &'a [ContestKey],
        scope: &Scope<'a>,
        level: LevelId,
        all: Option<Spanned<Better>>,
    ) -> Vec<Key> {
        let mut keys = Vec::new();
        let sources = self.sources;
        let text = |key: &ContestKey| sources.slice(key.value.span).split_whitespace().collect::<Vec<_>>().join(" ");
        for (place, key) in written.iter().enumerate() {
            if let Some(first) = written.iter().take(place).find(|first| text(first) == text(key)) {
                self.report(say::key_twice(key.value.span, &text(key), first.value.span));
            }
            if !scope.results && is_total(&key.value) {
                let level = self.program.levels[level].name.clone();
                self.report(names::competes_on_total(key.value.span, &text(key), &level));
                continue;
            }
            let value = self.infer(&key.value, scope, None);
            let said = key.better.as_ref().map(|better| Spanned { value: better_of(better.value), span: better.span }).or(all);
            keys.extend(self.key(value, said, level, key.value.span));
        }
        keys
    }

    /// A key, if somebody can be better than somebody else by it; `said` is which is better.
    pub fn key(&mut self, value: Expr, said: Option<Spanned<Better>>, level: LevelId, span: Span) -> Option<Key> {
        if value.ty.is_error() {
            return None;
        }
        let orderly = match &value.ty {
            Type::Choice(choice) => self.program.choices[*choice].ordered,
            Type::Flag | Type::Text | Type::Subject(_) | Type::Error => false,
            Type::Number | Type::Ratio | Type::Percent | Type::PercentagePoints | Type::Count | Type::Quantity(..) | Type::Day => true,
        };
        if !orderly {
            let found = self.type_words(&value.ty);
            self.report(say::key_without_order(span, &found));
            return None;
        }
        let better = said.map(|said| said.value).or_else(|| self.better_by_nature(&value)).unwrap_or(Better::Higher);
        let value = self.publish(level, value, span);
        Some(Key { value, better, better_said: said.map(|said| said.span), span })
    }

    /// Which is better where nothing is said at the key: as the input says; fewer vetoes, a place further up.
    fn better_by_nature(&self, value: &Expr) -> Option<Better> {
        let fewer = matches!(&*value.kind, ExprKind::Vetoes | ExprKind::Across(Across::Contest { result: ContestResult::Place, .. }));
        if fewer {
            return Some(Better::Lower);
        }
        if let ExprKind::Let(id) = &*value.kind {
            return self.better_by_nature(&self.program.lets[*id].value);
        }
        if let ExprKind::Input(id) = &*value.kind { self.program.inputs[*id].better } else { None }
    }

    pub(super) fn contest_clauses(&mut self, clauses: impl Iterator<Item = (&'a ContestClause, Span)>) -> ContestClauses {
        let mut said = ContestClauses { ties: None, missing: MissingPolicy::Unsaid, at_least: None, said: ContestSpans::default() };
        let mut spans = ContestSpans::default();
        for (clause, span) in clauses {
            match clause {
                ContestClause::Ties(written) => {
                    if self.first_time(&mut spans.ties, span, Phrase::Ties) {
                        said.ties = Some(ties_of(*written));
                    }
                }
                ContestClause::Missing(written) => {
                    if self.first_time(&mut spans.missing, span, Phrase::MissingPolicy) {
                        said.missing = match written {
                            ast::MissingPolicy::LeaveCount => MissingPolicy::LeaveCount,
                            ast::MissingPolicy::LastPlace => MissingPolicy::LastPlace,
                        };
                    }
                }
                ContestClause::AtLeast(number) => {
                    if self.first_time(&mut spans.at_least, span, Phrase::Competitors) {
                        let wanted = Wanted::Between("1", "1000000");
                        match number.value.value.to_i64().filter(|number| (1..=1_000_000).contains(number)) {
                            Some(number) => said.at_least = usize::try_from(number).ok(),
                            None => self.report(types::number_out_of_place(number.span, &wanted)),
                        }
                    }
                }
            }
        }
        said.said = spans;
        said
    }

    /// How ties are shared: as the contest says, else as the header does. It must be said somewhere.
    pub(super) fn ties_or_report(&mut self, clauses: &ContestClauses, at: Span, whole: Span) -> Ties {
        let said = clauses.ties.or(self.program.header.ties);
        if said.is_none() && !self.has_broken(whole) && !self.has_broken(self.program.header.span) {
            self.report(say::ties_unsaid(at, false));
        }
        said.unwrap_or(Ties::Better)
    }
}

/// How a tie is shared.
pub(super) fn ties_of(ties: ast::Ties) -> Ties {
    match ties {
        ast::Ties::Better => Ties::Better,
        ast::Ties::Worse => Ties::Worse,
        ast::Ties::Average => Ties::Average,
    }
}

/// Which is better.
pub(super) fn better_of(better: ast::Better) -> Better {
    match better {
        ast::Better::Higher => Better::Higher,
        ast::Better::Lower => Better::Lower,
    }
}

/// Whether it is the total of the card itself.
fn is_total(written: &ast::Expr) -> bool {
    let ast::ExprKind::Path(path) = &*written.kind else { return false };
    matches!(path.names.as_slice(), [name] if given(name) == "total")
}
