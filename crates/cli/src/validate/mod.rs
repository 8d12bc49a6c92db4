//! `jianbao validate`: datasets and feeds of any length; findings, counts, good and bad records apart.

mod list;
mod printer;
mod progress;
mod summary;
mod tally;

use std::io;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use jianbao_feed::{Limits, Reader, Split, Targets};
use jianbao_finding::{Catalogue, Finding, Lang, Severity, Text, worst};
use jianbao_layout::{LoadError, find_rules};
use jianbao_pipeline::{
    Checker, Ended, Judged, Pipeline, REMEMBERED, Settings, Subject, add_rules, catalogue, check_feed,
};
use jianbao_validate::Validator;

use crate::args::{FindingFormat, Validate};
use crate::commands::{Voice, pipeline, unusable_layout};
use crate::interrupt::Interrupt;
use crate::report::{self, Outcome};

use list::Report;
use printer::Printer;
use progress::Bar;
use tally::Totals;

/// Runs the command.
pub(crate) fn run(arguments: &Validate, voice: Voice) -> Outcome {
    match try_run(arguments, voice) {
        Ok(outcome) | Err(outcome) => outcome,
    }
}

fn try_run(arguments: &Validate, voice: Voice) -> Result<Outcome, Outcome> {
    usable(arguments, voice)?;
    let (checker, catalogue) = checker(arguments, voice)?;
    let interrupt = Interrupt::listen();
    let mut run = Run::new(arguments, &catalogue, voice)?;
    let reader = Reader::open(&arguments.files, Limits::default());
    run.bar = Some(Bar::new(reader.progress(), voice.lang, voice.quiet));
    let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let settings = Settings {
        jobs: arguments.jobs.unwrap_or_else(cores),
        stop: Arc::clone(&interrupt.stop),
        about_all: arguments.summary,
    };
    let ended = check_feed(reader, checker.as_ref(), &settings, &mut |judged| run.take(&judged));
    Ok(run.end(ended, interrupt.asked()))
}

/// What the arguments ask for must make sense together.
fn usable(arguments: &Validate, voice: Voice) -> Result<(), Outcome> {
    let wrong = |zh: &str, en: &str| {
        report::error(&Text::new(zh, en), voice.lang);
        Err(Outcome::Unusable)
    };
    if arguments.files.iter().filter(|path| path.as_path() == Path::new("-")).count() > 1 {
        return wrong("标准输入（-）只能读取一次", "standard input (-) can be read only once");
    }
    if arguments.summary && arguments.format == FindingFormat::Sarif {
        return wrong(
            "--summary 不能与 --format sarif 同时使用：SARIF 只写逐条发现",
            "--summary does not go with --format sarif, which holds single findings only",
        );
    }
    Ok(())
}

/// The least severity that is looked for: people are told notes when they ask for them, programs are told all, and what is denied is
/// always looked for.
fn least(arguments: &Validate) -> Severity {
    let shown = match (arguments.level, arguments.format) {
        (Some(level), _) => Severity::from(level),
        (None, FindingFormat::Text) => Severity::Warning,
        (None, _) => Severity::Info,
    };
    shown.min(Severity::from(arguments.deny))
}

/// What checks a record: the rules, those of agencies that are named, and the layout's demands; and what all codes stand for.
fn checker(arguments: &Validate, voice: Voice) -> Result<(Box<dyn Checker>, Catalogue), Outcome> {
    let mut packs = Vec::new();
    for name in &arguments.rules {
        packs.push(find_rules(name).map_err(|error| unusable_layout(error, voice))?);
    }
    let wrong = |findings: Vec<Finding>| unusable_layout(LoadError::Wrong(findings), voice);
    let least = least(arguments);
    let mut catalogue = catalogue();
    let checker: Box<dyn Checker> = if let Some(id) = &arguments.layout {
        let pipeline = pipeline(id, voice)?.least(least);
        add_rules(&mut catalogue, &pipeline.layout().rules);
        Box::new(packs.iter().try_fold(pipeline, Pipeline::with_rules).map_err(wrong)?)
    } else {
        let validator = Validator::default().least(least);
        Box::new(packs.iter().try_fold(validator, Validator::with_rules).map_err(wrong)?)
    };
    for pack in &packs {
        add_rules(&mut catalogue, pack);
    }
    Ok((checker, catalogue))
}

