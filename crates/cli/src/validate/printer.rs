//! Findings on standard output, as they are found.

use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write as _};

use jianbao_finding::sarif::Log;
use jianbao_finding::{About, Catalogue, Colour, Finding, Lang, Severity, record, render};
use jianbao_pipeline::VERSION;

use crate::args::{FindingFormat, Validate};

/// Findings that text shows by default: more than anyone reads.
const SHOWN_AS_TEXT: u64 = 1000;

/// Whole lines go to it in one piece, so that whatever ends the program ends it between two lines.
type Out = BufWriter<Stdout>;

/// The most bytes that Linux writes into a pipe all together or not at all; more would be cut in the middle of a line when the
/// program is ended while it waits for the reader. A line that has more can still be cut.
const PIECE: usize = 4096;

/// How findings are written.
enum Form<'a> {
    /// Not at all: only counts are wanted, or nobody reads on.
    Nothing,
    Text(Out, Colour),
    Json(Out),
    Sarif(Box<Log<'a, Out>>),
}

/// Writes findings, up to a number of them.
pub(super) struct Printer<'a> {
    form: Form<'a>,
    lang: Lang,
    mask: Option<&'a Catalogue>,
    least: Severity,
    /// How many may still be shown.
    left: u64,
    /// Findings that were not shown because there were too many.
    pub(super) withheld: u64,
    /// Findings that were not shown because they are not severe enough.
    pub(super) below: u64,
    /// Every line is for somebody who waits for it.
    live: bool,
}

impl<'a> Printer<'a> {
    /// A printer as the arguments ask for; begins what has a beginning.
    pub(super) fn new(arguments: &Validate, catalogue: &'a Catalogue, lang: Lang) -> io::Result<Self> {
        let live = io::stdout().is_terminal();
        let colour = if live && std::env::var_os("NO_COLOR").is_none() { Colour::Ansi } else { Colour::Plain };
        let out = || BufWriter::with_capacity(PIECE, io::stdout());
        let text = arguments.format == FindingFormat::Text;
        let form = match arguments.format {
            _ if arguments.summary => Form::Nothing,
            FindingFormat::Text => Form::Text(out(), colour),
            FindingFormat::Json => Form::Json(out()),
            FindingFormat::Sarif => Form::Sarif(Box::new(Log::start(out(), VERSION, catalogue, lang)?)),
        };
        Ok(Self {
            form,
            lang,
            mask: arguments.mask.then_some(catalogue),
            least: arguments.level.map_or(if text { Severity::Warning } else { Severity::Info }, Severity::from),
            left: arguments.max_findings.unwrap_or(if text { SHOWN_AS_TEXT } else { u64::MAX }),
            withheld: 0,
            below: 0,
            live,
        })
    }

    /// Whether findings are written at all.
    fn prints(&self) -> bool {
        !matches!(self.form, Form::Nothing)
    }

    /// Whether any of some findings would be written.
    pub(super) fn shows(&self, findings: &[Finding]) -> bool {
        self.prints() && self.left > 0 && findings.iter().any(|finding| finding.severity >= self.least)
    }

    /// Writes what was found in a record.
    pub(super) fn print(&mut self, findings: &[Finding], about: &About) -> io::Result<()> {
        if findings.is_empty() || !self.prints() {
            return Ok(());
        }
        let masked;
        let about = if self.mask.is_some() {
            masked = about.masked();
            &masked
        } else {
            about
        };
        let mut first = true;
        for finding in findings {
            if finding.severity < self.least {
                self.below += 1;
            } else if self.left == 0 {
                self.withheld += 1;
            } else {
                self.left -= 1;
                let masked = self.mask.map(|catalogue| catalogue.masked(finding));
                self.write(masked.as_ref().unwrap_or(finding), about, first)?;
                first = false;
            }
        }
        if self.live { self.flush() } else { Ok(()) }
    }

    fn write(&mut self, finding: &Finding, about: &About, first: bool) -> io::Result<()> {
        match &mut self.form {
            Form::Nothing => Ok(()),
            Form::Text(out, colour) => {
                let mut text = render(finding, self.lang, *colour) + "\n\n";
                // A file that is one dataset stands in every finding; of a record, its number and whose it is do not.
                if first && about.record.is_some() {
                    text = format!("── {}\n{text}", about.title(self.lang));
                }
                out.write_all(text.as_bytes())
            }
            Form::Json(out) => {
                let record = record(finding, about, self.lang);
                // A record holds text and whole numbers only.
                let line = serde_json::to_string(&record).unwrap_or_default() + "\n";
                out.write_all(line.as_bytes())
            }
            Form::Sarif(log) => log.result(finding, about),
        }
    }

    /// Hands on what is still held back.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        match &mut self.form {
            Form::Text(out, _) | Form::Json(out) => out.flush(),
            Form::Nothing | Form::Sarif(_) => Ok(()),
        }
    }

    /// Writes nothing more, because nobody reads it.
    pub(super) fn silence(&mut self) {
        self.form = Form::Nothing;
    }

    /// Ends what has an end.
    pub(super) fn end(&mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.form, Form::Nothing) {
            Form::Nothing => Ok(()),
            Form::Text(mut out, _) | Form::Json(mut out) => out.flush(),
            Form::Sarif(log) => log.end().map(drop),
        }
    }
}
