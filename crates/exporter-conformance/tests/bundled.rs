//! The three exporters that come along pass every case, and random documents do not surprise them.
#![allow(clippy::unwrap_used, reason = "a test program")]

mod common;

use std::time::Duration;

use common::{bundled, failed, kit};
use jianbao_exporter_conformance::{Kit, Selection, Verdict, cases};

const NAMES: [&str; 3] = ["docx", "xlsx", "html"];
/// Longer than anything takes, on a busy machine too.
const WALL: Duration = Duration::from_secs(120);

#[test]
fn they_pass_every_case() {
    for name in NAMES {
        let report = kit(bundled(name), WALL).run(&Selection::default());
        assert_eq!(failed(&report), [], "{name}");
        assert_eq!(report.cases.len(), cases().count());
        let skipped = report.cases.iter().filter(|case| case.verdict == Verdict::Skip).count();
        assert_eq!(skipped, 0, "{name}");
    }
}

#[test]
fn random_documents_do_not_surprise_them() {
    for name in NAMES {
        let kit = kit(bundled(name), WALL);
        let written: u64 = (0..40)
            .map(|seed| {
                let report = kit.fuzz(seed, Duration::ZERO).unwrap();
                assert_eq!(report.surprises, [], "{name}: seed {seed}");
                report.documents - report.refused
            })
            .sum();
        assert!(written >= 5, "{name}: only {written} of 40 were written");
    }
}

#[test]
fn an_exporter_that_drops_tables_silently_is_found_out() {
    let kit = kit(bundled("broken_exporters"), WALL);
    let names = ["scripts", "minimal"].map(str::to_owned).to_vec();
    let report = kit.run(&Selection { names });
    let [(name, message)] = failed(&report)[..] else { panic!("{report:?}") };
    assert_eq!(name, "scripts");
    assert!(message.contains("`预算绩效`") && message.contains("nothing is said to be left out"), "{message}");
}

#[test]
fn a_case_runs_in_this_process() {
    let kit = kit(bundled("html"), WALL);
    let case = |name: &str| cases().find(|case| case.name == name).unwrap();
    let ran = kit.run_in_process(case("minimal")).unwrap();
    assert_eq!((ran.status, &ran.files[..], ran.reason), (0, &["report.html".to_owned()][..], None));
    let refused = kit.run_in_process(case("control-characters")).unwrap();
    assert!(refused.status == 1 && refused.reason.unwrap().contains("`html.text`"));
    assert!(kit.run_in_process(case("cancel")).unwrap_err().contains("is not about one document"));
}

#[test]
fn names_that_are_no_case_are_told() {
    let names = ["minimal", "nix"].map(str::to_owned).to_vec();
    assert_eq!(Selection { names }.unknown(), ["nix"]);
    assert_eq!(Kit::random_document(7), Kit::random_document(7));
}