/// A run of the command.
struct Run<'a> {
    arguments: &'a Validate,
    catalogue: &'a Catalogue,
    voice: Voice,
    split: Option<Split>,
    printer: Printer<'a>,
    bar: Option<Bar>,
    report: Option<Report<'a>>,
    totals: Totals,
    /// Every file is told by itself, because each is one dataset that was named.
    singly: bool,
    /// Files that could not be read; each was told.
    unreadable: u64,
    /// Nobody reads standard output any more.
    closed: bool,
    outcome: Outcome,
}

impl<'a> Run<'a> {
    fn new(arguments: &'a Validate, catalogue: &'a Catalogue, voice: Voice) -> Result<Self, Outcome> {
        let targets = Targets {
            accepted: arguments.accepted.as_deref(),
            rejected: arguments.rejected.as_deref(),
            inputs: &arguments.files,
            replace: arguments.force,
        };
        let wanted = targets.accepted.is_some() || targets.rejected.is_some();
        let split = wanted.then(|| Split::create(targets)).transpose().map_err(|finding| {
            told(&finding, voice.lang);
            Outcome::Unusable
        })?;
        let report =
            arguments.report.as_deref().map(|path| Report::new(path, arguments, catalogue, voice)).transpose()?;
        let printer =
            Printer::new(arguments, catalogue, voice.lang).map_err(|error| report::written(Err(error), voice.lang))?;
        Ok(Self {
            arguments,
            catalogue,
            voice,
            split,
            printer,
            bar: None,
            report,
            totals: Totals::new(arguments.summary && !arguments.mask),
            singly: !arguments.files.iter().any(|path| path.is_dir()),
            unreadable: 0,
            closed: false,
            outcome: Outcome::Done,
        })
    }

    /// Counts, shows and sorts one record; breaks off where nothing can come of the rest.
    fn take(&mut self, judged: &Judged) -> ControlFlow<()> {
        let denied = Severity::from(self.arguments.deny);
        let good = worst(&judged.findings).is_none_or(|worst| worst < denied);
        if unreadable(judged) {
            self.unreadable(judged);
        } else if !good {
            self.outcome = self.outcome.max(Outcome::Findings);
        }
        self.totals.count(judged, good);
        if let Some(report) = &mut self.report {
            report.add(&judged.findings, &judged.about, self.voice);
        }
        if let Some(bar) = &mut self.bar {
            bar.advance(self.totals.counts.records);
        }
        if let (Subject::Record(record), Some(split)) = (&judged.subject, &mut self.split)
            && let Err(finding) = split.write(record, good)
        {
            self.split = None;
            return self.fail(&finding);
        }
        self.show(judged)?;
        if judged.last {
            let flushed = self.printer.flush();
            return self.written(flushed);
        }
        ControlFlow::Continue(())
    }

    fn show(&mut self, judged: &Judged) -> ControlFlow<()> {
        let text = self.arguments.format == FindingFormat::Text;
        let told = text && unreadable(judged);
        if !told && !judged.findings.is_empty() {
            let printer = &mut self.printer;
            // Taking the line of progress away and back costs more than a record.
            let bar = self.bar.as_ref().filter(|_| printer.shows(&judged.findings));
            let result = aside(bar, true, || printer.print(&judged.findings, &judged.about));
            self.written(result)?;
        }
        match &judged.subject {
            Subject::Record(record) if record.alone && self.singly => self.tell_file(&record.file, &judged.findings),
            Subject::Record(_) => {
                self.singly = false;
                ControlFlow::Continue(())
            }
            Subject::Unread | Subject::Earlier => ControlFlow::Continue(()),
        }
    }

    /// The counts of a file that is one dataset.
    fn tell_file(&mut self, file: &str, findings: &[Finding]) -> ControlFlow<()> {
        if self.voice.quiet {
            return ControlFlow::Continue(());
        }
        let flushed = self.printer.flush();
        self.written(flushed)?;
        let lang = self.voice.lang;
        let line = report::summary(file, findings, lang);
        aside(self.bar.as_ref(), false, || report::say(&line));
        ControlFlow::Continue(())
    }

    /// A file that cannot be read is told like everywhere in the program: it is not the data that is wrong.
    fn unreadable(&mut self, judged: &Judged) {
        self.outcome = self.outcome.max(Outcome::Unusable);
        self.unreadable += 1;
        if self.arguments.format == FindingFormat::Text {
            let lang = self.voice.lang;
            for finding in &judged.findings {
                aside(self.bar.as_ref(), false, || told(finding, lang));
            }
        }
    }

