//! Values of `layout.toml` that are wrong whatever the templates say.

use jianbao_finding::{Finding, Text};
use jianbao_layout::Layout;

use super::labels::{has_code, has_list, list_near, no_code};
use super::told::{error, meant, nearest};

/// The elements that a section may give a style.
const ELEMENTS: [&str; 5] = ["paragraph", "h1", "h2", "h3", "h4"];

pub(crate) fn check(layout: &Layout) -> Vec<Finding> {
    let mut findings = labels(layout);
    findings.extend(kinds(layout));
    findings.extend(paced(layout));
    findings.extend(elements(layout));
    findings.extend(file_names(layout));
    findings
}

/// Words for codes that do not exist are never printed.
fn labels(layout: &Layout) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (list, words) in &layout.manifest.policies.labels {
        if !has_list(list) {
            let finding =
                error("T-LABEL", format!("没有名为 {list} 的选项表"), format!("there is no list of codes {list}"));
            findings.push(layout.places.at_key(&format!("policies/labels/{list}"), meant(finding, list_near(list))));
            continue;
        }
        for code in words.keys().filter(|code| !has_code(list, code)) {
            let finding =
                error("T-LABEL", format!("选项表 {list} 中没有 {code}"), format!("{list} has no code {code}"));
            let path = format!("policies/labels/{list}/{code}");
            findings.push(layout.places.at_key(&path, no_code(finding, list, code)));
        }
    }
    findings
}

fn kinds(layout: &Layout) -> Vec<Finding> {
    let unknown = layout.manifest.kinds.iter().enumerate().filter(|(_, kind)| !has_code("kind", kind));
    let findings = unknown.map(|(at, kind)| {
        let finding =
            error("T-LAYOUT", format!("没有 {kind} 这种数据集"), format!("there are no datasets of the kind {kind}"));
        layout.places.at(&format!("kinds/{at}"), no_code(finding, "kind", kind))
    });
    findings.collect()
}

/// Lights are by second levels of the framework.
fn paced(layout: &Layout) -> Vec<Finding> {
    let levels = layout.manifest.policies.lights.iter().flat_map(|lights| &lights.paced);
    let unknown = levels.enumerate().filter(|(_, level)| !has_code("subcategory", level));
    let findings = unknown.map(|(at, level)| {
        let (zh, en) = (format!("没有二级指标 {level}"), format!("there is no second level {level} of the framework"));
        layout
            .places
            .at(&format!("policies/lights/paced/{at}"), no_code(error("T-LABEL", zh, en), "subcategory", level))
    });
    findings.collect()
}

fn elements(layout: &Layout) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, section) in layout.manifest.sections.iter().enumerate() {
        for element in section.styles.keys().filter(|element| !ELEMENTS.contains(&element.as_str())) {
            let finding = error(
                "T-LAYOUT",
                format!("styles 中没有 {element}：只有 paragraph、h1 至 h4"),
                format!("`styles` knows no {element}, only paragraph and h1 to h4"),
            );
            let near = nearest(ELEMENTS.iter().map(|known| (*known).to_owned()), element);
            findings.push(layout.places.at_key(&format!("section/{at}/styles/{element}"), meant(finding, near)));
        }
    }
    findings
}

/// A name of files with a folder in it: it would be written as `_`.
fn file_names(layout: &Layout) -> Vec<Finding> {
    let names = layout.places.texts().filter(|(path, _)| *path == "output" || is_file_name(path));
    let wrong = names.filter(|(_, text)| {
        let literal = literal(text);
        literal.contains(['/', '\\']) || literal.contains("..")
    });
    let findings = wrong.map(|(path, _)| {
        let finding = error("T-LAYOUT", "文件名中不能有 /、\\ 或 ..", "the name of a file holds no `/`, `\\` or `..`");
        let hint = Text::new("输出目录由 -o 指定", "`-o` says where files go");
        layout.places.at(path, finding.hint(hint))
    });
    findings.collect()
}

/// `file/0/name`.
fn is_file_name(path: &str) -> bool {
    path.starts_with("file/") && path.ends_with("/name")
}

/// What a template prints as it stands.
fn literal(template: &str) -> String {
    let mut literal = String::new();
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let close = match rest.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => "{",
        };
        literal.push_str(&rest[..start]);
        let end = rest[start..].find(close).map_or(rest.len(), |at| start + at + close.len());
        rest = &rest[end..];
    }
    literal + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_no_literal_text() {
        for (template, expected) in
            [("a/{{ b / c }}d", "a/d"), ("{% if a/b %}x{% endif %}{# / #}", "x"), ("{{ open", ""), ("a{b}c", "ab}c")]
        {
            assert_eq!(literal(template), expected, "{template}");
        }
    }
}
