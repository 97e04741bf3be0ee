//! The checked program: what the rules mean, typed, resolved and desugared.
//!
//! Made by `check` from the trees, read by everything that scores, explains or compares. Names are
//! ids, percents of full points are points, short forms are tables, patterns and scales are
//! expanded where they are used. Spans lead back to the author's clause. A [`Program`] exists only
//! if the rules have no error. [`Submission`] is what was submitted, matched to a program's inputs.

mod arena;
mod card;
mod consequence;
mod contest;
mod declaration;
mod duty;
mod example;
mod expression;
mod extension;
mod indicator;
mod method;
mod ruling;
mod shared;
mod submission;
mod survey;

pub use arena::Arena;
pub use card::*;
pub use consequence::*;
pub use contest::*;
pub use declaration::*;
pub use duty::*;
pub use example::*;
pub use expression::*;
pub use extension::*;
pub use indicator::*;
pub use method::*;
pub use ruling::*;
pub use shared::*;
pub use submission::*;
pub use survey::*;

use std::collections::BTreeSet;

use crate::types::{ChoiceId, LevelId, UnitId};

/// A whole rulebook, checked.
#[derive(Clone, Debug)]
pub struct Program {
    /// The rulebook's header.
    pub header: Header,
    /// Units of measure.
    pub units: Arena<UnitId, Unit>,
    /// Choices: declared, inline, sequences, and the built-in one of method names.
    pub choices: Arena<ChoiceId, Choice>,
    /// Kinds of subject.
    pub levels: Arena<LevelId, Level>,
    /// Roles.
    pub roles: Arena<RoleId, Role>,
    /// Registers.
    pub registers: Arena<RegisterId, Register>,
    /// Tables for lookups.
    pub tables: Arena<TableId, Table>,
    /// Scales, for their names; their rows are expanded where they are used.
    pub scales: Arena<ScaleId, Scale>,
    /// Inputs of indicators and attributes of subjects.
    pub inputs: Arena<InputId, Input>,
    /// Named expressions of indicators and scorecards.
    pub lets: Arena<LetId, Let>,
    /// Scorecards.
    pub scorecards: Arena<ScorecardId, Scorecard>,
    /// Their parts; the root of each scorecard is one.
    pub parts: Arena<PartId, Part>,
    /// Indicators, in the order they were written.
    pub indicators: Arena<IndicatorId, Indicator>,
    /// The extensions in force, by the day of acceptance, then by name.
    pub extensions: Vec<Extension>,
    /// The roles that accept extensions, by the clauses that say so.
    pub deciders: Vec<RoleId>,
    /// Grades.
    pub grades: Arena<GradeId, Grade>,
    /// Ranks and competitions.
    pub contests: Arena<ContestId, Contest>,
    /// Declarations of consequences.
    pub consequences: Arena<ConsequenceId, Consequence>,
    /// What is read from one subject's card for another's.
    pub shared: Arena<SharedId, Shared>,
    /// The same in the order in which it is computed: what something reads comes before it.
    pub across: Vec<SharedId>,
    /// Examples, each with the submission it describes; a table of cases gives one per line.
    pub examples: Vec<Example>,
    /// The choice of method names, for `.method`; its values are `quantify`, `steps`, `state`,
    /// `start`, `survey`, `compete` in this order.
    pub methods: ChoiceId,
}

impl Program {
    /// The same rules without some indicators: these stand on nobody's card, and what reads them finds nothing.
    #[must_use]
    pub fn without(mut self, indicators: &BTreeSet<IndicatorId>) -> Self {
        for part in self.parts.ids().collect::<Vec<PartId>>() {
            self.parts[part].children.retain(|child| match child {
                Child::Indicator(id) => !indicators.contains(id),
                Child::Part(_) => true,
            });
        }
        self
    }

    /// Who wrote an indicator, as machines read it: `office`, or the name of the department. A department
    /// may be called `office` as well: [`Program::extension_of`] tells the two apart.
    #[must_use]
    pub fn author_name(&self, author: Author) -> &str {
        match author {
            Author::Office => "office",
            Author::Department(member) => self.member_name(member),
        }
    }

    /// The indicators below a part, in the order of the tree.
    #[must_use]
    pub fn indicators_below(&self, part: PartId) -> Vec<IndicatorId> {
        let below = |child: &Child| match child {
            Child::Part(part) => self.indicators_below(*part),
            Child::Indicator(id) => vec![*id],
        };
        self.parts[part].children.iter().flat_map(below).collect()
    }

    /// The name of a member.
    #[must_use]
    pub fn member_name(&self, member: MemberId) -> &str {
        self.levels[member.level].members.get(member.place).map_or("", |member| member.name.as_str())
    }
}
