//! How much room texts need, without a font at hand: Chinese characters are as wide as high, Latin ones about half.

/// Width of a text in thousandths of its size.
fn units(text: &str) -> i64 {
    text.chars().map(|c| if c.is_ascii() { 560 } else { 1000 }).sum()
}

/// Width of a text of this size.
pub(crate) fn width(text: &str, size: i32) -> i32 {
    i32::try_from(units(text) * i64::from(size) / 1000).unwrap_or(i32::MAX / 4)
}

/// A text in lines no wider than `room`, at most `most` of them; what does not fit ends in an ellipsis.
pub(crate) fn wrap(text: &str, size: i32, room: i32, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for c in text.chars() {
        let next = width(&line, size) + width(c.encode_utf8(&mut [0; 4]), size);
        if next > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            if lines.len() == most {
                let last = &mut lines[most - 1];
                last.pop();
                last.push('…');
                return lines;
            }
        }
        line.push(c);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_are_broken_and_then_cut() {
        assert_eq!(wrap("安全生产宣传", 10, 40, 3), ["安全生产", "宣传"]);
        assert_eq!(wrap("安全生产宣传活动经费支出", 10, 40, 2), ["安全生产", "宣传活…"]);
        assert_eq!(wrap("", 10, 40, 2), [""; 0]);
        assert_eq!(wrap("监测", 10, 1, 5), ["监", "测"]);
        assert_eq!(width("a监", 100), 156);
    }
}
