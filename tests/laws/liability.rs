//! Laws of the ledger, over random losses and gains:
//! - what is charged is its share of what was lost, to the last digit, and no more than that in all;
//! - the entries of an indicator add up to what its clauses took and gave;
//! - nothing is charged twice, and whoever leads is not charged for supporting;
//! - the order of rows changes no entry.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;
use yardstick::check::check;
use yardstick::data::{self, DataFile};
use yardstick::eval::{self, LedgerEntry, LedgerSource, Scores, SubjectScore};
use yardstick::model::{Answering, Direction, MemberId, Program, Submission};
use yardstick::syntax::parse;
use yardstick::text::SourceMap;
use yardstick::types::LevelId;
use yardstick::value::Number;

static BOOK: LazyLock<(Program, SourceMap)> = LazyLock::new(|| {
    let mut sources = SourceMap::default();
    let id = sources.add("liability.yard", include_str!("liability.yard"));
    let parsed = parse(sources.file(id));
    let checked = check(&[parsed], &sources);
    let program = checked.program.unwrap_or_else(|| panic!("{:#?}", checked.diagnostics.into_sorted()));
    (program, sources)
});

/// A bureau: whether it is in town, and what it answers, in percents; nothing for the first where it is not judged by it.
type Bureau = (bool, Option<u8>, u8, u8);

fn cases() -> impl Strategy<Value = (Vec<Bureau>, Vec<u8>)> {
    let bureau = (any::<bool>(), prop::option::weighted(0.8, 0..=100_u8), 0..=120_u8, 0..=100_u8);
    (prop::collection::vec(bureau, 1..=5), prop::collection::vec(0..3_u8, 0..6))
}

fn scored(bureaux: &[Bureau], notices: &[u8], reversed: bool) -> (Submission, Scores) {
    let mut rows: Vec<String> = (bureaux.iter().enumerate())
        .map(|(place, (urban, whole, shared, rest))| {
            let (sequence, other, rural) =
                if *urban { ("urban", format!("{rest}%"), String::new()) } else { ("rural", String::new(), format!("{rest}%")) };
            let whole = whole.map(|share| format!("{share}%")).unwrap_or_default();
            format!("b{place},B{place},{sequence},{whole},{shared}%,{other},{rural}\n")
        })
        .collect();
    let mut departments = ["one,One\n", "two,Two\n", "three,Three\n"];
    if reversed {
        rows.reverse();
        departments.reverse();
    }
    let entries: String = notices.iter().map(|place| format!("{},matter\n", ["one", "two", "three"][usize::from(*place)])).collect();
    let file = |name: &str, text: String| DataFile { name: name.to_owned(), bytes: text.into_bytes() };
    let files = vec![
        file("bureau.csv", format!("id,name,sequence,whole.share,shared.share,other.share,rural.share\n{}", rows.concat())),
        file("department.csv", format!("id,name\n{}", departments.concat())),
        file("notices.csv", format!("subject,matter\n{entries}")),
    ];
    let (program, sources) = &*BOOK;
    let mut sources = sources.clone();
    let loaded = data::load_folder(program, files, &mut sources);
    assert!(!loaded.diagnostics.has_errors(), "{:#?}", loaded.diagnostics.into_sorted());
    let (scores, found) = eval::score(program, &loaded.submission, &sources);
    assert!(!found.has_errors(), "{:#?}", found.into_sorted());
    (loaded.submission, scores)
}

fn ledgers<'s>(submission: &Submission, scores: &'s Scores) -> BTreeMap<String, (&'s SubjectScore, Vec<LedgerEntry>)> {
    let program = &BOOK.0;
    let judged = scores.subjects.iter().map(|score| (submission.subjects[score.subject].id.clone(), (score, eval::ledger(program, score))));
    judged.collect()
}

fn signed(entry: &LedgerEntry, number: &Number) -> Number {
    match entry.direction {
        Direction::Add => number.clone(),
        Direction::Deduct => number.negate(),
    }
}

