//! Rules never vanish without a word: what cannot be understood is said, wherever it stands.

use yardstick::check::check;
use yardstick::syntax::parse;
use yardstick::text::SourceMap;

/// A book with a hole for an expression at each place that takes one.
const PLACES: [(&str, &str); 12] = [
    ("empty means", "1"),
    ("bound", "5000"),
    ("given", "3"),
    ("expected", "1 point"),
    ("out of", "100"),
    ("cell", "1"),
    ("condition in a scale", "value is above 7"),
    ("end in a scale", "5"),
    ("points in a scale", "1"),
    ("points", "10"),
    ("whom", "staff is above 3"),
    ("factor", "0.5"),
];

/// What reads a subject, its entries, its peers, those above and below it, or what only some places give.
const READ: [&str; 19] = [
    "this.staff",
    "this.sequence",
    "parent.staff",
    "parent.total",
    "city.total",
    "number of entries in praise",
    "highest of level in praise",
    "number of bureau where staff is above 3",
    "average of bureau.total",
    "number of competitors over all",
    "place of staff over all",
    "average of staff over all",
    "sum of lost by bureau where led by this",
    "entry.level",
    "filing.score",
    "key.score",
    "total",
    "value",
    "place",
];

fn book(place: &str, written: &str) -> String {
    let at = |name: &str| PLACES.iter().find(|(known, _)| *known == name).map(|(_, sound)| if name == place { written } else { sound });
    let [empty, bound, given, expected, out_of, cell, condition, end, scaled, points, whom, factor] =
        PLACES.map(|(name, _)| at(name).unwrap_or_default());
    format!(
        "rulebook \"R\" {{ year 2025\n closes 2026-01-20\n scores rounded half up to 2 decimals\n totals rounded half up to 2 decimals }}\n\
         subject city \"City\"\n\
         subject bureau \"Bureau\" in city {{ sequence urban \"U\" | rural \"R\"\n input staff \"Staff\" : count from 0 to 5000 }}\n\
         register praise \"Praise\" of bureau {{ level \"Level\" : count }}\n\
         choice grade_of {{ high > low }}\n\
         table worth per grade_of {{ high => {cell}, low => 1 }}\n\
         scorecard city out of 100 {{ all \"All\" 100% }}\n\
         scorecard bureau out of {out_of} {{ key \"Key\" 100% times ({factor}) }}\n\
         scale by_size() {{ when {condition} => 0\n below {end} => {scaled}\n {end} and above => 10 }}\n\
         indicator calm \"Calm\" in all for city {{ points 10\n start at full points }}\n\
         indicator filing \"Filing\" in key for bureau where {whom} {{ points {points}\n\
         input done \"Done\" : count at most {bound}, empty means {empty}\n input met \"Met\" : grade_of\n\
         quantify done using by_size()\n else 0\n add 1 point × worth[met] when met is given\n add 0 for each level is 1 in praise }}\n\
         example \"E\" of filing {{ given done = {given}, staff = 5\n expect {expected} }}\n"
    )
}

#[test]
fn nothing_is_left_out_without_a_word() {
    for (place, sound) in PLACES {
        for written in READ.into_iter().chain([sound]) {
            let text = book(place, written);
            let mut sources = SourceMap::default();
            let id = sources.add("book", &text);
            let parsed = parse(sources.file(id));
            let broken = parsed.diagnostics.has_errors();
            let checked = check(&[parsed], &sources);
            let findings = format!("{:?}", checked.diagnostics);
            assert!(!findings.contains("fault of yardstick"), "{place}: {written}\n{findings}");
            assert_eq!(checked.program.is_none(), broken || checked.diagnostics.has_errors(), "{place}: {written}");
            let whole = checked.program.is_none_or(|program| program.indicators.values().all(|indicator| !indicator.poisoned));
            assert!(whole, "{place}: {written} is left out");
        }
    }
}