    fn fail(&mut self, finding: &Finding) -> ControlFlow<()> {
        let lang = self.voice.lang;
        self.outcome = self.outcome.max(Outcome::Unusable);
        aside(self.bar.as_ref(), false, || told(finding, lang));
        ControlFlow::Break(())
    }

    /// What follows from writing to standard output: a closed pipe ends the writing, and the run where nothing else is wanted.
    fn written(&mut self, result: io::Result<()>) -> ControlFlow<()> {
        let Err(error) = result else { return ControlFlow::Continue(()) };
        self.printer.silence();
        self.closed = true;
        let lang = self.voice.lang;
        let outcome = aside(self.bar.as_ref(), false, || report::written(Err(error), lang));
        self.outcome = self.outcome.max(outcome);
        if self.split.is_some() || self.report.is_some() {
            return ControlFlow::Continue(());
        }
        ControlFlow::Break(())
    }

    /// Completes everything and says how it was.
    fn end(mut self, ended: Ended, interrupted: bool) -> Outcome {
        if let Some(mut bar) = self.bar.take() {
            bar.end();
        }
        let ended_output = self.printer.end();
        let _ = self.written(ended_output);
        if let Some(split) = self.split.take()
            && let Err(finding) = split.finish()
        {
            let _ = self.fail(&finding);
        }
        if let Some(report) = self.report.take() {
            // A list with organisations' names is no masked one.
            if self.arguments.mask {
                self.totals.counts.by_organisation.clear();
            }
            self.outcome = self.outcome.max(report.write(&self.totals.counts, self.voice));
        }
        if self.arguments.summary && !self.closed {
            self.outcome = self.outcome.max(report::print(&self.summary(interrupted), self.voice.lang));
        }
        if !self.voice.quiet {
            self.tell(ended, interrupted);
        }
        if interrupted { Outcome::Interrupted } else { self.outcome }
    }

    fn summary(&self, interrupted: bool) -> String {
        match self.arguments.format {
            FindingFormat::Json => summary::as_json(&self.totals, interrupted),
            _ => summary::tables(&self.totals, self.catalogue, self.voice.lang),
        }
    }

    /// What is said at the end: how many were not shown, and the counts of a feed.
    fn tell(&self, ended: Ended, interrupted: bool) {
        let lang = self.voice.lang;
        let say = |zh: String, en: String| report::say(Text::new(zh, en).get(lang));
        if self.printer.withheld > 0 {
            let (count, of) = (self.printer.withheld, self.totals.counts.all.total());
            say(
                format!("另有 {count} 条发现未显示（共 {of} 条）；用 --max-findings 改变显示的条数"),
                format!("{count} of {of} findings are not shown; --max-findings changes how many are"),
            );
        }
        if ended.not_compared > 0 {
            let count = ended.not_compared;
            say(
                format!("查重只记住前 {REMEMBERED} 条记录，其后 {count} 条没有查重"),
                format!(
                    "{count} records were not looked up for duplicates: only the first {REMEMBERED} are remembered"
                ),
            );
        }
        if interrupted {
            say(
                "已中断：以下只是已检查的记录".to_owned(),
                "interrupted: these are the records checked so far".to_owned(),
            );
        }
        // What was said of each file needs no total.
        let singly = self.singly && self.totals.unread == self.unreadable && !self.arguments.summary;
        let anything = self.totals.counts.records + self.totals.unread > self.unreadable;
        if interrupted || (anything && !singly) {
            report::say(&summary::sentence(&self.totals, lang));
        }
    }
}

/// Writes to standard output or standard error without the line of progress in between.
fn aside<T>(bar: Option<&Bar>, output: bool, write: impl FnOnce() -> T) -> T {
    match bar {
        Some(bar) => bar.aside(output, write),
        None => write(),
    }
}

/// Whether a file could not be read at all, or a folder has nothing to read.
fn unreadable(judged: &Judged) -> bool {
    let nothing = |finding: &Finding| match &*finding.code {
        "F-READ" => true,
        "F-EMPTY" => Path::new(&judged.about.file).is_dir(),
        _ => false,
    };
    matches!(judged.subject, Subject::Unread) && judged.findings.iter().any(nothing)
}

/// Tells a finding that is not about data in the words of an error.
fn told(finding: &Finding, lang: Lang) {
    report::error(&finding.message, lang);
    if let Some(hint) = &finding.hint {
        report::hint(hint, lang);
    }
}
