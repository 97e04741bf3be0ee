//! The groups of subjects that the rules can tell apart: by name, sequence, and the attributes
//! that conditions ask for.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::days;
use super::facts::{Assignment, Atom, Facts};
use super::linear::{Constraint, Linear};
use super::space::{Space, natural};
use crate::model::{Expr, ExprKind, Whom};
use crate::text::Words;
use crate::types::{LevelId, Type};
use crate::value::{Number, Value};
use crate::words;

/// More groups than this are not told apart.
const LIMIT: usize = 4000;

/// All groups of one kind of subject, as far as some clauses tell them apart.
pub struct Groups {
    /// Each group by the values of what is asked for.
    pub all: Vec<Assignment>,
    /// Whether every subject is like one of them: not where a condition goes beyond sums, or asks for more than can be
    /// followed.
    pub complete: bool,
}

impl Groups {
    /// The groups that `whoms` tell apart; none when there are too many or a condition asks for
    /// what is known of nobody yet.
    pub fn of(space: &mut Space, level: LevelId, whoms: &[&Whom]) -> Option<Self> {
        let program = space.program;
        let mut atoms: Vec<(Atom, Vec<Option<Value>>)> = Vec::new();
        let members = &program.levels[level].members;
        let named: BTreeSet<usize> = whoms.iter().filter_map(|whom| whom.members.as_ref()).flatten().map(|member| member.place).collect();
        if !named.is_empty() {
            let other = (0..members.len()).find(|place| !named.contains(place));
            atoms.push((Atom::Member, named.iter().copied().chain(other).map(member_at).map(Some).collect()));
        }
        let mut asked: Vec<(Atom, Type, BTreeSet<Number>)> = Vec::new();
        let mut texts: BTreeSet<String> = BTreeSet::new();
        let mut complete = true;
        for condition in whoms.iter().filter_map(|whom| whom.condition.as_ref()) {
            let turns = turning_points(space, condition);
            // Where each number stands for itself, its turning points are all there is to know.
            complete &= turns.as_ref().is_some_and(|turns| turns.alone);
            collect(space, condition, turns, &mut asked)?;
            named_texts(condition, &mut texts);
        }
        for (atom, ty, mut thresholds) in asked {
            // Between a threshold and a bound somebody may lie as well.
            if let Atom::Input(id) | Atom::ParentAttribute(id) = &atom {
                program.inputs[*id].limits.iter().for_each(|limit| constants(&limit.value, &mut thresholds));
            }
            // A number that is asked for only whether it is there.
            if thresholds.is_empty() {
                thresholds.insert(if ty == Type::Day { days::number(program.header.closes) } else { Number::zero() });
            }
            let possible = |space: &Space, value: &Value| space.within_limits(&Assignment::from([(atom.clone(), Some(value.clone()))]));
            let values: Vec<Value> = match ty {
                Type::Flag => vec![Value::Flag(true), Value::Flag(false)],
                Type::Choice(choice) => {
                    space.choices.insert(atom.clone(), choice);
                    (0..program.choices[choice].values.len()).map(Value::Choice).collect()
                }
                Type::Number | Type::Ratio | Type::Percent | Type::PercentagePoints | Type::Count | Type::Quantity(..) => {
                    let values = around(&thresholds, &ty).into_iter().map(Value::Number);
                    values.filter(|value| possible(space, value)).collect()
                }
                Type::Day => {
                    let values = around(&thresholds, &ty).into_iter().filter_map(|number| days::day(&number)).map(Value::Day);
                    values.filter(|value| possible(space, value)).collect()
                }
                // Those that are named, and one that is not.
                Type::Text => texts.iter().cloned().chain(["…".to_owned()]).map(Value::Text).collect(),
                Type::Subject(level) => {
                    let members = &program.levels[level].members;
                    let other = members.iter().map(|member| &member.name).find(|name| !texts.contains(*name));
                    let other = other.cloned().or_else(|| members.is_empty().then(|| "…".to_owned()));
                    texts.iter().cloned().chain(other).map(Value::Text).collect()
                }
                Type::Error => return None,
            };
            let missing = space.presence(&atom).can_be_missing().then_some(None);
            atoms.push((atom, values.into_iter().map(Some).chain(missing).collect()));
        }
        let count = atoms.iter().try_fold(1_usize, |count, (_, values)| count.checked_mul(values.len()).filter(|count| *count <= LIMIT))?;
        let first: Option<Assignment> = atoms.iter().map(|(atom, values)| Some((atom.clone(), values.first()?.clone()))).collect();
        let mut all = Vec::with_capacity(count);
        all.push(Assignment::new());
        for (atom, values) in atoms {
            let grown: Vec<Assignment> = all
                .iter()
                .flat_map(|group| {
                    values.iter().map(|value| {
                        let mut group = group.clone();
                        group.insert(atom.clone(), value.clone());
                        group
                    })
                })
                .collect();
            all = grown;
        }
        // A bound that names another attribute cuts through what was tried: of what was left out some may be possible.
        let tried = all.len();
        all.retain(|group| space.within_limits(group));
        complete &= all.len() == tried;
        // Of whom it cannot be worked out whether they are meant, nothing is said; that a condition is missing for
        // somebody is a fault of its own, which was reported there.
        let conditions: Vec<&Expr> = whoms.iter().filter_map(|whom| whom.condition.as_ref()).collect();
        all.retain(|group| {
            conditions.iter().all(|condition| {
                let met = space.evaluate(condition, group);
                complete &= met.is_some();
                met.flatten().is_some()
            })
        });
        complete &= !all.is_empty();
        // Where attributes stand beside each other a few values of each do not stand for all of them.
        if let Some(first) = first.filter(|_| !complete) {
            complete = tell_apart(space, &mut all, &first, &conditions);
        }
        Some(Self { all, complete })
    }

