//! The head, the ids and what names them, the headings.

use std::collections::BTreeSet;

use super::{DefectKind, Found};
use crate::tree::Node;

/// Attributes that hold one or more ids.
const NAMING: [&str; 7] =
    ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "popovertarget", "interestfor"];

pub(super) fn check(html: &Node, found: &mut Found) {
    head(html, found);
    let ids = ids(html, found);
    html.walk(&mut |node| {
        for (key, value) in node.attributes() {
            let named: Vec<&str> = match key {
                "href" => value.strip_prefix('#').into_iter().collect(),
                _ if NAMING.contains(&key) => value.split_ascii_whitespace().collect(),
                _ => Vec::new(),
            };
            for id in named.into_iter().filter(|id| !ids.contains(id)) {
                found.add(DefectKind::Target, format!("`{key}` of `{}` names `{id}`, which is nowhere", node.name));
            }
        }
    });
    let mut headings = 0;
    html.walk(&mut |node| headings += usize::from(node.name == "h1"));
    if headings != 1 {
        found.add(DefectKind::MainHeading, format!("there are {headings} `h1` elements"));
    }
}

fn head(html: &Node, found: &mut Found) {
    let mut missing = |what: &str| found.add(DefectKind::Head, format!("{what} is missing"));
    if html.attribute("lang").is_none_or(str::is_empty) {
        missing("the language");
    }
    let Some(head) = html.child("head") else { return missing("the head") };
    if head.child("title").is_none() {
        missing("the title");
    }
    if !head.all("meta").any(|meta| meta.attribute("charset") == Some("utf-8")) {
        missing("the character set UTF-8");
    }
    if !head.all("meta").any(|meta| meta.attribute("name") == Some("viewport")) {
        missing("the viewport");
    }
}

fn ids<'a>(html: &'a Node, found: &mut Found) -> BTreeSet<&'a str> {
    let mut ids = BTreeSet::new();
    html.walk(&mut |node| {
        if let Some(id) = node.attribute("id") {
            if id.is_empty() || id.contains(char::is_whitespace) {
                found.add(DefectKind::DuplicateId, format!("`{id}` is no id"));
            }
            if !ids.insert(id) {
                found.add(DefectKind::DuplicateId, format!("the id `{id}` is used twice"));
            }
        }
    });
    ids
}
