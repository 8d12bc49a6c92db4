//! The chart part: clustered bars over categories, with the values cached.

use std::io::{self, Write};

use jianbao_document::ChartKind;

use super::look::{self, Lettering, Turn};
use super::plot::{Plot, Series};
use super::workbook;
use crate::xml::{R, Xml};

/// Namespace of charts, prefix `c`.
pub(super) const C: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
/// Namespace of drawings, prefix `a`.
pub(super) const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

const CATEGORY_AXIS: &str = "1001";
const VALUE_AXIS: &str = "1002";
/// Relationship id of the workbook.
const WORKBOOK: &str = "rId1";
const GREY: &str = "D9D9D9";
const DARK: &str = "7F7F7F";

/// `word/charts/chartN.xml`.
pub(super) fn chart(plot: &Plot<'_>, letters: &Lettering<'_>) -> io::Result<Vec<u8>> {
    let mut xml = Xml::part(Vec::new())?;
    xml.within("c:chartSpace", &[("xmlns:c", C), ("xmlns:a", A), ("xmlns:r", R)], |xml| {
        val(xml, "c:date1904", "0")?;
        val(xml, "c:lang", letters.language)?;
        val(xml, "c:roundedCorners", "0")?;
        xml.within("c:chart", &[], |xml| {
            val(xml, "c:autoTitleDeleted", "1")?;
            xml.within("c:plotArea", &[], |xml| {
                xml.empty("c:layout", &[])?;
                bars(xml, plot, letters)?;
                category_axis(xml, plot)?;
                value_axis(xml, plot, letters)?;
                look::shape(xml, None, None)
            })?;
            xml.within("c:legend", &[], |xml| {
                val(xml, "c:legendPos", "b")?;
                val(xml, "c:overlay", "0")
            })?;
            val(xml, "c:plotVisOnly", "1")?;
            // Not known is not zero.
            val(xml, "c:dispBlanksAs", "gap")
        })?;
        look::shape(xml, Some("FFFFFF"), None)?;
        letters.properties(xml, Turn::Free)?;
        xml.within("c:externalData", &[("r:id", WORKBOOK)], |xml| val(xml, "c:autoUpdate", "0"))
    })?;
    Ok(xml.into_inner())
}

/// `word/charts/_rels/chartN.xml.rels`: where the workbook is.
pub(super) fn relationships(workbook: &str) -> io::Result<Vec<u8>> {
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut xml = Xml::part(Vec::new())?;
    xml.within("Relationships", &[("xmlns", PACKAGE)], |xml| {
        let (kind, target) = (format!("{R}/package"), format!("../embeddings/{workbook}"));
        xml.empty("Relationship", &[("Id", WORKBOOK), ("Type", &kind), ("Target", &target)])
    })?;
    Ok(xml.into_inner())
}

fn bars<S: Write>(xml: &mut Xml<S>, plot: &Plot<'_>, letters: &Lettering<'_>) -> io::Result<()> {
    xml.within("c:barChart", &[], |xml| {
        val(xml, "c:barDir", if plot.chart.kind == ChartKind::Columns { "col" } else { "bar" })?;
        val(xml, "c:grouping", "clustered")?;
        val(xml, "c:varyColors", "0")?;
        for (index, one) in plot.series.iter().enumerate() {
            series(xml, plot, index, one, letters)?;
        }
        val(xml, "c:gapWidth", "80")?;
        val(xml, "c:overlap", "0")?;
        val(xml, "c:axId", CATEGORY_AXIS)?;
        val(xml, "c:axId", VALUE_AXIS)
    })
}

fn series<S: Write>(
    xml: &mut Xml<S>,
    plot: &Plot<'_>,
    index: usize,
    series: &Series<'_>,
    letters: &Lettering<'_>,
) -> io::Result<()> {
    let number = index.to_string();
    xml.within("c:ser", &[], |xml| {
        val(xml, "c:idx", &number)?;
        val(xml, "c:order", &number)?;
        xml.within("c:tx", &[], |xml| names(xml, &workbook::series_name(index), [series.name].into_iter()))?;
        look::bars(xml, index)?;
        val(xml, "c:invertIfNegative", "0")?;
        labels(xml, plot, series, letters)?;
        let categories = plot.chart.categories.iter().map(String::as_str);
        xml.within("c:cat", &[], |xml| names(xml, &workbook::categories(plot), categories))?;
        xml.within("c:val", &[], |xml| values(xml, &workbook::series_values(index, plot), series))
    })
}

/// Names that stand in the workbook, with what is shown until it is opened.
fn names<'a, S: Write>(xml: &mut Xml<S>, place: &str, names: impl ExactSizeIterator<Item = &'a str>) -> io::Result<()> {
    xml.within("c:strRef", &[], |xml| {
        xml.text("c:f", &[], place)?;
        xml.within("c:strCache", &[], |xml| {
            val(xml, "c:ptCount", &names.len().to_string())?;
            for (index, name) in names.enumerate() {
                xml.within("c:pt", &[("idx", &index.to_string())], |xml| xml.text("c:v", &[], name))?;
            }
            Ok(())
        })
    })
}

