//! The list of findings as a file, for those who must correct them.

use std::path::{Path, PathBuf};

use jianbao_exporter_host::BUNDLED;
use jianbao_finding::{About, Catalogue, Counts, Finding, FindingRecord, Severity, Text, io_reason, record};
use jianbao_pipeline::{ExportRequest, Exporters, check_writable};
use jianbao_render::{List, finding_list};

use crate::args::Validate;
use crate::commands::Voice;
use crate::exporter::{Asked, at_hand};
use crate::report::{self, Outcome};

/// Rows by default: more than anyone corrects by hand, and a file that every program opens. Counts stay complete.
const ROWS: usize = 100_000;

/// The rows so far, and where they shall go.
pub(super) struct Report<'a> {
    folder: PathBuf,
    stem: String,
    format: String,
    exporters: Exporters,
    catalogue: &'a Catalogue,
    mask: bool,
    replace: bool,
    least: Severity,
    most: usize,
    rows: Vec<FindingRecord>,
    more: bool,
}

impl<'a> Report<'a> {
    /// Everything that can be wrong with the target is told before anything is checked.
    pub(super) fn new(
        path: &Path,
        arguments: &Validate,
        catalogue: &'a Catalogue,
        voice: Voice,
    ) -> Result<Self, Outcome> {
        let (stem, format) = named(path, voice)?;
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if path.exists() && !arguments.force {
            report::exists(&path.display().to_string(), voice.lang);
            return Err(Outcome::Unusable);
        }
        check_writable(folder).map_err(|error| {
            let (shown, reason) = (path.display(), io_reason(&error));
            let zh = format!("无法写入 {shown}：{}", reason.zh);
            report::error(&Text::new(zh, format!("cannot write {shown}: {}", reason.en)), voice.lang);
            Outcome::Unusable
        })?;
        Ok(Self {
            folder: folder.to_owned(),
            stem,
            format,
            exporters: at_hand(Asked::default(), voice)?.exporters,
            catalogue,
            mask: arguments.mask,
            replace: arguments.force,
            least: arguments.level.map_or(Severity::Warning, Severity::from),
            most: arguments.max_findings.map_or(ROWS, |most| usize::try_from(most).unwrap_or(usize::MAX)),
            rows: Vec::new(),
            more: false,
        })
    }

    /// Takes up what was found in a record.
    pub(super) fn add(&mut self, findings: &[Finding], about: &About, voice: Voice) {
        for finding in findings.iter().filter(|finding| finding.severity >= self.least) {
            if self.rows.len() == self.most {
                self.more = true;
                return;
            }
            self.rows.push(if self.mask {
                record(&self.catalogue.masked(finding), &about.masked(), voice.lang)
            } else {
                record(finding, about, voice.lang)
            });
        }
    }

    /// Writes the file.
    pub(super) fn write(self, counts: &Counts, voice: Voice) -> Outcome {
        let capped = self.more.then_some(self.most);
        let list = List { counts, catalogue: self.catalogue, capped, lang: voice.lang };
        let document = finding_list(self.rows.into_iter(), &list);
        let formats = [self.format];
        let mut request = ExportRequest::new(&document, &formats, &self.folder, &self.stem);
        request.replace = self.replace;
        request.allow_degrade = true;
        let mut outcome = Outcome::Done;
        for result in self.exporters.export(&request) {
            match result {
                Ok(files) => {
                    for file in &files {
                        report::degraded(file, voice.lang);
                    }
                }
                Err(error) => {
                    report::export_error(&error, voice.lang, voice.verbose);
                    outcome = Outcome::Unusable;
                }
            }
        }
        outcome
    }
}

/// Name and format of the file, by its extension.
fn named(path: &Path, voice: Voice) -> Result<(String, String), Outcome> {
    let text = |part: Option<&std::ffi::OsStr>| part.and_then(|part| part.to_str()).map(str::to_owned);
    match (text(path.file_stem()), text(path.extension())) {
        (Some(stem), Some(format)) if BUNDLED.contains(&format.as_str()) => Ok((stem, format)),
        _ => {
            let (shown, known) = (path.display(), BUNDLED.map(|name| format!(".{name}")));
            let zh = format!("--report 的文件名须以 {} 之一结尾：{shown}", known.join("、"));
            let known = known.join(", ");
            let en = format!("the name of --report's file must end in one of {known}: {shown}");
            report::error(&Text::new(zh, en), voice.lang);
            Err(Outcome::Unusable)
        }
    }
}
