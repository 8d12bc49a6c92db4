//! One layout on top of another: what wins, where things go, and what is told where it is wrong.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::collections::BTreeMap;
use std::sync::Arc;

use jianbao_finding::{Finding, Source};
use jianbao_layout::{Embedded, Layout, Library, Package};

/// A library of layouts that exist in the test only; typography is the product's.
#[derive(Default)]
struct Fake(BTreeMap<String, BTreeMap<String, Arc<Source>>>);

impl Fake {
    fn with(mut self, id: &str, files: &[(&str, &str)]) -> Self {
        self.0.insert(id.to_owned(), sources(id, files));
        self
    }
}

impl Library for Fake {
    fn layout(&self, id: &str) -> Option<BTreeMap<String, Arc<Source>>> {
        self.0.get(id).cloned()
    }

    fn layouts(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    fn profile(&self, name: &str) -> Option<Arc<Source>> {
        Embedded.profile(name)
    }

    fn rule_pack(&self, name: &str) -> Option<Arc<Source>> {
        Embedded.rule_pack(name)
    }

    fn rule_packs(&self) -> Vec<String> {
        Embedded.rule_packs()
    }
}

fn sources(folder: &str, files: &[(&str, &str)]) -> BTreeMap<String, Arc<Source>> {
    let source = |(name, text): &(&str, &str)| {
        ((*name).to_owned(), Arc::new(Source::new(format!("{folder}/{name}"), (*text).to_owned())))
    };
    files.iter().map(source).collect()
}

const BASE: &str = r#"id = "base/1"
title = "基础"
agency = "甲"
valid_from = 2019
typography = "gbt-9704-2012"
output = "report"
document_title = "t"
period_label = "p"

[policies]
money = { places = 2, trimmed = true }

[policies.labels.likelihood]
certain = "一定能"

[narrative]
one = "一"

[[section]]
id = "cover"
file = "cover.md.j2"
page = "portrait"
styles = { h1 = "cover-title" }

[[section]]
id = "report"
file = "report.md.j2"
page = "portrait"

[[form]]
id = "sheet"
file = "sheet.html.j2"
"#;

fn library() -> Fake {
    Fake::default().with(
        "base/1",
        &[
            ("layout.toml", BASE),
            ("cover.md.j2", "base cover"),
            ("report.md.j2", "base report"),
            ("sheet.html.j2", "base sheet"),
        ],
    )
}

fn read(files: &[(&str, &str)], library: &Fake) -> Result<Layout, Vec<Finding>> {
    Layout::read(&Package { origin: "child".to_owned(), files: sources("child", files) }, library)
}

/// What is wrong: message, file and line, hint.
fn wrong(files: &[(&str, &str)], library: &Fake) -> Vec<(String, String, Option<String>)> {
    let findings = read(files, library).expect_err("something is wrong");
    assert!(findings.iter().all(|finding| finding.code == "T-LAYOUT"));
    let place = |finding: &Finding| match (&finding.source, finding.position()) {
        (Some(source), Some(position)) => format!("{}:{}", source.name(), position.line),
        _ => String::new(),
    };
    findings.iter().map(|f| (f.message.en.clone(), place(f), f.hint.clone().map(|hint| hint.en))).collect()
}

fn text(layout: &Layout, file: &str) -> String {
    layout.templates[file].text().to_owned()
}

#[test]
fn keys_and_files_of_the_child_win() {
    let child = r#"extends = "base/1"
id = "child/1"
agency = "乙"

[policies]
money = { places = 1 }

[policies.labels.likelihood]
possible = "也许能"

[narrative]
two = "二"

[[section]]
id = "cover"
styles = { h2 = "cover-subtitle" }
"#;
    let layout = read(&[("layout.toml", child), ("report.md.j2", "own report")], &library()).unwrap();
    let manifest = &layout.manifest;
    assert_eq!((manifest.id.as_str(), manifest.title.as_str(), manifest.agency.as_str()), ("child/1", "基础", "乙"));
    assert_eq!((manifest.policies.money.places, manifest.policies.money.trimmed), (1, true));
    assert_eq!(manifest.policies.labels["likelihood"].len(), 2);
    assert_eq!(manifest.narrative.keys().collect::<Vec<_>>(), ["one", "two"]);
    assert_eq!(manifest.sections[0].styles.len(), 2);
    assert_eq!(manifest.sections[0].file, "cover.md.j2");
    assert_eq!(
        (text(&layout, "cover.md.j2"), text(&layout, "report.md.j2")),
        ("base cover".into(), "own report".into())
    );
    assert_eq!(layout.bases, ["base/1"]);
    assert_eq!(layout.source.name(), "child/layout.toml");
}

#[test]
fn items_are_dropped_added_and_placed() {
    let child = r#"extends = "base/1"
id = "child/1"

[[section]]
id = "b"
file = "report.md.j2"
page = "portrait"
after = "cover"

[[section]]
id = "c"
file = "report.md.j2"
page = "portrait"
after = "cover"

[[section]]
id = "a"
file = "report.md.j2"
page = "portrait"
before = "cover"

[[section]]
id = "report"
before = "a"

[[section]]
id = "z"
file = "cover.md.j2"
page = "landscape"

[[form]]
id = "sheet"
drop = true
"#;
    let layout = read(&[("layout.toml", child)], &library()).unwrap();
    let ids: Vec<&str> = layout.manifest.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids, ["report", "a", "cover", "b", "c", "z"]);
    assert!(layout.manifest.forms.is_empty());
}

