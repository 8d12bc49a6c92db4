//! Sections, tables and charts of one rendering.

use std::sync::Arc;

use jianbao_document::{Band, Block, Caption, Inline, Section, Styles, Table, TableOfContents};
use jianbao_finding::{Finding, Text};
use jianbao_layout::{SectionSpec, TableSpec};
use minijinja::{OutputSpan, Value};

use crate::data_table::Builder;
use crate::error::{self, Origin};
use crate::form::Form;
use crate::job::{Job, LARGEST_OUTPUT};
use crate::markdown::{Chapter, Draft};
use crate::renderer::Renderer;
use crate::told::{taken_id, unknown_table};
use crate::{chart, paging, style};

/// One rendering of one dataset.
pub(crate) struct Pass<'a> {
    pub(crate) renderer: &'a Renderer,
    pub(crate) job: &'a Arc<Job>,
    pub(crate) context: Value,
    pub(crate) styles: &'a Styles,
}

impl Pass<'_> {
    /// The pages of a section, or everything that is wrong with it.
    pub(crate) fn section(&self, spec: &SectionSpec) -> Result<Section, Vec<Finding>> {
        let layout = &self.renderer.layout;
        self.job.enter(layout.manifest.title.clone());
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
                Draft::Chart(name, caption) => {
                    if let Some(chart) = chart::chart(self.job, &name, caption, &page) {
                        blocks.push(Block::Chart(chart));
                    }
                }
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
        let mut section = Section {
            id: spec.id.clone(),
            page,
            page_number: style::page_number(spec, &layout.typography),
            header: header.map(|inlines| Band { style: "header".to_owned(), inlines }),
            footer: None,
            blocks,
        };
        paging::paginate(&mut section, self.styles);
        Ok(section)
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
        if parts.iter().any(|part| matches!(part, Err(item) if item.is_block())) {
            let words = ("一行文字中不能放表格或目录", "a line of text holds no table and no contents");
            return Err(vec![
                self.renderer.layout.at(source, Finding::error("T-TEMPLATE", Text::new(words.0, words.1))),
            ]);
        }
        Ok(parts.into_iter().flat_map(|part| self.job.inlines(part)).collect())
    }

    /// A template of one line that names something outside of the report, where a reference would say nothing.
    pub(crate) fn name(&self, what: &str, source: &str) -> Result<String, Vec<Finding>> {
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
    pub(crate) fn table(&self, id: &str, width: i32) -> Result<Option<Table>, Vec<Finding>> {
        let manifest = &self.renderer.layout.manifest;
        let detail = self.job.dataset.detail_tables.iter().position(|table| table.id.as_str() == id);
        let own = manifest.tables.iter().find(|table| table.id == id);
        let form = manifest.forms.iter().find(|form| form.id == id);
        let other = form.is_some() || own.is_some_and(|own| own.source != format!("detail_tables.{id}"));
        if let Some(at) = detail.filter(|_| other) {
            return Err(vec![taken_id(id, at)]);
        }
        if let Some(form) = form {
            let title = self.title(form.title.as_deref())?;
            let before = self.job.enter(title.clone().unwrap_or_else(|| self.renderer.layout.manifest.title.clone()));
            let (text, spans) = self.template(&form.file)?;
            let origin = Origin { layout: &self.renderer.layout, template: &form.file, spans: &spans };
            let (mut table, caption) = Form { job: self.job, origin, text: &text, width }.table(id)?;
            table.title = title.or_else(|| caption.as_ref().map(|inlines| jianbao_document::plain_text(inlines)));
            table.caption = caption.map(|inlines| self.caption(inlines));
            self.job.enter(before);
            return Ok(Some(table));
        }
        let detail = detail.map(|at| &self.job.dataset.detail_tables[at]);
        let any = || manifest.tables.iter().find(|table| table.id == "*" && detail.is_some());
        let Some(spec) = own.or_else(any) else { return Ok(None) };
        let caption = self.caption_of(spec, detail.map(|detail| detail.caption.as_str()))?;
        let named = caption.as_ref().map(|caption| jianbao_document::plain_text(&caption.inlines));
        let title = self.title(spec.title.as_deref())?.or(named);
        let before = self.job.enter(title.clone().unwrap_or_else(|| id.to_owned()));
        let mut table = Builder { job: self.job, spec, width }.table(id, &|title| self.line("title", title))?;
        self.job.enter(before);
        table.title = title;
        table.caption = caption;
        Ok(Some(table))
    }

    /// A short name of a table or form.
    fn title(&self, template: Option<&str>) -> Result<Option<String>, Vec<Finding>> {
        template.map(|template| self.name("title", template)).transpose()
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
