//! The layouts of the product, and new ones, have nothing that `layout check` would refuse.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::sync::Arc;

use jianbao_finding::{Finding, Lang, Severity};
use jianbao_layout::{NewLayout, describe, embedded, find, load_folder, scaffold};
use jianbao_render::check;

fn told(findings: &[Finding], least: Severity) -> Vec<String> {
    let place = |finding: &Finding| {
        let source = finding.source.as_ref().map_or("", |source| source.name());
        format!("{source}:{}: {} {}", finding.position().map_or(0, |at| at.line), finding.code, finding.message.en)
    };
    findings.iter().filter(|finding| finding.severity >= least).map(place).collect()
}

#[test]
fn built_in_layouts_pass() {
    let ids = embedded();
    assert!(!ids.is_empty());
    for id in ids {
        let layout = Arc::new(find(&id).unwrap_or_else(|error| panic!("{id}: {error:?}")));
        assert_eq!(told(&check(&layout), Severity::Error), Vec::<String>::new(), "{id}");
    }
}

#[test]
fn built_in_layouts_can_be_described() {
    for id in embedded() {
        let layout = find(&id).unwrap();
        for lang in [Lang::Zh, Lang::En] {
            let text = describe(&layout, lang);
            let titles = layout.manifest.narrative.values().chain([&layout.manifest.title, &layout.manifest.agency]);
            assert!(titles.into_iter().all(|word| text.contains(word.as_str())), "{text}");
        }
    }
}

#[test]
fn new_layouts_have_no_findings() {
    let folder = tempfile::tempdir().unwrap();
    let bases = embedded();
    let bases: Vec<Option<&str>> = std::iter::once(None).chain(bases.iter().map(|id| Some(id.as_str()))).collect();
    for (at, extends) in bases.into_iter().enumerate() {
        let new = folder.path().join(format!("new-{at}"));
        scaffold(&new, &NewLayout { id: "new/1", extends }).unwrap();
        let layout = load_folder(&new).unwrap_or_else(|error| panic!("{extends:?}: {:?}", error.findings()));
        assert_eq!(told(&check(&Arc::new(layout)), Severity::Warning), Vec::<String>::new(), "{extends:?}");
    }
}

#[test]
fn nothing_is_left_or_replaced_where_a_new_layout_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let new = NewLayout { id: "new/1", extends: None };
    std::fs::write(folder.path().join("own.txt"), "mine").unwrap();
    assert!(scaffold(folder.path(), &new).is_err());
    assert!(scaffold(&folder.path().join("own.txt"), &new).is_err());
    assert!(scaffold(&folder.path().join("no/such"), &new).is_err());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["own.txt"]);
}
