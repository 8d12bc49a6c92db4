//! Fixed forms: one table in well-formed XHTML.
//!
//! Elements: `table` (`class` names the style of its cells), `caption`, `colgroup`/`col` (`width` is a share), `thead`,
//! `tbody`, `tr` (`height`, `keep="next"`, `source`), `td`/`th` (`colspan`, `rowspan` or `rowspan="rest"`, `align`, `valign`, `class`,
//! `merge="down"` or `merge="right"`), `br`, `b`. Anything else is an error with its place.

use jianbao_document::{Alignment, Cell, CellParagraph, Column, Inline, Table, VerticalAlignment};
use jianbao_finding::{Finding, Text};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::error::Origin;
use crate::grid::{Draft, DraftRow, Merge, place};
use crate::job::{Item, Job};
use crate::style;
use crate::words::Words;

/// Reads a form from what its template printed.
pub(crate) struct Form<'a> {
    pub(crate) job: &'a Job,
    pub(crate) origin: Origin<'a>,
    pub(crate) text: &'a str,
    /// Width between the margins.
    pub(crate) width: i32,
}

/// Most columns of a form; Word itself allows 63.
const MOST_COLUMNS: usize = 63;

#[derive(Default)]
struct State {
    path: Vec<String>,
    class: Option<String>,
    caption: Option<Vec<Inline>>,
    shares: Vec<u32>,
    rows: Vec<DraftRow>,
    header_rows: usize,
    words: Words,
    cell: Option<(Draft, Option<String>)>,
    tables: usize,
}

