//! The stages of one rendering, in order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jianbao_calculate::Ledger;
use jianbao_dataset::Dataset;
use jianbao_document::{
    Band, Block, Caption, Cell, Document, Inline, MODEL, Properties, Section, Table, TableOfContents, features,
};
use jianbao_finding::{Finding, Severity, Text};
use jianbao_layout::{Layout, Manifest, SectionSpec, TableSpec};
use minijinja::{Environment, OutputSpan, Value};

use crate::data_table::Builder;
use crate::error::{self, Origin};
use crate::file_name::file_name;
use crate::form::Form;
use crate::job::{Item, Job, LARGEST_OUTPUT, Missing};
use crate::markdown::{Chapter, Draft};
use crate::{context, environment, numbering, style, typed};

/// A layout whose templates are compiled.
#[derive(Debug)]
pub struct Renderer {
    layout: Arc<Layout>,
    environment: Environment<'static>,
}

/// A document, and what the layout finds wanting in the dataset.
#[derive(Debug)]
pub struct Rendered {
    /// The document.
    pub document: Document,
    /// Name of the output files without extension.
    pub stem: String,
    /// What is missing (`R-REQ`) or does not fit the layout (`R-LAYOUT`), at its pointers in the dataset.
    pub findings: Vec<Finding>,
}

impl Renderer {
    /// Compiles the templates of a layout; every mistake is told.
    pub fn new(layout: Arc<Layout>) -> Result<Self, Vec<Finding>> {
        let environment = environment::environment(&layout)?;
        Ok(Self { layout, environment })
    }

    /// The layout.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Renders a dataset. Mistakes of the layout are told all at once.
    pub fn render(&self, dataset: &Arc<Dataset>, ledger: &Arc<Ledger>) -> Result<Rendered, Vec<Finding>> {
        let job = Arc::new(Job::new(Arc::clone(&self.layout), Arc::clone(dataset), Arc::clone(ledger)));
        let pass = Pass { renderer: self, context: context::context(&job), job: &job };
        pass.rendered()
    }
}

impl Renderer {
    /// What goes wrong when a dataset is rendered, and some tables and forms each alone.
    pub(crate) fn trial(&self, dataset: &Arc<Dataset>, ledger: &Arc<Ledger>, alone: &[String]) -> Vec<Finding> {
        let job = Arc::new(Job::new(Arc::clone(&self.layout), Arc::clone(dataset), Arc::clone(ledger)));
        let pass = Pass { renderer: self, context: context::context(&job), job: &job };
        let mut findings = pass.rendered().err().unwrap_or_default();
        let width = self.layout.typography.pages.values().next().map_or(0, |page| style::page(page).text_width());
        for id in alone {
            findings.extend(pass.table(id, width).err().unwrap_or_default());
        }
        findings
    }
}

/// One rendering of one dataset.
struct Pass<'a> {
    renderer: &'a Renderer,
    job: &'a Arc<Job>,
    context: Value,
}