#[test]
fn a_row_of_layouts_ends_in_the_nearest_value() {
    let middle = "extends = \"base/1\"\nid = \"middle/1\"\nagency = \"中\"\ntitle = \"中间\"\n";
    let library = library().with("middle/1", &[("layout.toml", middle), ("cover.md.j2", "middle cover")]);
    let child = "extends = \"middle/1\"\nid = \"child/1\"\nagency = \"乙\"\n";
    let layout = read(&[("layout.toml", child)], &library).unwrap();
    assert_eq!((layout.manifest.title.as_str(), layout.manifest.agency.as_str()), ("中间", "乙"));
    assert_eq!(text(&layout, "cover.md.j2"), "middle cover");
    assert_eq!(layout.bases, ["middle/1", "base/1"]);
}

#[test]
fn a_base_may_lie_inside_the_folder() {
    let child = "extends = \"./parts/base\"\nid = \"child/1\"\n";
    let files = [
        ("layout.toml", child),
        ("cover.md.j2", "own cover"),
        ("parts/base/layout.toml", BASE),
        ("parts/base/cover.md.j2", "base cover"),
        ("parts/base/report.md.j2", "base report"),
        ("parts/base/sheet.html.j2", "base sheet"),
    ];
    let layout = read(&files, &Fake::default()).unwrap();
    assert_eq!(layout.bases, ["./parts/base"]);
    assert_eq!(text(&layout, "cover.md.j2"), "own cover");
    assert_eq!(layout.templates.keys().collect::<Vec<_>>(), ["cover.md.j2", "report.md.j2", "sheet.html.j2"]);
}

#[test]
fn the_typography_may_be_the_child_s_or_the_base_s() {
    let profile = Embedded.profile("gbt-9704-2012").unwrap().text().to_owned();
    let own = profile.replacen("title = \"", "title = \"自用", 1);
    let base = BASE.replace("\"gbt-9704-2012\"", "\"./house.toml\"");
    let files = [("layout.toml", base.as_str()), ("cover.md.j2", ""), ("report.md.j2", ""), ("sheet.html.j2", "")];
    let mut with_house = files.to_vec();
    with_house.push(("house.toml", &profile));
    let library = Fake::default().with("base/1", &with_house);
    let child = ("layout.toml", "extends = \"base/1\"\nid = \"child/1\"\n");
    let title = |layout: &Layout| layout.typography.title.clone();
    let plain = read(&[child], &library).unwrap();
    let changed = read(&[child, ("house.toml", &own)], &library).unwrap();
    assert_eq!(title(&changed), format!("自用{}", title(&plain)));
    assert_ne!(plain.hash, changed.hash);
}

