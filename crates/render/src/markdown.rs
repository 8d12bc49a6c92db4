//! Markdown chapters become blocks.
//!
//! comrak parses what the template printed, with tokens where values stand. Only what a report needs is allowed;
//! everything else is an error with its place, because silently dropped text would be worse.

use comrak::nodes::{AstNode, ListType, NodeValue, Sourcepos};
use comrak::{Arena, Options, parse_document};
use jianbao_document::{Block, Heading, Inline, Paragraph, TextRun};
use jianbao_finding::{Finding, Text};

use crate::error::Origin;
use crate::job::{Item, Job};
use crate::words::is_wide;

/// A block, or the place of one that is built elsewhere.
#[derive(Debug)]
pub(crate) enum Draft {
    /// A block that is ready.
    Block(Box<Block>),
    /// A table or form; its id and the byte of the output where it is named.
    Table(String, usize),
    /// The table of contents down to a level.
    Contents(u8),
    /// A chart; its name, and its caption where the template gives one.
    Chart(String, Option<Vec<Inline>>),
}

impl Draft {
    fn block(block: Block) -> Self {
        Self::Block(Box::new(block))
    }
}

/// Reads a chapter. `style` names the style of `paragraph`, `h1` … `h4`; `is_heading` tells whether a style is one of headings.
pub(crate) struct Chapter<'a> {
    pub(crate) job: &'a Job,
    pub(crate) origin: Origin<'a>,
    pub(crate) text: &'a str,
    pub(crate) style: &'a dyn Fn(&str) -> String,
    pub(crate) is_heading: &'a dyn Fn(&str) -> bool,
}

/// Deepest heading: the forms number four levels.
const DEEPEST_HEADING: u8 = 4;

/// Formatting that the text stands in.
#[derive(Debug, Clone, Copy, Default)]
struct Format {
    bold: bool,
    italic: bool,
    strike: bool,
}