impl Pass<'_> {
    fn rendered(&self) -> Result<Rendered, Vec<Finding>> {
        let manifest = &self.renderer.layout.manifest;
        if !manifest.kinds.iter().any(|kind| kind == self.job.dataset.kind.code()) {
            return Err(vec![wrong_kind(manifest, &self.job.dataset)]);
        }
        let mut findings = Vec::new();
        let mut sections = Vec::new();
        for spec in &manifest.sections {
            match self.section(spec) {
                Ok(section) => sections.push(section),
                Err(wrong) => findings.extend(wrong),
            }
        }
        let title = self.name("document_title", &manifest.document_title);
        let stem = self.name("output", &manifest.output);
        for wrong in [&title, &stem].into_iter().filter_map(|line| line.as_ref().err()) {
            findings.extend(wrong.iter().cloned());
        }
        numbering::number(&mut sections, &manifest.numbering);
        if findings.is_empty() {
            findings.extend(numbering::placed_twice(&sections, &self.renderer.layout));
            findings.extend(numbering::references(&mut sections, &self.renderer.layout));
        }
        numbering::contents(&mut sections);
        let (Ok(title), Ok(stem), true) = (title, stem, findings.is_empty()) else { return Err(findings) };
        let document = self.document(sections, title);
        let mut wanting = outside_validity(manifest, &self.job.dataset);
        wanting.extend(self.job.missing().into_iter().map(required));
        Ok(Rendered { document, stem: file_name(&stem), findings: wanting })
    }

    fn document(&self, sections: Vec<Section>, title: String) -> Document {
        let dataset = &self.job.dataset;
        let author = dataset.organisations.iter().find(|organisation| organisation.id == dataset.report.prepared_by);
        let mut document = Document {
            model: MODEL.to_owned(),
            properties: Properties {
                title,
                subject: Some(self.renderer.layout.manifest.title.clone()),
                author: author.map(|organisation| organisation.name.as_str().to_owned()),
                date: Some(dataset.report.date.to_string()),
                language: "zh-CN".to_owned(),
                provenance: BTreeMap::new(),
            },
            features: Vec::new(),
            styles: style::styles(&self.renderer.layout.typography),
            sections,
            figures: BTreeMap::new(),
        };
        document.figures = self.figures(&document);
        document.features = features(&document);
        document
    }

    /// The ledger entries of all values of the document, and the inputs of their formulas.
    fn figures(&self, document: &Document) -> BTreeMap<String, jianbao_document::DocumentFigure> {
        let mut ids = BTreeSet::new();
        let mut take = |inline: &Inline| {
            if let Inline::Value(value) = inline {
                ids.extend(value.figure.clone());
            }
        };
        for section in &document.sections {
            section.header.iter().flat_map(|header| &header.inlines).for_each(&mut take);
            section.blocks.iter().for_each(|block| visit_inlines(block, &mut take));
        }
        let entries = ids.iter().filter_map(|id| self.job.ledger.get(id));
        entries.map(|entry| (entry.id.clone(), typed::figure(entry, &self.job.ledger))).collect()
    }

    fn section(&self, spec: &SectionSpec) -> Result<Section, Vec<Finding>> {
        let layout = &self.renderer.layout;
        let (text, spans) = self.template(&spec.file)?;
        let style = |element: &str| {
            let default = if element == "paragraph" { "body".to_owned() } else { element.replace('h', "heading-") };
            spec.styles.get(element).cloned().unwrap_or(default)
        };
        let is_heading = |name: &str| layout.typography.styles.get(name).is_some_and(|style| style.outline.is_some());
        let origin = Origin { layout, template: &spec.file, spans: &spans };
        let chapter = Chapter { job: self.job, origin, text: &text, style: &style, is_heading: &is_heading };
        let (drafts, mut findings) = chapter.blocks();
        let page = &layout.typography.pages[&spec.page];
        let page = style::page(page);
        let mut blocks = Vec::new();
        for draft in drafts {
            match draft {
                Draft::Block(block) => blocks.push(*block),
                Draft::Contents(depth) => blocks.push(Block::TableOfContents(TableOfContents {
                    title: None,
                    title_style: "toc-title".to_owned(),
                    depth,
                    entries: Vec::new(),
                })),
                Draft::Table(id, at) => match self.table(&id, page.text_width()) {
                    Ok(Some(table)) => blocks.push(Block::Table(table)),
                    Ok(None) => findings.push(chapter.origin.at(unknown_table(&id), at)),
                    Err(wrong) => findings.extend(wrong),
                },
            }
        }
        let header = spec.header.as_ref().map(|header| self.line("header", header)).transpose();
        let header = header.map_err(|wrong| findings.extend(wrong)).ok().flatten();
        if !findings.is_empty() {
            return Err(findings);
        }
        Ok(Section {
            id: spec.id.clone(),
            page,
            page_number: style::page_number(spec, &layout.typography),
            header: header.map(|inlines| Band { style: "header".to_owned(), inlines }),
            footer: None,
            blocks,
        })
    }

    /// What a template prints, with the places it comes from.
    fn template(&self, name: &str) -> Result<(String, Vec<OutputSpan>), Vec<Finding>> {
        let layout = &self.renderer.layout;
        let wrong = |error: &minijinja::Error| vec![error::finding(error, layout)];
        let template = self.renderer.environment.get_template(name).map_err(|error| wrong(&error))?;
        let (text, spans) = template.render_with_spans(self.context.clone()).map_err(|error| wrong(&error))?;
        if text.len() > LARGEST_OUTPUT {
            let message = Text::new(
                format!("模板 {name} 的输出超过 32 MB"),
                format!("the template {name} prints more than 32 MB"),
            );
            return Err(vec![Finding::error("T-LIMIT", message)]);
        }
        Ok((text, spans))
    }

    /// A template of one line from `layout.toml`.
    fn line(&self, what: &str, source: &str) -> Result<Vec<Inline>, Vec<Finding>> {
        let rendered = self.renderer.environment.render_named_str(what, source, self.context.clone());
        let text = rendered.map_err(|error| vec![error::finding(&error, &self.renderer.layout)])?;
        let parts = self.job.split(&text);
        if parts.iter().any(|part| matches!(part, Err(Item::Table(_) | Item::Contents(_)))) {
            let words = ("一行文字中不能放表格或目录", "a line of text holds no table and no contents");
            return Err(vec![
                self.renderer.layout.at(source, Finding::error("T-TEMPLATE", Text::new(words.0, words.1))),
            ]);
        }
        Ok(parts.into_iter().flat_map(|part| self.job.inlines(part)).collect())
    }

    /// A template of one line that names something outside of the report, where a reference would say nothing.
    fn name(&self, what: &str, source: &str) -> Result<String, Vec<Finding>> {
        let inlines = self.line(what, source)?;
        if inlines.iter().any(|inline| matches!(inline, Inline::Reference(_))) {
            let words = ("名称中不能用 ref(…)", "a name holds no `ref(…)`");
            return Err(vec![
                self.renderer.layout.at(source, Finding::error("T-TEMPLATE", Text::new(words.0, words.1))),
            ]);
        }
        Ok(jianbao_document::plain_text(&inlines))
    }

    /// A table or form by id; `None` where the layout has none of this id.
    fn table(&self, id: &str, width: i32) -> Result<Option<Table>, Vec<Finding>> {
        let manifest = &self.renderer.layout.manifest;
        let detail = self.job.dataset.detail_tables.iter().position(|table| table.id.as_str() == id);
        let own = manifest.tables.iter().find(|table| table.id == id);
        let form = manifest.forms.iter().find(|form| form.id == id);
        let other = form.is_some() || own.is_some_and(|own| own.source != format!("detail_tables.{id}"));
        if let Some(at) = detail.filter(|_| other) {
            return Err(vec![taken_id(id, at)]);
        }
        if let Some(form) = form {
            let (text, spans) = self.template(&form.file)?;
            let origin = Origin { layout: &self.renderer.layout, template: &form.file, spans: &spans };
            let (mut table, caption) = Form { job: self.job, origin, text: &text, width }.table(id)?;
            table.caption = caption.map(|inlines| self.caption(inlines));
            return Ok(Some(table));
        }
        let detail = detail.map(|at| &self.job.dataset.detail_tables[at]);
        let any = || manifest.tables.iter().find(|table| table.id == "*" && detail.is_some());
        let Some(spec) = own.or_else(any) else { return Ok(None) };
        let mut table = Builder { job: self.job, spec, width }.table(id, &|title| self.line("title", title))?;
        table.caption = self.caption_of(spec, detail.map(|detail| detail.caption.as_str()))?;
        Ok(Some(table))
    }

    fn caption_of(&self, spec: &TableSpec, own: Option<&str>) -> Result<Option<Caption>, Vec<Finding>> {
        let inlines = match (&spec.caption, own) {
            (Some(template), _) => self.line("caption", template)?,
            (None, Some(own)) => vec![Inline::text(own)],
            (None, None) => return Ok(None),
        };
        Ok(Some(self.caption(inlines)))
    }

    fn caption(&self, inlines: Vec<Inline>) -> Caption {
        let label = self.renderer.layout.manifest.numbering.table.clone();
        Caption { label, number: String::new(), inlines, style: "caption".to_owned() }
    }
}

