//! The registers: what was noted about bureaus, departments and persons through the year.

use yardstick::value::Day;

use super::bureaus::BUREAUS;
use super::departments::DEPARTMENTS;
use super::persons::{Person, without_goals};
use super::random::Random;
use super::sheet::{Cell, Sheet};
use super::subject::hundredths;

/// All registers.
pub fn sheets(people: &[Person]) -> Vec<Sheet> {
    vec![
        supervision(),
        honours(),
        notices(),
        key_work(people),
        department_honours(),
        pilot_items(),
        matters(people),
        own_goals(people),
        assignments(people),
        work_errors(people),
        personal_honours(people),
    ]
}

fn empty(name: &'static str, fields: &[&str]) -> Sheet {
    let head = std::iter::once("subject").chain(fields.iter().copied()).map(str::to_owned).collect();
    Sheet { name, head, rows: Vec::new() }
}

fn plain(text: impl ToString) -> Cell {
    Cell::Plain(text.to_string())
}

fn name(name: &str) -> Cell {
    Cell::Name(name.to_owned())
}

/// Some day of the year.
fn some_day(random: &mut Random) -> Day {
    let first = Day::new(2025, 1, 6).expect("INVARIANT: a real day");
    first.plus_days(random.between(0, 350)).unwrap_or(first)
}

/// So many events, the fewer the better the subject does.
fn how_many(random: &mut Random, strength: i64, most: i64) -> i64 {
    ((random.between(0, 100) + 40 - strength) * most / 100).clamp(0, most)
}

/// A complaint is upheld or not; of other entries nobody asks.
fn upheld(random: &mut Random, kind: &str, asked: &[&str]) -> Cell {
    if !asked.contains(&kind) {
        plain("")
    } else if random.chance(60) {
        name("yes")
    } else {
        name("no")
    }
}

fn supervision() -> Sheet {
    const KINDS: [(&str, i64); 5] = [("late_return", 4), ("reversed", 2), ("complaint", 4), ("sent_back", 3), ("criticised", 2)];
    let mut sheet = empty("supervision", &["noted_on", "kind", "upheld"]);
    for bureau in &BUREAUS {
        let mut random = Random::of(&format!("supervision/{}", bureau.id));
        let praised = [("commended", if bureau.strength > 80 { random.between(0, 2) } else { 0 })];
        let counted = KINDS.map(|(kind, most)| (kind, how_many(&mut random, bureau.strength, most)));
        for (kind, number) in counted.into_iter().chain(praised) {
            for _ in 0..number {
                let day = some_day(&mut random);
                let upheld = upheld(&mut random, kind, &["complaint"]);
                sheet.rows.push(vec![plain(bureau.id), plain(day), name(kind), upheld]);
            }
        }
    }
    sheet
}

fn notices() -> Sheet {
    const KINDS: [(&str, i64); 5] = [("overdue_item", 3), ("sent_back", 4), ("leak", 2), ("complaint", 3), ("criticised", 2)];
    let mut sheet = empty("notices", &["noted_on", "kind", "upheld"]);
    for department in &DEPARTMENTS {
        let mut random = Random::of(&format!("notices/{}", department.id));
        let praised = [("commended", if department.strength > 85 { random.between(0, 2) } else { 0 })];
        let counted = KINDS.map(|(kind, most)| (kind, how_many(&mut random, department.strength, most)));
        for (kind, number) in counted.into_iter().chain(praised) {
            for _ in 0..number {
                let day = some_day(&mut random);
                let upheld = upheld(&mut random, kind, &["complaint", "leak"]);
                sheet.rows.push(vec![name(department.id), plain(day), name(kind), upheld]);
            }
        }
    }
    sheet
}

const RANKS: [&str; 4] = ["national", "provincial", "municipal", "county"];

