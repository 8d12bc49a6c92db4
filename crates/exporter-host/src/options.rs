//! Options: defaults filled in, unknown names reported with the nearest known ones, everything checked by the schema.

use jsonschema::error::ValidationErrorKind;
use serde_json::{Map, Value};

use crate::{HostError, HostErrorKind};

/// How alike two names must be (0 to 1) for one to be suggested for the other.
const ALIKE: f64 = 0.7;

/// Completes `given` (an object, or null for none) by the defaults of `schema` and checks it.
///
/// All problems are reported at once, one a line.
pub fn complete(schema: &Value, given: &Value) -> Result<Value, HostError> {
    let mut options = match given {
        Value::Null => Map::new(),
        Value::Object(object) => object.clone(),
        _ => return Err(problem(&["options are not an object".to_owned()])),
    };
    let mut problems = Vec::new();
    report_unknown(schema, &options, "", &mut problems);
    fill(schema, &mut options);
    let options = Value::Object(options);
    if problems.is_empty() {
        validate(schema, &options, &mut problems)?;
    }
    if problems.is_empty() { Ok(options) } else { Err(problem(&problems)) }
}

/// Says why a schema of options cannot be used, or contradicts itself: its own defaults must pass it.
pub(crate) fn check_schema(schema: &Value) -> Result<(), String> {
    if schema.is_null() {
        return Ok(());
    }
    if !schema.is_object() {
        return Err("has an options schema that is not an object".to_owned());
    }
    let validator = jsonschema::draft202012::new(schema)
        .map_err(|error| format!("has an options schema that cannot be used: {error}"))?;
    let mut options = Map::new();
    fill(schema, &mut options);
    let options = Value::Object(options);
    // An option may have no default; then the user must give it.
    let required = |kind: &ValidationErrorKind| matches!(kind, ValidationErrorKind::Required { .. });
    match validator.iter_errors(&options).find(|error| !required(error.kind())) {
        Some(error) => {
            let place = error.instance_path().as_str().trim_start_matches('/').replace('/', ".");
            Err(format!("has a default that its own options schema refuses: `{place}`: {error}"))
        }
        None => Ok(()),
    }
}

fn properties(schema: &Value) -> Option<&Map<String, Value>> {
    schema.get("properties").and_then(Value::as_object)
}

/// Puts the default of every absent property in place, also inside nested objects.
fn fill(schema: &Value, options: &mut Map<String, Value>) {
    for (name, property) in properties(schema).into_iter().flatten() {
        if !options.contains_key(name)
            && let Some(default) = property.get("default")
        {
            options.insert(name.clone(), default.clone());
        }
        if let Some(Value::Object(nested)) = options.get_mut(name) {
            fill(property, nested);
        }
    }
}

fn report_unknown(schema: &Value, options: &Map<String, Value>, prefix: &str, problems: &mut Vec<String>) {
    let known = properties(schema);
    for (name, value) in options {
        let path = format!("{prefix}{name}");
        match known.and_then(|known| known.get(name)) {
            Some(property) => {
                if let Value::Object(nested) = value {
                    report_unknown(property, nested, &format!("{path}."), problems);
                }
            }
            None if allows_more(schema) => {}
            None => problems.push(format!("`{path}` is not an option{}", suggestion(name, known))),
        }
    }
}

/// Whether names outside `properties` are allowed. A schema without properties at the top means no options at all.
fn allows_more(schema: &Value) -> bool {
    match schema.get("additionalProperties") {
        Some(Value::Bool(allowed)) => *allowed,
        Some(_) => true,
        None => false,
    }
}

fn suggestion(name: &str, known: Option<&Map<String, Value>>) -> String {
    let names = known.into_iter().flat_map(Map::keys);
    let scored = names.map(|candidate| (strsim::jaro_winkler(name, candidate), candidate));
    let nearest = scored.filter(|(score, _)| *score >= ALIKE).max_by(|left, right| left.0.total_cmp(&right.0));
    match (nearest, known) {
        (Some((_, candidate)), _) => format!("; did you mean `{candidate}`?"),
        (None, Some(known)) if !known.is_empty() => {
            let names: Vec<String> = known.keys().map(|name| format!("`{name}`")).collect();
            format!("; there are {}", names.join(", "))
        }
        _ => "; this exporter has none".to_owned(),
    }
}

fn validate(schema: &Value, options: &Value, problems: &mut Vec<String>) -> Result<(), HostError> {
    if schema.is_null() {
        return Ok(());
    }
    let validator = jsonschema::draft202012::new(schema).map_err(|error| {
        HostError::new(HostErrorKind::BadDescription, format!("the exporter's options schema cannot be used: {error}"))
    })?;
    for error in validator.iter_errors(options) {
        let pointer = error.instance_path().as_str().to_owned();
        let name = pointer.trim_start_matches('/').replace('/', ".");
        problems.push(if name.is_empty() { error.to_string() } else { format!("`{name}`: {error}") });
    }
    Ok(())
}

fn problem(problems: &[String]) -> HostError {
    HostError::new(HostErrorKind::Options, problems.join("\n"))
        .with_hint("`jianbao exporter describe ID` lists the options")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::complete;

    fn schema() -> Value {
        json!({ "type": "object", "additionalProperties": false, "properties": {
            "page_size": { "enum": ["A4", "Letter"], "default": "A4" },
            "toc": { "type": "object", "default": {}, "properties": { "depth": { "type": "integer", "default": 3 } } } } })
    }

    #[test]
    fn defaults_are_filled_at_every_level() {
        let expected = json!({ "page_size": "A4", "toc": { "depth": 3 } });
        assert_eq!(complete(&schema(), &Value::Null).unwrap(), expected);
        let given = json!({ "page_size": "Letter", "toc": { "depth": 1 } });
        assert_eq!(complete(&schema(), &given).unwrap(), given);
    }

    #[test]
    fn problems_name_the_option() {
        let cases = [
            (json!({ "page_sice": "A4" }), "`page_sice` is not an option; did you mean `page_size`?"),
            (json!({ "toc": { "zzz": 1 } }), "`toc.zzz` is not an option; there are `depth`"),
            (json!({ "page_size": "A3" }), "`page_size`: \"A3\" is not one of \"A4\" or \"Letter\""),
            (json!([]), "options are not an object"),
        ];
        for (given, message) in cases {
            assert_eq!(complete(&schema(), &given).unwrap_err().to_string(), message, "{given}");
        }
    }

    #[test]
    fn an_exporter_without_options_takes_none() {
        assert_eq!(complete(&Value::Null, &Value::Null).unwrap(), json!({}));
        let error = complete(&json!({ "type": "object" }), &json!({ "a": 1 })).unwrap_err();
        assert_eq!(error.to_string(), "`a` is not an option; this exporter has none");
    }
}
