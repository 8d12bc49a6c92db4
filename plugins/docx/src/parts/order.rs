//! The order of children that the schema of `WordprocessingML` asks for.
//!
//! docx-rs writes children in the order in which it happens to build them, and Word's validator rejects that. The lists
//! below are the sequences of ECMA-376 part 1, shortened to the elements that occur in the parts built here.

use super::tree::Element;

const SETTINGS: &[&str] = &[
    "w:zoom",
    "w:mirrorMargins",
    "w:defaultTabStop",
    "w:evenAndOddHeaders",
    "w:characterSpacingControl",
    "w:updateFields",
    "w:compat",
    "w:themeFontLang",
    "w:decimalSymbol",
    "w:listSeparator",
];

const STYLE: &[&str] = &[
    "w:name",
    "w:aliases",
    "w:basedOn",
    "w:next",
    "w:link",
    "w:uiPriority",
    "w:semiHidden",
    "w:unhideWhenUsed",
    "w:qFormat",
    "w:pPr",
    "w:rPr",
];

const PARAGRAPH: &[&str] = &[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:widowControl",
    "w:tabs",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:jc",
    "w:outlineLvl",
    "w:rPr",
    "w:sectPr",
];

const RUN: &[&str] =
    &["w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:strike", "w:sz", "w:szCs", "w:highlight", "w:lang"];

/// Puts the children of the element, and of all below it, in the order of the schema.
pub(crate) fn sort(element: &mut Element) {
    let order = match element.name.as_str() {
        "w:settings" => SETTINGS,
        "w:style" => STYLE,
        "w:pPr" => PARAGRAPH,
        "w:rPr" => RUN,
        _ => &[],
    };
    if !order.is_empty() {
        element.children.sort_by_key(|child| order.iter().position(|name| *name == child.name).unwrap_or(order.len()));
    }
    for child in &mut element.children {
        sort(child);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_follow_the_schema_and_equal_names_keep_their_order() {
        let mut style = Element::parse(
            br#"<w:style><w:rPr><w:sz/><w:rFonts/></w:rPr><w:pPr><w:jc/><w:keepNext/></w:pPr><w:name w:val="n"/></w:style>"#,
        )
        .unwrap();
        sort(&mut style);
        let names: Vec<&str> = style.children.iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["w:name", "w:pPr", "w:rPr"]);
        assert_eq!(style.children[1].children[0].name, "w:keepNext");
        assert_eq!(style.children[2].children[0].name, "w:rFonts");
    }
}
