//! Why a document cannot be written.

jianbao_exporter_sdk::error_kinds! {
    /// What is wrong, as a stable word.
    pub enum ErrorKind {
        /// A text holds a character that a web page cannot hold.
        Text = "html.text",
        /// A style is named that the document does not define, or a style states an impossible property.
        Style = "html.style",
        /// A reference or a line of the contents names a block that does not exist, or an id is used twice.
        Reference = "html.reference",
        /// The cells of a table do not cover its grid exactly once.
        Grid = "html.grid",
        /// A page or a chart has an impossible size.
        Length = "html.length",
        /// A chart has a value that no bar can show, or not one value for every category.
        Chart = "html.chart",
        /// A property of the file cannot be stored, for example a malformed language.
        Property = "html.property",
        /// The document has no section.
        Empty = "html.empty",
    }
}
