//! What an exporter does through the host's callbacks, as safe code: outputs, reports, failure.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;

use jianbao_exporter_abi::{JB_LOG_DEBUG, JB_LOG_ERROR, JB_LOG_WARN};
use serde::Deserialize;

use super::{ChildPlan, Events};
use crate::Degraded;
use crate::event::{ListedFile, WireError};
use crate::names;

/// Longest log message and failure text that is passed on.
const LONGEST_TEXT: usize = 64 * 1024;
/// Most entries of `degraded` that are passed on.
const MOST_DEGRADED: usize = 1000;

/// One call of an exporter.
pub(crate) struct Session {
    events: Events,
    folder: PathBuf,
    most_bytes: u64,
    most_files: u64,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    open: BTreeMap<String, File>,
    files: Vec<ListedFile>,
    written: u64,
    refusal: Option<String>,
    failure: Option<WireError>,
    degraded: Vec<Degraded>,
}

#[derive(Deserialize)]
struct Report {
    output: Option<ListedFile>,
    degraded: Option<Degraded>,
}

impl Session {
    pub(crate) fn new(plan: &ChildPlan, events: Events) -> Self {
        Self {
            events,
            folder: plan.out.clone(),
            most_bytes: plan.output,
            most_files: plan.files,
            state: RefCell::default(),
        }
    }

    pub(crate) fn events(&self) -> &Events {
        &self.events
    }

    /// Appends to an output; the first refusal is remembered.
    pub(crate) fn emit(&self, name: &[u8], data: &[u8]) -> bool {
        let Ok(mut state) = self.state.try_borrow_mut() else { return false };
        match self.append(&mut state, name, data) {
            Ok(()) => true,
            Err(reason) => {
                state.refusal.get_or_insert(reason);
                false
            }
        }
    }

    pub(crate) fn report(&self, json: &[u8]) {
        let (Ok(mut state), Ok(report)) = (self.state.try_borrow_mut(), serde_json::from_slice::<Report>(json)) else {
            return;
        };
        if let Some(output) = report.output
            && let Some(file) = state.files.iter_mut().find(|file| file.name == output.name)
        {
            file.role = output.role;
        }
        if let Some(degraded) = report.degraded
            && state.degraded.len() < MOST_DEGRADED
        {
            state.degraded.push(degraded);
        }
    }

    /// Remembers why the exporter fails; text that is no JSON object becomes the message.
    pub(crate) fn fail(&self, json: &[u8]) {
        let json = &json[..json.len().min(LONGEST_TEXT)];
        let failure = serde_json::from_slice(json).unwrap_or_else(|_| WireError {
            code: "unspecified".to_owned(),
            message: String::from_utf8_lossy(json).into_owned(),
            ..WireError::default()
        });
        if let Ok(mut state) = self.state.try_borrow_mut() {
            state.failure.get_or_insert(failure);
        }
    }

    pub(crate) fn log(&self, level: i32, message: &[u8]) {
        let level = match level {
            JB_LOG_ERROR => "error",
            JB_LOG_WARN => "warn",
            JB_LOG_DEBUG => "debug",
            _ => "info",
        };
        let message = &message[..message.len().min(LONGEST_TEXT)];
        self.events.log(level, String::from_utf8_lossy(message).into_owned());
    }

    pub(crate) fn refusal(&self) -> Option<String> {
        self.state.borrow().refusal.clone()
    }

    pub(crate) fn failure(&self) -> Option<WireError> {
        self.state.borrow().failure.clone()
    }

    pub(crate) fn files(&self) -> Vec<ListedFile> {
        self.state.borrow().files.clone()
    }

    pub(crate) fn degraded(&self) -> Vec<Degraded> {
        self.state.borrow().degraded.clone()
    }

    fn append(&self, state: &mut State, name: &[u8], data: &[u8]) -> Result<(), String> {
        let name = std::str::from_utf8(name).map_err(|_| "the name of an output is not UTF-8".to_owned())?;
        let written = state.written.saturating_add(data.len() as u64);
        if written > self.most_bytes {
            return Err(format!("its outputs are larger than {} bytes", self.most_bytes));
        }
        if !state.open.contains_key(name) {
            self.create(state, name)?;
        }
        if let Some(file) = state.open.get_mut(name) {
            file.write_all(data).map_err(|error| format!("output `{name}` cannot be written: {error}"))?;
        }
        state.written = written;
        Ok(())
    }

    fn create(&self, state: &mut State, name: &str) -> Result<(), String> {
        names::check(name).map_err(|reason| format!("`{name}` is not a name for an output: {reason}"))?;
        if state.files.len() as u64 >= self.most_files {
            return Err(format!("it writes more than {} outputs", self.most_files));
        }
        let path = self.folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| format!("output `{name}` cannot be created: {error}"))?;
        }
        // `create_new` also refuses two names that the file system takes for one.
        let file = OpenOptions::new().write(true).create_new(true).open(&path);
        let file = file.map_err(|error| format!("output `{name}` cannot be created: {error}"))?;
        state.open.insert(name.to_owned(), file);
        state.files.push(ListedFile { name: name.to_owned(), role: None });
        Ok(())
    }
}
