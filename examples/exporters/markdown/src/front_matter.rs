//! What the file says about itself, as other tools read it.

use jianbao_exporter_sdk::document::Properties;

/// The front matter, with its lines of `---`.
pub(crate) fn write(properties: &Properties) -> String {
    let fields = [
        ("title", Some(&properties.title)),
        ("subject", properties.subject.as_ref()),
        ("author", properties.author.as_ref()),
        ("date", properties.date.as_ref()),
        ("lang", Some(&properties.language)),
    ];
    let lines: Vec<String> = fields
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| format!("{name}: {}\n", quoted(value))))
        .collect();
    format!("---\n{}---\n", lines.concat())
}

/// A double-quoted scalar of YAML: whatever the text is, it stays a text.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            control if control.is_control() || matches!(control, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_text_stays_a_text() {
        assert_eq!(quoted("监测: \"a\"\n- b"), "\"监测: \\\"a\\\"\\u000a- b\"");
    }
}
