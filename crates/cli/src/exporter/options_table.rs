//! The options of an exporter as a table, from their JSON Schema.

use jianbao_finding::{Lang, Text};
use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::wrap;

/// How deep options may lie in one another; a schema may refer to itself.
const DEEPEST: usize = 4;
/// Columns of a description.
const WIDTH: usize = 76;

/// One option.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    name: String,
    kind: String,
    default: String,
    allowed: String,
    description: String,
}

/// A line for each option, name, type, default and allowed values, and below it what it does.
pub(super) fn table(schema: &Value, lang: Lang) -> String {
    let mut rows = Vec::new();
    collect(schema, schema, "", 0, &mut rows);
    if rows.is_empty() {
        return Text::new("没有选项\n", "no options\n").get(lang).to_owned();
    }
    let titles = match lang {
        Lang::Zh => ["选项", "类型", "默认", "可选"],
        Lang::En => ["option", "type", "default", "allowed"],
    };
    let titles = Row {
        name: titles[0].to_owned(),
        kind: titles[1].to_owned(),
        default: titles[2].to_owned(),
        allowed: titles[3].to_owned(),
        description: String::new(),
    };
    let widest =
        |cell: fn(&Row) -> &String| rows.iter().chain([&titles]).map(|row| cell(row).width()).max().unwrap_or_default();
    let widths = [widest(|row| &row.name), widest(|row| &row.kind), widest(|row| &row.default)];
    [&titles].into_iter().chain(&rows).map(|row| row.lines(widths)).collect()
}

impl Row {
    fn lines(&self, widths: [usize; 3]) -> String {
        let cells = [(&self.name, widths[0]), (&self.kind, widths[1]), (&self.default, widths[2])];
        let cells: Vec<String> = cells.into_iter().map(|(cell, width)| wrap::padded(cell, width)).collect();
        let mut lines = format!("{}  {}", cells.join("  "), self.allowed).trim_end().to_owned() + "\n";
        // Line ends of the schema are those of somebody's source code.
        let description = self.description.split_whitespace().collect::<Vec<_>>().join(" ");
        if !description.is_empty() {
            lines.extend(wrap::lines(&description, WIDTH).into_iter().map(|line| format!("    {line}\n")));
        }
        lines
    }
}

fn collect(root: &Value, schema: &Value, prefix: &str, depth: usize, rows: &mut Vec<Row>) {
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, property) in properties.into_iter().flatten() {
        let meant = resolved(root, property);
        let name = format!("{prefix}{name}");
        if meant.get("properties").is_some() && depth < DEEPEST {
            collect(root, meant, &format!("{name}."), depth + 1, rows);
            continue;
        }
        let text = |key| property.get(key).or_else(|| meant.get(key)).and_then(Value::as_str).unwrap_or_default();
        rows.push(Row {
            kind: kind(root, meant, 0),
            default: property.get("default").or_else(|| meant.get("default")).map_or("-".to_owned(), shown),
            allowed: allowed(meant),
            description: text("description").to_owned(),
            name,
        });
    }
}

/// The schema behind a reference into the same document.
fn resolved<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#'));
    target.and_then(|pointer| root.pointer(pointer)).unwrap_or(schema)
}

fn kind(root: &Value, schema: &Value, depth: usize) -> String {
    match schema.get("type") {
        Some(Value::String(kind)) => return kind.clone(),
        Some(Value::Array(kinds)) => return kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|"),
        _ => {}
    }
    let choices = ["anyOf", "oneOf"].iter().find_map(|key| schema.get(key)).and_then(Value::as_array);
    let mut kinds: Vec<String> = match choices {
        Some(choices) if depth < DEEPEST => {
            choices.iter().map(|choice| kind(root, resolved(root, choice), depth + 1)).collect()
        }
        _ => Vec::new(),
    };
    kinds.dedup();
    match (kinds.is_empty(), schema.get("enum").and_then(Value::as_array)) {
        (false, _) => kinds.join("|"),
        (true, Some(values)) if values.iter().all(Value::is_string) => "string".to_owned(),
        _ => "any".to_owned(),
    }
}

/// Listed values, or bounds.
fn allowed(schema: &Value) -> String {
    let listed = schema.get("enum").and_then(Value::as_array).map(|values| values.iter().map(shown).collect());
    let constants = || {
        let choices = schema.get("oneOf").and_then(Value::as_array)?;
        choices.iter().map(|choice| choice.get("const").map(shown)).collect::<Option<Vec<String>>>()
    };
    if let Some(values) = listed.or_else(constants) {
        return values.join(", ");
    }
    if schema.get("type").and_then(Value::as_str) == Some("boolean") {
        return "true, false".to_owned();
    }
    let bound = |key| schema.get(key).map(shown);
    match (bound("minimum").or_else(|| bound("minLength")), bound("maximum").or_else(|| bound("maxLength"))) {
        (None, None) => String::new(),
        (least, most) => format!("{}..{}", least.unwrap_or_default(), most.unwrap_or_default()),
    }
}

/// A value as it is typed after `--option NAME=`.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use jianbao_finding::Lang;
    use serde_json::{Value, json};

    use super::table;

    #[test]
    fn every_option_has_its_line() {
        let schema = json!({ "type": "object", "properties": {
            "page": { "enum": ["A4", "Letter"], "default": "A4", "description": "Size\nof the page" },
            "depth": { "type": "integer", "minimum": 1, "maximum": 9, "default": 3 },
            "name": { "type": ["string", "null"] },
            "style": { "$ref": "#/$defs/Style", "default": "plain" },
            "toc": { "type": "object", "properties": { "show": { "type": "boolean", "default": true } } } },
            "$defs": { "Style": { "oneOf": [{ "const": "plain", "type": "string" }, { "const": "rich", "type": "string" }] } } });
        let expected = "\
option    type         default  allowed
page      string       A4       A4, Letter
    Size of the page
depth     integer      3        1..9
name      string|null  -
style     string       plain    plain, rich
toc.show  boolean      true     true, false
";
        assert_eq!(table(&schema, Lang::En), expected);
    }

    #[test]
    fn a_schema_that_is_none_does_no_harm() {
        assert_eq!(table(&Value::Null, Lang::Zh), "没有选项\n");
        let own = json!({ "properties": { "a": { "$ref": "#" } } });
        assert_eq!(table(&own, Lang::En).lines().nth(1), Some("a.a.a.a.a  any   -"));
        let odd = json!({ "properties": { "a": 1, "b": { "anyOf": [{ "$ref": "#/properties/b" }], "enum": 3 } } });
        assert_eq!(table(&odd, Lang::En).lines().count(), 3);
    }
}
