//! The departments of the city bureau and what they submit.

use super::months;
use super::sheet::{Cell, Sheet};
use super::subject::{Due, Subject, hundredths, percent};

/// A department: id, name, sequence, how well it does.
pub struct Department {
    /// The member of the rules.
    pub id: &'static str,
    name: &'static str,
    sequence: &'static str,
    /// From 0 to 100.
    pub strength: i64,
}

/// The departments.
pub const DEPARTMENTS: [Department; 16] = [
    department("policy_law", "政策法规处", "business", 84),
    department("goods_tax", "货物和劳务税处", "business", 77),
    department("income_tax", "所得税处", "business", 91),
    department("property_tax", "财产和行为税处", "business", 58),
    department("revenue_planning", "收入规划核算处", "business", 88),
    department("tax_service", "纳税服务处", "business", 96),
    department("collection", "征收管理处", "business", 82),
    department("risk_office", "税收风险管理处", "business", 73),
    department("office", "办公室", "support", 90),
    department("personnel", "人事处", "support", 86),
    department("party_affairs", "机关党委", "support", 94),
    department("finance", "财务管理处", "support", 67),
    department("audit_office", "督察内审处", "support", 79),
    department("information", "信息中心", "support", 71),
    department("discipline_office", "纪检组", "support", 83),
    department("performance_division", "考核考评处", "support", 62),
];

const fn department(id: &'static str, name: &'static str, sequence: &'static str, strength: i64) -> Department {
    Department { id, name, sequence, strength }
}

const QUALITY: [&str; 4] = ["excellent", "good", "fair", "poor"];

/// The table of the departments.
pub fn sheet() -> Sheet {
    let mut sheet = Sheet { name: "department", head: Vec::new(), rows: Vec::new() };
    for department in &DEPARTMENTS {
        let id = (Cell::Name(department.id.to_owned()), department.id);
        let none = Cell::Plain(String::new());
        let mut row = Subject::new("department", id, department.name, department.sequence, none, department.strength);
        let factor = match department.id {
            "risk_office" | "information" => "1.03",
            "tax_service" => "1.02",
            "finance" => "0.98",
            _ => "",
        };
        row.attribute("difficulty_factor", Cell::Plain(factor.to_owned()));
        let breach = if department.id == "property_tax" { Cell::Name("yes".to_owned()) } else { Cell::Plain(String::new()) };
        row.attribute("serious_breach", breach);
        reform(&mut row, department);
        service(&mut row, department);
        risk(&mut row, department);
        legal_and_team(&mut row, department);
        general_and_innovation(&mut row, department);
        row.of("budget_pace").put("budget", months::budget(department.id));
        row.of("half_year_review").steps(&[("self_reviewed", 7, 10), ("put_forward", 7, 31), ("followed_up", 10, 31)]);
        row.of("archives").steps(&[("filed_away", 6, 30), ("digitised", 9, 30), ("handed_over", 12, 15)]);
        row.add_to(&mut sheet);
    }
    sheet
}

fn reform(row: &mut Subject, department: &Department) {
    row.of("e_platform").steps(&[("drafted", 3, 31), ("taught", 5, 31), ("switched", 8, 31), ("settled", 12, 15)]);

    const STEPS: [Due; 2] = [("requested", 4, 30), ("applied", 10, 31)];
    let business = department.sequence == "business";
    let mut answers = row.of("data_sharing");
    if !business {
        answers.blank(&["items_used", "items_planned"]);
        answers.no_steps(&STEPS);
    } else if answers.gap(20) {
        answers.put("items_used", "—");
        answers.put("items_planned", 30);
        answers.steps(&STEPS);
    } else {
        let planned = answers.random.between(20, 60);
        let used = answers.part_of(planned, 6_000, 11_000);
        answers.put("items_used", used);
        answers.put("items_planned", planned);
        answers.no_steps(&STEPS);
    }

    let mut answers = row.of("system_support");
    if business {
        answers.blank(&["availability", "evidence", "state"]);
    } else if answers.gap(25) {
        answers.put("availability", "");
        answers.put("evidence", "运维日志、故障处置单");
        let state = answers.state(&QUALITY);
        answers.put_name("state", state);
    } else {
        let availability = answers.level(9_600, 10_000);
        answers.put("availability", percent(availability));
        answers.blank(&["evidence", "state"]);
    }
}

