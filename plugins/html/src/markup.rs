//! Writes HTML that is well-formed XML too: whoever reads the page, browser or XML reader, sees the same tree.

/// Growing markup. Names and attribute names are literals of this crate; texts and values are escaped.
#[derive(Default)]
pub(crate) struct Markup {
    out: String,
}

impl Markup {
    /// Opens an element. An empty `class` is left out.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push('>');
    }

    pub(crate) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element that never has content, in HTML or in SVG.
    pub(crate) fn void(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// An element that holds a text only.
    pub(crate) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.escape(text, &['&', '<', '>']);
    }

    /// Text that is safe by construction: a style sheet whose strings are escaped as CSS.
    pub(crate) fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// A new line between blocks, where white space means nothing.
    pub(crate) fn line(&mut self) {
        self.out.push('\n');
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            if *key == "class" && value.is_empty() {
                continue;
            }
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            self.escape(value, &['&', '<', '>', '"']);
            self.out.push('"');
        }
    }

    fn escape(&mut self, text: &str, special: &[char]) {
        let mut rest = text;
        while let Some(at) = rest.find(special) {
            self.out.push_str(&rest[..at]);
            self.out.push_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            });
            rest = &rest[at + 1..];
        }
        self.out.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_values_are_escaped_and_empty_classes_left_out() {
        let mut markup = Markup::default();
        markup.open("p", &[("class", ""), ("title", "\"><img onerror='x'>&amp;")]);
        markup.text("<script>\"&\"</script>");
        markup.close("p");
        markup.void("br", &[("class", "a")]);
        let expected = "<p title=\"&quot;&gt;&lt;img onerror='x'&gt;&amp;amp;\">&lt;script&gt;\"&amp;\"&lt;/script&gt;</p>\
                        <br class=\"a\"/>";
        assert_eq!(markup.finish(), expected);
    }
}
