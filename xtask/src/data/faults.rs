//! The data set with deliberate faults: a smaller office, and in it what real submissions get wrong.
//!
//! Each fault is listed, with its cell, in the README of the folder.

use super::persons::Person;
use super::sheet::{Cell, Sheet};

/// The units that submit to the faulty set.
const BUREAUS: [&str; 7] = ["B01", "B02", "B03", "B04", "B05", "B06", "B07"];
/// The departments whose people submit; of the departments themselves every one has to.
const DEPARTMENTS: [&str; 4] = ["policy_law", "income_tax", "tax_service", "office"];

/// A cell: table, row (the n-th entry, or the subject by its id), column, what stands there.
type Edit = (&'static str, Row, &'static str, &'static str);

#[derive(Clone, Copy)]
enum Row {
    Of(&'static str),
    Nth(usize),
}

const EDITS: [Edit; 15] = [
    ("bureau", Row::Of("B01"), "on_time_filing.on_time", "42,541"),
    ("bureau", Row::Of("B02"), "revenue_quality.tax_share", "84.34"),
    ("bureau", Row::Of("B02"), "waiting_time.minutes", "１２"),
    ("bureau", Row::Of("B03"), "demand_replies.handled", "9999"),
    ("bureau", Row::Of("B03"), "spring_action.launched", "2025-04-31"),
    ("bureau", Row::Of("B04"), "tax_revenue.collected", "1e400"),
    ("bureau", Row::Of("B05"), "team_care.state", "great"),
    ("bureau", Row::Of("B06"), "sequence", "suburban"),
    ("department", Row::Of("policy_law"), "burden_relief.papers", "-3"),
    ("department", Row::Of("tax_service"), "field_replies.handled", "95%"),
    ("department", Row::Of("office"), "audit_findings.put_right", "not applicable"),
    ("person", Row::Of("P001"), "leader_rating.points", "55"),
    ("person", Row::Of("P002"), "parent", "policy"),
    ("assignments", Row::Nth(0), "subject", "P999"),
    ("work_errors", Row::Nth(1), "kind", "slight"),
];

/// The register that is not delivered.
const MISSING: &str = "pilot_items";

/// The smaller office with its faults.
pub fn faulty(sheets: &[Sheet], people: &[Person]) -> Result<Vec<Sheet>, String> {
    let mut small: Vec<Sheet> = sheets
        .iter()
        .filter(|sheet| ![MISSING, "exemptions", "awards"].contains(&sheet.name))
        .map(|sheet| smaller(sheet, people))
        .collect();
    for (table, row, column, text) in EDITS {
        let sheet = table_named(&mut small, table)?;
        let place = sheet.column(column)?;
        let row = match row {
            Row::Of(id) => sheet.rows.iter_mut().find(|row| row.first().is_some_and(|cell| cell.text() == id)),
            Row::Nth(number) => sheet.rows.get_mut(number),
        };
        let cell = row.and_then(|row| row.get_mut(place)).ok_or_else(|| format!("{table} has no such row"))?;
        *cell = Cell::Plain(text.to_owned());
    }
    let bureaus = table_named(&mut small, "bureau")?;
    bureaus.rows.extend(bureaus.rows.last().cloned());
    let place = bureaus.column("refund_time.days_taken")?;
    for heading in bureaus.head.iter_mut().skip(place).take(1) {
        *heading = "refund_time.day_taken".to_owned();
    }
    let matters = table_named(&mut small, "matters")?;
    for row in matters.rows.iter_mut().skip(2).take(1) {
        row.push(Cell::Plain("12".to_owned()));
    }
    Ok(small)
}

fn table_named<'s>(sheets: &'s mut [Sheet], name: &str) -> Result<&'s mut Sheet, String> {
    sheets.iter_mut().find(|sheet| sheet.name == name).ok_or_else(|| format!("there is no table {name}"))
}

/// The rows of the units that are kept, and of their people.
fn smaller(sheet: &Sheet, people: &[Person]) -> Sheet {
    let everywhere = sheet.name == "department";
    let kept_unit = |id: &str| everywhere || BUREAUS.contains(&id) || DEPARTMENTS.contains(&id);
    let kept_person =
        |id: &str| people.iter().any(|person| person.id == id && (DEPARTMENTS.contains(&person.unit) || person.unit == "B01"));
    let kept = |row: &&Vec<Cell>| row.first().is_some_and(|cell| kept_unit(cell.text()) || kept_person(cell.text()));
    Sheet { name: sheet.name, head: sheet.head.clone(), rows: sheet.rows.iter().filter(kept).cloned().collect() }
}
