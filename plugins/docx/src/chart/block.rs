//! The chart in the body: a frame in the line of a centred paragraph, the caption below it.

use std::io::{self, Write};

use jianbao_document::{Alignment, Chart, Twips};

use super::part::{A, C};
use super::relationship_id;
use crate::body::Body;
use crate::error::WriteError;
use crate::scribe::ParagraphFormat;
use crate::text;
use crate::xml::Xml;
use jianbao_exporter_sdk::Pointer;

const WORD_DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
/// Units of a drawing (914400 to the inch) in a twentieth of a point.
const EMU: i64 = 635;

impl<S: Write> Body<'_, S> {
    /// Writes the frame and the caption of the next chart; its part is there already.
    pub(crate) fn chart(&mut self, chart: &Chart, at: &Pointer<'_>) -> Result<(), WriteError> {
        text::check(&chart.description, &at.key("description"))?;
        self.charts += 1;
        self.open_flowing(ParagraphFormat {
            picture: true,
            align: Some(Alignment::Centre),
            keep_next: chart.caption.is_some(),
            ..ParagraphFormat::default()
        })?;
        // A chart that nothing points to by its caption is pointed to by its frame.
        let target = self.scribe.context.targets.of(&chart.id).whole.as_deref();
        let bookmark = self.scribe.open_bookmark(target.filter(|_| chart.caption.is_none()))?;
        frame(&mut self.scribe.xml, chart, self.charts)?;
        self.scribe.close_bookmark(bookmark)?;
        self.scribe.close_paragraph()?;
        match &chart.caption {
            Some(caption) => self.caption(caption, &chart.id, false, &at.key("caption")),
            None => Ok(()),
        }
    }
}

fn frame<S: Write>(xml: &mut Xml<S>, chart: &Chart, number: usize) -> io::Result<()> {
    let emu = |length: Twips| (i64::from(length) * EMU).to_string();
    let (id, name) = (number.to_string(), format!("图表 {number}"));
    xml.open("w:r", &[])?;
    xml.open("w:drawing", &[])?;
    let distances = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
    xml.within("wp:inline", &[&[("xmlns:wp", WORD_DRAWING)], &distances[..]].concat(), |xml| {
        xml.empty("wp:extent", &[("cx", &emu(chart.width)), ("cy", &emu(chart.height))])?;
        xml.empty("wp:effectExtent", &[("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")])?;
        xml.empty("wp:docPr", &[("id", &id), ("name", &name), ("descr", &chart.description)])?;
        xml.empty("wp:cNvGraphicFramePr", &[])?;
        xml.within("a:graphic", &[("xmlns:a", A)], |xml| {
            xml.within("a:graphicData", &[("uri", C)], |xml| {
                xml.empty("c:chart", &[("xmlns:c", C), ("r:id", &relationship_id(number))])
            })
        })
    })?;
    xml.close("w:drawing")?;
    xml.close("w:r")
}
