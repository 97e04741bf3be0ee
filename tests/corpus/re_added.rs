//! The JSON of scores adds up: what each part brings, its bonus and what is added at the end are the total.

use serde_json::Value;
use yardstick::data::{self, DataFile};
use yardstick::eval::{self, Scores, SubjectState};
use yardstick::model::{Program, Submission};
use yardstick::render::scores::{Selection, json};
use yardstick::text::{Language, SourceMap};
use yardstick::value::Number;

use super::{rules, score};

/// A number as JSON has it: a decimal, or a fraction.
fn number(text: &Value) -> Option<Number> {
    let text = text.as_str()?;
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    Number::parse(above).unwrap().divide(&Number::parse(below).unwrap())
}

/// What the parts of a subject come to together, before the limits and the rounding of the total, by the JSON alone.
fn together(subject: &Value) -> Number {
    let mut sum = Number::zero();
    let parts = subject["parts"].as_array().unwrap();
    for part in parts.iter().filter(|part| !part["path"].as_str().unwrap().contains('.')) {
        let grown = number(&part["weight_after"]).and_then(|after| after.divide(&number(&part["weight"])?));
        let brought = match number(&part["contribution"]) {
            Some(contribution) => contribution.multiply(&grown.unwrap_or_else(Number::one)),
            // What is added at the end is a share of nothing.
            None => number(&part["score"]).unwrap_or_else(Number::zero),
        };
        sum = sum.add(&brought).add(&number(&part["contribution_bonus"]).unwrap_or_else(Number::zero));
    }
    sum
}

/// Each total of a run, added up again from its JSON; how many there were, and how many parts brought a bonus.
fn adds_up(program: &Program, submission: &Submission, scores: &Scores, sources: &SourceMap) -> (usize, usize) {
    let selection = Selection { program, submission, scores, sources, level: None, subject: None };
    let document: Value = serde_json::from_str(&json(&selection, Language::English)).unwrap();
    let (mut totals, mut bonuses) = (0, 0);
    let views = document["subjects"].as_array().unwrap();
    for view in views {
        let is_it = |score: &&eval::SubjectScore| {
            let subject = &submission.subjects[score.subject];
            view["id"] == subject.id.as_str() && view["level"] == program.levels[score.level].name.as_str()
        };
        let score = scores.subjects.iter().find(is_it).unwrap();
        let (SubjectState::Scored, Some(total)) = (score.state, number(&view["total"])) else { continue };
        totals += 1;
        bonuses += view["parts"].as_array().unwrap().iter().filter(|part| part.get("contribution_bonus").is_some()).count();
        let mut sum = together(view);
        for limit in &score.derivation.as_ref().unwrap().limits {
            let Some(points) = limit.points.as_ref().and_then(|points| points.found.as_number()).cloned() else { continue };
            sum = if limit.floor { sum.max(points) } else { sum.min(points) };
        }
        let sum = program.header.totals.rounded.as_ref().map_or(sum.clone(), |rounding| rounding.apply(&sum));
        assert_eq!(sum, total, "{} {}", view["level"], view["id"]);
    }
    (totals, bonuses)
}

#[test]
fn every_total_of_the_shipped_book_adds_up_from_its_json() {
    for folder in ["rules/2025", "rules/zh-2025"] {
        let (program, sources, loaded, scores) = rules::scored_with_sources(folder, &format!("{folder}/data"));
        let (totals, _) = adds_up(&program, &loaded.submission, &scores, &sources);
        assert!(totals >= 100, "{folder}: {totals} totals");
    }
}

const BOOK: &str = r#"rulebook "Bonus" {
  year   2025
  closes 2026-01-20
  scores not rounded
  totals not rounded
}

subject bureau "Bureau"

scorecard bureau out of 100 {
  work  "Work" 60%
  other "Other" 40%
  extra "Extra" bonus at most 5
}

indicator plan in work for bureau {
  points 30, bonus at most 6
  input x : number from 0 to 36
  quantify 1 point × x
  else 0
}

indicator calls in other for bureau {
  points 10
  input y : count
  quantify y {
    0           => not applicable
    1 and above => 10
  }
  else 0
}

indicator ideas in extra for bureau {
  points 5
  input z : number from 0 to 5
  quantify 1 point × z
  else 0
}
"#;

/// x = 33: 30 of 30 are 60 of work, and 3 beyond them are worth 2 each. Without calls work counts for 100, its bonus for no
/// more. With 2 of extra: 60 + 6 + 40 + 2, and 100 + 6 + 2.
#[test]
fn what_is_earned_beyond_the_points_stands_beside_the_contribution() {
    let mut sources = SourceMap::default();
    let program = score::program("bonus.yard", BOOK, &mut sources);
    let table = "id,name,plan.x,calls.y,ideas.z\na,A,33,1,2\nb,B,33,0,2\n";
    let file = DataFile { name: "bureau.csv".to_owned(), bytes: table.as_bytes().to_vec() };
    let loaded = data::load_folder(&program, vec![file], &mut sources);
    let (scores, _) = eval::score(&program, &loaded.submission, &sources);
    assert_eq!(scores.subjects.iter().filter_map(|one| one.total.clone()).collect::<Vec<_>>(), [108, 108].map(Number::from));
    assert_eq!(adds_up(&program, &loaded.submission, &scores, &sources), (2, 2));
}
