//! The list of what a draft still needs (资料补充清单): what is missing, where it goes, and which organisation owes it.

use std::collections::{BTreeMap, BTreeSet};

use jianbao_dataset::{Dataset, titles};
use jianbao_document::{Alignment, Block, Cell, Column, Inline, Page, Paragraph, Row, Section, Table};

use crate::files::document;
use crate::job::{Job, Missing};
use crate::renderer::RenderedFile;
use crate::style;

/// Title of the list, and the end of its file's name.
const TITLE: &str = "资料补充清单";

/// Headings of the columns with their shares of the width.
const COLUMNS: [(&str, u32); 6] =
    [("序号", 5), ("需补充的内容", 26), ("用于", 20), ("数据集中的位置", 22), ("责任单位", 15), ("补充内容", 12)];

/// The list as a file beside the draft's first one.
pub(crate) fn file(job: &Job, missing: &BTreeSet<Missing>, draft: &RenderedFile) -> RenderedFile {
    let mut records: BTreeMap<(Vec<Segment<'_>>, &str, &str), BTreeSet<&str>> = BTreeMap::new();
    for one in missing {
        let places = records.entry((segments(&one.pointer), &one.pointer, &one.title)).or_default();
        places.extend(Some(one.place.as_str()).filter(|place| !place.is_empty()));
    }
    let page = page(job);
    let mut rows = vec![row(COLUMNS.iter().map(|(title, _)| Cell { header: true, ..text(title) }).collect(), None)];
    for (number, ((_, pointer, title), places)) in records.iter().enumerate() {
        let places: Vec<&str> = places.iter().copied().collect();
        let left = |cell: Cell| Cell { align: Some(Alignment::Left), ..cell };
        let cells = vec![
            text(&(number + 1).to_string()),
            left(text(title)),
            left(text(&places.join("；"))),
            left(text(&titles(pointer))),
            text(owner(&job.dataset, pointer)),
            Cell::default(),
        ];
        rows.push(row(cells, Some((*pointer).to_owned())));
    }
    let shares: Vec<u32> = COLUMNS.iter().map(|(_, share)| *share).collect();
    let table = Table {
        id: "request-list".to_owned(),
        title: Some(TITLE.to_owned()),
        caption: None,
        unit_line: None,
        unit_line_style: None,
        columns: style::widths(&shares, page.text_width()).into_iter().map(|width| Column { width }).collect(),
        header_rows: 1,
        rows,
        cell_style: "cell".to_owned(),
        pointer: None,
    };
    let title = format!("{}{TITLE}", draft.document.properties.title);
    let paragraph = |style: &str, text: String| {
        let inlines = vec![Inline::text(text)];
        Block::Paragraph(Paragraph { style: style.to_owned(), inlines, marker: None, pointer: None })
    };
    let section = Section {
        id: "request-list".to_owned(),
        page,
        page_number: None,
        header: None,
        footer: None,
        blocks: vec![paragraph("toc-title", TITLE.to_owned()), Block::Table(table)],
    };
    RenderedFile { document: document(job, vec![section], title), stem: format!("{}{TITLE}", draft.stem) }
}

/// A segment of a JSON pointer. Records are listed in the order of the dataset: the second before the tenth.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Segment<'a> {
    Index(usize),
    Key(&'a str),
}

fn segments(pointer: &str) -> Vec<Segment<'_>> {
    pointer.split('/').map(|segment| segment.parse().map_or(Segment::Key(segment), Segment::Index)).collect()
}

/// A landscape page where the profile has one: the list is wide.
fn page(job: &Job) -> Page {
    let pages = &job.layout.typography.pages;
    let wide = pages.values().map(style::page).find(|page| page.width > page.height);
    let first = &job.layout.manifest.sections[0].page;
    wide.unwrap_or_else(|| style::page(&pages[first]))
}

fn text(text: &str) -> Cell {
    Cell::of(vec![Inline::text(text)])
}

fn row(cells: Vec<Cell>, pointer: Option<String>) -> Row {
    Row { cells, pointer, ..Row::default() }
}

/// The organisation that can say what is missing: an organisation for its own data, whoever wrote the report for its text,
/// the supervising department for approvals, whoever carries out the project for everything else.
fn owner<'a>(dataset: &'a Dataset, pointer: &str) -> &'a str {
    let mut segments = pointer.split('/').skip(1);
    let (field, index) = (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
    let project = dataset.project.as_ref();
    let carries_out = project.map(|project| &project.implementing_agency);
    let carries_out = carries_out.or_else(|| dataset.department.as_ref().map(|department| &department.organisation));
    let id = match field {
        "organisations" => {
            let own = index.parse().ok().and_then(|index: usize| dataset.organisations.get(index));
            return own.map_or("", |organisation| organisation.name.as_str());
        }
        "narrative" | "problems" | "recommendations" | "conclusion" | "report" | "meta" | "monitoring" => {
            Some(&dataset.report.prepared_by)
        }
        "revisions" => project.map(|project| &project.supervising_department).or(carries_out),
        _ => carries_out,
    };
    let found = dataset.organisations.iter().find(|organisation| Some(&organisation.id) == id);
    found.map_or("", |organisation| organisation.name.as_str())
}
