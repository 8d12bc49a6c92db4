//! The layouts of the product, and new ones, have nothing that `layout check` would refuse.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::sync::Arc;

use jianbao_finding::{Finding, Lang, Severity, Source};
use jianbao_layout::{
    Embedded, Layout, Library as _, NewLayout, Package, describe, embedded, find, load_folder, scaffold,
};
use jianbao_render::check;
use proptest::prelude::*;

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

/// Pieces of templates, right and wrong.
const PIECES: &[&str] = &[
    "{{ ",
    " }}",
    "{% ",
    " %}",
    "for row in indicator_rows",
    "endfor",
    "if ",
    "else",
    "endif",
    "macro m(a)",
    "endmacro",
    "m(",
    ")",
    "(",
    "project",
    ".name",
    ".nmae",
    "figure(\"funding.",
    "total.executed\")",
    " ~ ",
    " > ",
    " == none",
    "|label(\"likelihood\")",
    "row.likelihood",
    "\"",
    "'",
    "[0]",
    "{funding.total.executed}",
    "# 一、",
    "\n",
    "<td>",
    "</td>",
    "|",
    "~",
    "set x = ",
    "x",
    "资金",
    "{# ",
    " #}",
    "include \"sheet.html.j2\"",
    "import \"report.md.j2\" as r",
    "r.m(1)",
    "table(",
    "\"uses\")",
    "narrative(\"fund_use\")",
    "[1, 2]",
    "{\"a\": 1}",
    " and not ",
    " in ",
    " is known",
    "loop.index",
    "range(3)",
    "|sum(attribute=\"executed\")",
    "funding",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_template_is_judged_without_a_panic(pieces in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = pieces.iter().map(|&at| PIECES[at]).collect();
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("new");
        scaffold(&new, &NewLayout { id: "new/1", extends: None }).unwrap();
        std::fs::write(new.join("report.md.j2"), &text).unwrap();
        for finding in check(&Arc::new(load_folder(&new).unwrap())) {
            if let (Some(source), Some(span)) = (&finding.source, &finding.span) {
                prop_assert!(span.start <= span.end && span.end <= source.text().len(), "{finding:?} of {text}");
                prop_assert!(source.text().is_char_boundary(span.start), "{finding:?} of {text}");
            }
        }
    }
}

#[test]
fn macros_that_call_one_another_without_end_are_left() {
    let mut text = String::new();
    for at in 0..40 {
        let next = (at + 1) % 40;
        text += &format!(
            "{{% macro m{at}(a) %}}{{{{ m{next}(a) }}}}{{{{ m{next}(a) }}}}{{{{ project.nmae }}}}{{% endmacro %}}\n"
        );
    }
    text += "{{ m0(1) }}{% include \"report.md.j2\" %}{% include \"report.md.j2\" %}\n";
    let mut files = Embedded.layout("nanchang-etdz/2020").unwrap();
    files.insert("report.md.j2".to_owned(), Arc::new(Source::new("report.md.j2", text)));
    let layout = Layout::read(&Package { origin: "x".to_owned(), files }, &Embedded).unwrap();
    let found = check(&Arc::new(layout));
    let fields = found.iter().filter(|finding| finding.code == "T-FIELD").count();
    assert_eq!(fields, 40, "each macro's mistake is told once");
}
