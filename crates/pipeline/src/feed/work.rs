//! The threads: one reads, several check, the caller's collects.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jianbao_feed::Item;
use jianbao_finding::{About, Finding, Text};

use super::duplicates::Duplicates;
use super::judge::{Piece, judge};
use super::open::{Batch, Open};
use super::{Checker, Ended, Judged, Settings, Subject};

/// How long a thread waits before it looks whether it shall stop.
const LOOK: Duration = Duration::from_millis(50);
/// Room for the recursion of parsers in builds without optimisation.
const STACK: usize = 8 << 20;

pub(super) fn run<I, C>(
    items: I,
    checker: &C,
    settings: &Settings,
    each: &mut dyn FnMut(Judged) -> ControlFlow<()>,
) -> Ended
where
    I: Iterator<Item = Item> + Send + 'static,
    C: Checker + ?Sized,
{
    // So many batches are under way; the reader takes a permit for each, which the collector gives back.
    let window = settings.jobs.get() * 2 + 2;
    let (permits, permitted) = sync_channel(window);
    for _ in 0..window {
        let _ = permits.try_send(());
    }
    let (to_check, batches) = sync_channel(window);
    let (checked, results) = sync_channel(window);
    let stop = &settings.stop;
    // The reader may hang in a pipe that gives nothing; then nobody waits for it, so it is no thread of the scope.
    let open = Arc::new(Open::default());
    let reader = start_reader(items, permitted, to_check, Arc::clone(&open), Arc::clone(stop));
    let (queue, over) = (Mutex::new(batches), AtomicBool::new(false));
    let mut collector = Collector { each, stop, closed: false, duplicates: Duplicates::default() };
    thread::scope(|scope| {
        for _ in 0..settings.jobs.get() {
            let (queue, open, over, checked) = (&queue, &*open, &over, checked.clone());
            let work = move || work(queue, open, over, stop, &checked, checker, settings.about_all);
            let started = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
            started.expect("the system starts as many threads as it has cores");
        }
        drop(checked);
        collector.collect(&results, &permits);
    });
    drop(permits);
    if !stop.load(Ordering::Relaxed) && reader.join().is_err() {
        collector.take(reader_failed(), true);
    }
    Ended { not_compared: collector.duplicates.not_compared }
}

fn start_reader<I: Iterator<Item = Item> + Send + 'static>(
    items: I,
    permitted: Receiver<()>,
    to_check: SyncSender<Batch<Item>>,
    open: Arc<Open>,
    stop: Arc<AtomicBool>,
) -> JoinHandle<()> {
    let read = move || read(items, &permitted, &to_check, &open, &stop);
    thread::Builder::new().spawn(read).expect("the system starts a thread")
}

/// Cuts the items into batches.
fn read(
    items: impl Iterator<Item = Item>,
    permitted: &Receiver<()>,
    to_check: &SyncSender<Batch<Item>>,
    open: &Open,
    stop: &AtomicBool,
) {
    for item in items.fuse().take_while(|_| !stop.load(Ordering::Relaxed)) {
        let mut item = Some(item);
        let full = loop {
            let full = open.push(&mut item);
            if item.is_none() {
                break full;
            }
            if permitted.recv().is_err() {
                return;
            }
            open.permit();
        };
        if let Some(full) = full
            && to_check.send(full).is_err()
        {
            return;
        }
    }
    if let Some(rest) = open.take() {
        let _ = to_check.send(rest);
    }
}

/// Checks batches until there are no more, or until all shall stop and none is there.
fn work<C: Checker + ?Sized>(
    queue: &Mutex<Receiver<Batch<Item>>>,
    open: &Open,
    over: &AtomicBool,
    stop: &AtomicBool,
    checked: &SyncSender<Batch<Piece>>,
    checker: &C,
    about_all: bool,
) {
    loop {
        let batch = {
            let queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
            if over.load(Ordering::Relaxed) {
                return;
            }
            match queue.recv_timeout(LOOK) {
                Ok(batch) => batch,
                // The reader waits for more, or is gone: what it has read so far is waited for too. No batch can overtake: this
                // one was begun after the last full one had been sent.
                Err(end) => match open.take() {
                    Some(batch) => batch,
                    None if end == RecvTimeoutError::Disconnected => return,
                    None if stop.load(Ordering::Relaxed) => {
                        // Whoever finds nothing to do when all shall stop says so to the others: no later batch may overtake.
                        over.store(true, Ordering::Relaxed);
                        return;
                    }
                    None => continue,
                },
            }
        };
        let items = batch.items.into_iter().map(|item| judge(item, checker, about_all)).collect();
        if checked.send(Batch { index: batch.index, items }).is_err() {
            return;
        }
    }
}

/// Hands the items on in their order.
struct Collector<'a> {
    each: &'a mut dyn FnMut(Judged) -> ControlFlow<()>,
    stop: &'a AtomicBool,
    /// The caller wants no more.
    closed: bool,
    duplicates: Duplicates,
}

impl Collector<'_> {
    fn collect(&mut self, results: &Receiver<Batch<Piece>>, permits: &SyncSender<()>) {
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        for batch in results {
            waiting.insert(batch.index, batch.items);
            while let Some(pieces) = waiting.remove(&next) {
                let mut pieces = pieces.into_iter().peekable();
                while let Some(piece) = pieces.next() {
                    self.take(piece, pieces.peek().is_none());
                }
                next += 1;
                // Where the reader has ended nobody needs a permit.
                let _ = permits.try_send(());
            }
        }
    }

    /// Hands on a piece; `last` says whether its batch ends with it.
    fn take(&mut self, piece: Piece, last: bool) {
        let Piece { subject, mut about, mut findings, keys } = piece;
        let mut earlier = Vec::new();
        if let (Subject::Record(record), Some(keys)) = (&subject, keys)
            && let Some(repeat) = self.duplicates.look(record, keys)
        {
            findings.extend(repeat.later);
            jianbao_finding::sort(&mut findings);
            earlier = repeat.earlier;
            if about == About::default() {
                about = super::about::about_wreck(record);
            }
        }
        self.give(Judged { subject, about, findings, last: last && earlier.is_empty() });
        let mut earlier = earlier.into_iter().peekable();
        while let Some((about, finding)) = earlier.next() {
            let last = last && earlier.peek().is_none();
            self.give(Judged { subject: Subject::Earlier, about, findings: vec![finding], last });
        }
    }

    fn give(&mut self, judged: Judged) {
        if !self.closed && (self.each)(judged).is_break() {
            self.closed = true;
            self.stop.store(true, Ordering::Relaxed);
        }
    }
}

fn reader_failed() -> Piece {
    let message = Text::new(
        "程序读取数据时出错，其后的记录没有检查",
        "the program failed while it read; the records behind that were not checked",
    );
    let hint = Text::new(
        "这是程序的缺陷：请把文件和 jianbao --version 告诉开发者",
        "this is a bug: please report the file and `jianbao --version`",
    );
    let findings = vec![Finding::error("X-BUG", message).hint(hint)];
    Piece { subject: Subject::Unread, about: About::default(), findings, keys: None }
}
