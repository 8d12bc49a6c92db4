//! What the styles of a document are called in Word.
//!
//! Word recognises its own styles by their English names, whatever language it speaks: the contents list `heading 1`,
//! and a Chinese Word shows it as 标题 1. So the styles that Word has are given its names, all others their titles.

use std::collections::{BTreeMap, BTreeSet};

use jianbao_document::Styles;

use crate::error::{ErrorKind, WriteError};
use jianbao_exporter_sdk::Pointer;

/// Titles that a Chinese Word shows for styles of its own; a style of ours may not claim them.
const TAKEN: &[&str] = &[
    "normal",
    "no list",
    "table normal",
    "正文",
    "标题",
    "副标题",
    "题注",
    "页眉",
    "页脚",
    "页码",
    "正文文本",
    "目录标题",
    "toc标题",
    "普通表格",
    "无列表",
    "默认段落字体",
    "超链接",
    "列表段落",
    "列出段落",
    "引用",
    "明显引用",
    "强调",
    "明显强调",
    "要点",
    "书名",
    "无间隔",
    "网格型",
    "脚注文本",
    "尾注文本",
    "脚注引用",
    "尾注引用",
    "批注文字",
    "批注引用",
    "批注主题",
    "批注框文本",
    "纯文本",
    "日期",
    "称呼",
    "签名",
    "结束语",
    "正文缩进",
    "正文首行缩进",
    "图表目录",
    "引文目录",
    "索引1",
    "文档结构图",
    "普通(网站)",
    "行号",
    "列表",
    "列表2",
    "宏文本",
    "信封地址",
];

struct Entry {
    id: String,
    title: String,
    built_in: bool,
}

/// Ids and titles of all styles of a document.
pub(crate) struct StyleNames<'d> {
    default: &'d str,
    entries: BTreeMap<&'d str, Entry>,
}

impl<'d> StyleNames<'d> {
    /// Id of the style that Word gives to paragraphs without one.
    pub(crate) const NORMAL: &'static str = "Normal";

    /// Chooses the names.
    ///
    /// # Errors
    ///
    /// If the default style is not defined.
    pub(crate) fn choose(styles: &'d Styles) -> Result<Self, WriteError> {
        let mut ids: BTreeSet<String> = BTreeSet::from([Self::NORMAL.to_lowercase()]);
        let numbered = ["标题", "目录"].into_iter().flat_map(|word| (1..=9).map(move |level| format!("{word}{level}")));
        let mut titles: BTreeSet<String> = TAKEN.iter().map(|title| (*title).to_owned()).chain(numbered).collect();
        let mut entries = BTreeMap::new();
        for name in styles.paragraphs.keys() {
            if let Some((id, title)) = built_in(name) {
                ids.insert(id.to_lowercase());
                titles.insert(comparable(&title));
                entries.insert(name.as_str(), Entry { id, title, built_in: true });
            }
        }
        for (name, style) in &styles.paragraphs {
            if !entries.contains_key(name.as_str()) {
                let id = free(&camel(name), "", &mut ids);
                let wish = if style.title.is_empty() { name } else { &style.title };
                // Word reads a comma in a style's name as the beginning of an alias.
                let title = free(&wish.replace(',', "，").replace(';', "；"), " ", &mut titles);
                entries.insert(name, Entry { id, title, built_in: false });
            }
        }
        let at = Pointer::ROOT.key("styles");
        match styles.paragraphs.get_key_value(&styles.default) {
            Some((default, _)) => Ok(Self { default, entries }),
            None => Err(unknown(&styles.default, &at.key("default"))),
        }
    }

    /// Name of the document's default style; it is defined.
    pub(crate) fn default_style(&self) -> &'d str {
        self.default
    }

    /// The id of a style that a block names.
    ///
    /// # Errors
    ///
    /// If the document defines no such style.
    pub(crate) fn require(&self, name: &str, at: &Pointer<'_>) -> Result<&str, WriteError> {
        self.entries.get(name).map(|entry| entry.id.as_str()).ok_or_else(|| unknown(name, at))
    }

    /// The id of a style that is known to be defined.
    pub(crate) fn id(&self, name: &str) -> &str {
        &self.entries[name].id
    }

    /// The title of a style that is known to be defined.
    pub(crate) fn title(&self, name: &str) -> &str {
        &self.entries[name].title
    }

    /// Whether a style that is known to be defined is one of Word's own.
    pub(crate) fn is_built_in(&self, name: &str) -> bool {
        self.entries[name].built_in
    }

    /// The name of the style with this id.
    pub(crate) fn name_of(&self, id: &str) -> Option<&'d str> {
        self.entries.iter().find(|(_, entry)| entry.id == id).map(|(name, _)| *name)
    }
}