impl Chapter<'_> {
    /// The blocks of the chapter, and everything that is wrong with it.
    pub(crate) fn blocks(&self) -> (Vec<Draft>, Vec<Finding>) {
        let mut options = Options::default();
        options.extension.strikethrough = true;
        // Without it `**执行率（%）**为` keeps its asterisks, because a full-width bracket counts as punctuation.
        options.extension.cjk_friendly_emphasis = true;
        let arena = Arena::new();
        let root = parse_document(&arena, self.text, &options);
        let (mut drafts, mut findings) = (Vec::new(), Vec::new());
        for node in root.children() {
            self.block(node, &mut drafts, &mut findings);
        }
        (drafts, findings)
    }

    fn block<'n>(&self, node: &'n AstNode<'n>, drafts: &mut Vec<Draft>, findings: &mut Vec<Finding>) {
        let data = node.data.borrow();
        match &data.value {
            NodeValue::Paragraph => self.paragraph(node, data.sourcepos, drafts, findings),
            NodeValue::Heading(heading) if heading.level > DEEPEST_HEADING => {
                findings
                    .push(self.unsupported(("第五级及更深的标题", "a heading below the fourth level"), data.sourcepos));
            }
            NodeValue::Heading(heading) => {
                let inlines = self.line(node, data.sourcepos, findings);
                self.job.enter(jianbao_document::plain_text(&inlines));
                drafts.push(Draft::block(self.heading(heading.level, inlines)));
            }
            NodeValue::List(list) => {
                for (number, item) in (list.start..).zip(node.children()) {
                    let marker = match list.list_type {
                        ListType::Ordered => format!("{number}．"),
                        ListType::Bullet => "·".to_owned(),
                    };
                    self.list_item(item, marker, drafts, findings);
                }
            }
            NodeValue::ThematicBreak => drafts.push(Draft::block(Block::PageBreak)),
            other => findings.push(self.unsupported(block_name(other), data.sourcepos)),
        }
    }

    fn list_item<'n>(
        &self,
        item: &'n AstNode<'n>,
        marker: String,
        drafts: &mut Vec<Draft>,
        findings: &mut Vec<Finding>,
    ) {
        let mut marker = Some(marker);
        for child in item.children() {
            let data = child.data.borrow();
            if matches!(data.value, NodeValue::Paragraph) {
                let inlines = self.line(child, data.sourcepos, findings);
                let style = (self.style)("paragraph");
                drafts.push(Draft::block(Block::Paragraph(Paragraph {
                    style,
                    inlines,
                    marker: marker.take(),
                    pointer: None,
                })));
            } else {
                drop(data);
                self.block(child, drafts, findings);
            }
        }
    }

    fn heading(&self, level: u8, inlines: Vec<Inline>) -> Block {
        let style = (self.style)(&format!("h{}", level.min(4)));
        if (self.is_heading)(&style) {
            // Id and number are given when all blocks of the document are known.
            Block::Heading(Heading { id: String::new(), level, number: None, inlines, style })
        } else {
            Block::Paragraph(Paragraph { style, inlines, marker: None, pointer: None })
        }
    }

    fn paragraph<'n>(
        &self,
        node: &'n AstNode<'n>,
        at: Sourcepos,
        drafts: &mut Vec<Draft>,
        findings: &mut Vec<Finding>,
    ) {
        match self.alone(node) {
            Some(Item::Table(id)) => drafts.push(Draft::Table(id, self.byte(at))),
            Some(Item::Chart { name, caption }) => {
                let caption = caption.map(|caption| vec![Inline::text(caption)]);
                drafts.push(Draft::Chart(name, caption));
            }
            Some(Item::Contents(depth)) => drafts.push(Draft::Contents(depth)),
            Some(Item::Prose { text, pointer }) => {
                for inlines in self.job.paragraphs(&text, &pointer) {
                    let pointer = Some(pointer.clone());
                    let style = (self.style)("paragraph");
                    drafts.push(Draft::block(Block::Paragraph(Paragraph { style, inlines, marker: None, pointer })));
                }
            }
            Some(Item::Text(text)) if text.is_empty() => {}
            Some(item @ (Item::Narrative { .. } | Item::Absent { .. })) => {
                let inlines = self.job.inlines(Err(item));
                if !inlines.is_empty() {
                    let style = (self.style)("paragraph");
                    let paragraph = Paragraph { style, inlines, marker: None, pointer: None };
                    drafts.push(Draft::block(Block::Paragraph(paragraph)));
                }
            }
            _ => {
                let inlines = self.line(node, at, findings);
                let style = (self.style)("paragraph");
                drafts.push(Draft::block(Block::Paragraph(Paragraph { style, inlines, marker: None, pointer: None })));
            }
        }
    }

    /// The item of a paragraph that consists of one token.
    fn alone<'n>(&self, node: &'n AstNode<'n>) -> Option<Item> {
        let only = node.first_child().filter(|child| child.next_sibling().is_none())?;
        let data = only.data.borrow();
        let NodeValue::Text(text) = &data.value else { return None };
        let mut parts = self.job.split(text);
        if parts.len() == 1 { parts.pop()?.err() } else { None }
    }

    fn line<'n>(&self, node: &'n AstNode<'n>, at: Sourcepos, findings: &mut Vec<Finding>) -> Vec<Inline> {
        let mut inlines = Vec::new();
        for child in node.children() {
            self.inline(child, at, Format::default(), &mut inlines, findings);
        }
        join_soft_breaks(inlines)
    }

    fn inline<'n>(
        &self,
        node: &'n AstNode<'n>,
        at: Sourcepos,
        format: Format,
        inlines: &mut Vec<Inline>,
        findings: &mut Vec<Finding>,
    ) {
        let data = node.data.borrow();
        let inner = match &data.value {
            NodeValue::Text(text) => return self.text(text, at, format, inlines, findings),
            NodeValue::SoftBreak => return inlines.push(Inline::text(SOFT_BREAK)),
            NodeValue::LineBreak => return inlines.push(Inline::LineBreak),
            NodeValue::Escaped => format,
            NodeValue::Strong => Format { bold: true, ..format },
            NodeValue::Emph => Format { italic: true, ..format },
            NodeValue::Strikethrough => Format { strike: true, ..format },
            other => return findings.push(self.unsupported(block_name(other), at)),
        };
        for child in node.children() {
            self.inline(child, at, inner, inlines, findings);
        }
    }

    fn text(&self, text: &str, at: Sourcepos, format: Format, inlines: &mut Vec<Inline>, findings: &mut Vec<Finding>) {
        for part in self.job.split(text) {
            if matches!(&part, Err(item) if item.is_block()) {
                let message = Text::new(
                    "table(…)、chart(…) 与 toc() 必须独占一行",
                    "`table(…)`, `chart(…)` and `toc()` stand on a line of their own",
                );
                findings.push(self.origin.at(Finding::error("T-MARKDOWN", message), self.byte(at)));
                continue;
            }
            for mut inline in self.job.inlines(part) {
                match &mut inline {
                    Inline::Text(run) => set(run, format),
                    Inline::Value(value) => value.bold |= format.bold,
                    Inline::Reference(_) | Inline::LineBreak => {}
                }
                inlines.push(inline);
            }
        }
    }

    /// The byte of the output at which a node starts.
    fn byte(&self, at: Sourcepos) -> usize {
        let line = self.text.split_inclusive('\n').take(at.start.line.saturating_sub(1)).map(str::len).sum::<usize>();
        (line + at.start.column.saturating_sub(1)).min(self.text.len())
    }

    fn unsupported(&self, what: (&str, &str), at: Sourcepos) -> Finding {
        let message = Text::new(
            format!("报告的正文不支持{}", what.0),
            format!("{} is not supported in the text of a report", what.1),
        );
        let finding = self.origin.at(Finding::error("T-MARKDOWN", message), self.byte(at));
        if what.1 == "HTML" {
            return finding.hint(Text::new(
                "表格请在 layout.toml 中声明，固定表样请写成 .html.j2",
                "declare tables in layout.toml; forms are .html.j2 files",
            ));
        }
        finding
    }
}