/// Awards of one subject: now and then two ranks of the same matter.
fn awards(sheet: &mut Sheet, subject: &Cell, key: &str, strength: i64, matters: &[&str]) {
    let mut random = Random::of(&format!("{}/{key}", sheet.name));
    let mut days = Random::of(&format!("{}/{key}/days", sheet.name));
    for matter in matters {
        if !random.chance((strength - 45) / 2) {
            continue;
        }
        let best = random.between(if strength > 90 { 0 } else { 1 }, 3);
        let rank = |place: i64| usize::try_from(place).ok().and_then(|place| RANKS.get(place)).copied().unwrap_or("county");
        sheet.rows.push(vec![subject.clone(), plain(some_day(&mut days)), plain(matter), name(rank(best))]);
        if best < 3 && random.chance(40) {
            sheet.rows.push(vec![subject.clone(), plain(some_day(&mut days)), plain(matter), name(rank(best + 1))]);
        }
    }
}

fn honours() -> Sheet {
    let mut sheet = empty("honours", &["awarded_on", "matter", "rank"]);
    for bureau in &BUREAUS {
        awards(&mut sheet, &plain(bureau.id), bureau.id, bureau.strength, &["文明单位创建", "征管改革创新", "青年文明号", "税收宣传"]);
    }
    sheet
}

fn department_honours() -> Sheet {
    let mut sheet = empty("department_honours", &["awarded_on", "matter", "rank"]);
    for department in &DEPARTMENTS {
        awards(&mut sheet, &name(department.id), department.id, department.strength, &["调研成果", "工作经验推广", "先进集体"]);
    }
    sheet
}

fn personal_honours(people: &[Person]) -> Sheet {
    let mut sheet = empty("personal_honours", &["awarded_on", "matter", "rank"]);
    for person in people {
        let strength = (person.strength - 30).max(0);
        awards(&mut sheet, &plain(&person.id), &person.id, strength, &["业务能手", "先进个人", "优秀共产党员"]);
    }
    sheet
}

fn key_work(people: &[Person]) -> Sheet {
    const TASKS: [&str; 6] = ["征管改革重点任务", "制度修订", "专项整治", "数据治理", "课题调研", "流程再造"];
    let mut sheet = empty("key_work", &["matter", "deadline", "finished_on", "responsible"]);
    for department in DEPARTMENTS.iter().filter(|department| department.id != "party_affairs") {
        let mut random = Random::of(&format!("key_work/{}", department.id));
        let own: Vec<&Person> = people.iter().filter(|person| person.unit == department.id).collect();
        let number = usize::try_from(random.between(3, 6)).unwrap_or(3);
        for task in TASKS.iter().take(number) {
            let deadline = Day::new(2025, random.between(3, 12), 25).expect("INVARIANT: every month has a 25th");
            let in_time = random.between(0, 99) < 45 + department.strength / 2;
            let shift = if in_time { -random.between(0, 20) } else { random.between(2, 24) };
            let finished = if in_time || random.chance(50) { deadline.plus_days(shift).map(|day| day.to_string()) } else { None };
            let responsible = random.one_of(&own);
            sheet.rows.push(vec![
                name(department.id),
                plain(task),
                plain(deadline),
                plain(finished.unwrap_or_default()),
                plain(&responsible.id),
            ]);
        }
    }
    sheet
}

fn pilot_items() -> Sheet {
    let mut sheet = empty("pilot_items", &["given_on", "matter", "duty"]);
    for id in ["tax_service", "collection", "information", "goods_tax"] {
        let mut random = Random::of(&format!("pilot_items/{id}"));
        let mut days = Random::of(&format!("pilot_items/{id}/days"));
        for matter in ["数电发票深化应用试点", "征纳互动试点", "跨区域通办试点", "数据安全试点"] {
            if random.chance(60) {
                let duty = *random.one_of(&["leading", "assisting"]);
                sheet.rows.push(vec![name(id), plain(some_day(&mut days)), plain(matter), name(duty)]);
            }
        }
    }
    sheet
}