#[test]
fn the_hash_covers_the_bases() {
    let child = [("layout.toml", "extends = \"base/1\"\nid = \"child/1\"\n"), ("cover.md.j2", "x")];
    let hash = |library: &Fake| read(&child, library).unwrap().hash;
    let mut other = library();
    let files = other.0.get_mut("base/1").unwrap();
    // A file that the child replaces counts too: the layout as it was written is what the hash names.
    files.insert("cover.md.j2".to_owned(), Arc::new(Source::new("cover.md.j2", "changed")));
    assert_eq!(hash(&library()), hash(&library()));
    assert_ne!(hash(&library()), hash(&other));
}

#[test]
fn circles_are_told() {
    let of = |id: &str, base: &str| format!("id = \"{id}\"\nextends = \"{base}\"\n");
    let library = Fake::default()
        .with("a/1", &[("layout.toml", &of("a/1", "b/1"))])
        .with("b/1", &[("layout.toml", &of("b/1", "a/1"))])
        .with("self/1", &[("layout.toml", &of("self/1", "self/1"))]);
    let start = |base: &str| wrong(&[("layout.toml", &of("child/1", base))], &library);
    let circle =
        |id: &str, place: &str| vec![(format!("the layout {id} extends itself in a circle"), place.to_owned(), None)];
    assert_eq!(start("a/1"), circle("a/1", "b/1/layout.toml:2"));
    assert_eq!(start("self/1"), circle("self/1", "self/1/layout.toml:2"));
    let same_id = wrong(&[("layout.toml", &of("base/1", "base/1"))], &self::library());
    assert_eq!(same_id[0].1, "child/layout.toml:1");
}

#[test]
fn a_row_that_is_too_long_is_told() {
    let mut library = library();
    for at in 0..20 {
        let base = if at == 0 { "base/1".to_owned() } else { format!("row/{}", at - 1) };
        library = library
            .with(&format!("row/{at}"), &[("layout.toml", &format!("id = \"row/{at}\"\nextends = \"{base}\"\n"))]);
    }
    let start = |at: usize| read(&[("layout.toml", &format!("id = \"c/1\"\nextends = \"row/{at}\"\n"))], &library);
    assert_eq!(start(5).unwrap().bases.len(), 7);
    assert!(start(6).expect_err("too long")[0].message.en.contains("more than 8 layouts"));
}

#[test]
fn what_extends_names_is_checked() {
    for (value, message) in [
        ("\"bass/1\"", "there is no layout bass/1 to extend"),
        ("\"\"", "there is no layout  to extend"),
        ("\"/etc\"", "`extends` stays inside the folder of the layout: /etc"),
        ("'C:\\x'", "`extends` stays inside the folder of the layout: C:\\x"),
        ("\"./../other\"", "`extends` stays inside the folder of the layout: ./../other"),
        ("\"./a/../../b\"", "`extends` stays inside the folder of the layout: ./a/../../b"),
        ("\"../other\"", "`extends` stays inside the folder of the layout: ../other"),
        ("\"./\"", "`extends` stays inside the folder of the layout: ./"),
        ("\".\"", "`extends` stays inside the folder of the layout: ."),
        ("\".//etc\"", "`extends` stays inside the folder of the layout: .//etc"),
        ("'./..\\x'", "`extends` stays inside the folder of the layout: ./..\\x"),
        ("\"./nothing\"", "the folder ./nothing has no layout.toml"),
        ("7", "`extends` names a layout or ./folder"),
    ] {
        let found = wrong(&[("layout.toml", &format!("id = \"c/1\"\nextends = {value}\n"))], &library());
        assert_eq!(found.len(), 1, "{value}");
        assert_eq!((found[0].0.as_str(), found[0].1.as_str()), (message, "child/layout.toml:2"), "{value}");
    }
    let near = wrong(&[("layout.toml", "id = \"c/1\"\nextends = \"bass/1\"\n")], &library());
    assert_eq!(near[0].2.as_deref(), Some("did you mean base/1?"));
    let no_id = wrong(&[("layout.toml", "extends = \"base/1\"\n")], &library());
    assert_eq!(no_id[0].0, "a layout that extends another needs an `id` of its own");
}