/// Stands for a line end in the Markdown until it is known what it stands between; not in any text, as templates and data
/// cannot hold control characters.
const SOFT_BREAK: &str = "\u{0}";

fn set(run: &mut TextRun, format: Format) {
    run.bold |= format.bold;
    run.italic |= format.italic;
    run.strike |= format.strike;
}

/// A line end in the source is nothing next to a Han character or full-width punctuation, and a space otherwise.
fn join_soft_breaks(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::with_capacity(inlines.len());
    let mut waiting = false;
    for inline in inlines {
        if matches!(&inline, Inline::Text(run) if run.text == SOFT_BREAK) {
            waiting = true;
            continue;
        }
        if waiting {
            waiting = false;
            let before = joined.last().and_then(|last| last.printed().chars().last());
            let after = inline.printed().chars().next();
            if before.is_some_and(|c| !is_wide(c)) && after.is_some_and(|c| !is_wide(c)) {
                joined.push(Inline::text(" "));
            }
        }
        joined.push(inline);
    }
    joined
}

fn block_name(value: &NodeValue) -> (&'static str, &'static str) {
    match value {
        NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => (" HTML", "HTML"),
        NodeValue::CodeBlock(_) | NodeValue::Code(_) => {
            ("代码（可能是行首缩进了四个空格）", "code (perhaps a line is indented by four spaces)")
        }
        NodeValue::Link(_) => ("链接", "a link"),
        NodeValue::Image(_) => ("图片", "a picture"),
        NodeValue::BlockQuote => ("引用块", "a block quote"),
        _ => ("这种 Markdown", "this kind of Markdown"),
    }
}