fn service(row: &mut Subject, department: &Department) {
    const STEPS: [Due; 3] = [("profiled", 3, 31), ("pushed", 6, 30), ("visited", 10, 31)];
    let business = department.sequence == "business";
    let mut answers = row.of("guidance");
    if business {
        let intended = answers.random.between(900, 6_000);
        let reached = answers.part_of(intended, 7_400, 9_800);
        answers.put("intended", intended);
        answers.put("reached", reached);
        if answers.gap(20) {
            answers.put("understood", "");
            answers.steps(&STEPS);
        } else {
            let understood = answers.level(8_200, 9_950);
            answers.put("understood", percent(understood));
            answers.no_steps(&STEPS);
        }
    } else {
        answers.blank(&["intended", "reached", "understood"]);
        answers.no_steps(&STEPS);
    }

    let mut answers = row.of("internal_service");
    if business {
        answers.blank(&["handled", "all_due"]);
    } else {
        let all_due = answers.random.between(150, 600);
        let handled = answers.part_of(all_due, 8_500, 10_000);
        answers.put("handled", handled);
        answers.put("all_due", all_due);
    }

    row.of("simplification").steps(&[("surveyed", 3, 31), ("proposed", 5, 31), ("published", 7, 31), ("evaluated", 11, 30)]);

    let mut answers = row.of("field_replies");
    let all_due = if department.id == "discipline_office" { 0 } else { answers.random.between(8, 60) };
    let handled = answers.part_of(all_due, 8_300, 10_150).min(all_due);
    answers.put("handled", handled);
    answers.put("all_due", all_due);

    let mut answers = row.of("burden_relief");
    let limit = answers.random.between(20, 50);
    let papers = limit * (1_320 - answers.level(0, 480)) / 1_000;
    answers.put("papers", papers);
    answers.put("papers_limit", limit);
    answers.steps(&[("announced", 1, 31), ("merged", 6, 30), ("surveyed", 11, 30)]);
}

fn risk(row: &mut Subject, department: &Department) {
    const MODELS: [Due; 4] = [("selected", 2, 28), ("modelled", 5, 31), ("tried", 8, 31), ("validated", 11, 30)];
    const CONTROL: [Due; 4] = [("mapped", 3, 31), ("inspected", 6, 30), ("repaired", 9, 30), ("summed_up", 12, 20)];
    let business = department.sequence == "business";
    let mut answers = row.of("risk_models");
    if business {
        answers.steps(&MODELS)
    } else {
        answers.no_steps(&MODELS)
    }
    let mut answers = row.of("internal_control");
    if business {
        answers.no_steps(&CONTROL)
    } else {
        answers.steps(&CONTROL)
    }

    let mut answers = row.of("risk_closure");
    let problems = if department.id == "party_affairs" { 0 } else { answers.random.between(10, 50) };
    let closed = answers.part_of(problems, 7_600, 10_200).min(problems);
    answers.put("problems", problems);
    answers.put("closed", closed);

    let mut answers = row.of("audit_findings");
    if department.id == "policy_law" {
        answers.put("findings", 0);
        answers.put("put_right", 0);
        answers.blank(&["evidence", "state", "points"]);
    } else if answers.gap(20) {
        answers.put("findings", 6);
        answers.put("put_right", "");
        answers.put("evidence", "整改报告及佐证目录");
        let state = answers.state(&QUALITY);
        answers.put_name("state", state);
        let points = if state == "fair" { hundredths(200 + 50 * answers.random.between(0, 4)) } else { String::new() };
        answers.put("points", points);
    } else {
        let findings = answers.random.between(4, 24);
        let corrected = answers.part_of(findings, 6_400, 10_400).min(findings);
        answers.put("findings", findings);
        answers.put("put_right", corrected);
        answers.blank(&["evidence", "state", "points"]);
    }
}

fn legal_and_team(row: &mut Subject, department: &Department) {
    row.of("law_education").steps(&[("listed", 3, 31), ("learned", 6, 30), ("publicised", 12, 10), ("discussed", 13, 10)]);
    row.of("disclosure").steps(&[("catalogued", 3, 31), ("half_year", 7, 15), ("full_year", 12, 31), ("stated", 13, 15)]);
    row.of("clean_duty").steps(&[("assigned", 2, 28), ("talked", 7, 31), ("warned", 10, 31), ("accounted", 12, 31)]);

    row.of("conduct").steps(&[("educated", 5, 31), ("visited", 9, 30), ("rectified", 12, 15)]);

    row.of("party_life").marks(&["meetings", "lecture", "appraised", "rated"]);
    let mut answers = row.of("party_study");
    let hours = answers.level(26, 56) * 10 + 5 * answers.random.between(0, 1);
    answers.put("study_hours", hundredths(hours * 10));

    let mut answers = row.of("talent_project");
    if department.id == "finance" {
        answers.blank(&["evidence", "state", "points"]);
    } else {
        answers.put("evidence", "人才库入选文件、培养计划");
        let state = answers.state(&QUALITY);
        answers.put_name("state", state);
        let points = if state == "good" { hundredths(250 + 10 * answers.random.between(0, 10)) } else { String::new() };
        answers.put("points", points);
    }
    row.of("training_plan").steps(&[("outlined", 2, 28), ("taught", 6, 30), ("tested", 9, 30), ("shared", 11, 30)]);
}

fn general_and_innovation(row: &mut Subject, department: &Department) {
    let mut answers = row.of("paperwork");
    let late = (answers.random.between(0, 110) - department.strength) / 3;
    answers.put("late_days", if late > 0 { late.to_string() } else { String::new() });
    row.of("confidentiality").flag("incident", false);

    let mut answers = row.of("innovation_project");
    if answers.random.chance(45) {
        answers.put("evidence", "创新项目评审材料");
        let state = answers.state(&["provincewide", "citywide", "unproven"]);
        answers.put_name("state", state);
        let points = if state == "citywide" { hundredths(50 + 10 * answers.random.between(0, 5)) } else { String::new() };
        answers.put("points", points);
    } else {
        answers.blank(&["evidence", "state", "points"]);
    }
}
