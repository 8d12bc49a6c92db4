//! What a case is, and how it ends.

use jianbao_document::Document;
use jianbao_finding::Text;
use serde::Serialize;

use crate::bench::Bench;
use crate::cases::ALL;

/// A case of the kit.
pub struct Case {
    /// Its name, in lower case with hyphens; stable.
    pub name: &'static str,
    what: (&'static str, &'static str),
    pub(crate) needs: Needs,
    pub(crate) run: Run,
}

/// What there must be for a case to make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// The file.
    File,
    /// An exporter that described itself.
    Exporter,
}

/// What a case does.
pub(crate) enum Run {
    /// Asks the bench.
    Asks(fn(&Bench<'_>) -> Outcome),
    /// Has a document written and looks at the outputs.
    Writes(Content),
}

/// A document that is to be written.
pub(crate) struct Content {
    pub(crate) document: fn() -> Document,
    /// Whether the exporter may say that it cannot, with a code and a sentence.
    pub(crate) may_refuse: bool,
    /// What must be found in the outputs, where they can be searched and nothing is said to be left out.
    pub(crate) texts: &'static [&'static str],
}

/// What a case comes to: a remark or none, or the reason why it did not pass.
pub(crate) type Outcome = Result<Option<String>, Stop>;

/// Why a case did not pass.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The exporter does not do what it must.
    Fail(String),
    /// The case does not apply.
    Skip(String),
}

impl Stop {
    pub(crate) fn fail(message: impl Into<String>) -> Self {
        Self::Fail(message.into())
    }

    pub(crate) fn skip(message: impl Into<String>) -> Self {
        Self::Skip(message.into())
    }
}

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The exporter does what it must.
    Pass,
    /// It does not.
    Fail,
    /// The case does not apply to it, or an earlier failure leaves nothing to try.
    Skip,
}

impl Case {
    pub(crate) const fn asks(
        name: &'static str,
        needs: Needs,
        what: (&'static str, &'static str),
        run: fn(&Bench<'_>) -> Outcome,
    ) -> Self {
        Self { name, what, needs, run: Run::Asks(run) }
    }

    pub(crate) const fn writes(name: &'static str, what: (&'static str, &'static str), content: Content) -> Self {
        Self { name, what, needs: Needs::Exporter, run: Run::Writes(content) }
    }

    /// What it asks of an exporter, in one line.
    pub fn what(&self) -> Text {
        Text::new(self.what.0, self.what.1)
    }

    /// The document that it has written, if it is about one: what a debugger can be pointed at.
    pub fn document(&self) -> Option<Document> {
        match &self.run {
            Run::Writes(content) => Some((content.document)()),
            Run::Asks(_) => None,
        }
    }
}

/// All cases, in the order in which they run.
pub fn cases() -> impl Iterator<Item = &'static Case> {
    ALL.iter().copied().flatten()
}
