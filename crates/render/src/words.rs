//! The words of a cell: white space of the template is at most one space, and none at the ends of a line or next to a Han
//! character. Values keep every character they have.

use jianbao_document::Inline;

/// Paragraphs being collected.
#[derive(Debug, Default)]
pub(crate) struct Words {
    paragraphs: Vec<Vec<Inline>>,
    /// White space was read and not yet written.
    space: bool,
    /// Depth of elements that make text bold.
    pub(crate) bold: usize,
}

impl Words {
    /// Starts a new paragraph.
    pub(crate) fn line_break(&mut self) {
        if self.paragraphs.is_empty() {
            self.paragraphs.push(Vec::new());
        }
        self.paragraphs.push(Vec::new());
        self.space = false;
    }

    /// Adds text of the template.
    pub(crate) fn template(&mut self, text: &str) {
        self.space |= text.starts_with(|c: char| c.is_ascii_whitespace());
        for word in text.split_ascii_whitespace() {
            self.push(Inline::text(word));
            self.space = true;
        }
        if text.trim_ascii().is_empty() {
            return;
        }
        self.space = text.ends_with(|c: char| c.is_ascii_whitespace());
    }

    /// Adds values.
    pub(crate) fn values(&mut self, inlines: Vec<Inline>) {
        for inline in inlines {
            self.push(inline);
        }
    }

    fn push(&mut self, mut inline: Inline) {
        if self.paragraphs.is_empty() {
            self.paragraphs.push(Vec::new());
        }
        let Some(line) = self.paragraphs.last_mut() else { return };
        let before = line.last().and_then(|last| last.printed().chars().last());
        let after = inline.printed().chars().next();
        let narrow = |c: Option<char>| c.is_some_and(|c| !is_wide(c));
        let space = std::mem::take(&mut self.space) && narrow(before) && narrow(after);
        let bold = self.bold > 0;
        match &mut inline {
            Inline::Text(run) => run.bold |= bold,
            Inline::Value(value) => value.bold |= bold,
            Inline::Reference(_) | Inline::LineBreak => {}
        }
        if let (Some(Inline::Text(last)), Inline::Text(run)) = (line.last_mut(), &inline)
            && last.bold == run.bold
        {
            last.text.push_str(if space { " " } else { "" });
            last.text.push_str(&run.text);
            return;
        }
        if space {
            line.push(Inline::text(" "));
        }
        line.push(inline);
    }

    /// The paragraphs; none where nothing was written.
    pub(crate) fn finish(self) -> Vec<Vec<Inline>> {
        if self.paragraphs.iter().all(Vec::is_empty) { Vec::new() } else { self.paragraphs }
    }
}

/// Han characters, kana and full-width forms.
pub(crate) fn is_wide(character: char) -> bool {
    matches!(u32::from(character), 0x2014..=0x2026 | 0x2e80..=0x9fff | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xffef | 0x20000..=0x3ffff)
}

#[cfg(test)]
mod tests {
    use jianbao_document::plain_text;

    use super::*;

    fn read(parts: &[Result<&str, &str>]) -> String {
        let mut words = Words::default();
        for part in parts {
            match part {
                Ok(template) => words.template(template),
                Err(value) => words.values(vec![Inline::text(*value)]),
            }
        }
        words.finish().iter().map(|line| plain_text(line)).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn white_space_of_the_template_is_folded() {
        for (parts, text) in [
            (&[Ok("\n   年度资金\n   总额：\n")][..], "年度资金总额："),
            (&[Ok(" a  b\nc ")], "a b c"),
            (&[Ok("GB "), Err("9704"), Ok(" x")], "GB 9704 x"),
            (&[Ok("共 "), Err("16"), Ok(" 项")], "共16项"),
            (&[Ok("a"), Err("  b  "), Ok("c")], "a  b  c"),
            (&[Ok("  \n ")], ""),
        ] {
            assert_eq!(read(parts), text, "{parts:?}");
        }
    }
}
