//! Which language people read.

use std::ffi::OsString;

use jianbao_finding::Lang;

/// The language of `--lang`, or of the locale. It is needed before the arguments are parsed, because their errors are
/// for people too.
pub(crate) fn detect(arguments: &[OsString]) -> Lang {
    let arguments: Vec<String> = arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let after = arguments.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].as_str());
    let joined = arguments.iter().find_map(|argument| argument.strip_prefix("--lang="));
    match after.or(joined) {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => locale(),
    }
}

/// The arguments with `--language` for what `exporter new --lang rust` means by `--lang`: everywhere else it is the language
/// of the messages, and stays that here when its value is one of those.
pub(crate) fn arguments(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = given.collect();
    let Some(new) = arguments.windows(2).position(|pair| pair[0] == "exporter" && pair[1] == "new") else {
        return arguments;
    };
    let of_messages = |value: &str| ["zh", "en"].contains(&value);
    for index in new + 2..arguments.len() {
        let value = arguments.get(index + 1).map(|value| value.to_string_lossy().into_owned());
        if arguments[index] == "--lang" && value.is_some_and(|value| !of_messages(&value)) {
            arguments[index] = "--language".into();
        } else if let Some(value) = arguments[index].to_string_lossy().strip_prefix("--lang=")
            && !of_messages(value)
        {
            arguments[index] = format!("--language={value}").into();
        }
    }
    arguments
}

fn locale() -> Lang {
    let locale = sys_locale::get_locale().unwrap_or_default();
    if locale.to_ascii_lowercase().starts_with("zh") { Lang::Zh } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_an_exporter_is_not_that_of_the_messages() {
        let cases = [
            ("jianbao exporter new x --lang rust", "jianbao exporter new x --language rust"),
            ("jianbao exporter new x --lang=c --lang zh", "jianbao exporter new x --language=c --lang zh"),
            ("jianbao --lang en exporter new --lang python x", "jianbao --lang en exporter new --language python x"),
            ("jianbao exporter new x --lang", "jianbao exporter new x --lang"),
            ("jianbao exporter list --lang rust", "jianbao exporter list --lang rust"),
            ("jianbao layout new exporter --lang c", "jianbao layout new exporter --lang c"),
        ];
        for (given, expected) in cases {
            let split = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
            assert_eq!(arguments(split(given).into_iter()), split(expected), "{given}");
        }
    }
}
