//! Names of outputs: what may be created inside a job's folder on every system.

/// Longest name in bytes; leaves room for the folder within the 260 characters of Windows.
const LONGEST: usize = 200;

/// Names that Windows gives to devices, whatever their extension.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Says why `name` may not be an output: anything but a relative path of plain components separated by `/`.
pub(crate) fn check(name: &str) -> Result<(), &'static str> {
    if name.is_empty() {
        return Err("it is empty");
    }
    if name.len() > LONGEST {
        return Err("it is longer than 200 bytes");
    }
    if name.chars().any(char::is_control) {
        return Err("it holds a control character");
    }
    if name.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) {
        return Err("it holds a character that Windows does not allow");
    }
    name.split('/').try_for_each(check_component)
}

fn check_component(component: &str) -> Result<(), &'static str> {
    if component.is_empty() {
        return Err("it is absolute or has an empty component");
    }
    if component == "." || component == ".." {
        return Err("it leaves its folder");
    }
    if component.ends_with(['.', ' ']) {
        return Err("a component ends with a full stop or a space");
    }
    let base = component.split('.').next().unwrap_or(component).trim_end();
    if DEVICES.iter().any(|device| base.eq_ignore_ascii_case(device)) {
        return Err("Windows reserves it for a device");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn plain_relative_names_pass() {
        for name in ["report.docx", "监测报告.docx", "assets/logo.png", "a b.txt", ".hidden", "com10.txt", "console"]
        {
            assert_eq!(check(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        let long = "x".repeat(201);
        let names = [
            "",
            "/etc/passwd",
            "..",
            "../x",
            "a/../x",
            "a//b",
            "a/",
            "./a",
            "C:x",
            "C:\\x",
            "a\\b",
            "a\nb",
            "a\0b",
            "NUL",
            "nul.txt",
            "com1",
            "a/Aux.tar.gz",
            "a.",
            "a ",
            "a?b",
            "\u{7f}",
            &long,
        ];
        for name in names {
            assert!(check(name).is_err(), "{name:?}");
        }
    }
}
