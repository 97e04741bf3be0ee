//! How values, inputs and whole assignments are named to people.

use super::facts::{Assignment, Atom};
use super::{days, space::Space};
use crate::model::{IndicatorResult, Program};
use crate::text::{Span, Words};
use crate::types::Type;
use crate::value::{Number, Value};
use crate::words;

/// A number as a value of `ty`: `89.5%`, `5 yuan`, a date.
pub fn number(program: &Program, number: &Number, ty: &Type) -> Words {
    if *ty == Type::days() {
        let days = if *number == Number::one() { "day" } else { "days" };
        return words!("{number} {days}", "{number} 天", number = number, days = days);
    }
    Words::same(match ty {
        Type::Percent => format!("{}%", number.multiply(&Number::from(100))),
        Type::PercentagePoints => format!("{} pp", number.multiply(&Number::from(100))),
        Type::Day => days::day(number).map_or_else(|| number.to_string(), |day| day.to_string()),
        Type::Quantity(_, Some(unit)) => {
            let unit = &program.units[*unit];
            let amount = number.divide(&unit.factor).unwrap_or_else(|| number.clone());
            format!("{amount} {}", unit.name)
        }
        Type::Number
        | Type::Ratio
        | Type::Count
        | Type::Quantity(_, None)
        | Type::Flag
        | Type::Choice(_)
        | Type::Text
        | Type::Subject(_)
        | Type::Error => number.to_string(),
    })
}

