//! The names that a file declares, each by the kind of thing it is declared in.
//!
//! Only what is written here is known here: what a name means, and whether another file declares it
//! too, is for `check` to say.

use super::{
    Body, ChoiceValues, File, IndicatorClause, Input, Item, Let, Method, Name, PartClause, Steps, Subject, SubjectClause, Titled, TypeName,
};

impl File {
    /// Every name that stands behind a point or for a value once it is declared, and all names of values.
    #[must_use]
    pub fn declared_names(&self) -> Vec<&Name> {
        let mut names = Vec::new();
        for item in &self.items {
            in_item(&item.value, &mut names);
        }
        names
    }
}

fn titled(list: &[Titled]) -> impl Iterator<Item = &Name> {
    list.iter().map(|value| &value.name)
}

fn in_item<'a>(item: &'a Item, names: &mut Vec<&'a Name>) {
    match item {
        Item::Choice(choice) => names.extend(choice.body.statements.iter().flat_map(|list| titled(&list.value.values))),
        Item::Subject(subject) => {
            names.extend(names_of_attributes(subject));
            for clause in subject.body.iter().flat_map(|body| &body.statements) {
                match &clause.value {
                    SubjectClause::Sequence(list) | SubjectClause::Members(list) => names.extend(titled(list)),
                    SubjectClause::Attribute(input) => names.extend(titled(values_written_inline(input))),
                }
            }
        }
        Item::Register(register) => {
            for field in &register.body.statements {
                names.push(&field.value.name);
                names.extend(titled(values_written_inline(&field.value)));
            }
        }
        Item::Scale(scale) => names.extend(&scale.parameters),
        Item::Pattern(pattern) => {
            names.extend(&pattern.parameters);
            names.extend(names_in_indicator(Some(&pattern.body)));
        }
        Item::Scorecard(card) => names_in_card(&card.body, names),
        Item::Indicator(indicator) => {
            names.push(&indicator.name);
            names.extend(names_in_indicator(indicator.body.as_ref()));
        }
        Item::Rulebook(_)
        | Item::Unit(_)
        | Item::Role(_)
        | Item::Table(_)
        | Item::Grade(_)
        | Item::Rank(_)
        | Item::Consequence(_)
        | Item::Example(_)
        | Item::Examples(_)
        | Item::Extension(_)
        | Item::Accept(_) => {}
    }
}

/// The values that are written where a type is named.
#[must_use]
pub fn values_written_inline(input: &Input) -> &[Titled] {
    match &input.ty.value {
        TypeName::Inline(ChoiceValues { values, .. }) => values,
        TypeName::Number
        | TypeName::Percent
        | TypeName::PercentagePoints
        | TypeName::Count
        | TypeName::Points
        | TypeName::Days
        | TypeName::Date
        | TypeName::Flag
        | TypeName::Text
        | TypeName::Named(_) => &[],
    }
}

/// The attributes of a kind of subject.
#[must_use]
pub fn names_of_attributes(subject: &Subject) -> Vec<&Name> {
    let clauses = subject.body.iter().flat_map(|body| &body.statements);
    let names = clauses.filter_map(|clause| match &clause.value {
        SubjectClause::Attribute(input) => Some(&input.name),
        SubjectClause::Sequence(_) | SubjectClause::Members(_) => None,
    });
    names.collect()
}

/// Parts and lets of a scorecard, those inside its parts too.
pub fn names_in_card<'a>(body: &'a Body<PartClause>, names: &mut Vec<&'a Name>) {
    for clause in &body.statements {
        match &clause.value {
            PartClause::Part(part) => {
                names.push(&part.name);
                if let Some(body) = &part.body {
                    names_in_card(body, names);
                }
            }
            PartClause::Let(named) => names.push(&named.name),
            PartClause::TotalAtLeast(..) | PartClause::TotalAtMost(_) => {}
        }
    }
}

/// Inputs, lets and steps of an indicator or pattern.
#[must_use]
pub fn names_in_indicator(body: Option<&Body<IndicatorClause>>) -> Vec<&Name> {
    let clauses = body.into_iter().flat_map(|body| &body.statements);
    let named = clauses.filter_map(|clause| named_by(&clause.value));
    let mut names = Vec::new();
    for named in named {
        match named {
            Named::Input(input) => names.push(&input.name),
            Named::Let(named) => names.push(&named.name),
            Named::Steps(steps) => names.extend(names_of_steps(steps)),
        }
    }
    names
}

/// The names of steps, which are columns of the data.
pub fn names_of_steps(steps: &Steps) -> impl Iterator<Item = &Name> {
    steps.body.statements.iter().map(|step| &step.value.name)
}

/// What a clause of an indicator gives names to.
#[derive(Clone, Copy, Debug)]
pub enum Named<'t> {
    /// An input.
    Input(&'t Input),
    /// A value.
    Let(&'t Let),
    /// Steps, each with its name.
    Steps(&'t Steps),
}

/// What a clause of an indicator gives names to; none where it gives none.
#[must_use]
pub fn named_by(clause: &IndicatorClause) -> Option<Named<'_>> {
    match clause {
        IndicatorClause::Input(input) => Some(Named::Input(input)),
        IndicatorClause::Let(named) => Some(Named::Let(named)),
        IndicatorClause::Chain(link) => match &link.method {
            Method::Steps(steps) => Some(Named::Steps(steps)),
            Method::State(_) | Method::Quantify(_) | Method::Survey(_) | Method::Start(_) | Method::Compete(_) | Method::End(_) => None,
        },
        IndicatorClause::Points { .. }
        | IndicatorClause::PointsFrom(..)
        | IndicatorClause::LedBy(_)
        | IndicatorClause::SupportedBy(_)
        | IndicatorClause::CollectedBy(..)
        | IndicatorClause::Basis(_)
        | IndicatorClause::Formerly(_)
        | IndicatorClause::Change(_)
        | IndicatorClause::Joint(_)
        | IndicatorClause::Ceiling(..)
        | IndicatorClause::Veto(..)
        | IndicatorClause::Warn { .. } => None,
    }
}