    /// Whether it is proved that nobody is meant.
    pub fn mean_nobody(&self, space: &mut Space, whom: &Whom) -> bool {
        if self.all.iter().any(|group| fits(space, whom, group)) {
            return false;
        }
        self.complete
            || whom.condition.as_ref().is_some_and(|condition| {
                let context = Context::open().when(space, condition, true);
                !context.rough && context.is_dead(space)
            })
    }

    /// Whether nobody was found who is meant, and nothing shows that there is nobody.
    pub fn left_open(&self, space: &Space, whom: &Whom) -> bool {
        !self.complete && !self.all.iter().any(|group| fits(space, whom, group))
    }

    /// The values that matter of `group`: those whose change would change what `key` says.
    pub fn telling<T: PartialEq>(&self, group: &Assignment, key: impl Fn(&Assignment) -> T) -> Assignment {
        let mut kept = group.clone();
        let result = key(group);
        for atom in group.keys() {
            let mut without = kept.clone();
            without.remove(atom);
            let same = |other: &&Assignment| without.iter().all(|(atom, value)| other.get(atom) == Some(value));
            // Where no other value was tried beside the rest, nobody knows whether it matters.
            let other = |other: &&Assignment| other.get(atom) != group.get(atom);
            let tried = self.all.iter().filter(same).any(|group| other(&group)) || !self.all.iter().any(|group| other(&group));
            if tried && self.all.iter().filter(same).all(|other| key(other) == result) {
                kept = without;
            }
        }
        kept
    }
}

/// More ways in which conditions come out together are not gone through.
const OUTCOMES: usize = 128;

