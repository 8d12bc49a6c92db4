//! File names that every system accepts.

/// Most bytes of a name without extension: file systems take 255, exporters' outputs 200 with their extension.
const MOST_BYTES: usize = 180;

/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2",
    "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// A text as a file name without extension: what a system reserves becomes `_`, and the end of a long text is cut off.
pub(crate) fn file_name(text: &str) -> String {
    let mut name = String::new();
    for character in text.trim().chars() {
        let reserved = character.is_control() || r#"<>:"/\|?*"#.contains(character);
        let character = if reserved { '_' } else { character };
        if name.len() + character.len_utf8() > MOST_BYTES {
            break;
        }
        name.push(character);
    }
    let name = name.trim_matches([' ', '.']);
    let device =
        DEVICES.iter().any(|device| name.split('.').next().is_some_and(|stem| stem.eq_ignore_ascii_case(device)));
    match name {
        "" => "report".to_owned(),
        name if device => format!("_{name}"),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        for (text, name) in [
            ("2020年度 1-11月报告", "2020年度 1-11月报告"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("a:b*c?", "a_b_c_"),
            ("nul.txt", "_nul.txt"),
            (" . ", "report"),
            ("x\ty", "x_y"),
        ] {
            assert_eq!(file_name(text), name, "{text}");
        }
        assert!(file_name(&"报".repeat(400)).len() <= MOST_BYTES);
    }
}