/// An entry as people see it.
fn shown(entry: &LedgerEntry) -> String {
    let source = match &entry.source {
        LedgerSource::Points(source) => format!("{} {:?} {} × {}", source.id, source.indicator, source.points, source.whole_factor),
        LedgerSource::Entry { .. } => "entry".to_owned(),
        LedgerSource::Nobody => "nobody".to_owned(),
        LedgerSource::Instead(instead) => format!("{instead:?}"),
    };
    format!("{} {:?} {:?} {source} {} {}", entry.number, entry.indicator, entry.clause, entry.amount, entry.charged())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn charges_are_shares_of_losses_and_nothing_is_charged_twice((bureaux, notices) in cases()) {
        let program = &BOOK.0;
        let (submission, scores) = scored(&bureaux, &notices, false);
        let ledgers = ledgers(&submission, &scores);
        // What each bureau lost and gained on each indicator, by what is known of its score.
        let mut plain = Number::zero();
        let department = level(program, "department");
        for (id, (score, ledger)) in ledgers.iter().filter(|(_, (score, _))| score.level == department) {
            let mut seen = BTreeSet::new();
            for (place, entry) in ledger.iter().enumerate() {
                prop_assert_eq!(entry.number, place + 1);
                let LedgerSource::Points(source) = &entry.source else { continue };
                prop_assert_eq!(&entry.amount, &source.points.multiply(&source.whole_factor));
                let theirs = scores.subjects[source.subject].indicators.iter().find(|one| one.indicator == source.indicator).unwrap();
                let full = &program.indicators[source.indicator].points.full;
                let score = theirs.score.clone().unwrap();
                let beyond = score.subtract(full);
                let of_source = if beyond.is_negative() { beyond.negate() } else { beyond };
                prop_assert_eq!(&source.points, &of_source);
                // A cap takes no more than there is, whichever way it comes out.
                let upright = |number: &Number| if entry.amount.is_negative() { number.negate() } else { number.clone() };
                let charged = upright(&entry.charged());
                prop_assert!(!charged.is_negative() && charged <= upright(&entry.amount), "{}", shown(entry));
                let kept = (entry.indicator, source.balance, entry.clause, source.indicator, source.id.clone());
                prop_assert!(seen.insert(kept), "twice: {}", shown(entry));
                // Leading excludes supporting: of one loss nobody bears more than its one share.
                let place = program.levels[department].members.iter().position(|member| member.name == *id).unwrap();
                let member = MemberId { level: department, place };
                let indicator = &program.indicators[source.indicator];
                let own = [Answering::Leads, Answering::Supports].map(|way| indicator.share_of(member, way));
                prop_assert!(own.iter().flatten().count() == 1, "{id} bears {own:?}");
            }
            for indicator in &score.indicators {
                let own: Vec<&LedgerEntry> = ledger.iter().filter(|entry| entry.indicator == indicator.indicator).collect();
                let sum = own.iter().fold(Number::zero(), |sum, entry| sum.add(&signed(entry, &entry.charged())));
                let name = &program.indicators[indicator.indicator].name;
                if name != "plan" {
                    prop_assert_eq!(Some(&sum), indicator.score.as_ref(), "{} of {}", name, id);
                }
                if name == "plain" {
                    plain = plain.add(&sum);
                }
            }
        }
        // All that was lost: `whole` by three, `shared` once in all, `other` by two.
        let mut expected = Number::zero();
        for (urban, whole, shared, rest) in &bureaux {
            let points = |full: i64, share: u8| Number::from(full).multiply(&Number::ratio(i64::from(share), 100)).subtract(&Number::from(full));
            if let Some(whole) = whole {
                expected = expected.add(&points(10, *whole).multiply(&Number::from(3)));
            }
            expected = expected.add(&points(30, *shared));
            if *urban {
                expected = expected.add(&points(20, *rest).multiply(&Number::from(2)));
            }
        }
        prop_assert_eq!(plain, expected);
    }

    #[test]
    fn the_order_of_rows_changes_no_entry((bureaux, notices) in cases()) {
        let (submission, scores) = scored(&bureaux, &notices, false);
        let (other, others) = scored(&bureaux, &notices, true);
        let told = |submission: &Submission, scores: &Scores| -> BTreeMap<String, Vec<String>> {
            ledgers(submission, scores).into_iter().map(|(id, (_, ledger))| (id, ledger.iter().map(shown).collect())).collect()
        };
        prop_assert_eq!(told(&submission, &scores), told(&other, &others));
    }
}

fn level(program: &Program, name: &str) -> LevelId {
    program.levels.iter().find(|(_, level)| level.name == name).unwrap().0
}
