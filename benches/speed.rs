//! How fast rules are read and checked, how soon the first score is there, and how long the reference
//! evaluator takes over a thousand departments, and over thousands who are measured against each other.
//!
//! `cargo bench` prints each figure; read them as ratios within one run, for machines differ:
//! checking against parsing the same book, scoring against starting the bare program. The peak of
//! memory is that of this process, asked of the system before anything else is measured.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs, reason = "a benchmark is a program of its own")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use yardstick::data::{DataFile, load_folder};
use yardstick::model::{Entry, Program, Submission, Whose};
use yardstick::text::SourceMap;
use yardstick::{check, eval, syntax};

/// A book with so many indicators, each with a table, a chain, deductions and an example.
fn generated_book(indicators: usize) -> String {
    let mut text = String::from(
        "rulebook \"Generated\" {\n  year 2025\n  closes 2026-01-20\n  scores rounded half up to 2 decimals\n  totals rounded half up to 2 decimals\n}\n\
         choice quality { excellent > good > poor }\nsubject bureau \"Bureau\"\nrole office \"Office\"\n\
         register notices \"Notices\" of bureau {\n  kind : complaint | reprimand\n}\n",
    );
    writeln!(text, "scorecard bureau out of 100 {{\n  key \"Key work\" scaled to 100\n}}").unwrap();
    for number in 0..indicators {
        write!(
            text,
            "\nindicator item_{number} \"Item {number}\" in key for bureau {{\n  points 10\n  basis  \"Plan, item {number}\"\n\
             \n  input done \"Done\" : count at most all\n  input all \"All\" : count\n\n  let share = done ÷ all\n\
             \n  quantify share {{\n    when all is 0 => not applicable\n    below 60% => 0\n    60% to below 98% => 0 to 10\n    98% and above => 10\n  }}\n\
             \n  else steps {{\n    listed \"Listed\" due 31 March => 3\n    finished \"Finished\" due 30 September => 5, less 0.1 for each day late\n  }}\n\
             \n  else state quality judged by office {{\n    excellent \"All done\" => 5\n    good \"Most done\" => 3\n    poor => 0\n  }}\n\
             \n  else 0\n  deduct 0.5 for each complaint in notices, at most 2\n}}\n\
             \nexample \"half {number}\" of item_{number} {{\n  given done = 79, all = 100\n  expect 5 points from quantify\n}}\n"
        )
        .unwrap();
    }
    text
}

fn sources(text: &str) -> SourceMap {
    let mut sources = SourceMap::default();
    sources.add("generated.yard", text);
    sources
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("rules");
    group.sample_size(20);
    for indicators in [50, 500] {
        let text = generated_book(indicators);
        let sources = sources(&text);
        let parse = || sources.files().map(syntax::parse).collect::<Vec<_>>();
        let parses = parse();
        assert!(parses.iter().all(|parse| parse.diagnostics.is_empty()), "the generated book parses");
        let checked = check::check(&parses, &sources);
        assert!(checked.program.is_some(), "the generated book is sound");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("parse", indicators), &sources, |bencher, _| bencher.iter(|| black_box(parse())));
        group.bench_with_input(BenchmarkId::new("parse and check", indicators), &sources, |bencher, sources| {
            bencher.iter(|| black_box(check::check(&parse(), sources)));
        });
    }
    group.finish();
}

