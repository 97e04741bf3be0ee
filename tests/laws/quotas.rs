//! Laws of quotas: exactly so many are inside as there is room for, unless the last of them share a place;
//! a tie is never split; and the order of rows changes nobody's grade.

use proptest::prelude::*;

use yardstick::check::check;
use yardstick::data::{self, DataFile};
use yardstick::eval;
use yardstick::model::Program;
use yardstick::syntax::parse;
use yardstick::text::SourceMap;

/// A book whose best grade and first consequence go to the first `percent` in `mode`.
fn book(percent: u32, mode: &str) -> (Program, SourceMap) {
    let text = format!(
        "rulebook \"Rules\" {{\n  year 2025\n  closes 2026-01-20\n  scores not rounded\n  totals not rounded\n  ties share the better place\n}}\n\
         subject bureau \"Bureau\" {{\n  sequence urban \"City\" | rural \"County\"\n}}\n\
         scorecard bureau out of 100 {{\n  work \"Work\" 100%\n}}\n\
         indicator results \"Results\" in work for bureau {{\n  points 100\n  input reached \"Reached\" : count from 0 to 100\n  \
         quantify 1 point × reached\n  else 0\n}}\n\
         rank bureau within sequence on total\n\
         grade bureau within sequence {{\n  best when place within the first {percent}%, rounded {mode}\n  other otherwise\n}}\n\
         consequence bureau {{\n  \"Last\" when place is last\n}}\n"
    );
    let mut sources = SourceMap::default();
    let id = sources.add("book.yard", text);
    let parsed = parse(sources.file(id));
    let checked = check(&[parsed], &sources);
    let program = checked.program.unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    (program, sources)
}

/// Of each subject: its sequence, its points, whether it has the best grade, whether it is last.
type Outcome = (usize, bool, u32, bool, bool);

fn outcomes(book: &(Program, SourceMap), subjects: &[(usize, bool, u32)]) -> (Vec<Outcome>, usize) {
    let (program, sources) = book;
    let mut sources = sources.clone();
    let mut text = "id,name,sequence,results.reached\n".to_owned();
    for (id, urban, points) in subjects {
        text += &format!("b{id},Bureau {id},{},{points}\n", if *urban { "urban" } else { "rural" });
    }
    let loaded = data::load_folder(program, vec![DataFile { name: "bureau.csv".to_owned(), bytes: text.into_bytes() }], &mut sources);
    let (scores, _) = eval::score(program, &loaded.submission, &sources);
    let outcome = |(score, (id, urban, points)): (&eval::SubjectScore, &(usize, bool, u32))| {
        let best = score.grade.as_ref().and_then(|grade| grade.grade) == Some(0);
        let last = score.consequences.iter().any(|one| one.follows == Some(true));
        (*id, *urban, *points, best, last)
    };
    let mut list: Vec<Outcome> = scores.subjects.iter().zip(subjects).map(outcome).collect();
    list.sort_unstable();
    (list, scores.overfull.len())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn quotas_hold(
        points in prop::collection::vec((any::<bool>(), 0_u32..=100), 1..24),
        few in any::<bool>(),
        percent in 1_u32..100,
        mode in prop::sample::select(vec!["down", "up", "half up", "half even"]),
        turn in 0_usize..24,
    ) {
        let book = book(percent, mode);
        // Few different numbers make many ties.
        let subjects: Vec<(usize, bool, u32)> =
            points.iter().enumerate().map(|(id, (urban, points))| (id, *urban, if few { points % 4 } else { *points })).collect();
        let (found, overfull) = outcomes(&book, &subjects);
        let mut turned = subjects.clone();
        turned.rotate_left(turn % subjects.len());
        turned.reverse();
        prop_assert_eq!(&outcomes(&book, &turned).0, &found, "the order of rows changes nothing");
        let mut expected_overfull = 0;
        for urban in [true, false] {
            let group: Vec<&Outcome> = found.iter().filter(|one| one.1 == urban).collect();
            let count = u32::try_from(group.len()).unwrap();
            let hundredths = percent * count;
            let (whole, rest) = (hundredths / 100, hundredths % 100);
            let room = match mode {
                "down" => whole,
                "up" => whole + u32::from(rest > 0),
                "half up" => whole + u32::from(rest >= 50),
                _ => whole + u32::from(rest > 50 || rest == 50 && whole % 2 == 1),
            };
            let inside: Vec<u32> = group.iter().filter(|one| one.3).map(|one| one.2).collect();
            let outside: Vec<u32> = group.iter().filter(|one| !one.3).map(|one| one.2).collect();
            // The better ones are inside, and nobody as good as they is outside.
            prop_assert!(inside.iter().all(|inside| outside.iter().all(|outside| inside > outside)));
            let room = usize::try_from(room).unwrap();
            let last = inside.iter().min();
            let sharing = inside.iter().filter(|points| Some(*points) == last).count();
            if inside.len() == room {
                prop_assert!(room == inside.len());
            } else {
                // More are inside only where the last of them share a place that still had room.
                prop_assert!(inside.len() > room && inside.len() - sharing < room);
                expected_overfull += 1;
            }
            // Nobody is last where all are equal.
            let (worst, best) = (group.iter().map(|one| one.2).min(), group.iter().map(|one| one.2).max());
            for one in &group {
                prop_assert_eq!(one.4, Some(one.2) == worst && worst != best);
            }
        }
        prop_assert_eq!(overfull, expected_overfull);
    }
}
