//! Charts: frames in the text, the chart parts that they show, the workbooks behind those.

use std::collections::BTreeSet;

use crate::defect::{Defect, DefectKind};
use crate::package::{read, resolve, source_of};
use crate::parts::{Parts, Trees};
use crate::tree::Node;

const CHART: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) fn check(parts: &Parts, trees: &Trees, stories: &[(&String, &Node)], defects: &mut Vec<Defect>) {
    let package = Package { parts, trees };
    let mut drawings = BTreeSet::new();
    for (part, tree) in stories {
        tree.walk(&mut |node| match node.name.as_str() {
            "wp:docPr" => {
                let id = node.attribute("id").unwrap_or_default();
                if !drawings.insert(id) {
                    let message = format!("two drawings have the id `{id}`");
                    defects.push(Defect::new(DefectKind::DrawingId, part, message));
                }
            }
            "c:chart" => frame(&package, part, node, defects),
            _ => {}
        });
    }
    for (part, tree) in trees.iter().filter(|(_, tree)| tree.name == "c:chartSpace") {
        workbook(&package, part, tree, defects);
        series(part, tree, defects);
    }
}

/// The frame leads to a chart part.
fn frame(package: &Package<'_>, part: &str, frame: &Node, defects: &mut Vec<Defect>) {
    let Some((id, kind, target)) = package.related(part, frame) else { return };
    let root = package.trees.get(&target).map(|tree| tree.name.as_str());
    if !kind.ends_with("/chart") || root != Some("c:chartSpace") || !package.is_of_type(&target, CHART) {
        let message = format!("a drawing shows `{id}`, and `{target}` is no chart");
        defects.push(Defect::new(DefectKind::Chart, part, message));
    }
}

/// The chart part leads to a workbook, without which its data cannot be edited.
fn workbook(package: &Package<'_>, part: &str, chart: &Node, defects: &mut Vec<Defect>) {
    let mut wrong = |message: String| defects.push(Defect::new(DefectKind::ChartData, part, message));
    let Some(external) = chart.child("c:externalData") else {
        wrong("the chart has no workbook".to_owned());
        return;
    };
    let Some((id, kind, target)) = package.related(part, external) else { return };
    let opens = package.parts.get(&target).is_some_and(|bytes| read(bytes).is_ok());
    if !kind.ends_with("/package") || !opens || !package.is_of_type(&target, WORKBOOK) {
        wrong(format!("the chart takes its data from `{id}`, and `{target}` is no workbook"));
    }
}

/// Every series has as many values as categories, and no point beyond them.
fn series(part: &str, chart: &Node, defects: &mut Vec<Defect>) {
    let mut number = 0;
    chart.walk(&mut |node| {
        if node.name != "c:ser" {
            return;
        }
        number += 1;
        let points = |name: &str| node.child(name).map(points).unwrap_or_default();
        let (categories, values) = (points("c:cat"), points("c:val"));
        let mut wrong = |message: String| defects.push(Defect::new(DefectKind::ChartData, part, message));
        if categories.count != values.count {
            let (values, categories) = (values.count, categories.count);
            wrong(format!("series {number} has {values} values for {categories} categories"));
        }
        for (what, points) in [("category", &categories), ("value", &values)] {
            if points.beyond {
                wrong(format!("series {number} has a {what} that is counted wrongly"));
            }
        }
    });
}

#[derive(Default)]
struct Points {
    count: usize,
    /// Whether a point has no place among those that are counted, or one that is taken.
    beyond: bool,
}

fn points(source: &Node) -> Points {
    let mut found = Points::default();
    let mut places = Vec::new();
    source.walk(&mut |node| match node.name.as_str() {
        "c:ptCount" => found.count = node.attribute("val").and_then(|count| count.parse().ok()).unwrap_or(0),
        "c:pt" => places.push(node.attribute("idx").and_then(|place| place.parse::<usize>().ok())),
        _ => {}
    });
    let unlike: BTreeSet<_> = places.iter().flatten().filter(|place| **place < found.count).collect();
    found.beyond = unlike.len() < places.len();
    found
}

struct Package<'p> {
    parts: &'p Parts,
    trees: &'p Trees,
}

impl<'p> Package<'p> {
    /// Id, type and target part of the relationship that the element names; an unknown id is reported elsewhere.
    fn related<'n>(&self, part: &str, node: &'n Node) -> Option<(&'n str, &'p str, String)> {
        let id = node.attribute("r:id")?;
        let (_, rels) = self.trees.iter().find(|(name, _)| source_of(name).as_deref() == Some(part))?;
        let found = rels.all("Relationship").find(|one| one.attribute("Id") == Some(id))?;
        let target = resolve(part, found.attribute("Target").unwrap_or_default());
        Some((id, found.attribute("Type").unwrap_or_default(), target))
    }

    /// Whether a part has this content type; without a list of types, that is what is reported.
    fn is_of_type(&self, part: &str, expected: &str) -> bool {
        let Some(types) = self.trees.get("[Content_Types].xml") else { return true };
        let named = |node: &&Node| node.attribute("PartName").is_some_and(|name| name.trim_start_matches('/') == part);
        let extension = part.rsplit('.').next().unwrap_or_default();
        let by_extension =
            |node: &&Node| node.attribute("Extension").is_some_and(|name| name.eq_ignore_ascii_case(extension));
        let found = types.all("Override").find(named).or_else(|| types.all("Default").find(by_extension));
        found.and_then(|node| node.attribute("ContentType")) == Some(expected)
    }
}
