//! Laws of competition: the order of rows and columns changes no result, other ids rename results and nothing
//! else, and who is in another sequence changes no place.

use std::collections::BTreeMap;

use proptest::prelude::*;
use yardstick::check::check;
use yardstick::data::{self, DataFile};
use yardstick::eval::{self, Scores};
use yardstick::model::Submission;
use yardstick::syntax::parse;
use yardstick::text::SourceMap;

const BOOK: &str = r#"
rulebook "Peers" {
  year   2025
  closes 2026-01-20
  scores not rounded
  totals not rounded
  ties   share the average
}

subject bureau "Bureau" {
  sequence urban | rural
}

scorecard bureau out of 40 {
  work "Work" 100%
}

indicator rows in work for bureau {
  points 10
  input rate : percent from 0% to 100%
  compete on rate {
    1st              => 10
    2nd to 3rd       => 9
    each place below => less 0.7, at least 2
    missing leave the count
    at least 2 competitors
  }
  else 1
}

indicator line in work for bureau {
  points 10
  compete on rows.rate, then distance.days lower is better, first 10, last 6 {
    missing take the last place
    ties share the worse place
  }
  else 0
}

indicator distance in work for bureau {
  points 10
  input days : number from 0 to 100
  compete on days, lowest 60% to highest 100% {
    lower is better
    missing take the last place
  }
  else 0
}

indicator among in work for bureau {
  points 10
  let mean = average of available rows.rate within sequence
  quantify 5 points × mean + 5 points × (share of peers above in available rows.rate within sequence else 0%), held
  else 0
}

rank bureau within sequence on total, then distance.days lower is better {
  missing take the last place
}
"#;

/// A subject: its sequence, its rate and its days; none for an empty cell.
type One = (bool, Option<u32>, Option<u32>);

fn subjects() -> impl Strategy<Value = Vec<One>> {
    let rate = prop::option::weighted(0.85, 0_u32..6);
    let days = prop::option::weighted(0.85, 0_u32..4);
    prop::collection::vec((any::<bool>(), rate, days), 1..8)
}

/// What each subject came to, by its id without what stands before a dash: total, place, scores.
fn results(rows: &[(String, One)], turned: bool) -> BTreeMap<String, String> {
    let head = ["sequence", "rows.rate", "distance.days"];
    let cells = |(urban, rate, days): &One| {
        let rate = rate.map_or_else(String::new, |rate| format!("{}%", rate * 17));
        let days = days.map_or_else(String::new, |days| (days * 9).to_string());
        [if *urban { "urban" } else { "rural" }.to_owned(), rate, days]
    };
    let order: [usize; 3] = if turned { [2, 0, 1] } else { [0, 1, 2] };
    let mut text = format!("id,name,{}\n", order.map(|place| head[place]).join(","));
    for (id, one) in rows {
        let cells = cells(one);
        text += &format!("{id},Name,{}\n", order.map(|place| cells[place].clone()).join(","));
    }
    let mut sources = SourceMap::default();
    let id = sources.add("book.yard", BOOK);
    let parsed = parse(sources.file(id));
    let checked = check(&[parsed], &sources);
    let program = checked.program.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics.into_sorted()));
    let files = vec![DataFile { name: "bureau.csv".to_owned(), bytes: text.into_bytes() }];
    let loaded = data::load_folder(&program, files, &mut sources);
    let (scores, _) = eval::score(&program, &loaded.submission, &sources);
    said(&loaded.submission, &scores)
}

fn said(submission: &Submission, scores: &Scores) -> BTreeMap<String, String> {
    let one = |score: &eval::SubjectScore| {
        let subject = &submission.subjects[score.subject].id;
        let id = subject.rsplit('-').next().unwrap_or(subject).to_owned();
        let place = score.place.as_ref().and_then(|placing| placing.own()).map(|own| own.place.to_string());
        let scores: Vec<_> =
            score.indicators.iter().map(|indicator| (indicator.method, indicator.score.as_ref().map(ToString::to_string))).collect();
        (id, format!("{:?} {place:?} {scores:?}", score.total.as_ref().map(ToString::to_string)))
    };
    scores.subjects.iter().map(one).collect()
}

fn rows(subjects: &[One]) -> Vec<(String, One)> {
    subjects.iter().enumerate().map(|(place, one)| (format!("b{place}"), *one)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_and_columns_changes_no_result(subjects in subjects(), by in 0_usize..8) {
        let straight = rows(&subjects);
        let mut turned = straight.clone();
        let length = turned.len();
        turned.rotate_left(by % length);
        turned.reverse();
        prop_assert_eq!(results(&straight, false), results(&turned, true));
    }

    #[test]
    fn other_ids_rename_results_and_nothing_else(subjects in subjects(), order in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let plain = rows(&subjects);
        // Other names, and in another order of the alphabet.
        let renamed: Vec<_> = plain.iter().zip(&order).map(|((id, one), by)| (format!("z{by}-{id}"), *one)).collect();
        prop_assert_eq!(results(&plain, false), results(&renamed, false));
    }

    #[test]
    fn who_is_in_another_sequence_changes_no_place(subjects in subjects(), rate in 0_u32..6, days in 0_u32..4) {
        let before = rows(&subjects);
        let mut after = before.clone();
        after.push(("newcomer".to_owned(), (true, Some(rate), Some(days))));
        let (before_results, after_results) = (results(&before, false), results(&after, false));
        for (id, (urban, ..)) in &before {
            if !urban {
                prop_assert_eq!(&before_results[id], &after_results[id]);
            }
        }
    }
}
