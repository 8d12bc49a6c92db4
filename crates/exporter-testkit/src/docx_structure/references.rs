//! Styles, numberings, bookmarks and fields.

use std::collections::{BTreeMap, BTreeSet};

use crate::defect::{Defect, DefectKind};
use crate::parts::Trees;
use crate::tree::Node;

type Stories<'t> = [(&'t String, &'t Node)];

pub(super) fn check(trees: &Trees, stories: &Stories<'_>, defects: &mut Vec<Defect>) {
    styles(trees, stories, defects);
    numberings(trees, stories, defects);
    let names = bookmarks(stories, defects);
    for (part, tree) in stories {
        anchors(part, tree, &names, defects);
    }
}

fn styles(trees: &Trees, stories: &Stories<'_>, defects: &mut Vec<Defect>) {
    const PART: &str = "word/styles.xml";
    let empty = Node::default();
    let definitions = trees.get(PART).unwrap_or(&empty);
    let mut known = BTreeSet::new();
    for id in definitions.all("w:style").filter_map(|style| style.attribute("w:styleId")) {
        if !known.insert(id) {
            defects.push(Defect::new(DefectKind::Style, PART, format!("the style `{id}` is defined twice")));
        }
    }
    let mut used = |part: &str, node: &Node| {
        let names_style =
            matches!(node.name.as_str(), "w:pStyle" | "w:rStyle" | "w:tblStyle" | "w:basedOn" | "w:next" | "w:link");
        let id = node.attribute("w:val").unwrap_or_default();
        if names_style && !known.contains(id) {
            defects.push(Defect::new(DefectKind::Style, part, format!("the style `{id}` is not defined")));
        }
    };
    definitions.walk(&mut |node| used(PART, node));
    for (part, tree) in stories {
        tree.walk(&mut |node| used(part, node));
    }
}

fn numberings(trees: &Trees, stories: &Stories<'_>, defects: &mut Vec<Defect>) {
    let numbering = trees.get("word/numbering.xml");
    let nums = numbering.into_iter().flat_map(|tree| tree.all("w:num"));
    let known: BTreeSet<&str> = nums.filter_map(|num| num.attribute("w:numId")).collect();
    for (part, tree) in stories {
        tree.walk(&mut |node| {
            let id = node.attribute("w:val").unwrap_or_default();
            // 0 takes a paragraph out of its style's numbering.
            if node.name == "w:numId" && id != "0" && !known.contains(id) {
                let message = format!("the numbering `{id}` is not defined");
                defects.push(Defect::new(DefectKind::Numbering, part, message));
            }
        });
    }
}

/// Checks the bookmarks and returns their names.
fn bookmarks<'t>(stories: &Stories<'t>, defects: &mut Vec<Defect>) -> BTreeSet<&'t str> {
    let mut names = BTreeSet::new();
    for (part, tree) in stories {
        let mut open: BTreeMap<&str, &str> = BTreeMap::new();
        tree.walk(&mut |node| {
            let id = node.attribute("w:id").unwrap_or_default();
            if node.name == "w:bookmarkStart" {
                let name = node.attribute("w:name").unwrap_or_default();
                if !names.insert(name) {
                    let message = format!("the bookmark `{name}` is there twice");
                    defects.push(Defect::new(DefectKind::DuplicateBookmark, part, message));
                }
                if open.insert(id, name).is_some() {
                    let message = format!("two bookmarks that are open together have the id `{id}`");
                    defects.push(Defect::new(DefectKind::DuplicateBookmark, part, message));
                }
            } else if node.name == "w:bookmarkEnd" && open.remove(id).is_none() {
                let message = format!("the bookmark with the id `{id}` is closed and was not open");
                defects.push(Defect::new(DefectKind::UnbalancedBookmark, part, message));
            }
        });
        for name in open.into_values() {
            let message = format!("the bookmark `{name}` is never closed");
            defects.push(Defect::new(DefectKind::UnbalancedBookmark, part, message));
        }
    }
    names
}

fn anchors(part: &str, tree: &Node, names: &BTreeSet<&str>, defects: &mut Vec<Defect>) {
    let mut need = |what: &str, name: &str| {
        if !names.contains(name) {
            let message = format!("{what} leads to the bookmark `{name}`, which does not exist");
            defects.push(Defect::new(DefectKind::Anchor, part, message));
        }
    };
    // An instruction may be split over runs.
    let mut instruction = String::new();
    tree.walk(&mut |node| match node.name.as_str() {
        "w:hyperlink" => {
            if let Some(anchor) = node.attribute("w:anchor") {
                need("a link", anchor);
            }
        }
        "w:instrText" => instruction.push_str(&node.text),
        "w:fldSimple" => target(node.attribute("w:instr").unwrap_or_default(), &mut need),
        "w:fldChar" => {
            target(&instruction, &mut need);
            instruction.clear();
        }
        _ => {}
    });
}

/// Calls `need` if the instruction is that of a field that names a bookmark.
fn target(instruction: &str, need: &mut impl FnMut(&str, &str)) {
    let mut words = instruction.split_whitespace();
    if let (Some(field @ ("REF" | "PAGEREF" | "NOTEREF")), Some(name)) = (words.next(), words.next()) {
        need(&format!("a field {field}"), name);
    }
}

/// Complex fields nest like brackets: begin, perhaps separate, end.
pub(super) fn check_fields(part: &str, tree: &Node, defects: &mut Vec<Defect>) {
    // For every open field, whether its separator was seen.
    let mut open: Vec<bool> = Vec::new();
    let mut wrong = |message: &str| defects.push(Defect::new(DefectKind::UnbalancedField, part, message));
    tree.walk(&mut |node| {
        if node.name != "w:fldChar" {
            return;
        }
        match (node.attribute("w:fldCharType"), open.last_mut()) {
            (Some("begin"), _) => open.push(false),
            (Some("separate"), Some(separated @ false)) => *separated = true,
            (Some("separate"), _) => wrong("a field is separated that did not begin, or twice"),
            (Some("end"), Some(_)) => {
                open.pop();
            }
            (Some("end"), None) => wrong("a field ends that did not begin"),
            _ => wrong("a field mark has no kind"),
        }
    });
    if !open.is_empty() {
        wrong("a field does not end");
    }
}