/// Goes through all the ways in which conditions can come out together, and adds a group for each for which none stands
/// yet. What a group does not speak of is as in `first`. Whether there is nobody whom no group stands for.
fn tell_apart(space: &mut Space, all: &mut Vec<Assignment>, first: &Assignment, conditions: &[&Expr]) -> bool {
    let outcomes = |space: &Space, group: &Assignment| -> Option<Vec<bool>> {
        conditions.iter().map(|condition| space.holds(condition, group)).collect()
    };
    let known: BTreeSet<Vec<bool>> = all.iter().filter_map(|group| outcomes(space, group)).collect();
    let mut waiting: Vec<(Context, Vec<bool>)> = vec![(Context::open(), Vec::new())];
    for condition in conditions {
        let mut next = Vec::new();
        for (context, taken) in waiting {
            for flag in [true, false] {
                let context = context.when(space, condition, flag);
                if context.rough {
                    return false;
                }
                if !context.is_dead(space) {
                    next.push((context, taken.iter().copied().chain([flag]).collect()));
                }
            }
        }
        if next.len() > OUTCOMES {
            return false;
        }
        waiting = next;
    }
    let mut settled = true;
    let mut members: Vec<Option<Value>> = Vec::new();
    for member in all.iter().filter_map(|group| group.get(&Atom::Member)) {
        if !members.contains(member) {
            members.push(member.clone());
        }
    }
    for (context, wanted) in waiting.into_iter().filter(|(_, wanted)| !known.contains(wanted)) {
        let whole = |found: &Assignment| {
            let mut group = first.clone();
            let said = found.iter().filter(|(atom, _)| !matches!(atom, Atom::Opaque(_)));
            group.extend(said.map(|(atom, value)| (atom.clone(), value.clone())));
            group
        };
        let confirm = |space: &Space, found: &Assignment| {
            let group = whole(found);
            space.within_limits(&group) && outcomes(space, &group).as_ref() == Some(&wanted)
        };
        let Some(found) = context.ways.iter().find_map(|way| somebody(space, way, &confirm)) else {
            settled = false;
            continue;
        };
        let group = whole(&found);
        all.push(group.clone());
        all.extend(members.iter().map(|member| {
            let mut group = group.clone();
            group.insert(Atom::Member, member.clone());
            group
        }));
    }
    settled
}

/// Somebody for whom the facts hold. Where whole numbers meet few of the sums, an attribute at one of its bounds helps.
fn somebody(space: &Space, way: &Facts, confirm: &dyn Fn(&Space, &Assignment) -> bool) -> Option<Assignment> {
    let at_bounds = || {
        space.given_unknowns(way).into_iter().find_map(|unknown| {
            let bounds = space.facts_of(unknown).map(|known| known.interval.clone())?;
            [bounds.low, bounds.high].into_iter().flatten().find_map(|end| {
                let fixed = Linear::unknown(unknown).subtract(&Linear::constant(end.value));
                space.witness(way, &[Constraint::zero(fixed)], confirm)
            })
        })
    };
    space.witness(way, &[], confirm).or_else(at_bounds)
}

/// The member at a place among those declared, as a value of [`Atom::Member`].
pub(super) fn member_at(place: usize) -> Value {
    Value::Number(Number::from(i64::try_from(place).unwrap_or(i64::MAX)))
}

/// Whether a group is among those meant.
pub fn fits(space: &Space, whom: &Whom, group: &Assignment) -> bool {
    let named = whom
        .members
        .as_ref()
        .is_none_or(|members| members.iter().any(|member| group.get(&Atom::Member) == Some(&Some(member_at(member.place)))));
    named && whom.condition.as_ref().is_none_or(|condition| space.holds(condition, group).unwrap_or(false))
}

