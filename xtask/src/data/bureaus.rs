//! The county bureaus and what they submit.

use super::sheet::{Cell, Sheet};
use super::subject::{Due, Subject, hundredths, percent};

/// A bureau: id, name, sequence, people, how well it does.
pub struct Bureau {
    /// Its id.
    pub id: &'static str,
    name: &'static str,
    sequence: &'static str,
    headcount: i64,
    /// From 0 to 100.
    pub strength: i64,
}

/// The bureaus of the city.
pub const BUREAUS: [Bureau; 11] = [
    bureau("B01", "东湖区税务局", "urban", 212, 93),
    bureau("B02", "西城区税务局", "urban", 186, 78),
    bureau("B03", "南岭区税务局", "urban", 174, 85),
    bureau("B04", "北塘区税务局", "urban", 158, 64),
    bureau("B05", "高新区税务局", "urban", 143, 97),
    bureau("B06", "安远县税务局", "rural", 121, 72),
    bureau("B07", "清源县税务局", "rural", 109, 82),
    bureau("B08", "永丰县税务局", "rural", 117, 54),
    bureau("B09", "石桥县税务局", "rural", 98, 88),
    bureau("B10", "云溪县税务局", "rural", 92, 69),
    bureau("B11", "柳河市税务局", "rural", 135, 60),
];

const fn bureau(id: &'static str, name: &'static str, sequence: &'static str, headcount: i64, strength: i64) -> Bureau {
    Bureau { id, name, sequence, headcount, strength }
}

const QUALITY: [&str; 4] = ["excellent", "good", "fair", "poor"];

/// The table of the bureaus.
pub fn sheet() -> Sheet {
    let mut sheet = Sheet { name: "bureau", head: Vec::new(), rows: Vec::new() };
    for bureau in &BUREAUS {
        let id = (Cell::Plain(bureau.id.to_owned()), bureau.id);
        let mut row = Subject::new("bureau", id, bureau.name, bureau.sequence, Cell::Plain(String::new()), bureau.strength);
        row.attribute("headcount", Cell::Plain(bureau.headcount.to_string()));
        row.attribute("data_falsified", Cell::Plain(String::new()));
        revenue(&mut row, bureau);
        service(&mut row, bureau);
        risk(&mut row, bureau);
        team(&mut row, bureau);
        general(&mut row, bureau);
        special(&mut row);
        row.add_to(&mut sheet);
    }
    sheet
}

fn revenue(row: &mut Subject, bureau: &Bureau) {
    let mut answers = row.of("tax_revenue");
    let planned = bureau.headcount * answers.random.between(70, 110) * 10;
    let collected = answers.part_of(planned, 9_000, 10_600);
    answers.put("collected", collected);
    answers.put("planned", planned);
    answers.flag("excess_collection", bureau.id == "B08");

    let mut answers = row.of("revenue_quality");
    let share = answers.level(7_300, 8_700);
    answers.put("tax_share", percent(share));

    let mut answers = row.of("forecast_accuracy");
    let deviation = 1_300 - answers.level(100, 1_250);
    let sign = if answers.random.chance(50) { 1 } else { -1 };
    answers.put("forecast", collected * (10_000 + sign * deviation) / 10_000);
    answers.put("outturn", collected);

    const STEPS: [Due; 3] = [("listed", 3, 31), ("noticed", 6, 30), ("enforced", 9, 30)];
    let mut answers = row.of("arrears");
    if bureau.id == "B05" {
        answers.put("opening_arrears", 0);
        answers.put("cleared", 0);
        answers.no_steps(&STEPS);
    } else if answers.gap(22) {
        answers.blank(&["opening_arrears", "cleared"]);
        answers.steps(&STEPS);
    } else {
        let opening = answers.random.between(300, 2_400);
        let cleared = answers.part_of(opening, 3_500, 9_600);
        answers.put("opening_arrears", opening);
        answers.put("cleared", cleared);
        answers.no_steps(&STEPS);
    }
}

fn service(row: &mut Subject, bureau: &Bureau) {
    const STEPS: [Due; 4] = [("listed", 3, 31), ("reminded", 6, 30), ("visited", 9, 30), ("reported", 12, 15)];
    let mut answers = row.of("on_time_filing");
    let expected = bureau.headcount * answers.random.between(180, 260);
    answers.put("expected", expected);
    if bureau.id == "B10" {
        // Neither numbers nor steps: only evidence, and a judgement of it.
        answers.put("on_time", "");
        answers.no_steps(&STEPS);
        answers.put("evidence", "逾期户联系记录及专题报告");
        answers.put_name("state", "good");
    } else if answers.gap(18) {
        answers.put("on_time", "—");
        answers.steps(&STEPS);
        answers.blank(&["evidence", "state"]);
    } else {
        let on_time = answers.part_of(expected, 8_900, 9_960);
        answers.put("on_time", on_time);
        answers.no_steps(&STEPS);
        answers.blank(&["evidence", "state"]);
    }

    let mut answers = row.of("waiting_time");
    let tenths = 235 - answers.level(0, 165);
    answers.put("minutes", hundredths(tenths * 10));

    row.of("demand_replies").share(["handled", "all_due"], (120, 420), (8_800, 10_000));

    row.of("digital_channel").share(["handled", "all_due"], (5_000, 21_000), (7_700, 9_700));

    row.of("spring_action").steps(&[("drafted", 2, 28), ("launched", 4, 15), ("measured", 6, 30), ("summarised", 12, 10)]);
}

