//! Checks of a web page: well-formed, whole, and nothing from elsewhere.

mod page;
mod policy;
pub(crate) mod tables;

use std::fmt;

use serde::Serialize;

use crate::tree::Node;

/// What is wrong with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DefectKind {
    /// The file is not well-formed, or does not begin with the document type of HTML.
    IllFormed,
    /// Language, character set, viewport or title is missing.
    Head,
    /// An id is used twice.
    DuplicateId,
    /// A link or a label names an id that does not exist.
    Target,
    /// There is not exactly one main heading.
    MainHeading,
    /// The cells of a row do not cover the grid, or a merged cell ends outside its part of the table.
    Grid,
    /// A header cell does not say what it heads.
    Scope,
    /// There is a script, or an attribute that runs one.
    Script,
    /// An element has a `style` attribute, which the policy forbids.
    StyleAttribute,
    /// The page needs something from elsewhere.
    External,
    /// The policy is missing or too wide, or does not allow the style sheet.
    Policy,
}

/// One thing wrong with a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Defect {
    /// What is wrong.
    pub kind: DefectKind,
    /// What was found, for people.
    pub message: String,
}

impl fmt::Display for Defect {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}: {}", self.kind, self.message)
    }
}

/// Where the checks put what they find.
#[derive(Default)]
pub(crate) struct Found(Vec<Defect>);

impl Found {
    pub(crate) fn add(&mut self, kind: DefectKind, message: impl Into<String>) {
        self.0.push(Defect { kind, message: message.into() });
    }
}

/// Everything wrong with the bytes of a web page; nothing for a good one. Never panics, whatever the bytes are.
#[must_use]
pub fn check_html(bytes: &[u8]) -> Vec<Defect> {
    let mut found = Found::default();
    match parse(bytes) {
        Ok(html) => {
            page::check(&html, &mut found);
            policy::check(&html, &mut found);
            html.walk(&mut |node| {
                if node.name == "table" {
                    tables::check(node, &mut found);
                }
            });
        }
        Err(reason) => found.add(DefectKind::IllFormed, reason),
    }
    found.0
}

/// The tree of a page.
pub(crate) fn parse(bytes: &[u8]) -> Result<Node, String> {
    if !bytes.starts_with(b"<!DOCTYPE html>") {
        return Err("the file does not begin with `<!DOCTYPE html>`".to_owned());
    }
    let root = Node::parse(bytes)?;
    if root.name == "html" { Ok(root) } else { Err(format!("the root is `{}`, not `html`", root.name)) }
}