/// A group in words: "departments whose `sequence` is `service`".
pub fn words_of(space: &Space, level: LevelId, group: &Assignment) -> Words {
    let program = space.program;
    let subject = &program.levels[level];
    let name = &subject.name;
    let mut parts = Vec::new();
    let mut known: Option<&str> = None;
    for (atom, value) in group {
        if *atom == Atom::Member {
            let place = match value {
                Some(Value::Number(number)) => number.to_i64().and_then(|place| usize::try_from(place).ok()),
                Some(Value::Day(_) | Value::Flag(_) | Value::Choice(_) | Value::Text(_)) | None => None,
            };
            let member = place.and_then(|place| subject.members.get(place)).map_or("", |member| member.name.as_str());
            known = Some(member);
        } else {
            let (atom_name, value) = (space.name_words(atom), space.value_words(atom, value.as_ref()));
            let (n, m) = (atom_name.english, atom_name.chinese);
            parts.push(words!("`{n}` = {e}", "“{m}”为{z}", n = n, m = m, e = value.english, z = value.chinese));
        }
    }
    let joined = Words::join(&parts, ", ", "、");
    let (e, z) = (joined.english, joined.chinese);
    match (known, parts.is_empty()) {
        (None, true) => words!("every `{name}`", "每个“{name}”", name = name),
        (None, false) => words!("a `{name}` with {e}", "{z}的“{name}”", name = name, e = e, z = z),
        (Some(member), true) => words!("`{member}`", "“{member}”", member = member),
        (Some(member), false) => words!("`{member}` with {e}", "{z}的“{member}”", member = member, e = e, z = z),
    }
}

/// Where a condition turns: the numbers at which it comes out otherwise.
struct Turns {
    /// For each attribute.
    at: BTreeMap<Atom, BTreeSet<Number>>,
    /// Whether each attribute is compared with numbers alone.
    alone: bool,
}

/// The turning points of a condition; none where it goes beyond sums.
fn turning_points(space: &mut Space, condition: &Expr) -> Option<Turns> {
    let before = std::mem::replace(&mut space.overflow, false);
    let cases = space.cases(condition);
    let overflow = std::mem::replace(&mut space.overflow, before);
    let mut turns = Turns { at: BTreeMap::new(), alone: !compares_attributes(space, condition) };
    for case in cases {
        // Texts are told apart by their names.
        if overflow || space.mentions_opaque_number(&case.facts) {
            return None;
        }
        for constraint in &case.facts.constraints {
            let mut terms = constraint.form.terms.iter();
            let (Some((unknown, factor)), None) = (terms.next(), terms.next()) else {
                turns.alone = false;
                continue;
            };
            if let (Some(known), Some(turn)) = (space.facts_of(*unknown), constraint.form.constant.negate().divide(factor)) {
                turns.at.entry(known.atom.clone()).or_default().insert(turn);
            }
        }
    }
    Some(turns)
}

/// The texts and members that a condition names.
fn named_texts(expr: &Expr, texts: &mut BTreeSet<String>) {
    if let ExprKind::Constant(Value::Text(text)) = &*expr.kind {
        texts.insert(text.clone());
    }
    expr.expressions().into_iter().for_each(|part| named_texts(part, texts));
}

/// Whether attributes stand on both sides of a comparison of numbers.
fn compares_attributes(space: &Space, condition: &Expr) -> bool {
    if let ExprKind::Let(id) = &*condition.kind {
        return compares_attributes(space, &space.program.lets[*id].value);
    }
    if let ExprKind::Compare(_, left, right) = &*condition.kind
        && [left, right].into_iter().all(|side| side.ty.is_numeric() && asks_numbers(space, side))
    {
        return true;
    }
    condition.expressions().into_iter().any(|part| compares_attributes(space, part))
}

/// Whether an expression reads an attribute.
fn asks_numbers(space: &Space, expr: &Expr) -> bool {
    if let ExprKind::Let(id) = &*expr.kind {
        return asks_numbers(space, &space.program.lets[*id].value);
    }
    matches!(&*expr.kind, ExprKind::Input(_) | ExprKind::ParentAttribute(_))
        || expr.expressions().into_iter().any(|part| asks_numbers(space, part))
}