impl Form<'_> {
    /// The table with the given id, or everything that is wrong with it. The caption has no number yet.
    pub(crate) fn table(&self, id: &str) -> Result<(Table, Option<Vec<Inline>>), Vec<Finding>> {
        let mut state = State::default();
        let mut findings = Vec::new();
        self.read(&mut state, &mut findings);
        if findings.is_empty() && state.tables != 1 {
            findings.push(self.wrong(0, "表样文件应当恰好含有一个 <table>", "a form holds exactly one <table>"));
        }
        let columns = state.shares.len();
        if findings.is_empty() && !(1..=MOST_COLUMNS).contains(&columns) {
            let (zh, en) = (
                format!("表样的 <colgroup> 应有 1 至 {MOST_COLUMNS} 个 <col>"),
                format!("the <colgroup> of a form has 1 to {MOST_COLUMNS} <col>"),
            );
            findings.push(self.wrong(0, &zh, &en));
        }
        if findings.is_empty() && state.rows.is_empty() {
            findings.push(self.wrong(0, "表样没有行", "the form has no row"));
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let rows = place(state.rows, columns).map_err(|errors| {
            errors.iter().map(|error| self.wrong(error.at, &error.zh, &error.en)).collect::<Vec<_>>()
        })?;
        let table = Table {
            id: id.to_owned(),
            title: None,
            caption: None,
            unit_line: None,
            unit_line_style: None,
            columns: style::widths(&state.shares, self.width).into_iter().map(|width| Column { width }).collect(),
            header_rows: u32::try_from(state.header_rows).unwrap_or(u32::MAX),
            rows,
            cell_style: state.class.unwrap_or_else(|| "cell".to_owned()),
            pointer: None,
        };
        Ok((table, state.caption))
    }

    fn read(&self, state: &mut State, findings: &mut Vec<Finding>) {
        let mut reader = Reader::from_str(self.text);
        reader.config_mut().check_end_names = true;
        reader.config_mut().expand_empty_elements = true;
        loop {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match reader.read_event() {
                Ok(Event::Start(element)) => {
                    self.start(state, &element, at, findings);
                    state.path.push(element.name().as_ref().to_owned());
                }
                Ok(Event::End(element)) => {
                    state.path.pop();
                    end(state, element.name().as_ref());
                }
                Ok(Event::Text(text)) => {
                    let text: &str = &text;
                    self.words(state, text, at, findings);
                }
                Ok(Event::GeneralRef(reference)) => match entity(&reference) {
                    Some(character) => self.words(state, &character.to_string(), at, findings),
                    None => findings.push(self.wrong(at, "不认识的字符实体", "an unknown entity")),
                },
                Ok(Event::Comment(_)) => {}
                Ok(Event::Eof) => {
                    if let Some(open) = state.path.last() {
                        let (zh, en) = (format!("<{open}> 没有结束标签"), format!("<{open}> is never closed"));
                        findings.push(self.wrong(self.text.len(), &zh, &en));
                    }
                    return;
                }
                Ok(_) => findings.push(self.wrong(at, "表样中只能有元素和文字", "a form holds elements and text only")),
                Err(error) => {
                    let at = usize::try_from(reader.error_position()).unwrap_or(at);
                    let (zh, en) = (
                        format!("表样不是格式良好的 XHTML：{error}"),
                        format!("the form is not well-formed XHTML: {error}"),
                    );
                    return findings.push(self.wrong(at, &zh, &en));
                }
            }
        }
    }

    fn start(&self, state: &mut State, element: &BytesStart<'_>, at: usize, findings: &mut Vec<Finding>) {
        let name = element.name().as_ref().to_owned();
        let parent = state.path.last().map_or("", String::as_str);
        let allowed = match name.as_str() {
            "table" => parent.is_empty(),
            // One caption, and the header before the first row: what comes later would be lost or out of its place.
            "caption" => parent == "table" && state.caption.is_none(),
            "thead" => parent == "table" && state.rows.is_empty(),
            "colgroup" | "tbody" => parent == "table",
            "col" => parent == "colgroup",
            "tr" => matches!(parent, "thead" | "tbody"),
            "td" | "th" => parent == "tr",
            "br" | "b" | "strong" => matches!(parent, "td" | "th" | "b" | "strong" | "caption"),
            _ => false,
        };
        if !allowed {
            let (zh, en) = (format!("<{name}> 不能出现在这里"), format!("<{name}> cannot stand here"));
            return findings.push(self.wrong(at, &zh, &en));
        }
        let attributes = match self.attributes(element) {
            Ok(attributes) => attributes,
            Err(why) => {
                let (zh, en) = (format!("属性有误：{why}"), format!("a wrong attribute: {why}"));
                return findings.push(self.wrong(at, &zh, &en));
            }
        };
        if let Some((key, value)) = self.enter(state, &name, &attributes, at) {
            let (zh, en) = (
                format!("<{name}> 的属性 {key}=\"{value}\" 有误"),
                format!("<{name}> has a wrong attribute {key}=\"{value}\""),
            );
            findings.push(self.wrong(at, &zh, &en));
        }
    }

    /// Attributes with tokens resolved.
    fn attributes(&self, element: &BytesStart<'_>) -> Result<Vec<(String, String)>, String> {
        let attributes = element.attributes().map(|attribute| {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
            Ok((attribute.key.as_ref().to_owned(), self.job.plain(&value)))
        });
        attributes.collect()
    }

    /// Takes up an element; the first attribute that is wrong is returned.
    fn enter(
        &self,
        state: &mut State,
        name: &str,
        attributes: &[(String, String)],
        at: usize,
    ) -> Option<(String, String)> {
        match name {
            "table" => state.tables += 1,
            "tr" => state.rows.push(DraftRow { at, ..DraftRow::default() }),
            "td" | "th" => {
                let cell = Cell { header: name == "th", ..Cell::default() };
                state.cell = Some((Draft { cell, merge: Merge::No, to_end: false, at }, None));
                state.words = Words::default();
            }
            "caption" => state.words = Words::default(),
            "br" => state.words.line_break(),
            "b" | "strong" => state.words.bold += 1,
            "col" => state.shares.push(0),
            _ => {}
        }
        attributes.iter().find(|(key, value)| self.attribute(state, name, key, value).is_none()).cloned()
    }

    fn attribute(&self, state: &mut State, element: &str, key: &str, value: &str) -> Option<()> {
        match (element, key) {
            ("table", "class") => state.class = Some(self.known_style(value)?),
            ("col", "width") => {
                *state.shares.last_mut()? = value.parse().ok().filter(|&share| share > 0 && share <= 10_000)?;
            }
            ("tr", "height") => {
                let height = jianbao_layout::Length::parse(value)?.0;
                if height <= 0 {
                    return None;
                }
                state.rows.last_mut()?.height = Some(height);
            }
            ("tr", "keep") => state.rows.last_mut()?.keep_with_next = (value == "next").then_some(true)?,
            ("tr", "source") => state.rows.last_mut()?.pointer = Some(value.to_owned()),
            ("td" | "th", key) => {
                let (draft, class) = state.cell.as_mut()?;
                match (key, value) {
                    ("colspan", _) => draft.cell.column_span = value.parse().ok().filter(|&span| span > 0)?,
                    ("rowspan", "rest") => draft.to_end = true,
                    ("rowspan", _) => draft.cell.row_span = value.parse().ok().filter(|&span| span > 0)?,
                    ("align", _) => draft.cell.align = Some(alignment(value)?),
                    ("valign", _) => draft.cell.vertical = vertical(value)?,
                    ("merge", "down") => draft.merge = Merge::Down,
                    ("merge", "right") => draft.merge = Merge::Right,
                    ("class", _) => *class = Some(self.known_style(value)?),
                    _ => return None,
                }
            }
            _ => return None,
        }
        Some(())
    }

    fn known_style(&self, name: &str) -> Option<String> {
        self.job.layout.typography.styles.contains_key(name).then(|| name.to_owned())
    }

    fn words(&self, state: &mut State, text: &str, at: usize, findings: &mut Vec<Finding>) {
        let inside = state.cell.is_some() || state.path.iter().any(|name| name == "caption");
        if !inside {
            if !text.trim().is_empty() {
                let at = at + (text.len() - text.trim_start().len());
                findings.push(self.wrong(at, "文字必须写在单元格内", "text must stand inside a cell"));
            }
            return;
        }
        for part in self.job.split(text) {
            match part {
                Ok(text) => state.words.template(&text),
                Err(item) if item.is_block() => {
                    let (zh, en) = ("单元格内不能放表格、图或目录", "a cell holds no table, chart or contents");
                    findings.push(self.wrong(at, zh, en));
                }
                Err(Item::Prose { text, pointer }) => {
                    for (index, inlines) in self.job.paragraphs(&text, &pointer).into_iter().enumerate() {
                        if index > 0 {
                            state.words.line_break();
                        }
                        state.words.values(inlines);
                    }
                }
                item => state.words.values(self.job.inlines(item)),
            }
        }
    }

    fn wrong(&self, at: usize, zh: &str, en: &str) -> Finding {
        self.origin.at(Finding::error("T-FORM", Text::new(zh, en)), at)
    }
}

