//! What an indicator or a part says of those whom it does not judge: nothing. Whoever reads it there finds it missing.

use super::context::Context;
use super::facts::{Atom, Case, Facts, Outcome};
use super::space::Space;
use super::weights::cards_of;
use crate::model::{Contest, Entrants, IndicatorId, InputId, InputOwner, PartId, Program, ScorecardId, Whom};
use crate::text::Span;
use crate::types::LevelId;

/// More ways in which somebody is judged are not told apart: then nothing is known of them.
const WAYS: usize = 12;

/// On whose card an expression stands.
#[derive(Clone, Default)]
pub struct Reader<'a> {
    /// The kind of subject; where none is known, all is on the card.
    pub level: Option<LevelId>,
    /// The scorecards it can be; none for all of the kind.
    pub cards: Option<Vec<ScorecardId>>,
    /// Whom what stands there is for.
    pub whom: Option<&'a Whom>,
    /// The indicator it stands in: what is its own is there whenever it is read.
    pub indicator: Option<IndicatorId>,
}

impl<'a> Reader<'a> {
    /// Any card of a kind of subject.
    pub fn of(level: LevelId) -> Self {
        Self { level: Some(level), ..Self::default() }
    }

    /// The cards on which an indicator stands, of those it judges.
    pub fn in_indicator(program: &'a Program, id: IndicatorId) -> Self {
        let cards = cards_of(program, id).into_keys().collect();
        Self { cards: Some(cards), indicator: Some(id), ..Self::among(&program.indicators[id].whom) }
    }

    /// The cards of those who take part in a contest.
    pub fn in_contest(program: &'a Program, contest: &'a Contest) -> Self {
        match &contest.entrants {
            Entrants::Ranked(whom) => Self::among(whom),
            Entrants::JudgedBy(id) => Self::in_indicator(program, *id),
            Entrants::Judged => Self::of(contest.level),
        }
    }

    /// The cards of one scorecard.
    pub fn on_card(program: &'a Program, id: ScorecardId) -> Self {
        Self { cards: Some(vec![id]), ..Self::among(&program.scorecards[id].whom) }
    }

    /// Any card of those somebody chose.
    pub fn among(whom: &'a Whom) -> Self {
        Self { whom: Some(whom), ..Self::of(whom.level) }
    }
}

/// What is read that need not be there for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Asked {
    /// An indicator and all it asks.
    Indicator(IndicatorId),
    /// A part, by its path.
    Part(PartId),
}

/// For which of those who read it something is there.
#[derive(Clone, Debug, Default)]
pub(super) struct Askings {
    /// The ways in which it is; none where that need not be told.
    there: Vec<Facts>,
    /// The ways in which it is not.
    lacking: Vec<Facts>,
}

impl<'a> Space<'a> {
    /// The cases of something that an indicator or part says, and that it says nothing where it is not on the card.
    pub(super) fn where_asked(&mut self, atom: &Atom, span: Span, there: Vec<Case>) -> Vec<Case> {
        let Some(asked) = self.asked_of(atom) else { return there };
        let askings = self.askings(asked);
        if askings.lacking.is_empty() {
            return there;
        }
        let mut cases = Vec::new();
        for case in there {
            let ways = askings.there.iter().filter_map(|way| way.and(&case.facts));
            let before = cases.len();
            cases.extend(ways.map(|facts| Case { facts, outcome: case.outcome.clone() }));
            if askings.there.is_empty() && cases.len() == before {
                cases.push(case);
            }
        }
        let missing = Facts::presence(atom, false);
        let lacking = askings.lacking.iter().filter_map(|way| way.and(&missing));
        cases.extend(lacking.map(|facts| Case { facts, outcome: Outcome::Missing(atom.clone(), span) }));
        cases
    }

    /// Where it is said for whom something is there, where it can be missing on this way because the reader is none of
    /// them.
    pub(super) fn lacking_at(&self, atom: &Atom, way: &Facts) -> Option<Span> {
        let asked = self.asked_of(atom)?;
        let lacking = &self.askings.get(&asked)?.lacking;
        let meets = |lacks: &Facts| way.and(lacks).is_some_and(|both| !self.excluded(&both));
        lacking.iter().any(meets).then(|| match asked {
            Asked::Indicator(id) => self.program.indicators[id].whom.span,
            Asked::Part(id) => self.program.parts[id].name_span,
        })
    }

    /// Whose an atom is.
    pub(super) fn asked_of(&self, atom: &Atom) -> Option<Asked> {
        match atom {
            Atom::Input(id) => match self.program.inputs[*id].owner {
                InputOwner::Indicator(owner) => Some(Asked::Indicator(owner)),
                InputOwner::Level(_) => None,
            },
            Atom::Result(indicator, _) => Some(Asked::Indicator(*indicator)),
            Atom::PartScore(part) => Some(Asked::Part(*part)),
            Atom::Member
            | Atom::Sequence
            | Atom::ParentSequence
            | Atom::ParentAttribute(_)
            | Atom::Field(..)
            | Atom::Entries(_)
            | Atom::Complete(_)
            | Atom::Total
            | Atom::Vetoed
            | Atom::Grade
            | Atom::Across(..)
            | Atom::Opaque(_) => None,
        }
    }

