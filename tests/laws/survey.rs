//! Laws of surveys, over random books and random votes:
//! - the score is that of a count done by hand, vote by vote;
//! - counts and single ratings of the same votes give the same score, in any order of the rows;
//! - the score lies between the lowest and the highest level, and its trace adds up to it;
//! - a vote exchanged for a better one never lowers it.

use proptest::prelude::*;
use yardstick::check::check;
use yardstick::data::{self, DataFile};
use yardstick::eval::{self, IndicatorScore};
use yardstick::model::Program;
use yardstick::syntax::parse;
use yardstick::text::SourceMap;
use yardstick::value::Number;

const LEVELS: [&str; 4] = ["excellent", "good", "fair", "poor"];
const GROUPS: [&str; 3] = ["leaders", "peers", "staff"];

/// A book: what levels are worth, the weights of the groups, what is dropped, and how many are needed.
#[derive(Clone, Debug)]
struct Book {
    worth: [i64; 4],
    weights: [i64; 3],
    highest: usize,
    lowest: usize,
    from: usize,
    at_least: usize,
}

impl Book {
    fn text(&self) -> String {
        let levels: String = LEVELS.iter().zip(self.worth).map(|(level, worth)| format!("    {level} => {worth}\n")).collect();
        let groups: Vec<String> = GROUPS.iter().zip(self.weights).map(|(group, weight)| format!("{group} {weight}%")).collect();
        let drop = match (self.highest, self.lowest) {
            (0, 0) => String::new(),
            (high, 0) => format!("    drop the highest {high} with {} raters or more\n", self.from),
            (0, low) => format!("    drop the lowest {low} with {} raters or more\n", self.from),
            (high, low) => format!("    drop the highest {high} and the lowest {low} with {} raters or more\n", self.from),
        };
        format!(
            "rulebook \"Round\" {{\n  year 2025\n  closes 2026-01-20\n  scores not rounded\n  totals not rounded\n}}\n\
             choice quality {{ excellent > good > fair > poor }}\n\
             subject department \"Department\"\n\
             scorecard department out of 10 {{\n  round 100%\n}}\n\
             indicator conduct in round for department {{\n  points 10\n  survey quality by {} {{\n{levels}{drop}    at least {} raters\n    \
             empty group => redistribute\n  }}\n  else not applicable\n}}\n",
            groups.join(", "),
            self.at_least
        )
    }

    /// The score, vote by vote; none when no group counts.
    fn by_hand(&self, votes: &[(usize, usize)]) -> Option<Number> {
        let (mut sum, mut weights) = (Number::zero(), 0);
        for (group, weight) in self.weights.iter().enumerate() {
            let mut worth: Vec<i64> = votes.iter().filter(|(own, _)| *own == group).map(|(_, level)| self.worth[*level]).collect();
            if worth.len() < self.at_least {
                continue;
            }
            worth.sort_unstable();
            if worth.len() >= self.from {
                worth.truncate(worth.len() - self.highest);
                worth.drain(..self.lowest);
            }
            let mean = Number::ratio(worth.iter().sum(), i64::try_from(worth.len()).unwrap());
            sum = sum.add(&mean.multiply(&Number::from(*weight)));
            weights += weight;
        }
        sum.divide(&Number::from(weights))
    }
}

fn book() -> impl Strategy<Value = Book> {
    let worth = prop::array::uniform4(0..=10_i64).prop_map(|mut worth| {
        worth.sort_unstable_by(|one, other| other.cmp(one));
        worth
    });
    let weights = (1..=50_i64, 1..=49_i64).prop_map(|(first, second)| [first, second, 100 - first - second]);
    (worth, weights, 0..3_usize, 0..3_usize, 1..4_usize, 1..4_usize).prop_map(|(worth, weights, highest, lowest, more, at_least)| Book {
        worth,
        weights,
        highest,
        lowest,
        from: highest + lowest + more,
        at_least,
    })
}

fn votes() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..3_usize, 0..4_usize), 0..24)
}

/// The votes as counts or as single ratings.
fn rows(votes: &[(usize, usize)], counted: bool) -> Vec<String> {
    if !counted {
        let row = |(rater, (group, level)): (usize, &(usize, usize))| format!("d,conduct,{},{},,r{rater}", GROUPS[*group], LEVELS[*level]);
        return votes.iter().enumerate().map(row).collect();
    }
    let mut rows = Vec::new();
    for (group, name) in GROUPS.iter().enumerate() {
        for (level, given) in LEVELS.iter().enumerate() {
            let count = votes.iter().filter(|vote| **vote == (group, level)).count();
            // A count of nothing is a row like any other.
            if count > 0 || (group + level) % 2 == 0 {
                rows.push(format!("d,conduct,{name},{given},{count},"));
            }
        }
    }
    rows
}

fn program(book: &Book) -> (Program, SourceMap) {
    let mut sources = SourceMap::default();
    let id = sources.add("rules.yard", book.text());
    let parsed = parse(sources.file(id));
    let checked = check(&[parsed], &sources);
    let program = checked.program.unwrap_or_else(|| panic!("{}\n{:#?}", book.text(), checked.diagnostics.into_sorted()));
    (program, sources)
}

/// The score of the one indicator for the one subject.
fn score((program, sources): &(Program, SourceMap), rows: &[String]) -> IndicatorScore {
    let file = |name: &str, text: String| DataFile { name: name.to_owned(), bytes: text.into_bytes() };
    let survey = format!("subject,indicator,group,level,count,rater\n{}\n", rows.join("\n"));
    let mut sources = sources.clone();
    let files = vec![file("department.csv", "id,name\nd,D\n".to_owned()), file("survey.csv", survey)];
    let loaded = data::load_folder(program, files, &mut sources);
    assert!(loaded.diagnostics.iter().next().is_none(), "{:#?}", loaded.diagnostics.into_sorted());
    let ballots = loaded.submission.ballots.as_ref().unwrap();
    assert_eq!(ballots.count.read, ballots.count.counted.add(&ballots.count.refused));
    let (scores, found) = eval::score(program, &loaded.submission, &sources);
    assert!(found.iter().next().is_none(), "{:#?}", found.into_sorted());
    scores.subjects[0].indicators[0].clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn votes_are_counted_as_by_hand(book in book(), votes in votes(), turn in any::<prop::sample::Index>(), back in any::<bool>()) {
        let rules = program(&book);
        let counted = score(&rules, &rows(&votes, true));
        let mut single = rows(&votes, false);
        if !single.is_empty() {
            single.rotate_left(turn.index(votes.len()));
        }
        if back {
            single.reverse();
        }
        let single = score(&rules, &single);
        prop_assert_eq!(&counted.score, &single.score);
        prop_assert_eq!(&counted.score, &book.by_hand(&votes));
        if let Some(points) = &counted.score {
            prop_assert!(*points >= Number::from(book.worth[3]) && *points <= Number::from(book.worth[0]));
            prop_assert_eq!(eval::re_add(&counted), counted.score.clone());
            prop_assert_eq!(eval::re_add(&single), single.score.clone());
        }
    }

    #[test]
    fn a_better_vote_never_lowers_the_score(book in book(), votes in votes(), which in any::<prop::sample::Index>()) {
        prop_assume!(!votes.is_empty());
        let rules = program(&book);
        let mut better = votes.clone();
        let vote = &mut better[which.index(votes.len())];
        vote.1 = vote.1.saturating_sub(1);
        let (before, after) = (score(&rules, &rows(&votes, true)), score(&rules, &rows(&better, true)));
        prop_assert!(after.score >= before.score);
    }
}
