//! `word/fontTable.xml`: the fonts of the styles and what replaces them where they are not installed.

use std::collections::BTreeMap;

use jianbao_document::Styles;

use crate::error::WriteError;
use crate::parts::tree::Element;
use crate::xml::W;

/// Fonts of official documents that many machines lack, and the nearest font that they have.
const REPLACEMENTS: &[(&str, &str)] = &[
    ("仿宋_GB2312", "仿宋"),
    ("楷体_GB2312", "楷体"),
    ("方正小标宋简体", "华文中宋"),
    ("方正小标宋_GBK", "华文中宋"),
    ("仿宋", "FangSong"),
    ("楷体", "KaiTi"),
    ("黑体", "SimHei"),
    ("宋体", "SimSun"),
    ("新宋体", "NSimSun"),
    ("微软雅黑", "Microsoft YaHei"),
    ("华文中宋", "STZhongsong"),
];

/// The font table. docx-rs writes a fixed list of three fonts here, so this part is made whole.
pub(crate) fn part(styles: &Styles) -> Result<Vec<u8>, WriteError> {
    let mut fonts: BTreeMap<&str, bool> = BTreeMap::new();
    for style in styles.paragraphs.values() {
        *fonts.entry(&style.fonts.chinese).or_default() = true;
        fonts.entry(&style.fonts.latin).or_default();
    }
    let entries = fonts.into_iter().map(|(name, chinese)| font(name, chinese));
    Element::new("w:fonts", &[("xmlns:w", W)]).with(entries).part()
}

fn font(name: &str, chinese: bool) -> Element {
    let replacement = REPLACEMENTS.iter().find(|(font, _)| *font == name);
    let alternative = replacement.map(|(_, other)| Element::new("w:altName", &[("w:val", other)]));
    // 86 is the character set of simplified Chinese (GB 2312), 00 that of Latin text.
    let charset = Element::new("w:charset", &[("w:val", if chinese { "86" } else { "00" })]);
    let family = Element::new("w:family", &[("w:val", if chinese { "auto" } else { "roman" })]);
    let pitch = Element::new("w:pitch", &[("w:val", "variable")]);
    Element::new("w:font", &[("w:name", name)]).with(alternative).with([charset, family, pitch])
}