    /// The ways in which an input is not asked of whoever reads it.
    pub(super) fn ways_unasked(&mut self, id: InputId) -> Vec<Facts> {
        self.asked_of(&Atom::Input(id)).map(|asked| self.askings(asked).lacking).unwrap_or_default()
    }

    /// Whether something was found not to be there for everybody who reads it.
    pub(super) fn is_lacking(&self, asked: Asked) -> bool {
        self.askings.get(&asked).is_some_and(|askings| !askings.lacking.is_empty())
    }

    fn askings(&mut self, asked: Asked) -> Askings {
        if let Some(known) = self.askings.get(&asked) {
            return known.clone();
        }
        let askings = self.askings_anew(asked).unwrap_or_default();
        self.askings.insert(asked, askings.clone());
        askings
    }

    /// None where everybody has it, or nobody can tell.
    fn askings_anew(&mut self, asked: Asked) -> Option<Askings> {
        let program = self.program;
        let reader = self.reader.clone();
        let level = reader.level?;
        if let (Asked::Indicator(id), Some(own)) = (asked, reader.indicator)
            && id == own
        {
            return None;
        }
        let (whom, holds) = match asked {
            Asked::Indicator(id) => {
                let indicator = &program.indicators[id];
                (Some(&indicator.whom), indicator.parts.iter().map(|part| program.parts[*part].scorecard).collect())
            }
            Asked::Part(id) => {
                let path = &program.parts[id].path;
                let holding = program.parts.values().filter(|part| part.path == *path).map(|part| part.scorecard);
                (None, holding.collect::<Vec<ScorecardId>>())
            }
        };
        if whom.is_some_and(|whom| whom.level != level) {
            return None;
        }
        let cards = reader.cards.unwrap_or_else(|| program.levels[level].scorecards.clone());
        let everywhere = cards.iter().all(|card| holds.contains(card));
        let whom = whom.filter(|whom| !whom.is_everybody());
        if everywhere && whom.is_none() {
            return None;
        }
        let readers = match reader.whom {
            Some(whom) => self.meant(whom, true, &[Facts::default()])?,
            None => vec![Facts::default()],
        };
        let (mut there, mut lacking) = (Vec::new(), Vec::new());
        let mut tell = |space: &mut Self, on_card: &[Facts]| -> Option<()> {
            match whom {
                Some(whom) => {
                    there.extend(space.meant(whom, true, on_card)?);
                    lacking.extend(space.meant(whom, false, on_card)?);
                }
                None => there.extend_from_slice(on_card),
            }
            Some(())
        };
        if everywhere {
            tell(self, &readers)?;
        } else {
            let mut elsewhere = Vec::new();
            for card in &cards {
                let on_card = self.meant(&program.scorecards[*card].whom, true, &readers)?;
                if holds.contains(card) { tell(self, &on_card)? } else { elsewhere.extend(on_card) }
            }
            lacking.extend(elsewhere);
        }
        (there.len() <= WAYS && lacking.len() <= WAYS).then_some(Askings { there, lacking })
    }

    /// Those among some who are meant, or who are not; none where these are too many ways.
    fn meant(&mut self, whom: &'a Whom, flag: bool, among: &[Facts]) -> Option<Vec<Facts>> {
        let mut ways = Vec::new();
        let named = |named: bool| {
            let members = whom.members.as_ref()?;
            let of_them = members.iter().map(|member| member.place);
            if named {
                return Some(Facts::pick(&Atom::Member, of_them));
            }
            let of_them: Vec<usize> = of_them.collect();
            // Whoever else there is stands behind the declared.
            let all = 0..=self.program.levels[whom.level].members.len();
            Some(Facts::pick(&Atom::Member, all.filter(|place| !of_them.contains(place))))
        };
        let (named, others) = (named(true), named(false));
        let both = |one: &[Facts], two: &Facts| one.iter().filter_map(|way| way.and(two)).collect::<Vec<_>>();
        let named = named.map_or_else(|| among.to_vec(), |named| both(among, &named));
        match &whom.condition {
            Some(condition) => {
                let context = Context { ways: named, ..Context::open() }.when(self, condition, flag);
                if context.rough {
                    return None;
                }
                ways.extend(context.ways);
            }
            None if flag => ways.extend(named),
            None => {}
        }
        if let Some(others) = others.filter(|_| !flag) {
            ways.extend(both(among, &others));
        }
        Some(ways)
    }
}
