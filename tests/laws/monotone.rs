//! Better never scores less: where an input says which way is better and the indicator is monotone in it,
//! improving that one input of one subject never lowers what the subject gets for the indicator.

use proptest::prelude::*;
use yardstick::check::check;
use yardstick::data::{self, DataFile};
use yardstick::eval;
use yardstick::syntax::parse;
use yardstick::text::SourceMap;
use yardstick::value::Number;

/// Every form in which a number becomes points, each monotone in its inputs.
const BOOK: &str = r#"
rulebook "Better is better" {
  year   2025
  closes 2026-01-20
  scores rounded half up to 2 decimals
  totals not rounded
  ties   share the better place
}

subject bureau "Bureau"

scorecard bureau out of 110 {
  work "Work" 100%
}

scale attainment(floor, target) {
  below floor           => 0%
  floor to below target => 0% to 100%
  target and above      => 100%
}

indicator bands in work for bureau {
  points 10
  input up : percent from 0% to 100%, higher is better
  quantify up {
    below 40%        => 0
    40% to below 60% => 4
    60% to below 98% => 4 to 9
    98% and above    => 10
  }
  else 0
}

indicator falling in work for bureau {
  points 10
  input down : number from 0 to 100, lower is better
  quantify down {
    0                => 10
    above 0 to 30    => 8 to 5
    above 30 to 60   => 3
    above 60         => 0
  }
  else 0
}

indicator line in work for bureau {
  points 10
  input up : percent from 0% to 100%, higher is better
  quantify up from 70% to 95%
  else 0
}

indicator proportion in work for bureau {
  points 10
  input up : number from 0 to 100, higher is better
  quantify up in proportion to 80
  else 0
}

indicator formula in work for bureau {
  points 10
  input down : number from 0 to 100, lower is better
  quantify 10 points - down × 0.25 points, held
  else 0
}

indicator scaled in work for bureau {
  points 10
  input up : percent from 0% to 100%, higher is better
  quantify up using attainment(50%, 90%)
  else 0
}

indicator gains in work for bureau {
  points 10
  input up : percent from 0% to 100%, higher is better
  quantify up held {
    start at 6
    add    0.5 for every full 2 pp above 60%, at most 4
    deduct 0.7 for every 3 pp or part below 60%
  }
  else 0
}

indicator losses in work for bureau {
  points 10
  input down : count at most 100, lower is better
  start at full points
  deduct 0.3 for every full 4 of (down else 0), at most 5
  deduct 1 when (down else 0) is above 50
}

indicator several in work for bureau {
  points 10
  input up   : number from 0 to 100, higher is better
  input down : number from 0 to 100, lower is better
  quantify highest of (up, 100 - down) from 50 to 100
  else 0
}

indicator places in work for bureau {
  points 10
  input up : number from 0 to 100, higher is better
  compete on up {
    1st              => 10
    2nd to 3rd       => 8
    each place below => less 1, at least 1
    missing take the last place
  }
  else 0
}

indicator ends in work for bureau {
  points 10
  input down : number from 0 to 100, lower is better
  compete on down, first 10, last 4 {
    lower is better
    missing take the last place
  }
  else 0
}
"#;

/// The inputs, whether more is better, and what stands behind their numbers.
const INPUTS: [(&str, bool, &str); 12] = [
    ("bands.up", true, "%"),
    ("falling.down", false, ""),
    ("line.up", true, "%"),
    ("proportion.up", true, ""),
    ("formula.down", false, ""),
    ("scaled.up", true, "%"),
    ("gains.up", true, "%"),
    ("losses.down", false, ""),
    ("several.up", true, ""),
    ("several.down", false, ""),
    ("places.up", true, ""),
    ("ends.down", false, ""),
];

/// Whole numbers from 0 to 100: one for each input; none is an empty cell.
type Row = [Option<u8>; INPUTS.len()];

/// The points of each subject for each indicator, in the order of the rules.
fn points(rows: &[Row]) -> Vec<Vec<(String, Number)>> {
    let mut sources = SourceMap::default();
    let id = sources.add("book.yard", BOOK);
    let checked = check(&[parse(sources.file(id))], &sources);
    let program = checked.program.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics.into_sorted()));
    let mut text = format!("id,name,{}\n", INPUTS.map(|(name, ..)| name).join(","));
    for (place, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(INPUTS).map(|(cell, (.., unit))| cell.map_or_else(String::new, |value| format!("{value}{unit}")));
        text += &format!("b{place},Bureau,{}\n", cells.collect::<Vec<_>>().join(","));
    }
    let loaded = data::load_folder(&program, vec![DataFile { name: "bureau.csv".to_owned(), bytes: text.into_bytes() }], &mut sources);
    assert!(loaded.diagnostics.iter().next().is_none(), "{:#?}", loaded.diagnostics);
    let (scores, _) = eval::score(&program, &loaded.submission, &sources);
    let one = |score: &eval::SubjectScore| {
        let indicators = score.indicators.iter();
        indicators.map(|one| (program.indicators[one.indicator].name.clone(), one.score.clone().expect("everything is scored"))).collect()
    };
    scores.subjects.iter().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn improving_one_input_never_lowers_the_score(
        rows in prop::collection::vec(prop::array::uniform12(prop::option::weighted(0.9, 0_u8..=100)), 1..5),
        whose in any::<prop::sample::Index>(),
        input in 0..INPUTS.len(),
        by in 1_u8..40,
    ) {
        let whose = whose.index(rows.len());
        let mut better = rows.clone();
        let cell = &mut better[whose][input];
        let (name, more, _) = INPUTS[input];
        *cell = Some(match *cell {
            // The best answer is never worse than none.
            None if more => 100,
            None => 0,
            Some(value) if more => value.saturating_add(by).min(100),
            Some(value) => value.saturating_sub(by),
        });
        let indicator = name.split_once('.').unwrap().0;
        let of = |rows: &[Row]| points(rows)[whose].iter().find(|(name, _)| name == indicator).map(|(_, points)| points.clone());
        let (before, after) = (of(&rows), of(&better));
        prop_assert!(before.is_some() && before <= after, "{name}: {before:?} became {after:?}");
    }
}
