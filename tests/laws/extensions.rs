//! What is accepted changes nothing of the office's: whatever an extension adds inside its points,
//! every indicator of the office has the score it had.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use yardstick::check::{Proposal, check_with};
use yardstick::data::{self, DataFile};
use yardstick::eval::{self, re_add_part, re_add_total};
use yardstick::model::Program;
use yardstick::syntax::parse;
use yardstick::text::{Digest, SourceMap};
use yardstick::value::Number;

const FOLDER: &str = "tests/fixtures/extensions";

/// One indicator of a made-up extension: tenths of its points, what it is like, what three bureaux answer.
#[derive(Clone, Debug)]
struct Added {
    tenths: u32,
    form: u8,
    idea: bool,
    answers: [Option<u32>; 3],
}

fn added() -> impl Strategy<Value = Added> {
    let answers = prop::array::uniform3(prop::option::of(0_u32..20));
    (1_u32..=10, 0_u8..5, any::<bool>(), answers).prop_map(|(tenths, form, idea, answers)| Added { tenths, form, idea, answers })
}

fn text(list: &[Added]) -> String {
    let mut text = String::from(
        "extension \"Made up\" of \"City tax rules\" by tax_service {\n  year 2025\n  proposed 2025-02-10\n  reason \"A law\"\n}\n",
    );
    let mut ideas = 0;
    for (place, one) in list.iter().enumerate() {
        // One idea at most: the bonus part is open for one point.
        let idea = one.idea && ideas == 0;
        ideas += u32::from(idea);
        let (part, points) = (if idea { "innovation" } else { "key.service" }, format!("0.{}", one.tenths).replace("0.10", "1"));
        let method = match one.form {
            0 => "quantify got from 0 to 10\n  else 0".to_owned(),
            1 => "quantify got from 0 to 10 {\n    when got is 7 => not applicable\n  }\n  else not applicable".to_owned(),
            2 => format!("start at full points\n  deduct {points} for each notified in supervision"),
            3 => "quantify filing.score from 0 to 20\n  else 0\n  deduct 10% when seen is above 3".to_owned(),
            _ => format!(
                "quantify got {{\n    when got is 3 => not applicable\n    below 5       => 0\n    5 and above   => {points}\n  }}\n  else 0"
            ),
        };
        let seen = if one.form == 3 { "  let seen = got else 0\n" } else { "" };
        let input = if one.form == 2 { "" } else { "  input got \"Got\" : count\n" };
        write!(
            text,
            "\nindicator made_{place} \"Made up, {place}\" in {part} for bureau led by tax_service {{\n  points {points}\n{input}{seen}  {method}\n}}\n"
        )
        .unwrap();
    }
    text
}

/// The scores of the office's indicators by subject and indicator; parts and totals add up again.
fn office(program: &Program, sources: &mut SourceMap, list: &[Added]) -> BTreeMap<(String, String), Option<Number>> {
    let files = ["bureau", "department", "supervision"].map(|name| {
        let mut text = std::fs::read_to_string(Path::new(FOLDER).join("data").join(format!("{name}.csv"))).unwrap();
        if name == "bureau" && !list.is_empty() {
            let rows = text.lines().enumerate().map(|(row, line)| {
                let mut line = line.to_owned();
                for (place, one) in list.iter().enumerate().filter(|(_, one)| one.form != 2) {
                    let answer = || one.answers[row - 1].map(|answer| answer.to_string()).unwrap_or_default();
                    let cell = if row == 0 { format!("made_{place}.got") } else { answer() };
                    write!(line, ",{cell}").unwrap();
                }
                line + "\n"
            });
            text = rows.collect();
        }
        DataFile { name: format!("{name}.csv"), bytes: text.into_bytes() }
    });
    let loaded = data::load_folder(program, files.into(), sources);
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    let (scores, _) = eval::score(program, &loaded.submission, sources);
    let mut office = BTreeMap::new();
    for score in &scores.subjects {
        let id = loaded.submission.subjects[score.subject].id.clone();
        for part in &score.parts {
            assert_eq!(re_add_part(part), part.score, "{id}");
        }
        assert_eq!(re_add_total(score), score.total, "{id}");
        for indicator in score.indicators.iter().filter(|one| !program.is_extension(one.indicator)) {
            office.insert((id.clone(), program.indicators[indicator.indicator].name.clone()), indicator.score.clone());
        }
    }
    office
}

fn program(text: Option<&str>, policy: &str, sources: &mut SourceMap) -> Program {
    let rules = std::fs::read_to_string(Path::new(FOLDER).join("book/rules.yard")).unwrap();
    let rules = rules.replace("out of 25,\n", &format!("out of 25, {policy}\n"));
    // Somebody answers for what the bureaux lose; what is lost on an added indicator is nobody's.
    let rules = rules.replace("in key.service for bureau {\n", "in key.service for bureau led by tax_service {\n");
    let rules = rules.replace("\"Key indicators\" 100%\n", "\"Key indicators\" 100%\n  carried \"Carried\" adjustment from -5 to 5\n");
    let rules = rules
        + "\nindicator carried_on \"Carried\" in carried for department {\n  points from -5 to 0\n  start at 0\n  deduct 20% of (average of lost by bureau where led by this), at most 3\n}\n";
    let id = sources.add("rules.yard", rules);
    let mut book = vec![parse(sources.file(id))];
    let mut proposals = Vec::new();
    if let Some(text) = text {
        let (source, digest) = (sources.add("made_up.yard", text), Digest::of(text.as_bytes()));
        proposals.push(Proposal { name: "made_up".to_owned(), source, parse: parse(sources.file(source)), digest, leads_outside: false });
        let accept = sources.add("accept.yard", format!("accept \"made_up\" digest \"{digest}\" on 2025-03-01 by performance_office\n"));
        book.push(parse(sources.file(accept)));
    }
    let checked = check_with(&book, &proposals, sources);
    checked.program.unwrap_or_else(|| panic!("{:?}\n{}", checked.diagnostics, text.unwrap_or_default()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn an_accepted_extension_leaves_the_offices_scores_alone(
        list in prop::collection::vec(added(), 1..5),
        policy in prop::sample::select(vec!["not applicable => redistribute,", "not applicable => full points,", "not applicable => zero,"]),
    ) {
        let mut sources = SourceMap::default();
        let plain = program(None, policy, &mut sources);
        let before = office(&plain, &mut sources, &[]);
        let mut sources = SourceMap::default();
        let extended = program(Some(&text(&list)), policy, &mut sources);
        prop_assert_eq!(extended.indicators.len(), plain.indicators.len() + list.len());
        let after = office(&extended, &mut sources, &list);
        prop_assert_eq!(before, after);
    }
}
