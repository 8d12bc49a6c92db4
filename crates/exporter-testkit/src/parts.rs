//! The package: parts, content types and relationships.

use std::collections::{BTreeMap, BTreeSet};

use crate::defect::{Defect, DefectKind};
use crate::package::{self, resolve, source_of};
use crate::tree::Node;

const CONTENT_TYPES: &str = "[Content_Types].xml";
const RELATIONSHIP_NAMESPACE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// All parts of a file.
pub(crate) type Parts = BTreeMap<String, Vec<u8>>;

/// The XML parts of a file, parsed.
pub(crate) type Trees = BTreeMap<String, Node>;

/// Reads and parses the parts of a file and checks what holds them together.
pub(crate) fn read(bytes: &[u8], required: &[&str], defects: &mut Vec<Defect>) -> (Parts, Trees) {
    let mut trees = Trees::new();
    let parts = match package::read(bytes) {
        Ok(parts) => parts,
        Err(message) => {
            defects.push(Defect::new(DefectKind::NoArchive, "", message));
            return (Parts::new(), trees);
        }
    };
    for (name, content) in parts.iter().filter(|(name, _)| is_xml(name)) {
        match Node::parse(content) {
            Ok(tree) => {
                trees.insert(name.clone(), tree);
            }
            Err(message) => defects.push(Defect::new(DefectKind::IllFormed, name, message)),
        }
    }
    check(&parts, &trees, required, defects);
    (parts, trees)
}

fn is_xml(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default();
    extension.eq_ignore_ascii_case("xml") || extension.eq_ignore_ascii_case("rels")
}

fn check(parts: &Parts, trees: &Trees, required: &[&str], defects: &mut Vec<Defect>) {
    for required in required.iter().copied() {
        if !parts.contains_key(required) {
            defects.push(Defect::new(DefectKind::MissingPart, required, "the part is missing"));
        }
    }
    if let Some(types) = trees.get(CONTENT_TYPES) {
        content_types(parts, types, defects);
    }
    let mut ids: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (name, tree) in trees {
        let Some(source) = source_of(name) else { continue };
        let known = ids.entry(source.clone()).or_default();
        for relationship in tree.all("Relationship") {
            relationship_of(name, &source, relationship, parts, known, defects);
        }
    }
    for (name, tree) in trees.iter().filter(|(name, _)| source_of(name).is_none()) {
        let known = ids.get(name.as_str());
        used_ids(name, tree, &mut |id| known.is_some_and(|known| known.contains(id)), defects);
    }
}

fn content_types(parts: &BTreeMap<String, Vec<u8>>, types: &Node, defects: &mut Vec<Defect>) {
    let extensions: BTreeSet<String> =
        types.all("Default").filter_map(|node| node.attribute("Extension")).map(str::to_lowercase).collect();
    let overrides: BTreeSet<&str> = types
        .all("Override")
        .filter_map(|node| node.attribute("PartName"))
        .map(|name| name.trim_start_matches('/'))
        .collect();
    for name in parts.keys().filter(|name| *name != CONTENT_TYPES) {
        let extension = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        if !overrides.contains(name.as_str()) && !extensions.contains(&extension) {
            defects.push(Defect::new(DefectKind::ContentType, name, "the part has no content type"));
        }
    }
    for name in overrides.into_iter().filter(|name| !parts.contains_key(*name)) {
        let message = format!("a content type is given for `{name}`, which does not exist");
        defects.push(Defect::new(DefectKind::ContentType, CONTENT_TYPES, message));
    }
}

fn relationship_of<'t>(
    rels: &str,
    source: &str,
    relationship: &'t Node,
    parts: &BTreeMap<String, Vec<u8>>,
    known: &mut BTreeSet<&'t str>,
    defects: &mut Vec<Defect>,
) {
    let id = relationship.attribute("Id").unwrap_or_default();
    if !known.insert(id) {
        let message = format!("the relationship id `{id}` is given twice");
        defects.push(Defect::new(DefectKind::RelationshipId, rels, message));
    }
    let target = relationship.attribute("Target").unwrap_or_default();
    let external = relationship.attribute("TargetMode") == Some("External");
    if !external && !parts.contains_key(&resolve(source, target)) {
        let message = format!("the relationship `{id}` leads to `{target}`, which does not exist");
        defects.push(Defect::new(DefectKind::RelationshipTarget, rels, message));
    }
}

/// Every attribute in the namespace of relationships is a relationship id.
fn used_ids(part: &str, tree: &Node, known: &mut impl FnMut(&str) -> bool, defects: &mut Vec<Defect>) {
    let mut prefixes = BTreeSet::new();
    tree.walk(&mut |node| {
        let declared = node.attributes().filter(|(_, value)| *value == RELATIONSHIP_NAMESPACE);
        prefixes.extend(declared.filter_map(|(key, _)| key.strip_prefix("xmlns:")));
    });
    tree.walk(&mut |node| {
        for (key, id) in node.attributes() {
            let is_id = key.split_once(':').is_some_and(|(prefix, _)| prefixes.contains(prefix));
            if is_id && !known(id) {
                let message = format!("`{}` names the relationship `{id}`, which does not exist", node.name);
                defects.push(Defect::new(DefectKind::RelationshipId, part, message));
            }
        }
    });
}
