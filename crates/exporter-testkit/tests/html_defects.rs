//! A small good page, and the same page with one defect planted.
#![allow(clippy::unwrap_used, reason = "a test program")]

use jianbao_exporter_testkit::html_structure::DefectKind::{self, *};
use jianbao_exporter_testkit::html_structure::check_html;
use jianbao_exporter_testkit::html_text::{Value, attributes, tables, texts, values};

const PAGE: &str = r##"<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-QRQPRLGyxt3RJiKpYNjpkgHcmHU2PywsfL2e8oI0LQA='"/>
<meta name="viewport" content="width=device-width"/><title>A &amp; B</title><style>p{margin:0}</style></head>
<body><nav><a href="#one">一</a></nav><h1>标题</h1><p id="one" title="url(x)">甲<b>乙</b>丙<br/>丁</p>
<svg><rect fill="url(#one)"/></svg><button popovertarget="note">1</button><div id="note" popover="auto">2</div>
<p><data value="90.872" data-figure="rate">90.87%</data><time datetime="2020-11">11月</time></p>
<table aria-labelledby="one"><colgroup><col/><col/><col/></colgroup>
<thead><tr><th scope="col" colspan="2">a</th><th scope="col">b</th></tr></thead>
<tbody><tr><td rowspan="2">c</td><td>d</td><td>e</td></tr><tr><td colspan="2"><p>f</p><p>g</p></td></tr></tbody></table></body></html>
"##;

/// The kinds of defects after replacing a text that stands once in the page.
#[track_caller]
fn planted(good: &str, bad: &str) -> Vec<DefectKind> {
    assert_eq!(PAGE.matches(good).count(), 1, "`{good}`");
    let defects = check_html(PAGE.replace(good, bad).as_bytes());
    assert!(defects.iter().all(|defect| !defect.message.is_empty()));
    defects.into_iter().map(|defect| defect.kind).collect()
}

#[test]
fn the_good_page_is_good() {
    assert_eq!(check_html(PAGE.as_bytes()), []);
    assert_eq!(texts(PAGE.as_bytes(), "p").unwrap()[0], "甲乙丙\n丁");
    assert_eq!(texts(PAGE.as_bytes(), "title").unwrap(), ["A & B"]);
    assert_eq!(tables(PAGE.as_bytes()).unwrap(), [[["a", "a", "b"], ["c", "d", "e"], ["c", "f\ng", "f\ng"]]]);
    assert_eq!(attributes(PAGE.as_bytes(), "id").unwrap(), ["one", "note"]);
    let value = |figure: Option<&str>, exact: &str, text: &str| Value {
        figure: figure.map(str::to_owned),
        exact: Some(exact.to_owned()),
        text: text.to_owned(),
    };
    let expected = [value(Some("rate"), "90.872", "90.87%"), value(None, "2020-11", "11月")];
    assert_eq!(values(PAGE.as_bytes()).unwrap(), expected);
}

#[test]
fn files_that_are_no_page() {
    for bytes in [&b""[..], b"<html></html>", b"<!DOCTYPE html><html>", b"<!DOCTYPE html><p/>", b"<!DOCTYPE html>\xff"]
    {
        assert_eq!(check_html(bytes).iter().map(|defect| defect.kind).collect::<Vec<_>>(), [IllFormed], "{bytes:?}");
    }
    assert_eq!(planted("<br/>", "<br>"), [IllFormed]);
    assert_eq!(planted("</b>丙", "</b>丙\u{1}"), [IllFormed]);
}

#[test]
fn heads_that_lack_something() {
    assert_eq!(planted(" lang=\"zh-CN\"", ""), [Head]);
    assert_eq!(planted("<title>A &amp; B</title>", ""), [Head]);
    assert_eq!(planted("<meta charset=\"utf-8\"/>", ""), [Head]);
    assert_eq!(planted("name=\"viewport\"", "name=\"x\""), [Head]);
}

#[test]
fn ids_and_what_names_them() {
    assert_eq!(planted("id=\"note\"", "id=\"one\""), [DuplicateId, Target]);
    assert_eq!(planted("href=\"#one\"", "href=\"#two\""), [Target]);
    assert_eq!(planted("popovertarget=\"note\"", "popovertarget=\"two\""), [Target]);
    assert_eq!(planted("aria-labelledby=\"one\"", "aria-labelledby=\"one two\""), [Target]);
}

#[test]
fn main_headings() {
    assert_eq!(planted("<h1>标题</h1>", "<h2>标题</h2>"), [MainHeading]);
    assert_eq!(planted("<h1>标题</h1>", "<h1>标题</h1><h1>又</h1>"), [MainHeading]);
}

#[test]
fn tables_that_do_not_cover_their_grid() {
    assert_eq!(planted("<td>d</td>", ""), [Grid]);
    assert_eq!(planted("<td>d</td>", "<td colspan=\"2\">d</td>"), [Grid]);
    assert_eq!(planted("<col/><col/><col/>", "<col/><col/>"), [Grid, Grid, Grid]);
    assert_eq!(planted("rowspan=\"2\"", "rowspan=\"3\""), [Grid]);
    assert_eq!(planted("<td>e</td>", "<td rowspan=\"2\">e</td>"), [Grid]);
    assert_eq!(planted("<th scope=\"col\">b", "<th>b"), [Scope]);
}

#[test]
fn scripts_and_style_attributes() {
    assert_eq!(planted("<nav>", "<script>1</script><nav>"), [Script]);
    assert_eq!(planted("<nav>", "<nav onclick=\"1\">"), [Script]);
    assert_eq!(planted("href=\"#one\"", "href=\"javascript:1\""), [Script, External]);
    assert_eq!(planted("<nav>", "<nav style=\"color:red\">"), [StyleAttribute]);
}

#[test]
fn things_from_elsewhere() {
    assert_eq!(planted("<br/>", "<img src=\"a.png\"/>"), [External]);
    assert_eq!(planted("<br/>", "<img src=\"data:image/png;base64,AA==\"/>"), []);
    assert_eq!(planted("href=\"#one\"", "href=\"https://example.invalid/\""), [External]);
    assert_eq!(planted("<nav>", "<link rel=\"icon\"/><nav>"), [External]);
    assert_eq!(planted("url(#one)", "url(a.svg)"), [External]);
    assert_eq!(planted("p{margin:0}", "p{background:url('//a/b')}"), [External, Policy]);
    assert_eq!(planted("p{margin:0}", "@import 'a';"), [External, Policy]);
}

#[test]
fn policies_that_do_not_protect() {
    assert_eq!(planted("default-src 'none'", "default-src *"), [Policy]);
    assert_eq!(planted("'none';", "'none'; script-src 'self';"), [Policy]);
    assert_eq!(planted("p{margin:0}", "p{margin:1}"), [Policy]);
    assert_eq!(planted("Content-Security-Policy", "x"), [Policy]);
}
