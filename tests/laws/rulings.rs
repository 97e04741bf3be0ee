//! Laws of rulings, over the same random submissions as those of scoring:
//! - an exemption comes to the same as a row of the rules that says *not applicable*;
//! - an award equal to the computed score changes nothing;
//! - an award puts exactly its points in the place of what was computed, and the trace adds up to it;
//! - an appeal comes to what the corrected data would have come to had it been submitted;
//! - the order of rulings changes nothing, nor does the language they are written in.

use proptest::prelude::*;
use yardstick::data::{self, DataFile};
use yardstick::eval::{self, IndicatorState, Scores, SubjectScore};
use yardstick::model::Submission;
use yardstick::render::rulings;

use super::score::{BOOK, COLUMNS, Case, Cell, case, files, in_order, of, outcome, score};

const HEAD: &str = "subject,indicator,effect,approved by,date,reason\n";
const BEHIND: &str = "judges,2025-11-03,Flood";

fn places(case: &Case) -> (Vec<usize>, Vec<usize>) {
    ((0..case.subjects.len()).collect(), (0..case.entries.len()).collect())
}

/// The submission with these tables beside it.
fn with(case: &Case, tables: &[(&str, String)]) -> (Submission, Scores) {
    let (subjects, entries) = places(case);
    let mut all = files(case, &subjects, &entries, false);
    all.extend(tables.iter().map(|(name, text)| DataFile { name: (*name).to_owned(), bytes: text.clone().into_bytes() }));
    score(all)
}

