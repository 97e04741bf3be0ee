//! The ballots: what leaders, colleagues and those served said of departments and people, and how many came back.

use super::departments::DEPARTMENTS;
use super::persons::Person;
use super::random::Random;
use super::sheet::{Cell, Sheet};

const LEVELS: [&str; 4] = ["excellent", "good", "fair", "poor"];

/// A group of raters, and the fewest and the most ballots that come back from it.
type Group = (&'static str, i64, i64);

/// The ballots and what became of them.
pub fn sheets(people: &[Person]) -> Vec<Sheet> {
    const OF_DEPARTMENTS: [Group; 4] = [("leaders", 5, 7), ("peers", 11, 15), ("bureaus", 4, 11), ("taxpayers", 12, 30)];
    let mut survey = Sheet::new("survey", &["subject", "indicator", "group", "level", "count", "rater"]);
    let mut ballots = Sheet::new("ballots", &["subject", "indicator", "group", "issued", "returned", "invalid"]);
    for department in &DEPARTMENTS {
        let id = Cell::Name(department.id.to_owned());
        for group in OF_DEPARTMENTS {
            let key = format!("survey/{}/{}", department.id, group.0);
            let mut random = Random::of(&key);
            let returned = random.between(group.1, group.2);
            let counts = counts(&mut random, department.strength, returned);
            let invalid = i64::from(random.chance(20));
            add(&mut survey, &id, "round_rating", group.0, counts);
            let issued = returned + invalid + random.between(0, 4);
            let numbers = [issued, returned + invalid, invalid].map(|number| Cell::Plain(number.to_string()));
            let about = [id.clone(), name("round_rating"), name(group.0)];
            ballots.rows.push(about.into_iter().chain(numbers).collect());
        }
    }
    for person in people {
        let id = Cell::Plain(person.id.clone());
        // Nobody outside is served by most of those at headquarters.
        let served = if person.headquarters { (0, 2) } else { (3, 12) };
        for group in [("leaders", 2, 4), ("colleagues", 6, 18), ("served", served.0, served.1)] {
            let mut random = Random::of(&format!("survey/{}/{}", person.id, group.0));
            let returned = random.between(group.1, group.2);
            let counts = counts(&mut random, person.strength, returned);
            add(&mut survey, &id, "peer_votes", group.0, counts);
        }
    }
    vec![survey, ballots]
}

fn name(name: &str) -> Cell {
    Cell::Name(name.to_owned())
}

/// How many ballots of each level, best first.
fn counts(random: &mut Random, strength: i64, ballots: i64) -> [i64; 4] {
    let mut counts = [0; 4];
    for _ in 0..ballots {
        let luck = strength + random.between(-22, 22);
        let level = usize::from(luck < 78) + usize::from(luck < 58) + usize::from(luck < 38);
        if let Some(count) = counts.get_mut(level) {
            *count += 1;
        }
    }
    counts
}

/// One row for each level that was ticked.
fn add(sheet: &mut Sheet, subject: &Cell, indicator: &str, group: &str, counts: [i64; 4]) {
    for (level, count) in LEVELS.iter().zip(counts).filter(|(_, count)| *count > 0) {
        let cells =
            [subject.clone(), name(indicator), name(group), name(level), Cell::Plain(count.to_string()), Cell::Plain(String::new())];
        sheet.rows.push(cells.into());
    }
}