fn program(criterion: &mut Criterion) {
    let run = |arguments: &[&str]| {
        let status = Command::new(env!("CARGO_BIN_EXE_yardstick"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(status.success(), "{arguments:?}: {status}");
    };
    let mut group = criterion.benchmark_group("program");
    group.sample_size(20);
    group.bench_function("start alone", |bencher| bencher.iter(|| run(&["--version"])));
    group.bench_function("start to first score of the shipped book", |bencher| {
        bencher.iter(|| run(&["score", "rules/2025", "--data", "rules/2025/data"]));
    });
    group.finish();
}

/// The shipped rules and what was submitted for them, with so many departments in all: those of the
/// shipped data again and again, each with its answers and entries.
fn departments(number: usize) -> (Program, Submission, SourceMap) {
    let mut sources = SourceMap::default();
    let ids: Vec<_> =
        files("rules/2025", "yard").into_iter().map(|(name, bytes)| sources.add(name, String::from_utf8(bytes).unwrap())).collect();
    let parses: Vec<_> = ids.iter().map(|id| syntax::parse(sources.file(*id))).collect();
    let program = check::check(&parses, &sources).program.expect("the shipped rules are sound");
    let given = files("rules/2025/data", "csv").into_iter().map(|(name, bytes)| DataFile { name, bytes }).collect();
    let mut submission = load_folder(&program, given, &mut sources).submission;
    let (level, _) = program.levels.iter().find(|(_, level)| level.name == "department").unwrap();
    let shipped: Vec<usize> = (0..submission.subjects.len()).filter(|place| submission.subjects[*place].level == level).collect();
    let copies: Vec<usize> = shipped.iter().copied().cycle().take(number - shipped.len()).collect();
    for original in copies {
        let copy = submission.subjects.len();
        submission.subjects.push(submission.subjects[original].clone());
        for entries in submission.registers.values_mut() {
            let of_copy = entries.iter().filter(|entry| entry.subject == Whose::Subject(original)).cloned();
            let of_copy: Vec<Entry> = of_copy.map(|entry| Entry { subject: Whose::Subject(copy), ..entry }).collect();
            entries.extend(of_copy);
        }
    }
    (program, submission, sources)
}

/// The files below a folder with this ending, extensions and their acceptances aside.
fn files(folder: &str, ending: &str) -> Vec<(String, Vec<u8>)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("extensions") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) && !path.ends_with("acceptances.yard") {
                found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The peak of this process's memory in MiB; none where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? / 1024)
}

/// How long this thread has had a processor; none where the system does not say. On a machine that
/// others work on, too, the clock on the wall says little.
fn processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// How many departments the reference evaluator is measured with.
const DEPARTMENTS: usize = 1000;

fn scoring(criterion: &mut Criterion) {
    let (program, submission, sources) = departments(DEPARTMENTS);
    let (before, started) = (peak(), processor());
    let (scores, _) = eval::score(&program, &submission, &sources);
    assert_eq!(scores.counts.read, submission.subjects.len());
    match before.zip(peak()) {
        Some((before, after)) => println!("scoring {DEPARTMENTS} departments: peak of memory {after} MiB, {before} MiB before"),
        None => println!("scoring {DEPARTMENTS} departments: this system does not tell the peak of memory"),
    }
    if let Some((started, ended)) = started.zip(processor()) {
        println!("scoring {DEPARTMENTS} departments once: {} ms of a processor", ended.saturating_sub(started).as_millis());
    }
    drop(scores);
    let mut group = criterion.benchmark_group("scoring");
    group.sample_size(10);
    group.throughput(Throughput::Elements(DEPARTMENTS as u64));
    group.bench_function(BenchmarkId::new("the whole department book", DEPARTMENTS), |bencher| {
        bencher.iter_with_large_drop(|| black_box(eval::score(&program, &submission, &sources)));
    });
    group.finish();
}

/// What each of very many is asked of all of them; twice as many take twice as long, for what is the same for all
/// of a group is worked out once.
const AMONG_PEERS: [(&str, &str, &str); 6] = [
    ("median", "quantify 1 point × (median of ratio.solved ÷ ratio.all over all), held\n  else 0", ""),
    ("average", "quantify 1 point × (average of ratio.solved over all) ÷ 100, held\n  else 0", ""),
    ("share of peers above", "quantify 10 points × (share of peers above in ratio.solved over all), held\n  else 0", ""),
    ("place", "quantify 1 point × (place of ratio.solved over all) ÷ 1000, held\n  else 0", ""),
    (
        "places shared by all",
        "compete on ratio.all {\n    1st => 50\n    each place below => less 0.5, at least 0\n    missing leave the count\n    \
         ties share the average\n  }\n  else 0",
        "",
    ),
    (
        "quotas",
        "start at full points",
        "rank bureau within sequence on total\n\
         grade bureau within sequence {\n  good when place within the first 20%, rounded down\n  fair otherwise\n}\n",
    ),
];

/// A book in which bureaus are measured against each other, and so many bureaus.
fn peers(number: usize, method: &str, behind: &str) -> (Program, Submission, SourceMap) {
    let text = format!(
        "rulebook \"Peers\" {{\n  year 2025\n  closes 2026-01-20\n  scores rounded half up to 2 decimals\n  totals rounded half up to 2 decimals\n  \
         ties share the better place\n}}\nsubject bureau \"Bureau\" {{\n  sequence urban \"City\" | rural \"County\"\n}}\n\
         scorecard bureau out of 100 {{\n  work \"Work\" 100%\n}}\nindicator ratio \"Ratio\" in work for bureau {{\n  points 50\n  \
         input solved \"Solved\" : number from 0 to 1000\n  input all \"All\" : number from 1 to 1000\n  \
         quantify solved from 0 to 1000\n  else 0\n}}\nindicator peers \"Peers\" in work for bureau {{\n  points 50\n  {method}\n}}\n{behind}"
    );
    let mut sources = sources(&text);
    let parses: Vec<_> = sources.files().map(syntax::parse).collect();
    let checked = check::check(&parses, &sources);
    let program = checked.program.unwrap_or_else(|| panic!("the book of peers is sound: {:?}", checked.diagnostics));
    let mut table = String::from("id,name,sequence,ratio.solved,ratio.all\n");
    for bureau in 0..number {
        let sequence = if bureau % 3 == 0 { "rural" } else { "urban" };
        writeln!(table, "b{bureau},Bureau {bureau},{sequence},{},500", bureau * 7919 % 1000).unwrap();
    }
    let given = vec![DataFile { name: "bureau.csv".to_owned(), bytes: table.into_bytes() }];
    let submission = load_folder(&program, given, &mut sources).submission;
    (program, submission, sources)
}

fn among_peers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("among peers");
    group.sample_size(10).warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(2));
    for (name, method, behind) in AMONG_PEERS {
        for number in [1000, 4000] {
            let (program, submission, sources) = peers(number, method, behind);
            group.throughput(Throughput::Elements(number as u64));
            group.bench_function(BenchmarkId::new(name, number), |bencher| {
                bencher.iter_with_large_drop(|| black_box(eval::score(&program, &submission, &sources)));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, scoring, among_peers, reading, program);
criterion_main!(benches);