fn unknown_table(id: &str) -> Finding {
    let message = Text::new(format!("版式中没有名为 {id} 的表或表样"), format!("the layout has no table or form {id}"));
    Finding::error("T-REF", message)
}

/// A detail table that would be lost, because the layout means another table by its id.
fn taken_id(id: &str, at: usize) -> Finding {
    let message = Text::new(
        format!("明细表的编号 {id} 与版式中的表或表样相同，无法区分"),
        format!("the detail table {id} has the id of a table or form of the layout"),
    );
    let hint = Text::new("请换一个明细表编号", "give the detail table another id");
    Finding::error("T-REF", message).hint(hint).at(format!("/detail_tables/{at}/id"))
}

/// A dataset of a kind that the layout does not take.
fn wrong_kind(manifest: &Manifest, dataset: &Dataset) -> Finding {
    let (id, kind) = (&manifest.id, dataset.kind);
    let message = Text::new(
        format!("版式 {id} 不适用于{}（{}）的数据集", kind.label(), kind.code()),
        format!("the layout {id} does not take datasets of the kind {}", kind.code()),
    );
    let kinds = manifest.kinds.join(", ");
    Finding::error("T-KIND", message)
        .at("/kind")
        .hint(Text::new(format!("该版式适用于：{kinds}"), format!("it takes: {kinds}")))
}