/// Lays down an element that is finished.
fn end(state: &mut State, name: &str) {
    match name {
        "thead" => state.header_rows = state.rows.len(),
        "b" | "strong" => state.words.bold = state.words.bold.saturating_sub(1),
        "caption" => state.caption = Some(std::mem::take(&mut state.words).finish().into_iter().flatten().collect()),
        "td" | "th" => {
            let Some((mut draft, class)) = state.cell.take() else { return };
            let paragraphs = std::mem::take(&mut state.words).finish();
            draft.cell.paragraphs =
                paragraphs.into_iter().map(|inlines| CellParagraph { style: class.clone(), inlines }).collect();
            if let Some(row) = state.rows.last_mut() {
                row.cells.push(draft);
            }
        }
        _ => {}
    }
}

fn alignment(value: &str) -> Option<Alignment> {
    Some(match value {
        "left" => Alignment::Left,
        "centre" | "center" => Alignment::Centre,
        "right" => Alignment::Right,
        "justify" => Alignment::Justify,
        _ => return None,
    })
}

fn vertical(value: &str) -> Option<VerticalAlignment> {
    Some(match value {
        "top" => VerticalAlignment::Top,
        "middle" => VerticalAlignment::Middle,
        "bottom" => VerticalAlignment::Bottom,
        _ => return None,
    })
}

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|character| !character.is_control())
        }
    }
}
