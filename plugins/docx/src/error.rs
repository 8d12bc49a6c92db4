//! Why a document cannot be written.

use jianbao_exporter_sdk::Pointer;

jianbao_exporter_sdk::error_kinds! {
    /// What is wrong, as a stable word.
    pub enum ErrorKind {
        /// A text holds a character that a Word file cannot hold.
        Text = "docx.text",
        /// A style is named that the document does not define, or a style states an impossible property.
        Style = "docx.style",
        /// A reference or a line of the contents names a block that does not exist, or an id is used twice.
        Reference = "docx.reference",
        /// The cells of a table do not cover its grid exactly once.
        Grid = "docx.grid",
        /// A chart's values do not match its categories, or one of them is no number.
        Chart = "docx.chart",
        /// A length is outside what Word can store.
        Length = "docx.length",
        /// A property of the file cannot be stored, for example a malformed date.
        Property = "docx.property",
        /// The document has no section.
        Empty = "docx.empty",
        /// The package could not be put together; not the document's fault.
        Package = "docx.package",
    }
}

impl WriteError {
    pub(crate) fn package(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Package, &Pointer::ROOT, message, "report this to the authors of the exporter")
    }
}

impl From<std::io::Error> for WriteError {
    /// Everything is written into memory, so what fails is the packer.
    fn from(error: std::io::Error) -> Self {
        Self::package(error.to_string())
    }
}

impl From<zip::result::ZipError> for WriteError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::package(error.to_string())
    }
}
