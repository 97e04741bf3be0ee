//! Statements about ballots: how many were handed out and came back, held against those that were counted.

use std::collections::{BTreeMap, BTreeSet};

use super::ballots::BallotTable;
use super::cells::Ids;
use super::columns::{Ballot, Meaning, Sheet};
use super::messages::ballots as say;
use super::subjects::left_out;
use super::table::{Cell, Row};
use super::{Holds, Lost};
use crate::diagnostics::Diagnostics;
use crate::model::{Ballots, IndicatorId, Origin, Program, Statement, Submission};
use crate::text::Span;
use crate::value::Number;

/// Reads the statements into the ballots; gives how many rows were kept.
pub(super) fn read(
    program: &Program,
    ids: &Ids,
    lost: &Lost,
    sheet: Sheet<'_>,
    submission: &Submission,
    ballots: &mut Ballots,
    diagnostics: &mut Diagnostics,
) -> usize {
    let Some(table) = BallotTable::of(program, ids, lost, sheet, submission, Holds::Statements, diagnostics) else { return 0 };
    let mut kept = 0;
    // What is wrong with the ballots themselves was said; their number then means nothing.
    let spoiled: BTreeSet<(usize, IndicatorId)> = ballots.faults.keys().copied().collect();
    let mut first: BTreeMap<(usize, IndicatorId, usize), Span> = BTreeMap::new();
    for row in &sheet.table.rows {
        let mut about = table.about(row, diagnostics);
        let origin = Origin { span: row.span, row: row.number, column: table.name_of(Ballot::Returned).into() };
        let even = sheet.table.is_even(row);
        let before = about.faults.len();
        let mut number = |ballot| if even { table.count(row, ballot, &mut about, diagnostics) } else { None };
        let (issued, returned, spoilt) = (number(Ballot::Issued), number(Ballot::Returned), number(Ballot::Spoilt));
        let sound = even && about.faults.len() == before;
        let cell = |ballot| table.cell(row, Meaning::Ballot(ballot)).unwrap_or_else(|| left_out(row));
        if sound && issued.is_none() {
            let cell = cell(Ballot::Issued);
            table.fault(say::nothing_issued(&cell), &cell, Meaning::Ballot(Ballot::Issued), &mut about, diagnostics);
        }
        let key = about.subject.zip(about.indicator).zip(about.group).map(|((subject, (id, _)), group)| (subject, id, group));
        if let (Some(key), true) = (key, sound) {
            match first.get(&key) {
                Some(first) => {
                    let finding = say::stated_twice(row.span, row.number, *first);
                    about.faults.push(finding.message.clone());
                    diagnostics.push(finding);
                }
                None => drop(first.insert(key, row.span)),
            }
        }
        if let (Some(key), Some(issued), true) = (key, issued, about.faults.is_empty()) {
            let stated = Statement { issued, returned, spoilt: spoilt.unwrap_or_else(Number::zero), origin };
            if !spoiled.contains(&(key.0, key.1)) && !ballots.unclear.iter().any(|row| row.may_be(key.0, key.1)) {
                reconcile(&table, row, key, &stated, ballots, diagnostics);
            }
            ballots.stated.insert(key, stated);
            kept += 1;
            continue;
        }
        table.refuse(ballots, about, origin);
    }
    kept
}

/// Ballots that came back are those counted and those that say nothing; no more come back than were handed out.
fn reconcile(
    table: &BallotTable<'_>,
    row: &Row,
    key: (usize, IndicatorId, usize),
    stated: &Statement,
    ballots: &mut Ballots,
    diagnostics: &mut Diagnostics,
) {
    let (subject, id, group) = key;
    let cast = ballots.cast.get(&(subject, id)).map_or(&[][..], Vec::as_slice);
    let own = || cast.iter().filter(|votes| votes.group == group);
    let counted = own().fold(Number::zero(), |sum, votes| sum.add(&votes.count));
    let first = own().next().map(|votes| votes.origin.span);
    let cell = |ballot| -> Cell { table.cell(row, Meaning::Ballot(ballot)).unwrap_or_else(|| left_out(row)) };
    let finding = match &stated.returned {
        None if counted.is_zero() => return,
        None => say::counted_before_returned(&cell(Ballot::Returned), &counted, first),
        Some(returned) if *returned != counted.add(&stated.spoilt) => {
            say::ballots_do_not_add_up(&cell(Ballot::Returned), returned, &counted, &stated.spoilt, first)
        }
        Some(returned) if *returned > stated.issued => say::more_than_issued(&cell(Ballot::Returned), returned, &stated.issued),
        Some(_) => return,
    };
    let why = finding.message.clone();
    let place = super::messages::Place { row: row.number, column: "returned", title: None };
    diagnostics.push(super::messages::located(finding, place));
    ballots.faults.entry((subject, id)).or_default().push((why, stated.origin.clone()));
}