fn risk(row: &mut Subject, bureau: &Bureau) {
    const STEPS: [Due; 3] = [("assigned", 3, 31), ("halfway", 7, 31), ("finished", 11, 30)];
    let mut answers = row.of("risk_response");
    let issued = if bureau.id == "B09" { 0 } else { answers.random.between(80, 260) };
    answers.put("issued", issued);
    if issued > 0 && answers.gap(18) {
        answers.put("answered", "");
        answers.steps(&STEPS);
    } else {
        let answered = answers.part_of(issued, 7_800, 10_100).min(issued);
        answers.put("answered", answered);
        answers.no_steps(&STEPS);
    }

    let mut answers = row.of("risk_yield");
    let reviewed = answers.random.between(60, 210);
    let confirmed = answers.part_of(reviewed, 2_600, 6_300);
    answers.put("reviewed", reviewed);
    answers.put("confirmed", confirmed);
    if answers.gap(20) {
        answers.put("last_year", "");
    } else {
        let last_year = answers.random.between(2_000, 5_000);
        answers.put("last_year", percent(last_year));
    }

    row.of("invoice_control").steps(&[("screened", 3, 31), ("verified", 6, 30), ("handled", 9, 30), ("improved", 12, 15)]);

    let mut answers = row.of("refund_time");
    let days = 12 - answers.level(0, 8);
    answers.put("days_taken", days);

    let mut answers = row.of("lawful_enforcement");
    let lost = if answers.random.chance(100 - bureau.strength) { "1" } else { "" };
    answers.put("lawsuits_lost", lost);
    answers.flag("major_case", false);
}

fn team(row: &mut Subject, bureau: &Bureau) {
    row.of("party_building").steps(&[("arranged", 2, 28), ("mid_year", 7, 31), ("themed", 11, 30), ("assessed", 13, 15)]);

    let mut answers = row.of("training");
    let trained = answers.part_of(bureau.headcount, 8_200, 10_050).min(bureau.headcount);
    answers.put("trained", trained);

    let mut answers = row.of("rectification");
    let overdue = (answers.random.between(0, 100) - bureau.strength) / 8;
    answers.put("overdue_issues", if overdue > 0 { overdue.to_string() } else { String::new() });
    answers.steps(&[("itemised", 4, 30), ("scheduled", 5, 31), ("corrected", 10, 31), ("reinforced", 12, 15)]);

    let mut answers = row.of("team_care");
    let state = answers.state(&QUALITY);
    answers.put_name("state", state);
    let points = match state {
        "good" => hundredths(350 + 10 * answers.random.between(0, 10)),
        "fair" => hundredths(200 + 10 * answers.random.between(0, 10)),
        _ => String::new(),
    };
    answers.put("points", points);
}

/// The steps of the year's pace, and what accepted extensions ask for.
fn special(row: &mut Subject) {
    row.of("levy_calendar").steps(&[("announced", 1, 31), ("reviewed", 12, 20)]);
    row.of("law_month").steps(&[("opened", 4, 10), ("closed", 5, 15)]);
    row.of("staff_rotation").steps(&[("drawn_up", 5, 31), ("carried_out", 11, 30)]);

    row.of("e_channel_share").share(["online_items", "all_items"], (4_000, 16_000), (6_500, 9_800));

    row.of("e_invoice_share").share(["e_invoices", "all_invoices"], (20_000, 90_000), (6_800, 9_900));
}

fn general(row: &mut Subject, bureau: &Bureau) {
    let mut answers = row.of("supervised_items");
    let set = if bureau.id == "B07" { 0 } else { answers.random.between(15, 40) };
    let done = answers.part_of(set, 6_800, 10_300).min(set);
    answers.put("items_set", set);
    answers.put("items_done", done);

    let reports = [("first_report", 4, 10), ("second_report", 7, 10), ("third_report", 10, 10), ("annual_report", 13, 10)];
    row.of("quarterly_reports").steps(&reports);

    let mut answers = row.of("safety");
    answers.put("leaks", if bureau.id == "B04" { "1" } else { "" });
    answers.steps(&[("pledged", 3, 31), ("drilled", 6, 30), ("inspected", 9, 30), ("guarded", 12, 31)]);

    let mut answers = row.of("pilot_work");
    if answers.random.chance(40) { answers.marks(&["approved", "accepted"]) } else { answers.blank(&["approved", "accepted"]) }
}