fn matters(people: &[Person]) -> Sheet {
    // Of each kind: how many a person with nothing but middling luck does in the year.
    const KINDS: [(&str, &str, i64); 6] = [
        ("house_call", "normal", 22),
        ("house_call", "hard", 6),
        ("counselling", "easy", 60),
        ("filing_review", "normal", 75),
        ("filing_review", "hard", 12),
        ("risk_check", "normal", 14),
    ];
    let mut sheet = empty("matters", &["done_on", "kind", "difficulty", "quantity"]);
    for person in people.iter().filter(|person| !person.headquarters) {
        let mut random = Random::of(&format!("matters/{}", person.id));
        let mut days = Random::of(&format!("matters/{}/days", person.id));
        let share = match person.post {
            "leader" => 60,
            "deputy" => 80,
            "officer" => 100,
            _ => 90,
        };
        for (kind, difficulty, usual) in KINDS {
            let quantity = usual * share * (60 + person.strength / 2 + random.between(-15, 15)) / 10_000;
            if quantity > 0 {
                sheet.rows.push(vec![plain(&person.id), plain(some_day(&mut days)), name(kind), name(difficulty), plain(quantity)]);
            }
        }
    }
    sheet
}

fn own_goals(people: &[Person]) -> Sheet {
    const GOALS: [&str; 3] = ["完成年度重点任务件数", "调研信息采用篇数", "办理事项满意率得分"];
    let mut sheet = empty("own_goals", &["goal", "achieved", "aimed_at"]);
    for person in people.iter().filter(|person| person.headquarters && !without_goals(person)) {
        let mut random = Random::of(&format!("own_goals/{}", person.id));
        for (goal, aims) in GOALS.iter().zip([(8, 20), (2, 10), (90, 98)]) {
            let aimed_at = random.between(aims.0, aims.1);
            let luck = (person.strength + random.between(-15, 15)).clamp(0, 100);
            let achieved = aimed_at * (7_000 + 35 * luck) / 100;
            // Whole things are counted whole; the last goal is a mark with two decimals.
            let achieved = if aims.1 == 98 { hundredths(achieved.min(10_000)) } else { (achieved / 100).to_string() };
            sheet.rows.push(vec![plain(&person.id), plain(goal), plain(achieved), plain(aimed_at)]);
        }
    }
    sheet
}

fn assignments(people: &[Person]) -> Sheet {
    const MATTERS: [&str; 5] = ["专题材料", "数据核对", "督办回复", "会议筹备", "档案整理"];
    let mut sheet = empty("assignments", &["matter", "deadline", "finished_on"]);
    for person in people {
        let mut random = Random::of(&format!("assignments/{}", person.id));
        // A few people had nothing assigned.
        let number = if random.chance(4) { 0 } else { usize::try_from(random.between(2, 5)).unwrap_or(2) };
        for matter in MATTERS.iter().take(number) {
            let deadline = Day::new(2025, random.between(2, 12), 15).expect("INVARIANT: every month has a 15th");
            let in_time = random.between(0, 99) < 40 + person.strength * 58 / 100;
            let shift = if in_time { -random.between(0, 6) } else { random.between(1, 12) };
            let finished = if in_time || random.chance(80) { deadline.plus_days(shift).map(|day| day.to_string()) } else { None };
            sheet.rows.push(vec![plain(&person.id), plain(matter), plain(deadline), plain(finished.unwrap_or_default())]);
        }
    }
    sheet
}

fn work_errors(people: &[Person]) -> Sheet {
    const KINDS: [(&str, i64); 3] = [("minor", 5), ("serious", 2), ("complaint", 2)];
    let mut sheet = empty("work_errors", &["noted_on", "kind", "upheld"]);
    for person in people {
        let mut random = Random::of(&format!("work_errors/{}", person.id));
        for (kind, most) in KINDS {
            for _ in 0..how_many(&mut random, person.strength, most) {
                let day = some_day(&mut random);
                let upheld = upheld(&mut random, kind, &["complaint"]);
                sheet.rows.push(vec![plain(&person.id), plain(day), name(kind), upheld]);
            }
        }
    }
    sheet
}
