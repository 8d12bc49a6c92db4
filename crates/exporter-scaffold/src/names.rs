//! Which names and ids an exporter can have.

use crate::{ScaffoldError, ScaffoldErrorKind};

/// A name becomes a file's and a crate's.
const LONGEST_NAME: usize = 40;
/// An id is typed on a command line.
const LONGEST_ID: usize = 100;
/// What Windows takes for a device, whatever follows the dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The id of an exporter whose author has not thought of one: nobody but a tester should ship it.
#[must_use]
pub fn default_id(name: &str) -> String {
    format!("org.example.{name}")
}

/// Lower-case letters, digits and hyphens, beginning with a letter, not ending with a hyphen: what files, crates and
/// commands can all be called.
pub(crate) fn check_name(name: &str) -> Result<(), ScaffoldError> {
    if is_name(name) {
        return Ok(());
    }
    let suggestion = Some(near_name(name)).filter(|near| is_name(near));
    Err(ScaffoldError::of_name(ScaffoldErrorKind::Name, name, suggestion))
}

/// Two or more parts with dots between them, each of letters, digits, hyphens and underscores.
pub(crate) fn check_id(id: &str) -> Result<(), ScaffoldError> {
    if is_id(id) {
        return Ok(());
    }
    let near = id.to_lowercase().replace([' ', '/', ':'], ".");
    let near = if near.contains('.') { near } else { default_id(&near_name(&near)) };
    Err(ScaffoldError::of_name(ScaffoldErrorKind::Id, id, Some(near).filter(|near| is_id(near))))
}

fn is_name(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    name.len() <= LONGEST_NAME
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.ends_with('-')
        && !name.contains("--")
        && name.chars().all(allowed)
        && !is_device(name)
}

fn is_device(name: &str) -> bool {
    let numbered = ["com", "lpt"].iter().filter_map(|device| name.strip_prefix(device));
    DEVICES.contains(&name) || numbered.into_iter().any(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']))
}

fn is_id(id: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut parts = 0;
    let sound = id.split('.').all(|part| {
        parts += 1;
        !part.is_empty() && part.chars().all(allowed)
    });
    sound && parts > 1 && id.len() <= LONGEST_ID
}

/// The wrong name in lower case, with hyphens for what is not allowed.
fn near_name(name: &str) -> String {
    let mut near = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            near.push(c);
        } else if !near.is_empty() && !near.ends_with('-') {
            near.push('-');
        }
    }
    near.truncate(LONGEST_NAME);
    near.trim_matches(|c: char| c == '-').trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_files_crates_and_commands_can_be_called() {
        let longest = "a".repeat(LONGEST_NAME);
        for name in ["markdown", "md2", "plain-text", "a", longest.as_str(), "com", "com10", "console"] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        let too_long = "a".repeat(LONGEST_NAME + 1);
        let cases = [
            ("", None),
            ("Markdown", Some("markdown")),
            ("my exporter", Some("my-exporter")),
            ("my_exporter", Some("my-exporter")),
            ("../up", Some("up")),
            ("2md", Some("md")),
            ("-x", Some("x")),
            ("x-", Some("x")),
            ("a--b", Some("a-b")),
            ("导出", None),
            ("nul", None),
            ("com1", None),
            (too_long.as_str(), Some(longest.as_str())),
        ];
        for (name, near) in cases {
            let error = check_name(name).unwrap_err();
            assert_eq!((error.kind(), error.suggestion()), (ScaffoldErrorKind::Name, near), "{name}");
        }
    }

    #[test]
    fn ids_have_two_parts_or_more() {
        for id in ["org.example.markdown", "cn.gov_cz.Form-2", "a.b"] {
            assert!(check_id(id).is_ok(), "{id}");
        }
        let too_long = format!("a.{}", "b".repeat(LONGEST_ID));
        let cases = [
            ("markdown", Some("org.example.markdown")),
            ("org..x", None),
            (".x", None),
            ("x.", None),
            ("org.example.x y", Some("org.example.x.y")),
            ("org.example.表", None),
            ("a\".b", None),
            ("", None),
            (too_long.as_str(), None),
        ];
        for (id, near) in cases {
            let error = check_id(id).unwrap_err();
            assert_eq!((error.kind(), error.suggestion()), (ScaffoldErrorKind::Id, near), "{id}");
        }
    }
}