#[test]
fn changes_that_meet_nothing_are_told_all_at_once() {
    let child = r#"extends = "base/1"
id = "child/1"
[[section]]
id = "covr"
drop = true
[[section]]
id = "x"
file = "cover.md.j2"
page = "portrait"
after = "nowhere"
[[section]]
id = "cover"
before = "report"
after = "report"
[[form]]
id = "sheet"
drop = "yes"
"#;
    let found = wrong(&[("layout.toml", child)], &library());
    let mut places: Vec<(&str, &str)> =
        found.iter().map(|(message, place, _)| (place.as_str(), message.as_str())).collect();
    places.sort_unstable();
    assert_eq!(
        places,
        [
            ("child/layout.toml:10", "there is no nowhere to be placed by"),
            ("child/layout.toml:13", "an item has `after` or `before`, not both"),
            ("child/layout.toml:17", "`drop` is true or false"),
            ("child/layout.toml:4", "the extended layout has no covr to drop"),
        ]
    );
}

#[test]
fn a_wrong_value_is_told_in_the_file_where_it_stands() {
    let child = |more: &str| format!("extends = \"base/1\"\nid = \"child/1\"\n{more}");
    let own = |more: &str| wrong(&[("layout.toml", &child(more))], &library());
    assert_eq!(own("valid_from = \"x\"\n")[0].1, "child/layout.toml:3");
    assert_eq!(own("[[section]]\nid = \"cover\"\npage = \"portait\"\n")[0].1, "child/layout.toml:5");
    assert_eq!(own("[[section]]\nid = \"new\"\n")[0].1, "child/layout.toml:3");
    assert_eq!(own("colour = 1\n")[0].1, "child/layout.toml:3");
    let broken = |from: &str, to: &str| {
        let mut library = library();
        let text = BASE.replacen(from, to, 1);
        library.0.get_mut("base/1").unwrap().insert("layout.toml".to_owned(), Arc::new(Source::new("base", text)));
        wrong(&[("layout.toml", &child("agency = \"乙\"\n"))], &library)[0].1.clone()
    };
    assert_eq!(broken("valid_from = 2019", "valid_from = \"x\""), "base:4");
    assert_eq!(broken("page = \"portrait\"\n\n[[form]]", "page = \"portait\"\n\n[[form]]"), "base:28");
    assert_eq!(broken("title = \"基础\"", "title = "), "base:2");
    assert_eq!(broken("report.md.j2", "reprot.md.j2"), "base:27");
}

#[test]
fn an_id_that_occurs_twice_in_the_child_is_told() {
    let section = "[[section]]\nid = \"x\"\nfile = \"cover.md.j2\"\npage = \"portrait\"\n";
    let child = format!("extends = \"base/1\"\nid = \"child/1\"\n{section}{section}");
    let found = wrong(&[("layout.toml", &child)], &library());
    assert_eq!((found[0].0.as_str(), found[0].1.as_str()), ("the section id x occurs twice", "child/layout.toml:8"));
}

#[test]
fn a_built_in_layout_can_be_extended() {
    let child = "extends = \"nanchang-etdz/2020\"\nid = \"child/1\"\n[[section]]\nid = \"annex\"\ndrop = true\n";
    let package = Package { origin: "child".to_owned(), files: sources("child", &[("layout.toml", child)]) };
    let layout = Layout::read(&package, &Embedded).unwrap();
    assert_eq!(layout.manifest.sections.len(), 3);
    assert_eq!(layout.places.source("narrative/fund_use").unwrap().name(), "templates/nanchang-etdz/2020/layout.toml");
}
