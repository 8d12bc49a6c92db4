//! Mistakes in templates as findings with file, line and excerpt.

use std::ops::Range;
use std::sync::Arc;

use jianbao_finding::{Finding, Source, Text};
use jianbao_layout::Layout;
use minijinja::{ErrorKind, OutputSpan};

/// A template error as a finding. Inner errors (an included template, a macro) are followed to the innermost.
pub(crate) fn finding(error: &minijinja::Error, layout: &Layout) -> Finding {
    let mut innermost = error;
    let mut next = std::error::Error::source(innermost);
    while let Some(source) = next {
        match source.downcast_ref::<minijinja::Error>() {
            Some(inner) => innermost = inner,
            None => break,
        }
        next = std::error::Error::source(innermost);
    }
    let detail = innermost.detail().map_or_else(|| innermost.kind().to_string(), str::to_owned);
    let (zh, en) = detail.split_once(BETWEEN).unwrap_or((&detail, &detail));
    let message = match innermost.kind() {
        // Its detail only repeats it.
        ErrorKind::OutOfFuel => Text::new(chinese(ErrorKind::OutOfFuel), "the template takes more steps than it may"),
        kind => Text::new(format!("{}：{zh}", chinese(kind)), format!("{kind}: {en}")),
    };
    let mut finding = Finding::error("T-TEMPLATE", message);
    if let Some(source) = innermost.name().and_then(|name| layout.templates.get(name)) {
        let line = innermost.line().unwrap_or(1);
        let span = innermost.range().unwrap_or_else(|| line_of(source, line));
        // Where a template ends too early, the parser's range lies behind its end.
        let end = source.text().len();
        finding = finding.in_source(Arc::clone(source), span.start.min(end)..span.end.min(end));
    } else if let Some(text) = innermost.template_source() {
        // A template of one line that stands in layout.toml itself.
        let range = innermost.range().unwrap_or(0..0);
        let (source, start) = layout.find(text).unwrap_or_else(|| (Arc::clone(&layout.source), 0));
        finding = finding.in_source(source, start + range.start..start + range.end);
    }
    match hint(innermost) {
        Some(hint) => finding.hint(hint),
        None => finding,
    }
}

/// Stands between the Chinese and the English of a detail; no text of a template or a dataset holds it.
const BETWEEN: char = '\u{1f}';

/// A detail of an error in both languages, as one text.
pub(crate) fn bilingual(zh: &str, en: &str) -> String {
    format!("{zh}{BETWEEN}{en}")
}

fn line_of(source: &Source, line: usize) -> Range<usize> {
    let start = source.byte(line, 1);
    let end = source.text()[start..].find('\n').map_or(source.text().len(), |at| start + at);
    start..end
}

fn chinese(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::SyntaxError => "模板语法错误",
        ErrorKind::UndefinedError => "模板引用了不存在的字段",
        ErrorKind::TemplateNotFound => "没有这个模板",
        ErrorKind::UnknownFilter => "没有这个过滤器",
        ErrorKind::UnknownTest => "没有这个测试",
        ErrorKind::UnknownFunction => "没有这个函数",
        ErrorKind::OutOfFuel => "模板运行步数超过上限",
        _ => "模板无法执行",
    }
}

fn hint(error: &minijinja::Error) -> Option<Text> {
    match error.kind() {
        ErrorKind::OutOfFuel => {
            Some(Text::new("检查模板中的循环是否会结束", "check that the loops of the template end"))
        }
        ErrorKind::UndefinedError => Some(Text::new(
            "字段名以数据集格式为准，见 jianbao schema dataset",
            "field names are those of the dataset, see `jianbao schema dataset`",
        )),
        _ => None,
    }
}

/// Where in a template a byte of its output comes from.
pub(crate) struct Origin<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) template: &'a str,
    pub(crate) spans: &'a [OutputSpan],
}

impl Origin<'_> {
    /// A finding at the place in the template that made a byte of the output.
    pub(crate) fn at(&self, finding: Finding, output: usize) -> Finding {
        let after = self.spans.partition_point(|span| span.output_range().start <= output);
        let span = after.checked_sub(1).and_then(|at| self.spans.get(at));
        let name = span.map_or(self.template, OutputSpan::name);
        let Some(source) = self.layout.templates.get(name) else { return finding };
        let range = span.map_or(0..0, |span| {
            let (made, source) = (span.output_range(), span.source_range());
            if span.kind() == minijinja::OutputSpanKind::Raw {
                let start = (source.start + output.saturating_sub(made.start)).min(source.end);
                start..(start + 1).max(start)
            } else {
                source
            }
        });
        finding.in_source(Arc::clone(source), range)
    }
}
