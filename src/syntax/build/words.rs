//! Names, texts, numbers, days, paths.

use crate::syntax::Rule;
use crate::syntax::ast::{DayLiteral, Grid, MonthLiteral, Name, NumberLiteral, Path, RoundingTo, Text, Titled};
use crate::syntax::keywords::keyword;
use crate::syntax::messages;
use crate::syntax::node::Node;
use crate::syntax::reader::Reader;
use crate::text::{Language, Spanned, half_width, hidden, normal_form};
use crate::value::{Day, MONTHS, Number, RoundingMode};

/// A name, in normal form.
pub(super) fn name(node: &Node) -> Name {
    // A hidden letter was reported already; the name is the one that can be seen.
    let seen: String = node.text().chars().filter(|letter| hidden(*letter).is_none()).collect();
    Spanned::new(normal_form(&seen).unwrap_or(seen), node.span())
}

/// The name that is a direct piece of `node`.
pub(super) fn name_of(node: &Node) -> Option<Name> {
    node.untagged(Rule::name).map(|child| name(&child))
}

/// The list of names in `node`; none where there is no list.
pub(super) fn names_of(node: &Node) -> Vec<Name> {
    node.child(Rule::names).iter().flat_map(|list| list.all(Rule::name)).map(|child| name(&child)).collect()
}

/// A text without its quotation marks.
pub(super) fn text(node: &Node) -> Text {
    let mut letters = node.text().chars();
    letters.next();
    letters.next_back();
    Spanned::new(letters.as_str().to_owned(), node.span())
}

/// The text that is a direct piece of `node`.
pub(super) fn text_of(node: &Node) -> Option<Text> {
    node.child(Rule::text).map(|child| text(&child))
}

/// A name with its title, both direct pieces of `node`.
pub(super) fn titled(node: &Node) -> Option<Titled> {
    Some(Titled { name: name_of(node)?, title: text_of(node) })
}

/// A number; too long a one was reported with its token.
pub(super) fn number(node: &Node) -> NumberLiteral {
    let text: String = node.text().chars().map(fold).collect();
    let (digits, factor) = match (text.strip_suffix('万'), text.strip_suffix('亿')) {
        (Some(digits), _) => (digits, 4),
        (_, Some(digits)) => (digits, 8),
        (None, None) => (text.as_str(), 0),
    };
    let value = Number::parse(&digits.replace('_', "")).unwrap_or_else(|_| Number::zero()).multiply(&Number::power_of_ten(factor));
    NumberLiteral { text, value }
}

/// Full-width digits and points as the ordinary ones.
pub(super) fn fold(letter: char) -> char {
    match letter {
        '０'..='９' | '．' => half_width(letter),
        _ => letter,
    }
}

/// The number that is a direct piece of `node`, with its place.
pub(super) fn number_of(node: &Node) -> Option<Spanned<NumberLiteral>> {
    node.child(Rule::number).map(|child| Spanned::new(number(&child), child.span()))
}

/// The percent that is a direct piece of `node`.
pub(super) fn percent_of(node: &Node) -> Option<NumberLiteral> {
    Some(number(&node.child(Rule::percent)?.child(Rule::number)?))
}

pub(super) fn whole(node: &Node) -> i64 {
    let text: String = node.text().chars().map(fold).collect();
    text.parse().unwrap_or_default()
}

/// The day that is a direct piece of `node`; one that does not exist is refused.
pub(super) fn day_of(reader: &mut Reader, node: &Node) -> Option<Spanned<DayLiteral>> {
    node.child(Rule::day).and_then(|child| day(reader, &child))
}

/// The number of a month by its name.
fn month_named(node: &Node) -> i64 {
    MONTHS.iter().zip(1_i64..).find(|(name, _)| **name == node.text()).map_or(0, |(_, number)| number)
}

/// `March`, `2025-03`, `3月`
pub(super) fn month_of_year(node: &Node) -> Option<MonthLiteral> {
    let form = node.first()?;
    if form.rule() == Rule::month {
        return Some(MonthLiteral { year: None, month: month_named(&form) });
    }
    let year = form.child(Rule::year_number).map(|child| whole(&child));
    Some(MonthLiteral { year, month: whole(&form.child(Rule::day_number)?) })
}

/// A day; one that does not exist is refused.
pub(super) fn day(reader: &mut Reader, node: &Node) -> Option<Spanned<DayLiteral>> {
    let form = node.first()?;
    let numbers: Vec<i64> = form.all(Rule::day_number).map(|child| whole(&child)).collect();
    let year = form.child(Rule::year_number).map(|child| whole(&child));
    let next_year = form.has(Rule::next_year) || form.has(Rule::kw_next_year);
    let month_named = form.child(Rule::month).map(|child| month_named(&child));
    let (month, day) = match (month_named, numbers.as_slice()) {
        (Some(month), [day]) => (month, *day),
        (None, [month, day]) => (*month, *day),
        _ => return None,
    };
    // Whether a year has a 29 February is for the rulebook's year to say.
    if Day::new(year.unwrap_or(2024), month, day).is_none() {
        reader.refuse(messages::no_such_day(node.span(), node.text()));
    }
    let literal = match year {
        Some(year) => DayLiteral::Full { year, month, day },
        None => DayLiteral::OfYear { month, day, next_year },
    };
    Some(Spanned::new(literal, node.span()))
}

/// A path, given names by their English spelling.
pub(super) fn path(node: &Node) -> Path {
    Path { names: node.children().map(|child| given(&child)).collect(), span: node.span() }
}

fn given(node: &Node) -> Name {
    let rule = node.first().map(|child| child.rule());
    match rule.and_then(keyword).and_then(|keyword| keyword.printed(Language::English)) {
        Some(english) => Spanned::new(english.to_owned(), node.span()),
        None => name(node),
    }
}

/// `half up to 2 decimals`, in a piece that `rounded` read.
pub(super) fn rounding(node: &Node) -> Option<RoundingTo> {
    let rounding = node.child(Rule::rounding)?;
    let grid = rounding.child(Rule::grid)?;
    let step = match (number_of(&grid), percent_of(&grid)) {
        (Some(decimals), _) => Grid::Decimals(decimals.value),
        (None, Some(percent)) => Grid::Percent(percent),
        (None, None) => return None,
    };
    Some(RoundingTo { mode: mode_of(&rounding)?, grid: Spanned::new(step, grid.span()) })
}

/// The mode of rounding that is a direct piece of `node`.
pub(super) fn mode_of(node: &Node) -> Option<Spanned<RoundingMode>> {
    let mode = node.child(Rule::mode)?;
    let value = [
        (Rule::kw_half_up, RoundingMode::HalfUp),
        (Rule::kw_half_even, RoundingMode::HalfEven),
        (Rule::kw_up, RoundingMode::Up),
        (Rule::kw_down, RoundingMode::Down),
    ]
    .into_iter()
    .find(|(rule, _)| mode.has(*rule))?
    .1;
    Some(Spanned::new(value, mode.span()))
}
