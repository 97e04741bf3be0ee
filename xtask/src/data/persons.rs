//! The people of the departments and bureaus, and what they submit.

use super::bureaus::BUREAUS;
use super::departments::DEPARTMENTS;
use super::random::Random;
use super::sheet::{Cell, Sheet};
use super::subject::{Subject, hundredths};

/// A person: id, name, where, post, how well they do.
pub struct Person {
    /// The id.
    pub id: String,
    name: String,
    /// The department or bureau they belong to.
    pub unit: &'static str,
    /// Whether that is a department.
    pub headquarters: bool,
    /// Their post.
    pub post: &'static str,
    /// From 0 to 100.
    pub strength: i64,
}

const SURNAMES: [&str; 24] = [
    "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨", "朱", "秦", "许", "何", "吕", "张",
    "孔", "曹",
];
const FIRST: [&str; 12] = ["明", "晓", "志", "海", "文", "建", "思", "雨", "嘉", "国", "春", "静"];
const SECOND: [&str; 12] = ["远", "华", "敏", "涛", "岚", "军", "琪", "峰", "宁", "辉", "洁", "林"];
const QUALITY: [&str; 4] = ["excellent", "good", "fair", "poor"];

/// Everybody: four in each department, six in each bureau.
pub fn people() -> Vec<Person> {
    const OFFICE: [&str; 4] = ["leader", "deputy", "officer", "clerk"];
    const FIELD: [&str; 6] = ["leader", "deputy", "officer", "officer", "officer", "clerk"];
    let departments = DEPARTMENTS.iter().map(|unit| (unit.id, unit.strength, true, OFFICE.as_slice()));
    let bureaus = BUREAUS.iter().map(|unit| (unit.id, unit.strength, false, FIELD.as_slice()));
    let places = departments
        .chain(bureaus)
        .flat_map(|(unit, strength, headquarters, posts)| posts.iter().map(move |post| (unit, strength, headquarters, *post)));
    let mut people: Vec<Person> = Vec::new();
    for (number, (unit, strength, headquarters, post)) in places.enumerate() {
        let id = format!("P{:03}", number + 1);
        let mut random = Random::of(&format!("person/{id}"));
        let mut name = full_name(&mut random);
        while people.iter().any(|person| person.name == name) {
            name = full_name(&mut random);
        }
        let strength = (strength + random.between(-16, 14)).clamp(30, 99);
        people.push(Person { id, name, unit, headquarters, post, strength });
    }
    people
}

fn full_name(random: &mut Random) -> String {
    format!("{}{}{}", random.one_of(&SURNAMES), random.one_of(&FIRST), random.one_of(&SECOND))
}

/// The table of the people.
pub fn sheet(people: &[Person]) -> Sheet {
    let mut sheet = Sheet { name: "person", head: Vec::new(), rows: Vec::new() };
    for person in people {
        let id = (Cell::Plain(person.id.clone()), person.id.as_str());
        let (sequence, parent) = if person.headquarters {
            ("headquarters", Cell::Name(person.unit.to_owned()))
        } else {
            ("grassroots", Cell::Plain(person.unit.to_owned()))
        };
        let mut row = Subject::new("person", id, &person.name, sequence, parent, person.strength);
        row.attribute("post", Cell::Name(person.post.to_owned()));
        let charged = if person.id == "P083" { Cell::Name("yes".to_owned()) } else { Cell::Plain(String::new()) };
        row.attribute("under_charge", charged);
        performance(&mut row, person);
        ability_and_attitude(&mut row);
        evaluation_and_merit(&mut row, person);
        row.add_to(&mut sheet);
    }
    sheet
}

fn performance(row: &mut Subject, person: &Person) {
    let mut answers = row.of("job_load");
    if person.headquarters {
        let attended = answers.part_of(250, 9_300, 10_050).min(250);
        answers.put("workdays", 250);
        answers.put("attended", attended);
    } else {
        answers.blank(&["workdays", "attended"]);
    }

    let mut answers = row.of("goal_quality");
    if person.headquarters && without_goals(person) {
        answers.put("evidence", "年度述职报告");
        let state = answers.state(&QUALITY);
        answers.put_name("state", state);
        let points = if state == "good" { hundredths(1_400 + 50 * answers.random.between(0, 8)) } else { String::new() };
        answers.put("points", points);
    } else {
        answers.blank(&["evidence", "state", "points"]);
    }

    let mut answers = row.of("spot_checks");
    if person.headquarters {
        answers.blank(&["sampled", "faulty"]);
    } else {
        let sampled = if person.post == "leader" { 0 } else { answers.random.between(10, 30) };
        let faulty = (6 - answers.level(0, 7)).clamp(0, sampled);
        answers.put("sampled", sampled);
        answers.put("faulty", faulty);
    }
}

/// Whether somebody at headquarters has no goals in numbers, so that their quality is judged.
pub fn without_goals(person: &Person) -> bool {
    Random::of(&format!("goals/{}", person.id)).chance(25)
}

fn ability_and_attitude(row: &mut Subject) {
    let mut answers = row.of("skills_test");
    if answers.gap(12) {
        answers.put("test_result", "—");
        answers.put("evidence", "免测审批表");
        let state = answers.state(&QUALITY);
        answers.put_name("state", state);
    } else {
        let halves = answers.level(116, 196);
        answers.put("test_result", hundredths(halves * 50));
        answers.blank(&["evidence", "state"]);
    }
    row.of("growth").marks(&["enrolled", "completed", "certified"]);

    let mut answers = row.of("attendance");
    let halves = (answers.random.between(0, 14) - 7).max(0);
    answers.put("absent_days", hundredths(halves * 50));
    let mut answers = row.of("self_discipline");
    let reminded = answers.random.chance(5);
    answers.put("reminders", if reminded { 1 } else { 0 });
    row.of("study_tasks").steps(&[("first_half", 7, 10), ("second_half", 12, 31), ("reflected", 13, 10)]);
}

fn evaluation_and_merit(row: &mut Subject, person: &Person) {
    let mut answers = row.of("leader_rating");
    if person.headquarters {
        let state = answers.state(&QUALITY);
        answers.put_name("state", state);
        let points = match state {
            "excellent" => hundredths(3_600 + 50 * answers.random.between(0, 8)),
            "good" => hundredths(3_000 + 50 * answers.random.between(0, 10)),
            "fair" => hundredths(2_000 + 50 * answers.random.between(0, 18)),
            _ => String::new(),
        };
        answers.put("points", points);
    } else {
        answers.blank(&["state", "points"]);
    }

    let mut answers = row.of("client_rating");
    if person.headquarters {
        answers.blank(&["counter_rating", "callback_rating"]);
    } else {
        let counter = answers.level(700, 995);
        answers.put("counter_rating", hundredths(counter * 10));
        if answers.gap(25) {
            answers.put("callback_rating", "");
        } else {
            let callback = answers.level(720, 1_000);
            answers.put("callback_rating", hundredths(callback * 10));
        }
    }

    let mut answers = row.of("mentoring");
    let steps = ["paired", "taught", "approved"];
    if answers.random.chance(15) { answers.marks(&steps) } else { answers.blank(&steps) }
}