/// What a condition asks for, with the numbers it compares with.
fn collect(space: &Space, condition: &Expr, turns: Option<Turns>, asked: &mut Vec<(Atom, Type, BTreeSet<Number>)>) -> Option<()> {
    let mut numbers = BTreeSet::new();
    let alone = turns.as_ref().is_some_and(|turns| turns.alone);
    if !alone {
        constants(condition, &mut numbers);
        // Each below, beside and above the other.
        numbers.extend([Number::zero(), Number::one()]);
    }
    let turns = turns.map(|turns| turns.at).unwrap_or_default();
    let mut waiting = vec![condition];
    while let Some(expr) = waiting.pop() {
        let atom = match &*expr.kind {
            ExprKind::Input(id) | ExprKind::MonthValue(id) => Some(Atom::Input(*id)),
            ExprKind::ParentAttribute(id) => Some(Atom::ParentAttribute(*id)),
            ExprKind::Sequence => Some(Atom::Sequence),
            ExprKind::ParentSequence => Some(Atom::ParentSequence),
            ExprKind::Let(id) => {
                waiting.push(&space.program.lets[*id].value);
                None
            }
            ExprKind::Indicator(..)
            | ExprKind::PartScore(_)
            | ExprKind::Total
            | ExprKind::Vetoed
            | ExprKind::Vetoes
            | ExprKind::Grade
            | ExprKind::Across(_)
            | ExprKind::Field(_) => {
                return None;
            }
            ExprKind::Constant(_)
            | ExprKind::MeasuredValue
            | ExprKind::ScoringDay
            | ExprKind::Arithmetic(..)
            | ExprKind::Negate(_)
            | ExprKind::Not(_)
            | ExprKind::Both(..)
            | ExprKind::Either(..)
            | ExprKind::Compare(..)
            | ExprKind::IsMissing(_)
            | ExprKind::IsGiven(_)
            | ExprKind::Placed(..)
            | ExprKind::If(..)
            | ExprKind::Default(..)
            | ExprKind::Rounded(..)
            | ExprKind::DaysFrom(..)
            | ExprKind::MonthsFrom(..)
            | ExprKind::Difference(..)
            | ExprKind::Lookup(..)
            | ExprKind::Aggregate(_)
            | ExprKind::Banded(_) => None,
        };
        if let Some(atom) = atom {
            let own = numbers.iter().chain(turns.get(&atom).into_iter().flatten()).cloned();
            if let Some((_, _, known)) = asked.iter_mut().find(|(known, _, _)| *known == atom) {
                known.extend(own);
            } else {
                let own = own.collect();
                asked.push((atom, expr.ty.clone(), own));
            }
        }
        waiting.extend(expr.expressions());
    }
    Some(())
}

fn constants(expr: &Expr, numbers: &mut BTreeSet<Number>) {
    if let ExprKind::Constant(Value::Number(number)) = &*expr.kind {
        numbers.insert(number.clone());
    }
    if let ExprKind::Constant(Value::Day(day)) = &*expr.kind {
        numbers.insert(days::number(*day));
    }
    expr.expressions().into_iter().for_each(|part| constants(part, numbers));
}

/// A number at each threshold, between each two, and beyond both ends.
fn around(thresholds: &BTreeSet<Number>, ty: &Type) -> Vec<Number> {
    let mut values: Vec<Number> = thresholds.iter().cloned().collect();
    let ordered: Vec<&Number> = thresholds.iter().collect();
    for pair in ordered.windows(2) {
        if let [low, high] = pair {
            values.push(low.add(high).multiply(&Number::ratio(1, 2)));
        }
    }
    values.extend(ordered.first().map(|low| low.subtract(&Number::one())));
    values.extend(ordered.last().map(|high| high.add(&Number::one())));
    let natural = natural(ty);
    let mut values: Vec<Number> = values.into_iter().map(|value| if natural.grid.is_some() { value.floor() } else { value }).collect();
    values.retain(|value| natural.holds(value));
    values.sort();
    values.dedup();
    values
}
