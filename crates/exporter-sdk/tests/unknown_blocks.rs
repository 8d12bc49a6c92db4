//! A block of a kind that came after this SDK is reported with its place; the rest is exported.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::io::Write as _;

use jianbao_exporter_sdk::document::Document;
use jianbao_exporter_sdk::{Description, ExportError, Exporter, Job, NoOptions, Request, testing};
use serde_json::json;

struct Plain;
impl Exporter for Plain {
    type Options = NoOptions;
    fn describe() -> Description {
        Description::new("test.plain", "Plain", "1.0.0").output("main", "txt", "text/plain").features(["block.known"])
    }
    fn export(request: &Request<NoOptions>, job: &Job<'_>) -> Result<(), ExportError> {
        writeln!(job.output("a.txt")?, "{} sections", request.document.sections.len())?;
        Ok(())
    }
}

#[test]
fn unknown_blocks_are_told_unless_the_exporter_says_it_keeps_them() {
    let page = json!({ "width": 11906, "height": 16838, "orientation": "portrait", "margin_top": 1, "margin_bottom": 1,
        "margin_left": 1, "margin_right": 1, "header_distance": 1, "footer_distance": 1 });
    let blocks = json!([{ "kind": "page_break" }, { "kind": "sidebar", "text": "a" }, { "kind": "known" }]);
    let document: Document = serde_json::from_value(json!({
        "model": "1.3", "properties": { "title": "t", "language": "en" }, "features": ["block.sidebar", "block.known"],
        "styles": { "default": "body", "paragraphs": {} },
        "sections": [{ "id": "s", "page": page, "blocks": blocks }] }))
    .unwrap();
    let exported = testing::export::<Plain>(&Request::new(document, NoOptions {})).unwrap();
    let expected = ("block.sidebar".to_owned(), "a block of the kind `sidebar` was left out".to_owned());
    assert_eq!(exported.degraded, [expected]);
    assert_eq!(exported.files["a.txt"], b"1 sections\n");
}
