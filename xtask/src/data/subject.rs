//! One subject and what it submits, indicator by indicator.

use yardstick::value::Day;

use super::random::Random;
use super::sheet::{Cell, Sheet};

/// The year of the rules.
const YEAR: i64 = 2025;

/// A step and its day; month 13 is January of the next year.
pub type Due = (&'static str, i64, i64);

/// A subject whose row is being filled.
pub struct Subject {
    /// Kind and id: the first half of each key of chance.
    key: String,
    /// How well it does, from 0 to 100.
    strength: i64,
    cells: Vec<(String, Cell)>,
}

impl Subject {
    /// A row that begins with who it is.
    pub fn new(kind: &str, id: (Cell, &str), name: &str, sequence: &str, parent: Cell, strength: i64) -> Self {
        let key = format!("{kind}/{}", id.1);
        let own = |column: &str, cell| (column.to_owned(), cell);
        let plain = |text: &str| Cell::Plain(text.to_owned());
        let cells =
            vec![own("id", id.0), own("name", plain(name)), own("sequence", Cell::Name(sequence.to_owned())), own("parent", parent)];
        Self { key, strength, cells }
    }

    /// An attribute.
    pub fn attribute(&mut self, name: &str, cell: Cell) {
        self.cells.push((name.to_owned(), cell));
    }

    /// Fills what an indicator asks for.
    pub fn of(&mut self, indicator: &'static str) -> Answers<'_> {
        let random = Random::of(&format!("{}/{indicator}", self.key));
        Answers { subject: self, indicator, random }
    }

    /// Adds the row to a table; the first row names its columns.
    pub fn add_to(self, sheet: &mut Sheet) {
        let (head, row): (Vec<String>, Vec<Cell>) = self.cells.into_iter().unzip();
        if sheet.head.is_empty() {
            sheet.head = head;
        } else {
            assert_eq!(sheet.head, head, "INVARIANT: every row of {} fills the same columns", sheet.name);
        }
        sheet.rows.push(row);
    }
}

/// The answers of a subject for one indicator.
pub struct Answers<'s> {
    subject: &'s mut Subject,
    indicator: &'static str,
    /// The chance of this subject and indicator.
    pub random: Random,
}

impl Answers<'_> {
    fn cell(&mut self, column: &str, cell: Cell) {
        self.subject.cells.push((format!("{}.{column}", self.indicator), cell));
    }

    /// A number, day or text.
    pub fn put(&mut self, column: &str, value: impl ToString) {
        self.cell(column, Cell::Plain(value.to_string()));
    }

    /// A name of the rules.
    pub fn put_name(&mut self, column: &str, name: &str) {
        self.cell(column, Cell::Name(name.to_owned()));
    }

    /// Columns without an answer.
    pub fn blank(&mut self, columns: &[&str]) {
        for column in columns {
            self.put(column, "");
        }
    }

    /// Yes, or nothing, which means no.
    pub fn flag(&mut self, column: &str, yes: bool) {
        if yes { self.put_name(column, "yes") } else { self.put(column, "") }
    }

    /// Steps that nobody reports, since something better was.
    pub fn no_steps(&mut self, steps: &[Due]) {
        for (step, ..) in steps {
            self.put(step, "");
        }
    }

    /// Something from `low` to `high`, the more the better the subject does.
    pub fn level(&mut self, low: i64, high: i64) -> i64 {
        let luck = (self.subject.strength + self.random.between(-18, 18)).clamp(0, 100);
        low + (high - low) * luck / 100
    }

    /// So much of a whole: `low` and `high` are shares in hundredths of a percent.
    pub fn part_of(&mut self, whole: i64, low: i64, high: i64) -> i64 {
        whole * self.level(low, high) / 10_000
    }

    /// A whole between two numbers, and a part of it as [`Self::part_of`] has it.
    pub fn share(&mut self, [part, whole]: [&str; 2], between: (i64, i64), shares: (i64, i64)) {
        let all = self.random.between(between.0, between.1);
        let some = self.part_of(all, shares.0, shares.1);
        self.put(part, some);
        self.put(whole, all);
    }

    /// The days on which steps were done: mostly in time, sometimes late, sometimes not at all.
    pub fn steps(&mut self, steps: &[Due]) {
        let mut given_up = false;
        for (step, month, day) in steps {
            let luck = self.random.between(0, 99);
            let in_time = 50 + self.subject.strength * 48 / 100;
            given_up = given_up && self.random.chance(75) || luck >= in_time + 14;
            if given_up {
                self.put_name(step, "no");
                continue;
            }
            let due = Day::new(YEAR + (month - 1) / 12, (month - 1) % 12 + 1, *day).expect("INVARIANT: the rules name real days");
            let shift = if luck < in_time { -self.random.between(0, 12) } else { self.random.between(1, 24) };
            let last = Day::new(YEAR + 1, 1, 19).expect("INVARIANT: a real day");
            let done = due.plus_days(shift).map_or(due, |done| done.min(last));
            self.put(step, done);
        }
    }

    /// Steps without a day.
    pub fn marks(&mut self, steps: &[&str]) {
        let mut done = true;
        for step in steps {
            done = done && self.random.between(0, 99) < 30 + self.subject.strength * 65 / 100;
            self.put_name(step, if done { "yes" } else { "no" });
        }
    }

    /// Which of several states fits, best first.
    pub fn state<'n>(&mut self, states: &[&'n str]) -> &'n str {
        let luck = self.level(0, 100);
        let last = i64::try_from(states.len()).unwrap_or(1) - 1;
        let place = ((92 - luck) / 18).clamp(0, last);
        states.get(usize::try_from(place).unwrap_or(0)).copied().unwrap_or_default()
    }

    /// Whether the numbers are missing this time.
    pub fn gap(&mut self, percent: i64) -> bool {
        self.random.chance(percent)
    }
}

/// A number of hundredths as a decimal: 1250 is 12.5.
pub fn hundredths(number: i64) -> String {
    let text = format!("{}.{:02}", number / 100, number % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number of hundredths of a percent as a percent.
pub fn percent(number: i64) -> String {
    format!("{}%", hundredths(number))
}