impl Space<'_> {
    /// The name of an atom in both languages; only given names differ.
    pub fn name_words(&self, atom: &Atom) -> Words {
        match atom {
            Atom::Sequence => words!("sequence", "序列"),
            Atom::ParentSequence => words!("parent.sequence", "所在单位.序列"),
            Atom::Total => words!("total", "总分"),
            Atom::Vetoed => words!("veto", "否决"),
            Atom::Grade => words!("grade", "等次"),
            Atom::ParentAttribute(id) => Words::new(self.name(atom), format!("所在单位.{}", self.program.inputs[*id].name)),
            Atom::Result(indicator, result) => {
                let result = match result {
                    IndicatorResult::Score => "得分",
                    IndicatorResult::Earned => "评定分",
                    IndicatorResult::Lost => "失分",
                    IndicatorResult::Gained => "加分",
                    IndicatorResult::Method => "评价方式",
                };
                Words::new(self.name(atom), format!("{}.{result}", self.program.indicators[*indicator].name))
            }
            Atom::PartScore(part) => Words::new(self.name(atom), format!("{}.得分", self.program.parts[*part].path)),
            Atom::Member | Atom::Input(_) | Atom::Field(..) | Atom::Entries(_) | Atom::Complete(_) | Atom::Across(..) | Atom::Opaque(_) => {
                Words::same(self.name(atom))
            }
        }
    }

    /// The name of an atom, as an author would write it in English keywords.
    pub fn name(&self, atom: &Atom) -> String {
        match atom {
            Atom::Member => "id".to_owned(),
            Atom::Sequence => "sequence".to_owned(),
            Atom::ParentSequence => "parent.sequence".to_owned(),
            Atom::Input(id) => self.program.inputs[*id].name.clone(),
            Atom::ParentAttribute(id) => format!("parent.{}", self.program.inputs[*id].name),
            Atom::Field(register, place) => {
                self.program.registers[*register].fields.get(*place).map_or_else(String::new, |field| field.name.clone())
            }
            Atom::Entries(gathered) => gathered.text.clone(),
            Atom::Result(indicator, result) => {
                let name = &self.program.indicators[*indicator].name;
                let result = match result {
                    IndicatorResult::Score => "score",
                    IndicatorResult::Earned => "earned",
                    IndicatorResult::Lost => "lost",
                    IndicatorResult::Gained => "gained",
                    IndicatorResult::Method => "method",
                };
                format!("{name}.{result}")
            }
            Atom::PartScore(part) => format!("{}.score", self.program.parts[*part].path),
            Atom::Total => "total".to_owned(),
            Atom::Vetoed => "veto".to_owned(),
            Atom::Grade => "grade".to_owned(),
            Atom::Across(text, _) => text.clone(),
            Atom::Complete(_) | Atom::Opaque(_) => String::new(),
        }
    }

    /// Where an answer or attribute was declared, and as what.
    pub(super) fn declared(&self, atom: &Atom) -> Option<(Span, Type)> {
        match atom {
            Atom::Input(id) | Atom::ParentAttribute(id) => Some((self.program.inputs[*id].span, self.program.inputs[*id].ty.clone())),
            Atom::Field(register, place) => {
                self.program.registers[*register].fields.get(*place).map(|field| (field.span, field.ty.clone()))
            }
            Atom::Member
            | Atom::Sequence
            | Atom::ParentSequence
            | Atom::Entries(_)
            | Atom::Complete(_)
            | Atom::Result(..)
            | Atom::PartScore(_)
            | Atom::Total
            | Atom::Vetoed
            | Atom::Grade
            | Atom::Across(..)
            | Atom::Opaque(_) => None,
        }
    }

    /// The type of an atom's numbers.
    pub(super) fn type_of(&self, atom: &Atom) -> Type {
        self.declared(atom).map_or(Type::Number, |(_, ty)| ty)
    }

    /// A value of an atom.
    pub fn value_words(&self, atom: &Atom, value: Option<&Value>) -> Words {
        match value {
            None => words!("missing", "缺报"),
            Some(Value::Number(place)) if *atom == Atom::Member => self.member_words(place),
            Some(Value::Number(value)) => number(self.program, value, &self.type_of(atom)),
            Some(Value::Day(day)) => Words::same(day.to_string()),
            Some(Value::Flag(true)) => words!("yes", "是"),
            Some(Value::Flag(false)) => words!("no", "否"),
            Some(Value::Choice(place)) => {
                let choice = self.choices.get(atom).map(|choice| &self.program.choices[*choice]);
                let name =
                    choice.and_then(|choice| choice.values.get(*place)).map_or_else(|| place.to_string(), |value| value.name.clone());
                words!("`{name}`", "“{name}”", name = name)
            }
            Some(Value::Text(text)) => Words::same(text.clone()),
        }
    }

    /// The member at a place among those declared; behind them stands whoever else there is.
    fn member_words(&self, place: &Number) -> Words {
        let place = place.to_i64().and_then(|place| usize::try_from(place).ok());
        let members = self.reader.level.map(|level| self.program.levels[level].members.as_slice());
        match members.zip(place).and_then(|(members, place)| members.get(place)) {
            Some(member) => words!("`{name}`", "“{name}”", name = member.name),
            None => words!("another", "其他"),
        }
    }

    /// The inputs of an assignment with their values: "`expected` = 200, `on_time` = 179".
    pub fn inputs_words(&self, assignment: &Assignment) -> Words {
        let parts: Vec<Words> = assignment
            .iter()
            .filter(|(atom, _)| self.is_told(atom))
            .map(|(atom, found)| {
                let (name, value) = (self.name_words(atom), self.value_words(atom, found.as_ref()));
                let by = if self.above_full(atom, found.as_ref()) {
                    words!(" (an exemption can set it so)", "（豁免可定到此分）")
                } else {
                    words!("", "")
                };
                words!(
                    "`{n}` = {e}{b}",
                    "“{m}” = {z}{c}",
                    n = name.english,
                    m = name.chinese,
                    e = value.english,
                    z = value.chinese,
                    b = by.english,
                    c = by.chinese
                )
            })
            .collect();
        Words::join(&parts, ", ", "，")
    }

    /// Whether an atom has a name to tell: what only ties functions over the same entries together has none.
    fn is_told(&self, atom: &Atom) -> bool {
        match atom {
            Atom::Opaque(_) | Atom::Complete(_) => false,
            Atom::Entries(_) => self.written.contains(atom),
            Atom::Member
            | Atom::Sequence
            | Atom::ParentSequence
            | Atom::Input(_)
            | Atom::ParentAttribute(_)
            | Atom::Field(..)
            | Atom::Result(..)
            | Atom::PartScore(_)
            | Atom::Total
            | Atom::Vetoed
            | Atom::Grade
            | Atom::Across(..) => true,
        }
    }

    /// Whether a value is what the methods of an indicator come to, above its full points: an exemption may give
    /// them in place of the methods even where none of these pays so much.
    fn above_full(&self, atom: &Atom, value: Option<&Value>) -> bool {
        let (Atom::Result(id, IndicatorResult::Earned), Some(Value::Number(earned))) = (atom, value) else { return false };
        *earned > self.program.indicators[*id].points.full
    }
}