/// A budget year for which the layout is not prescribed: the form may have changed since, or not have existed yet.
fn outside_validity(manifest: &Manifest, dataset: &Dataset) -> Vec<Finding> {
    let year = dataset.period.fiscal_year;
    if year >= manifest.valid_from && manifest.valid_until.is_none_or(|last| year <= last) {
        return Vec::new();
    }
    let (id, from) = (&manifest.id, manifest.valid_from);
    let (zh, en) = match manifest.valid_until {
        Some(last) => (format!("{from} 至 {last} 年度"), format!("for {from} to {last}")),
        None => (format!("{from} 年度起"), format!("from {from} on")),
    };
    let message = Text::new(
        format!("版式 {id} 适用于{zh}，数据集为 {year} 年度"),
        format!("the layout {id} is prescribed {en}, the dataset is of {year}"),
    );
    vec![Finding::new("R-LAYOUT", Severity::Warning, message).at("/period/fiscal_year")]
}

/// A value that the report must print and nobody knows.
fn required(missing: Missing) -> Finding {
    let Missing { pointer, title, hole } = missing;
    if hole {
        let message = Text::new(
            format!("文字中引用的“{title}”没有值，句子会缺一块"),
            format!("the text refers to “{title}”, which has no value, so that its sentence has a hole"),
        );
        let hint = Text::new("改写这句话，或补充数据", "reword the sentence, or add the data");
        return Finding::error("R-REQ", message).at(pointer).hint(hint);
    }
    let message = Text::new(
        format!("版式必须印出的“{title}”没有数据"),
        format!("the layout must print “{title}”, which the dataset does not know"),
    );
    let hint = if pointer.starts_with("/narrative/") {
        Text::new("补充这段文字；没有内容的，写“无。”", "add the text; write “无。” where there is nothing to say")
    } else {
        Text::new(
            "补充数据；确实不适用的，填 {\"not_applicable\": \"原因\"}",
            "add the value, or {\"not_applicable\": \"reason\"} where there can be none",
        )
    };
    Finding::error("R-REQ", message).at(pointer).hint(hint)
}

fn visit_inlines(block: &Block, visitor: &mut impl FnMut(&Inline)) {
    match block {
        Block::Heading(heading) => heading.inlines.iter().for_each(visitor),
        Block::Paragraph(paragraph) => paragraph.inlines.iter().for_each(visitor),
        Block::Table(table) => {
            table.caption.iter().flat_map(|caption| &caption.inlines).for_each(&mut *visitor);
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            cells.flat_map(|cell: &Cell| &cell.paragraphs).flat_map(|paragraph| &paragraph.inlines).for_each(visitor);
        }
        Block::Chart(chart) => {
            chart.caption.iter().flat_map(|caption| &caption.inlines).for_each(&mut *visitor);
            let values = chart.series.iter().flat_map(|series| &series.values);
            values.for_each(|value| visitor(&Inline::Value(value.clone())));
        }
        Block::TableOfContents(_) | Block::PageBreak => {}
    }
}
