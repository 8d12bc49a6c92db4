//! What the three examples refuse, and what they leave out with permission.

use jianbao_document::Document;
use jianbao_exporter_host::HostErrorKind::{Failed, Features, Options};
use serde_json::{Value, json};

use crate::made;
use crate::support::{self, Example};

fn examples() -> [(&'static str, &'static Example); 3] {
    [("markdown", support::markdown()), ("text", support::text()), ("csv", support::csv())]
}

fn example(name: &str) -> &'static Example {
    examples().into_iter().find(|(one, _)| *one == name).unwrap().1
}

#[test]
fn wrong_options_are_named() {
    let cases = [
        ("text", json!({ "width": 0 }), "`width`: 0 is less than the minimum of 20"),
        ("text", json!({ "width": "wide" }), "`width`: \"wide\" is not of type \"integer\""),
        ("text", json!({ "width": 78.5 }), "`width`: 78.5 is not of type \"integer\""),
        ("text", json!({ "widht": 78 }), "`widht` is not an option; did you mean `width`?"),
        ("text", json!({ "table_style": "round" }), "`table_style`: \"round\" is not one of \"box\" or \"ascii\""),
        ("markdown", json!({ "front_matter": "yes" }), "`front_matter`: \"yes\" is not of type \"boolean\""),
        ("markdown", json!({ "merged_cell": "html" }), "`merged_cell` is not an option; did you mean `merged_cells`?"),
        ("markdown", json!({ "footnotes": 1 }), "`footnotes`: "),
        ("csv", json!({ "delimiter": "|" }), "`delimiter`: \"|\" is not one of \"comma\", \"semicolon\" or \"tab\""),
        ("csv", json!({ "bom": true }), "`bom` is not an option"),
    ];
    let document = made::document(&[]);
    for (name, options, message) in cases {
        let error = example(name).export(&document, &options).unwrap_err();
        assert_eq!(error.kind(), Options, "{name} {options}");
        assert!(error.to_string().contains(message), "{name} {options}: {error}");
    }
}

fn merged() -> Value {
    let mut table = made::table(&[vec!["a".to_owned(), "b".to_owned()]]);
    table["rows"][0]["cells"] = json!([made::cell("a", &json!({ "column_span": 2 }))]);
    table
}

#[test]
fn what_would_be_lost_is_refused_and_told() {
    let unknown = json!({ "kind": "hologram", "depth": 3 });
    let cases: [(&str, Value, &[&str]); 3] = [
        ("chart", made::chart(), &["markdown", "text", "csv"]),
        ("table.merged-cells", merged(), &["csv"]),
        ("block.hologram", unknown, &["markdown", "text", "csv"]),
    ];
    for (feature, block, lacking) in cases {
        let document = made::document(&[made::paragraph("一"), block]);
        for (name, example) in examples() {
            let strict = example.export(&document, &Value::Null);
            assert_eq!(strict.is_err(), lacking.contains(&name), "{name} {feature}");
            if let Err(error) = strict {
                assert_eq!(error.kind(), Features, "{name} {feature}");
                assert!(error.to_string().contains(feature), "{name}: {error}");
                let told = example.export_degraded(&document, &Value::Null).unwrap().degraded;
                let at = Some("/sections/0/blocks/1".to_owned());
                assert!(told.iter().any(|one| one.feature == feature && one.pointer == at), "{name}: {told:?}");
            }
        }
    }
}

/// A document whose table has these cells in its one row of two columns.
fn crooked(cells: &Value) -> Document {
    let mut table = made::table(&[vec!["a".to_owned(), "b".to_owned()]]);
    table["rows"][0]["cells"] = cells.clone();
    made::document(&[table])
}

#[test]
fn tables_that_are_no_grid_are_refused_with_their_place() {
    let one = |more: Value| made::cell("a", &more);
    let cases = [
        (json!([one(json!({}))]), "/sections/0/blocks/0/rows/0"),
        (json!([one(json!({})), one(json!({})), one(json!({}))]), "/sections/0/blocks/0/rows/0/cells/2"),
        (json!([one(json!({ "row_span": 2 })), one(json!({}))]), "/sections/0/blocks/0/rows/0/cells/0"),
        (json!([one(json!({ "column_span": 0 })), one(json!({}))]), "/sections/0/blocks/0/rows/0/cells/0"),
        (json!([one(json!({})), one(json!({ "column_span": 2 }))]), "/sections/0/blocks/0/rows/0/cells/1"),
    ];
    for (cells, place) in cases {
        for (name, example) in examples() {
            let error = example.export_degraded(&crooked(&cells), &Value::Null).unwrap_err();
            assert_eq!((error.kind(), error.pointer()), (Failed, Some(place)), "{name} {cells}: {error}");
            assert_eq!(error.code(), Some(format!("{name}.grid").as_str()));
        }
    }
}

#[test]
fn a_document_without_content_is_still_a_file() {
    for (name, example) in examples() {
        let exported = example.export(&made::document(&[]), &Value::Null).unwrap();
        let extension = exported.name.rsplit('.').next().unwrap();
        assert_eq!(
            extension,
            match name {
                "markdown" => "md",
                "text" => "txt",
                _ => "zip",
            }
        );
    }
}
