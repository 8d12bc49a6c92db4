//! Why a document cannot be written.

use jianbao_exporter_sdk::Pointer;
use rust_xlsxwriter::XlsxError;

jianbao_exporter_sdk::error_kinds! {
    /// What is wrong, as a stable word.
    pub enum ErrorKind {
        /// A text holds a character that an Excel file cannot hold.
        Text = "xlsx.text",
        /// A cell holds more text than Excel takes.
        CellLength = "xlsx.cell-length",
        /// A style is named that the document does not define, or a style states an impossible property.
        Style = "xlsx.style",
        /// The cells of a table do not cover its grid exactly once.
        Grid = "xlsx.grid",
        /// A table has more rows or columns than a sheet.
        Size = "xlsx.size",
        /// A page set-up that Excel cannot store.
        Page = "xlsx.page",
        /// A property of the file cannot be stored, for example a malformed date.
        Property = "xlsx.property",
        /// The document has neither a table nor a chart.
        Empty = "xlsx.empty",
        /// The package could not be put together; not the document's fault.
        Package = "xlsx.package",
    }
}

impl From<XlsxError> for WriteError {
    /// Everything that the library refuses is checked before; what is left is not the document's fault.
    fn from(error: XlsxError) -> Self {
        let hint = "report this to the authors of the exporter";
        Self::new(ErrorKind::Package, &Pointer::ROOT, error.to_string(), hint)
    }
}
