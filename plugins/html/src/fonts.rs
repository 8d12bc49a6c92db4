//! Font stacks: the font that the style names, then what computers and phones have in its place.

use std::collections::BTreeMap;

use jianbao_document::{Fonts, Styles};

use crate::css;

/// Chinese families by a word in the names of their fonts, with the fonts of Windows, macOS, phones and Linux.
const FAMILIES: [(&[&str], &str); 5] = [
    (
        &["仿宋", "fangsong"],
        "\"FangSong_GB2312\",\"FangSong\",\"STFangsong\",\"Noto Serif CJK SC\",\"Noto Serif SC\",\"Source Han Serif SC\",\
         serif",
    ),
    (
        &["楷", "kai"],
        "\"KaiTi_GB2312\",\"KaiTi\",\"STKaiti\",\"Kaiti SC\",\"Noto Serif CJK SC\",\"Noto Serif SC\",serif",
    ),
    (
        &["黑", "hei", "sans", "yahei", "等线"],
        "\"SimHei\",\"Heiti SC\",\"STHeiti\",\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",\"Noto Sans SC\",\
         sans-serif",
    ),
    (
        &["小标宋", "xiaobiaosong", "中宋", "zhongsong"],
        "\"FZXiaoBiaoSong-B05S\",\"FZXiaoBiaoSong-B05\",\"STZhongsong\",\"Noto Serif CJK SC Medium\",\
         \"Noto Serif CJK SC\",\"Noto Serif SC\",\"SimSun\",\"Songti SC\",serif",
    ),
    (&[], "\"SimSun\",\"NSimSun\",\"STSong\",\"Songti SC\",\"Noto Serif CJK SC\",\"Noto Serif SC\",serif"),
];

/// Words in the names of the fonts for titles, which are heavy by nature.
const HEAVY: [&str; 2] = ["小标宋", "xiaobiaosong"];

/// Fonts that have the measures of the two Latin fonts of office documents.
const LATIN: [(&str, &[&str]); 2] =
    [("Times New Roman", &["Liberation Serif", "Tinos"]), ("Arial", &["Liberation Sans", "Arimo", "Helvetica"])];

/// Latin letters, digits and signs; not the quotation marks, dashes, ellipses and signs that both scripts share, which are
/// Chinese in a Chinese text.
const LATIN_RANGE: &str = "U+20-A6,U+A8-AF,U+B2-B6,U+B8-D6,U+D8-F6,U+F8-24F";

/// The names that the style sheet gives to the Latin fonts.
pub(crate) struct LatinFonts<'d>(BTreeMap<&'d str, String>);

impl<'d> LatinFonts<'d> {
    pub(crate) fn of(styles: &'d Styles) -> Self {
        let mut names = BTreeMap::new();
        for style in styles.paragraphs.values() {
            let number = names.len() + 1;
            names.entry(style.fonts.latin.as_str()).or_insert_with(|| format!("\"Latin {number}\""));
        }
        Self(names)
    }

    /// The rules that define the names: fonts of the reader's machine, for Latin characters only.
    pub(crate) fn rules(&self) -> String {
        let mut rules = String::new();
        for (font, name) in &self.0 {
            let alike = LATIN.iter().find(|(latin, _)| latin == font).map_or(&[][..], |(_, alike)| *alike);
            let sources: Vec<String> =
                [*font].iter().chain(alike).map(|font| format!("local({})", css::string(font))).collect();
            rules +=
                &format!("@font-face{{font-family:{name};src:{};unicode-range:{LATIN_RANGE}}}\n", sources.join(","));
        }
        rules
    }

    /// The weight of a style that is not bold: where a title's font is missing, the one in its place is made heavier, but
    /// only if it has a heavier cut of its own.
    pub(crate) fn weight(fonts: &Fonts) -> &'static str {
        let lower = fonts.chinese.to_lowercase();
        if HEAVY.iter().any(|word| lower.contains(word)) { "600;font-synthesis-weight:none" } else { "normal" }
    }

    /// The value of `font-family` for a style's fonts.
    pub(crate) fn stack(&self, fonts: &Fonts) -> String {
        let lower = fonts.chinese.to_lowercase();
        let family =
            FAMILIES.iter().find(|(words, _)| words.is_empty() || words.iter().any(|word| lower.contains(word)));
        let family = family.map_or("serif", |(_, family)| *family);
        let latin = self.0.get(fonts.latin.as_str()).map_or("serif", String::as_str);
        format!("{latin},{},{family}", css::string(&fonts.chinese))
    }
}