/// Everything but the indicator that is ruled on.
fn beside(score: &SubjectScore, indicator: &str) -> String {
    let (program, _) = &*BOOK;
    let others: Vec<_> = score
        .indicators
        .iter()
        .filter(|one| program.indicators[one.indicator].name != indicator)
        .map(|one| (one.indicator, one.state, one.score.clone(), one.lost.clone()))
        .collect();
    let parts: Vec<_> = score.parts.iter().map(|one| (one.part, one.state, one.score.clone())).collect();
    format!("{:?} {:?} {:?} {:?} {:?}", score.state, score.total, score.grade.as_ref().map(|grade| grade.grade), others, parts)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_exemption_comes_to_the_same_as_a_row_that_says_so(case in case()) {
        let exempt = with(&case, &[("exemptions.csv", format!("{HEAD}b0,filing,not applicable,{BEHIND}\n"))]);
        let mut by_row = case.clone();
        for (column, answer) in [("filing.expected", 0), ("filing.filed", 1)] {
            let place = COLUMNS.iter().position(|one| one.name == column).unwrap();
            by_row.subjects[0][place] = Cell { good: answer, fault: None };
        }
        let by_row = in_order(&by_row, false);
        let (exempt, by_row) = (of(&exempt, "b0").unwrap(), of(&by_row, "b0").unwrap());
        prop_assert_eq!(beside(exempt, "filing"), beside(by_row, "filing"));
    }

    #[test]
    fn an_award_of_what_was_computed_changes_nothing(case in case(), pick in any::<prop::sample::Index>()) {
        let (program, _) = &*BOOK;
        let plain = in_order(&case, false);
        let before = of(&plain, "b0").unwrap();
        let scored: Vec<_> = before.indicators.iter().filter(|one| one.state == IndicatorState::Scored).collect();
        prop_assume!(!scored.is_empty());
        let one = scored[pick.index(scored.len())];
        let points = one.score.as_ref().and_then(|points| points.to_exact_decimal_text()).unwrap();
        let name = &program.indicators[one.indicator].name;
        let awarded = with(&case, &[("awards.csv", format!("{HEAD}b0,{name},points {points},{BEHIND}\n"))]);
        let after = of(&awarded, "b0").unwrap();
        prop_assert_eq!(outcome(before), outcome(after));
        prop_assert_eq!(awarded.0.rulings.len(), 1);
    }

    #[test]
    fn an_award_stands_in_the_place_of_what_was_computed(case in case(), pick in any::<prop::sample::Index>()) {
        let (program, _) = &*BOOK;
        let plain = in_order(&case, false);
        let before = of(&plain, "b0").unwrap();
        let there = |state| matches!(state, IndicatorState::Scored | IndicatorState::Pending | IndicatorState::Invalid);
        let ruled: Vec<_> = before.indicators.iter().filter(|one| there(one.state)).collect();
        prop_assume!(!ruled.is_empty());
        let one = ruled[pick.index(ruled.len())];
        let name = &program.indicators[one.indicator].name;
        let awarded = with(&case, &[("核定.csv", format!("考核对象,指标,处理,批准,日期,理由\nb0,{name},满分,{BEHIND}\n"))]);
        let after = of(&awarded, "b0").unwrap();
        let one_after = after.indicators.iter().find(|other| other.indicator == one.indicator).unwrap();
        prop_assert_eq!(one_after.score.as_ref(), Some(&program.indicators[one.indicator].points.full));
        prop_assert_eq!(eval::re_add(one_after), one_after.score.clone());
        let computed = one_after.computed.as_ref().unwrap();
        prop_assert_eq!((computed.state, &computed.score), (one.state, &one.score));
        if after.total.is_some() {
            prop_assert_eq!(eval::re_add_total(after), after.total.clone());
        }
    }

    #[test]
    fn an_appeal_comes_to_what_would_have_been_submitted(case in case(), column in any::<prop::sample::Index>(), good in 0..60_usize) {
        let (program, sources) = &*BOOK;
        let mut corrected = case.clone();
        let place = column.index(COLUMNS.len());
        corrected.subjects[0][place] = Cell { good, fault: None };
        let (subjects, entries) = places(&case);
        // Some answers are worked out from others, so the whole row is given.
        let table = files(&corrected, &[0], &entries, false).remove(0);
        let mut sources = sources.clone();
        let tables = data::read_folder(program, files(&case, &subjects, &entries, false), &mut sources);
        let loaded = tables.corrected(program.levels.ids().next().unwrap(), "b0", vec![table], &mut sources);
        let scores = eval::score(program, &loaded.submission, &sources).0;
        let (appeal, plain) = ((loaded.submission, scores), in_order(&corrected, false));
        for place in 0..case.subjects.len() {
            let id = format!("b{place}");
            prop_assert_eq!(of(&appeal, &id).map(outcome), of(&plain, &id).map(outcome));
        }
    }

    #[test]
    fn the_order_of_rulings_changes_nothing(
        case in case(),
        rows in Just(vec![
            "b0,filing,not applicable", "b0,plan.drafted,due 2025-04-15", "b1,key.service,full points", "b2,discipline,points 7",
            "b3,reports,points 6.25", "b1,load,满分", "b2,plan,延期至 2025-10-15", "b9,filing,not applicable", "b0,waiting,waved",
        ]).prop_shuffle(),
    ) {
        let table = |rows: &[&str]| format!("{HEAD}{}\n", rows.iter().map(|row| format!("{row},{BEHIND}")).collect::<Vec<_>>().join("\n"));
        let mut sorted = rows.clone();
        sorted.sort_unstable();
        let first = with(&case, &[("exemptions.csv", table(&sorted))]);
        let second = with(&case, &[("exemptions.csv", table(&rows))]);
        for place in 0..case.subjects.len() {
            let id = format!("b{place}");
            prop_assert_eq!(of(&first, &id).map(outcome), of(&second, &id).map(outcome));
        }
        let (program, _) = &*BOOK;
        let told = |run: &(Submission, Scores)| -> Vec<String> {
            let list = rulings::listed(program, &run.0, &run.1);
            let counted = rulings::count(&list);
            assert_eq!(counted.read, rows.len());
            assert_eq!(counted.read, counted.applied + counted.refused);
            let in_force = list.iter().filter(|one| one.ruling.is_some());
            in_force.map(|one| format!("{:?} {}", one.place.map(|place| &run.0.subjects[place].id), one.words(program).english)).collect()
        };
        prop_assert_eq!(told(&first), told(&second));
    }
}
