//! What a child says on its standard output, one JSON object a line.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::lines::printable;

/// The code of a line on standard output that is no event.
pub(crate) const STRAY_LINE: &str = "not-an-event";

/// What a running export says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A line for the user or for support.
    Log(LogLine),
    /// How far it is; a total of 0 means unknown.
    Progress {
        /// Steps done.
        done: u64,
        /// Steps in all.
        total: u64,
    },
}

/// A log line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// `error`, `warn`, `info` or `debug`.
    pub level: String,
    /// The text.
    pub message: String,
    /// The exporter's code, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// JSON pointer into the document.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}

/// Something of the document that the exporter could not keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Degraded {
    /// Name of the feature.
    pub feature: String,
    /// What became of it; where the host found the loss, the heading or caption of the place.
    #[serde(default)]
    pub message: String,
    /// JSON pointer into the document.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}

/// An event as it travels.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum WireEvent {
    Log(LogLine),
    Progress {
        done: u64,
        total: u64,
    },
    Done(Done),
    /// Meant as `done`, with the reason why it could not be read; never travels.
    #[serde(skip)]
    Unreadable(String),
}

/// The last word of a child.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Done {
    pub(crate) status: i32,
    #[serde(default)]
    pub(crate) files: Vec<ListedFile>,
    #[serde(default)]
    pub(crate) degraded: Vec<Degraded>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<WireError>,
    /// What a program says about itself when it is asked; it has no other way to hand it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<Value>,
    /// `load` when the exporter was never entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) stage: Option<String>,
    /// What the entry of a native exporter itself returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) returned: Option<i32>,
    /// The most memory that the child had, in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) peak_bytes: Option<u64>,
}

/// A file that the child wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ListedFile {
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) role: Option<String>,
}

/// Why it failed.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct WireError {
    #[serde(default)]
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) hint: Option<String>,
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub(crate) pointer: Option<String>,
}

impl WireEvent {
    /// Reads a line; one that is no event is forwarded as a log line, never an error.
    pub(crate) fn read(line: &[u8]) -> Self {
        #[derive(Deserialize)]
        struct Named {
            event: String,
        }
        let error = match serde_json::from_slice::<Self>(line) {
            Ok(event) => return event.printable(),
            Err(error) => error,
        };
        if serde_json::from_slice(line).is_ok_and(|named: Named| named.event == "done") {
            return Self::Unreadable(error.to_string());
        }
        let message = printable(String::from_utf8_lossy(line).trim_end());
        let code = Some(STRAY_LINE.to_owned());
        Self::Log(LogLine { level: "info".to_owned(), message, code, pointer: None })
    }

    /// What people will see must not steer their terminal.
    fn printable(mut self) -> Self {
        match &mut self {
            Self::Log(line) => line.message = printable(&line.message),
            Self::Done(done) => {
                if let Some(error) = &mut done.error {
                    error.message = printable(&error.message);
                    error.hint = error.hint.as_deref().map(printable);
                }
                for lost in &mut done.degraded {
                    lost.message = printable(&lost.message);
                }
            }
            Self::Progress { .. } | Self::Unreadable(_) => {}
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::WireEvent;

    #[test]
    fn lines_are_told_apart() {
        let is = |line: &str| match WireEvent::read(line.as_bytes()) {
            WireEvent::Done(_) => "done",
            WireEvent::Progress { .. } => "progress",
            WireEvent::Log(_) => "log",
            WireEvent::Unreadable(_) => "unreadable",
        };
        let cases = [
            (r#"{"event":"done","status":0}"#, "done"),
            (r#"{"event":"done","status":0,"new":[]}"#, "done"),
            (r#"{"event":"done","status":"ok"}"#, "unreadable"),
            (r#"{"event":"done"}"#, "unreadable"),
            (r#"{"event":"progress","done":1,"total":2}"#, "progress"),
            (r#"{"event":"later"}"#, "log"),
            (r#"{"event":"unreadable","0":"x"}"#, "log"),
            ("hello", "log"),
            ("", "log"),
        ];
        for (line, kind) in cases {
            assert_eq!(is(line), kind, "{line}");
        }
    }

    #[test]
    fn nothing_steers_the_terminal() {
        let line = "{\"event\":\"done\",\"status\":1,\"error\":{\"message\":\"a\\u001b[31mb\\nc\"}}";
        let WireEvent::Done(done) = WireEvent::read(line.as_bytes()) else { panic!("not done") };
        assert_eq!(done.error.unwrap().message, "a\u{fffd}[31mb\nc");
    }
}
