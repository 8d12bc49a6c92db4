//! Lines of contents that somebody typed: a heading, a leader, a page.

use std::ops::Range;

/// A line of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct ContentsLine {
    /// Bytes of the heading in the text.
    pub(in crate::rules) range: Range<usize>,
    /// The page.
    pub(in crate::rules) page: u32,
    /// Bytes of the page in the text.
    pub(in crate::rules) page_range: Range<usize>,
}

fn is_leader(character: char) -> bool {
    matches!(character, '.' | '·' | '．' | '…')
}

/// The lines of contents of a text.
pub(in crate::rules) fn contents_lines(text: &str) -> impl Iterator<Item = ContentsLine> {
    let mut start = 0;
    text.split('\n').filter_map(move |line| {
        let at = start;
        start += line.len() + 1;
        contents_line(line, at)
    })
}

/// What a line that stands at a byte of a text lists.
fn contents_line(line: &str, start: usize) -> Option<ContentsLine> {
    let trimmed = line.trim_end();
    let before_page = trimmed.trim_end_matches(|character: char| character.is_ascii_digit());
    let page: u32 = trimmed[before_page.len()..].parse().ok()?;
    let led = before_page.trim_end();
    let heading = led.trim_end_matches(is_leader);
    let leader = &led[heading.len()..];
    // One ellipsis is six dots.
    let dots: usize = leader.chars().map(|character| if character == '…' { 3 } else { 1 }).sum();
    let indent = heading.len() - heading.trim_start().len();
    (dots >= 3 && !heading.trim().is_empty()).then(|| ContentsLine {
        range: start + indent..start + heading.trim_end().len(),
        page,
        page_range: start + before_page.len()..start + trimmed.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_contents_are_told_from_sentences() {
        let text = "目录\n一、概况.....1\n（一）名称…… 12\n完成1.5万元。\n共计…\n......3";
        let found: Vec<_> = contents_lines(text).map(|line| (&text[line.range], line.page)).collect();
        assert_eq!(found, [("一、概况", 1), ("（一）名称", 12)]);
    }
}
