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

/// Rows by default: more than anyone corrects by hand, and a file that every program opens in the memory of a small machine.
/// Counts stay complete.
const ROWS: usize = 20_000;

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
    left_out: u64,
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
            left_out: 0,
        })
    }

    /// Takes up what was found in a record.
    pub(super) fn add(&mut self, findings: &[Finding], about: &About, voice: Voice) {
        for finding in findings.iter().filter(|finding| finding.severity >= self.least) {
            if self.rows.len() == self.most {
                self.left_out += 1;
                continue;
            }
            self.rows.push(if self.mask {
                record(&self.catalogue.masked(finding), &about.masked(), voice.lang)
            } else {
                record(finding, about, voice.lang)
            });
        }
    }

    /// Writes the file, and says how many findings have no row in it.
    pub(super) fn write(self, counts: &Counts, voice: Voice) -> Outcome {
        let (listed, left_out) = (self.rows.len(), self.left_out);
        let list = List { counts, catalogue: self.catalogue, left_out, lang: voice.lang };
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
                        if left_out > 0 && !voice.quiet {
                            say_capped(&file.path, listed, left_out, voice);
                        }
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

fn say_capped(path: &Path, listed: usize, left_out: u64, voice: Voice) {
    let path = path.display();
    let zh = format!("{path} 只列出前 {listed} 条发现，另有 {left_out} 条未列入；用 --max-findings 改变条数");
    let en = format!(
        "{path} lists the first {listed} findings and leaves out {left_out}; --max-findings changes how many are listed"
    );
    report::say(Text::new(zh, en).get(voice.lang));
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
