//! How fast rules are read and checked, and how soon the first score is there.
//!
//! `cargo bench` prints each figure; read them as ratios within one run, for machines differ:
//! checking against parsing the same book, scoring against starting the bare program.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark is a program of its own")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::process::{Command, Stdio};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use yardstick::text::SourceMap;
use yardstick::{check, syntax};

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

criterion_group!(benches, reading, program);
criterion_main!(benches);
