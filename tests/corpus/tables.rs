//! The proofs about tables against trying every input: small domains, many random tables.

use std::fmt::Write as _;

use yardstick::check::check;
use yardstick::syntax::parse;
use yardstick::text::SourceMap;
use yardstick::value::{Number, Rounding, RoundingMode};

/// Numbers by chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % limit).unwrap()
    }
}

/// A band: its ends in steps, and whether they are in.
struct Band {
    low: Option<(i64, bool)>,
    high: Option<(i64, bool)>,
}

impl Band {
    fn any(chance: &mut Chance, steps: u64) -> Self {
        let low = chance.below(steps);
        let high = low + 1 + chance.below(steps);
        let flag = |chance: &mut Chance| chance.below(2) == 0;
        match chance.below(6) {
            0 => Self { low: None, high: Some((low, flag(chance))) },
            1 => Self { low: Some((low, flag(chance))), high: None },
            2 => Self { low: Some((low, true)), high: Some((low, true)) },
            _ => Self { low: Some((low, flag(chance))), high: Some((high, flag(chance))) },
        }
    }

    fn text(&self, end: impl Fn(i64) -> String) -> String {
        match (self.low, self.high) {
            (Some((low, true)), Some((high, true))) if low == high => end(low),
            (None, Some((high, true))) => format!("{} and below", end(high)),
            (None, Some((high, false))) => format!("below {}", end(high)),
            (Some((low, true)), None) => format!("{} and above", end(low)),
            (Some((low, false)), None) => format!("above {}", end(low)),
            (Some((low, true)), Some((high, true))) => format!("{} to {}", end(low), end(high)),
            (Some((low, true)), Some((high, false))) => format!("{} to below {}", end(low), end(high)),
            (Some((low, false)), Some((high, true))) => format!("above {} to {}", end(low), end(high)),
            (Some((low, false)), Some((high, false))) => format!("above {} to below {}", end(low), end(high)),
            (None, None) => unreachable!("a band has an end"),
        }
    }

    fn holds(&self, value: &Number, end: impl Fn(i64) -> Number) -> bool {
        let above = self.low.is_none_or(|(low, inside)| *value > end(low) || (inside && *value == end(low)));
        let below = self.high.is_none_or(|(high, inside)| *value < end(high) || (inside && *value == end(high)));
        above && below
    }
}

/// The codes found about a table over `value`.
fn codes(inputs: &str, value: &str, bands: &[Band], end: impl Fn(i64) -> String) -> (String, Vec<String>) {
    let mut text = String::from(
        "rulebook \"Rules\" {\n  year 2025\n  closes 2026-01-20\n  scores not rounded\n  totals not rounded\n}\n\
         subject bureau\nscorecard bureau out of 10 {\n  work 100%\n}\nindicator filing in work for bureau {\n  points 10\n",
    );
    writeln!(text, "{inputs}  quantify {value} {{").unwrap();
    for band in bands {
        writeln!(text, "    {} => 5", band.text(&end)).unwrap();
    }
    text.push_str("  }\n  else 0\n}\n");
    let mut sources = SourceMap::default();
    let id = sources.add("table.yard", text.clone());
    let parsed = parse(sources.file(id));
    assert!(parsed.diagnostics.is_empty(), "{text}");
    let found = check(&[parsed], &sources).diagnostics;
    (text, found.iter().map(|one| one.code.to_string()).collect())
}

/// What trying every value says, beside what was proved.
fn compare(values: &[Number], bands: &[Band], end: impl Fn(i64) -> Number, text: &str, found: &[String], dead_rows_too: bool) {
    let met = |value: &Number| bands.iter().filter(|band| band.holds(value, &end)).count();
    let has = |code: &str| found.iter().any(|one| one == code);
    assert_eq!(values.iter().any(|value| met(value) == 0), has("Y0466"), "a gap, {found:?}\n{text}");
    assert_eq!(values.iter().any(|value| met(value) > 1), has("Y0467"), "an overlap, {found:?}\n{text}");
    assert!(!has("Y0480"), "undecided, {found:?}\n{text}");
    let dead = bands.iter().any(|band| !values.iter().any(|value| band.holds(value, &end)));
    if dead_rows_too {
        assert_eq!(dead, has("Y0468"), "a dead row, {found:?}\n{text}");
    } else {
        // Between two shares of small numbers lie numbers that are none of them.
        assert!(dead || !has("Y0468"), "a row that is not dead, {found:?}\n{text}");
    }
}

#[test]
fn tables_over_counts_agree_with_trying_every_count() {
    let mut chance = Chance(2025);
    let values: Vec<Number> = (0..=9).map(Number::from).collect();
    for _ in 0..150 {
        let bands: Vec<Band> = (0..1 + chance.below(4)).map(|_| Band::any(&mut chance, 9)).collect();
        let (text, found) = codes("  input done : count at most 9\n", "done", &bands, |step| step.to_string());
        compare(&values, &bands, Number::from, &text, &found, true);
    }
}

#[test]
fn tables_over_shares_agree_with_trying_every_share() {
    let mut chance = Chance(98);
    let mut values = Vec::new();
    for expected in 1..=6 {
        values.extend((0..=expected).map(|filed| Number::ratio(filed, expected)));
    }
    let inputs = "  input expected : count from 1 to 6\n  input filed    : count at most expected\n";
    for _ in 0..150 {
        let bands: Vec<Band> = (0..1 + chance.below(4)).map(|_| Band::any(&mut chance, 10)).collect();
        let (text, found) = codes(inputs, "filed ÷ expected", &bands, |step| format!("{}%", step * 10));
        compare(&values, &bands, |step| Number::ratio(step, 10), &text, &found, false);
    }
}

#[test]
fn tables_over_rounded_shares_agree_with_trying_every_share() {
    let mut chance = Chance(7);
    let modes =
        [(RoundingMode::HalfUp, "half up"), (RoundingMode::HalfEven, "half even"), (RoundingMode::Up, "up"), (RoundingMode::Down, "down")];
    let inputs = "  input expected : count from 1 to 6\n  input filed    : count at most expected\n";
    for round in 0..120 {
        let (mode, name) = modes[round % modes.len()];
        let rounding = Rounding { mode, step: Number::ratio(1, 10) };
        let mut values = Vec::new();
        for expected in 1..=6 {
            values.extend((0..=expected).map(|filed| rounding.apply(&Number::ratio(filed, expected))));
        }
        let bands: Vec<Band> = (0..1 + chance.below(4)).map(|_| Band::any(&mut chance, 20)).collect();
        let value = format!("(filed ÷ expected rounded {name} to 10%)");
        let (text, found) = codes(inputs, &value, &bands, |step| format!("{}%", step * 5));
        compare(&values, &bands, |step| Number::ratio(step, 20), &text, &found, false);
    }
}
