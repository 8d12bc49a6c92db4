//! Documents for the tests of this exporter.
#![allow(dead_code, unused_imports, reason = "each test program uses its own part of the helpers")]

use jianbao_document::Document;
pub(crate) use jianbao_exporter_sdk::testing::*;

/// The report with one of everything.
pub(crate) fn report() -> Document {
    jianbao_exporter_sdk::testing::report(vec![value("90.87%", "90.872")])
}
