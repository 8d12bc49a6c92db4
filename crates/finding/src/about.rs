//! What a finding is about, for people who look at thousands of datasets.

/// The record in which something was found: which one of a feed, whose, which project. A field is absent where the record could
/// not be read or does not say it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// The file that the record is in.
    pub file: String,
    /// Number of the record in its file, from 1; absent where the file is one dataset.
    pub record: Option<u64>,
    /// Identifies the dataset among all that its maker keeps.
    pub dataset_id: Option<String>,
    /// Name of the organisation that answers for the report: the implementing agency, or the department.
    pub organisation: Option<String>,
    /// Name of the project, or of the department.
    pub project: Option<String>,
    /// Code of the project in the budget system.
    pub project_code: Option<String>,
}
