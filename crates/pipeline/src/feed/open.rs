//! The batch that is being filled: the reader fills it and sends it when it is full; who has nothing to do takes it as it is.

use std::mem::take;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jianbao_feed::Item;

/// Bytes of a batch, records of them together: much more than handing one over costs, much less than anyone's memory.
const BATCH_BYTES: usize = 256 << 10;
/// Most items of a batch; an item that is wrong has hardly any bytes.
const BATCH_ITEMS: usize = 1024;

/// Items with the number of their batch, so that they can be put in order again.
pub(super) struct Batch<T> {
    pub(super) index: u64,
    pub(super) items: Vec<T>,
}

/// The batch that is being filled. One thread fills it, all may take it.
#[derive(Default)]
pub(super) struct Open(Mutex<State>);

#[derive(Default)]
struct State {
    /// Number of the batch.
    index: u64,
    items: Vec<Item>,
    bytes: usize,
    /// Whether the batch may be under way; taking it uses the permit up.
    permitted: bool,
}

impl Open {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the batch its permit.
    pub(super) fn permit(&self) {
        self.state().permitted = true;
    }

    /// Adds an item, and gives the batch where that fills it. Without a permit the item stays where it is.
    pub(super) fn push(&self, item: &mut Option<Item>) -> Option<Batch<Item>> {
        let mut state = self.state();
        if !state.permitted {
            return None;
        }
        let item = item.take()?;
        if let Item::Record(record) = &item {
            state.bytes += record.bytes.len();
        }
        state.items.push(item);
        let full = state.bytes >= BATCH_BYTES || state.items.len() >= BATCH_ITEMS;
        if full { state.batch() } else { None }
    }

    /// The batch as it is, where it holds anything.
    pub(super) fn take(&self) -> Option<Batch<Item>> {
        self.state().batch()
    }
}

impl State {
    fn batch(&mut self) -> Option<Batch<Item>> {
        if self.items.is_empty() {
            return None;
        }
        let batch = Batch { index: self.index, items: take(&mut self.items) };
        *self = Self { index: self.index + 1, ..Self::default() };
        Some(batch)
    }
}
