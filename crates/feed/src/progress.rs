//! How far reading has come.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far reading has come, in bytes as they are on the disk; can be asked from any thread.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    read: Arc<AtomicU64>,
    total: Option<u64>,
}

impl Progress {
    pub(crate) fn of(total: Option<u64>) -> Self {
        Self { read: Arc::default(), total }
    }

    /// Bytes that were read so far.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Bytes of all files when reading began; unknown for standard input and pipes.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.total
    }
}

/// A reader that counts what it gives, for the progress and for itself.
pub(crate) struct Counting<R> {
    inner: R,
    progress: Progress,
    count: u64,
}

impl<R> Counting<R> {
    pub(crate) fn new(inner: R, progress: Progress) -> Self {
        Self { inner, progress, count: 0 }
    }

    /// Bytes that this reader gave.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count += read as u64;
        self.progress.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
