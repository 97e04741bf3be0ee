//! Rules with their findings: `good` ones have none, `bad` ones those that their carets mark.

use yardstick::check::check;
use yardstick::diagnostics::Diagnostic;
use yardstick::syntax::parse;
use yardstick::text::SourceMap;

use super::support::{carets, fixtures};

/// All findings about one file, by place.
fn findings(name: &str, text: &str) -> (SourceMap, Vec<Diagnostic>) {
    let mut sources = SourceMap::default();
    let id = sources.add(name, text);
    let parsed = parse(sources.file(id));
    let mut diagnostics = parsed.diagnostics.clone();
    diagnostics.append(check(&[parsed], &sources).diagnostics);
    (sources, diagnostics.into_sorted())
}

fn fixtures_hold(kind: &str) {
    let all = fixtures::files("tests/fixtures/check", "yard");
    let wanted: Vec<_> = all.iter().filter(|path| fixtures::name(path).contains(kind)).collect();
    assert!(!wanted.is_empty(), "no fixtures of kind {kind}");
    let mut faults = Vec::new();
    for path in wanted {
        let name = fixtures::name(path);
        let text = fixtures::read(path);
        let (sources, found) = findings(&name, &text);
        let source = sources.files().next().unwrap();
        if let Err(fault) = carets::compare(source, &found, |changed| findings(&name, changed).1) {
            faults.push(fault);
        }
    }
    assert!(faults.is_empty(), "{} of the fixtures:\n\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn good_rules_have_no_findings() {
    fixtures_hold("/good/");
}

#[test]
fn bad_rules_have_the_findings_marked() {
    fixtures_hold("/bad/");
}

/// The files of a rulebook may come in any order, and may be cut anywhere between two items.
#[test]
fn the_order_of_files_never_matters() {
    let text = fixtures::read(&fixtures::root().join("tests/fixtures/check/registers/good/after_the_chain.yard"));
    let (first, second) = text.split_at(text.find("\nindicator ").unwrap());
    let mut sources = SourceMap::default();
    let ids = [sources.add("first.yard", first), sources.add("second.yard", second)];
    let [first, second] = ids.map(|id| parse(sources.file(id)));
    let forwards = check(&[first.clone(), second.clone()], &sources);
    let backwards = check(&[second, first], &sources);
    assert!(forwards.program.is_some(), "{:?}", forwards.diagnostics);
    assert_eq!(format!("{:?}", forwards.program), format!("{:?}", backwards.program));
}