fn values<S: Write>(xml: &mut Xml<S>, place: &str, series: &Series<'_>) -> io::Result<()> {
    xml.within("c:numRef", &[], |xml| {
        xml.text("c:f", &[], place)?;
        xml.within("c:numCache", &[], |xml| {
            xml.text("c:formatCode", &[], series.format())?;
            val(xml, "c:ptCount", &series.points.len().to_string())?;
            for (index, point) in series.points.iter().enumerate() {
                if let Some(point) = point {
                    xml.within("c:pt", &[("idx", &index.to_string())], |xml| xml.text("c:v", &[], &point.length))?;
                }
            }
            Ok(())
        })
    })
}

/// The labels of a series: its own number format, and that of each point which prints otherwise.
fn labels<S: Write>(xml: &mut Xml<S>, plot: &Plot<'_>, series: &Series<'_>, letters: &Lettering<'_>) -> io::Result<()> {
    xml.within("c:dLbls", &[], |xml| {
        for (index, point) in series.points.iter().enumerate() {
            if let Some(point) = point.as_ref().filter(|point| point.format != series.format()) {
                xml.within("c:dLbl", &[], |xml| {
                    val(xml, "c:idx", &index.to_string())?;
                    label(xml, plot, &point.format, letters)
                })?;
            }
        }
        label(xml, plot, series.format(), letters)
    })
}

fn label<S: Write>(xml: &mut Xml<S>, plot: &Plot<'_>, format: &str, letters: &Lettering<'_>) -> io::Result<()> {
    xml.empty("c:numFmt", &[("formatCode", format), ("sourceLinked", "0")])?;
    look::shape(xml, None, None)?;
    letters.properties(xml, if plot.is_crowded(letters.size) { Turn::Upwards } else { Turn::Across })?;
    val(xml, "c:dLblPos", "outEnd")?;
    val(xml, "c:showLegendKey", "0")?;
    val(xml, "c:showVal", "1")?;
    val(xml, "c:showCatName", "0")?;
    // Where fills repeat, the legend alone would leave two series alike.
    val(xml, "c:showSerName", if look::are_unlike(plot.series.len()) { "0" } else { "1" })?;
    val(xml, "c:showPercent", "0")?;
    val(xml, "c:showBubbleSize", "0")
}

fn category_axis<S: Write>(xml: &mut Xml<S>, plot: &Plot<'_>) -> io::Result<()> {
    let (place, order) = match plot.chart.kind {
        ChartKind::Columns => ("b", "minMax"),
        // Lying bars are counted from below; reversed, the first is on top.
        ChartKind::Bars => ("l", "maxMin"),
    };
    xml.within("c:catAx", &[], |xml| {
        val(xml, "c:axId", CATEGORY_AXIS)?;
        xml.within("c:scaling", &[], |xml| val(xml, "c:orientation", order))?;
        val(xml, "c:delete", "0")?;
        val(xml, "c:axPos", place)?;
        xml.empty("c:numFmt", &[("formatCode", "General"), ("sourceLinked", "0")])?;
        val(xml, "c:majorTickMark", "none")?;
        val(xml, "c:minorTickMark", "none")?;
        // Beside the chart, not beside the zero, where bars below zero would cover the names.
        val(xml, "c:tickLblPos", "low")?;
        look::shape(xml, None, Some(DARK))?;
        val(xml, "c:crossAx", VALUE_AXIS)?;
        val(xml, "c:crosses", "autoZero")?;
        val(xml, "c:auto", "0")?;
        val(xml, "c:lblAlgn", "ctr")?;
        val(xml, "c:lblOffset", "100")?;
        val(xml, "c:noMultiLvlLbl", "1")
    })
}

fn value_axis<S: Write>(xml: &mut Xml<S>, plot: &Plot<'_>, letters: &Lettering<'_>) -> io::Result<()> {
    let (place, crosses) = match plot.chart.kind {
        ChartKind::Columns => ("l", "autoZero"),
        // At the last category, which reversed is at the bottom.
        ChartKind::Bars => ("b", "max"),
    };
    xml.within("c:valAx", &[], |xml| {
        val(xml, "c:axId", VALUE_AXIS)?;
        xml.within("c:scaling", &[], |xml| {
            val(xml, "c:orientation", "minMax")?;
            // A bar is as long as its value only if the axis begins at zero, which Word does not do for close values.
            match (plot.has_negative(), plot.has_positive()) {
                (true, false) => val(xml, "c:max", "0"),
                (true, true) => Ok(()),
                (false, _) => val(xml, "c:min", "0"),
            }
        })?;
        val(xml, "c:delete", "0")?;
        val(xml, "c:axPos", place)?;
        xml.within("c:majorGridlines", &[], |xml| look::shape(xml, None, Some(GREY)))?;
        if let Some(unit) = plot.chart.unit.as_ref().filter(|unit| !unit.is_empty()) {
            letters.title(xml, unit)?;
        }
        xml.empty("c:numFmt", &[("formatCode", "General"), ("sourceLinked", "0")])?;
        val(xml, "c:majorTickMark", "out")?;
        val(xml, "c:minorTickMark", "none")?;
        val(xml, "c:tickLblPos", "nextTo")?;
        look::shape(xml, None, Some(DARK))?;
        val(xml, "c:crossAx", CATEGORY_AXIS)?;
        val(xml, "c:crosses", crosses)?;
        val(xml, "c:crossBetween", "between")
    })
}

fn val<S: Write>(xml: &mut Xml<S>, name: &str, value: &str) -> io::Result<()> {
    xml.empty(name, &[("val", value)])
}
