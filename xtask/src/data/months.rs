//! Month by month: what bureaus and departments report every month.

use super::bureaus::BUREAUS;
use super::departments::DEPARTMENTS;
use super::random::Random;
use super::sheet::{Cell, Sheet};

fn plain(text: impl ToString) -> Cell {
    Cell::Plain(text.to_string())
}

/// The tables of months.
pub fn sheets() -> Vec<Sheet> {
    let mut bureaus = Sheet::new(
        "bureau.monthly",
        &["id", "month", "revenue_pace.due_in", "revenue_pace.paid_in", "refund_pace.accepted_refunds", "refund_pace.finished_refunds"],
    );
    for bureau in &BUREAUS {
        let mut random = Random::of(&format!("months/{}", bureau.id));
        let due = random.between(6, 18) * 500;
        for month in 1..=12 {
            let paid = due * (800 + bureau.strength * 2 + random.between(0, 120)) / 1000;
            let accepted = random.between(8, 40);
            let late = i64::from(random.between(0, 99) > bureau.strength);
            let numbers = [due, paid, accepted, accepted - late * random.between(1, 4)];
            let row = [plain(bureau.id), plain(format!("2025-{month:02}"))];
            bureaus.rows.push(row.into_iter().chain(numbers.map(plain)).collect());
        }
    }
    let mut departments = Sheet::new(
        "department.monthly",
        &["id", "month", "monthly_tasks.set_tasks", "monthly_tasks.finished_tasks", "budget_pace.executed"],
    );
    for department in &DEPARTMENTS {
        let mut random = Random::of(&format!("months/{}", department.id));
        let budget = budget(department.id);
        let mut executed = 0;
        for month in 1..=12 {
            let tasks = random.between(4, 12);
            let late = i64::from(random.between(0, 99) > department.strength);
            executed += budget * (650 + department.strength * 3 + random.between(0, 80)) / 12_000;
            let numbers = [tasks, tasks - late * random.between(1, 3), executed.min(budget)];
            let row = [Cell::Name(department.id.to_owned()), plain(format!("2025-{month:02}"))];
            departments.rows.push(row.into_iter().chain(numbers.map(plain)).collect());
        }
    }
    vec![bureaus, departments]
}

/// What a department may spend in the year.
pub fn budget(department: &str) -> i64 {
    Random::of(&format!("budget/{department}")).between(12, 60) * 10
}