/// The error of a style that is named and not defined.
pub(crate) fn unknown(name: &str, at: &Pointer<'_>) -> WriteError {
    let message = format!("the style `{name}` is not defined");
    WriteError::new(ErrorKind::Style, at, message, "define the style in `styles.paragraphs`")
}

/// Id and name of Word's own style for a style of that name.
fn built_in(name: &str) -> Option<(String, String)> {
    if let Some(level) = name.strip_prefix("heading-").and_then(level) {
        return Some((format!("Heading{level}"), format!("heading {level}")));
    }
    if let Some(level) = name.strip_prefix("toc-").and_then(level) {
        return Some((format!("TOC{level}"), format!("toc {level}")));
    }
    let (id, title) = match name {
        "title" => ("Title", "Title"),
        "subtitle" => ("Subtitle", "Subtitle"),
        "body" => ("BodyText", "Body Text"),
        "caption" => ("Caption", "caption"),
        "header" => ("Header", "header"),
        "footer" => ("Footer", "footer"),
        "toc-title" => ("TOCHeading", "TOC Heading"),
        _ => return None,
    };
    Some((id.to_owned(), title.to_owned()))
}

fn level(text: &str) -> Option<u8> {
    text.parse().ok().filter(|level| (1..=9).contains(level) && text.len() == 1)
}

/// `table-cell` → `TableCell`; other characters are left out.
fn camel(name: &str) -> String {
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id: String = words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect();
    if id.is_empty() { "Style".to_owned() } else { id }
}

/// The wish, or the wish with the first number that makes it unlike all names taken; the result is then taken too.
fn free(wish: &str, separator: &str, taken: &mut BTreeSet<String>) -> String {
    let mut chosen = wish.to_owned();
    let mut number = 2;
    while !taken.insert(comparable(&chosen)) {
        chosen = format!("{wish}{separator}{number}");
        number += 1;
    }
    chosen
}

/// Word compares names of styles without regard to case; 标题 1 and 标题1 are one to its users.
fn comparable(title: &str) -> String {
    title.to_lowercase().split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use jianbao_document::{Alignment, Fonts, LineSpacing, ParagraphStyle};

    use super::*;

    fn style(title: &str) -> ParagraphStyle {
        ParagraphStyle {
            title: title.to_owned(),
            fonts: Fonts { chinese: "宋体".to_owned(), latin: "宋体".to_owned() },
            size: 21,
            bold: false,
            align: Alignment::Left,
            line_spacing: LineSpacing::Multiple(100),
            first_line_chars: 0,
            indent_left: 0,
            indent_right: 0,
            space_before: 0,
            space_after: 0,
            outline_level: None,
            keep_with_next: false,
            snap_to_grid: false,
        }
    }

    #[test]
    fn word_knows_its_own_styles_and_ours_keep_their_titles() {
        // name, title → id, name in Word
        let cases = [
            ("heading-2", "二级标题", "Heading2", "heading 2"),
            ("toc-1", "目录", "TOC1", "toc 1"),
            ("caption", "表题", "Caption", "caption"),
            ("body", "正文", "BodyText", "Body Text"),
            ("table-cell", "表格文字", "TableCell", "表格文字"),
            ("form-text", "正文", "FormText", "正文 2"),
            ("heading-10", "标题 1", "Heading10", "标题 1 2"),
            ("中文", "A, B", "Style", "A， B"),
            ("normal", "Normal", "Normal2", "Normal 2"),
        ];
        let paragraphs = cases.iter().map(|(name, title, ..)| ((*name).to_owned(), style(title))).collect();
        let styles = Styles { default: "body".to_owned(), paragraphs };
        let names = StyleNames::choose(&styles).unwrap();
        for (name, _, id, title) in cases {
            assert_eq!((names.id(name), names.title(name)), (id, title), "{name}");
        }
    }

    #[test]
    fn equal_titles_are_told_apart() {
        let paragraphs = BTreeMap::from([("a".to_owned(), style("表")), ("b".to_owned(), style("表"))]);
        let names_of = Styles { default: "a".to_owned(), paragraphs };
        let names = StyleNames::choose(&names_of).unwrap();
        assert_eq!((names.title("a"), names.title("b")), ("表", "表 2"));
    }
}
