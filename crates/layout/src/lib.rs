//! Layout packages: an agency's required format as a folder of text files.
//!
//! A package is read from the templates embedded in this crate or from a folder, checked, and handed on as a [`Layout`]:
//! policies, words, typography, sections, tables, forms and the text of the templates.
//!
//! This crate does not know datasets or documents and renders nothing.

mod catalogue;
mod chain;
mod checks;
mod describe;
mod length;
mod library;
mod manifest;
mod merge;
mod package;
mod places;
mod policies;
mod rules;
mod scaffold;
mod typography;

pub use catalogue::CHECKS;
pub use describe::describe;
pub use length::{Length, Size};
pub use library::{Embedded, Library, LoadError, embedded, find, load_folder};
pub use manifest::{
    Align, ColumnSpec, FileSpec, FormSpec, Manifest, Numbering, SectionSpec, TableSpec, TotalSpec, UnitLine,
};
pub use package::{Layout, Package};
pub use places::Places;
pub use policies::{Blank, Decimals, DisplayUnit, Lights, Policies, RateDenominator, ReceiptDenominator, Scores};
pub use rules::{MOST_RULES, RuleFile, RuleSet, RuleSpec, RuleSubject, Said, find_rules, rule_packs, rules_schema};
pub use scaffold::{NewLayout, scaffold};
pub use typography::{FontPair, PageNumberSpec, PageSpec, StyleSpec, Typography};

/// The JSON Schema (2020-12) of `layout.toml`, for editors.
#[must_use]
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Manifest);
    schema.insert("$id".to_owned(), "urn:jianbao:schema:layout:1.0".into());
    schema.insert("title".to_owned(), "Jianbao layout 1.0".into());
    let mut schema = schema.to_value();
    extending(&mut schema);
    schema
}

/// What a layout may say that extends another: the manifest is read after the layouts were merged, so its type does not have it.
fn extending(schema: &mut serde_json::Value) {
    schema["properties"]["extends"] = serde_json::json!({
        "type": "string",
        "description": "Layout that this one changes: the id of a built-in one, or `./folder`; its own keys and files win."
    });
    let required = schema["required"].take();
    schema["if"] = serde_json::json!({"required": ["extends"]});
    schema["then"] = serde_json::json!({"required": ["id"]});
    schema["else"] = serde_json::json!({"required": required});
    schema["required"] = serde_json::json!(["id"]);
    for item in ["SectionSpec", "TableSpec", "FormSpec", "OutputSpec"] {
        let Some(item) = schema["$defs"].get_mut(item) else { continue };
        item["properties"]["drop"] = serde_json::json!({
            "type": "boolean",
            "description": "Removes this item of the extended layout."
        });
        for (key, place) in [("after", "after"), ("before", "before")] {
            item["properties"][key] = serde_json::json!({
                "type": "string",
                "description": format!("Puts this item {place} the one with this id.")
            });
        }
        item["required"] = serde_json::json!(["id"]);
    }
}
