//! How far the checking of a feed is: a line on the terminal, where there is one and it takes long.

use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jianbao_feed::Progress;
use jianbao_finding::Lang;

/// What is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// Between two lines; indicatif draws no more often either.
const REFRESH: Duration = Duration::from_millis(100);

/// The line.
pub(super) struct Bar {
    lang: Lang,
    /// How far reading is; none where nobody looks.
    reading: Option<Progress>,
    started: Instant,
    refreshed: Instant,
    shown: Option<ProgressBar>,
    /// Findings appear in the same terminal.
    shared: bool,
}

impl Bar {
    /// A line for a reader, on the terminal of standard error; none where there is no terminal or `quiet`.
    pub(super) fn new(reading: Progress, lang: Lang, quiet: bool) -> Self {
        let seen = !quiet && std::io::stderr().is_terminal();
        let now = Instant::now();
        let shared = std::io::stdout().is_terminal();
        Self { lang, reading: seen.then_some(reading), started: now, refreshed: now, shown: None, shared }
    }

    /// So many records are done.
    pub(super) fn advance(&mut self, records: u64) {
        // A look at the clock for every record would cost more than it tells.
        let Some(reading) = self.reading.as_ref().filter(|_| records.is_multiple_of(64) || self.shown.is_none()) else {
            return;
        };
        let now = Instant::now();
        if now - self.started < PATIENCE || now - self.refreshed < REFRESH {
            return;
        }
        self.refreshed = now;
        let elapsed = u64::try_from((now - self.started).as_millis()).unwrap_or(u64::MAX).max(1);
        let (read, total) = (reading.read(), reading.total());
        let text = line(records, elapsed, read, total, self.lang);
        let bar = self.shown.get_or_insert_with(|| start(total));
        bar.set_position(read);
        bar.set_message(text);
    }

    /// Writes something to standard output or standard error without the line in between.
    pub(super) fn aside<T>(&self, output: bool, write: impl FnOnce() -> T) -> T {
        match &self.shown {
            Some(bar) if self.shared || !output => bar.suspend(write),
            _ => write(),
        }
    }

    /// Takes the line away.
    pub(super) fn end(&mut self) {
        if let Some(bar) = self.shown.take() {
            bar.finish_and_clear();
        }
        self.reading = None;
    }
}

fn start(total: Option<u64>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
    let template = if total.is_some() { "{bar:24} {percent:>3}% {msg}" } else { "{spinner} {msg}" };
    // The templates are fixed; should a version of the library not know one, its own line is shown.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}

/// Records, rate and time left.
fn line(records: u64, elapsed: u64, read: u64, total: Option<u64>, lang: Lang) -> String {
    let rate = records.saturating_mul(1000) / elapsed;
    let mut text = match lang {
        Lang::Zh => format!("{records} 条 · 每秒 {rate} 条"),
        Lang::En => format!("{records} records · {rate}/s"),
    };
    // Bytes in work count as done; that is a moment.
    if let Some(left) = total.and_then(|total| elapsed.saturating_mul(total.saturating_sub(read)).checked_div(read)) {
        let seconds = left.div_ceil(1000);
        let clock = format!("{}:{:02}", seconds / 60, seconds % 60);
        text += &match lang {
            Lang::Zh => format!(" · 还需 {clock}"),
            Lang::En => format!(" · {clock} left"),
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_rate_and_time_left() {
        assert_eq!(line(5000, 2000, 25, Some(100), Lang::En), "5000 records · 2500/s · 0:06 left");
        assert_eq!(line(5000, 2000, 1, Some(100), Lang::Zh), "5000 条 · 每秒 2500 条 · 还需 3:18");
        assert_eq!(line(1, 1, 0, None, Lang::En), "1 records · 1000/s");
        assert_eq!(line(1, 1, 0, Some(9), Lang::En), "1 records · 1000/s");
    }
}
