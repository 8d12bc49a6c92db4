//! Random documents: whatever the document, an exporter writes files that open, or says why not.

mod document;
mod random;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use jianbao_document::Document;
use serde::Serialize;

use crate::bench::{Bench, Tried};
use crate::case::Stop;
use crate::kit::Kit;

/// How many of the documents are written twice, as one of so many.
const TWICE: u64 = 4;
/// After so many surprises there is enough to look into.
const ENOUGH: usize = 5;

/// What came of random documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FuzzReport {
    /// Version of this format, 1.
    pub report: u32,
    /// How many documents were tried.
    pub documents: u64,
    /// How many of them the exporter refused with a reason.
    pub refused: u64,
    /// The codes of those reasons, with how often each was given.
    pub codes: BTreeMap<String, u64>,
    /// What no exporter may do.
    pub surprises: Vec<Surprise>,
}

/// A document with which the exporter did what none may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Surprise {
    /// The seed that makes the document again.
    pub seed: u64,
    /// What happened.
    pub message: String,
}

enum Ended {
    Written,
    Refused(String),
}

impl Kit {
    /// Tries random documents for about so long, seed after seed from `first`; stops early after a few surprises and
    /// when the host is interrupted. Otherwise at least one document is tried.
    ///
    /// The error is the reason why nothing could be tried.
    pub fn fuzz(&self, first: u64, time: Duration) -> Result<FuzzReport, String> {
        let bench = self.bench();
        let mut report =
            FuzzReport { report: 1, documents: 0, refused: 0, codes: BTreeMap::new(), surprises: Vec::new() };
        let started = Instant::now();
        loop {
            let seed = first.wrapping_add(report.documents);
            let tried = try_seed(&bench, seed);
            // What was interrupted says nothing about the exporter.
            if self.interrupted() {
                return Ok(report);
            }
            match tried {
                Ok(Ended::Written) => {}
                Ok(Ended::Refused(code)) => {
                    report.refused += 1;
                    *report.codes.entry(code).or_default() += 1;
                }
                Err(Stop::Skip(message)) => return Err(message),
                Err(Stop::Fail(message)) => report.surprises.push(Surprise { seed, message }),
            }
            report.documents += 1;
            if started.elapsed() >= time || report.surprises.len() >= ENOUGH {
                return Ok(report);
            }
        }
    }

    /// The document of a seed.
    pub fn random_document(seed: u64) -> Document {
        document::random(seed)
    }
}

fn try_seed(bench: &Bench<'_>, seed: u64) -> Result<Ended, Stop> {
    let document = document::random(seed);
    let twice = seed.is_multiple_of(TWICE) && bench.exporter()?.deterministic;
    let first = bench.write(&document)?;
    let second = if twice { Some(bench.write(&document)?) } else { None };
    match (first, second) {
        (Tried::Written(_), None) => Ok(Ended::Written),
        (Tried::Refused(reason), None) => Ok(Ended::Refused(reason.code)),
        (Tried::Written(one), Some(Tried::Written(other))) if one.files == other.files => Ok(Ended::Written),
        (Tried::Written(_), Some(Tried::Written(_))) => Err(Stop::fail("the second run gave other bytes")),
        (Tried::Refused(one), Some(Tried::Refused(other))) if one == other => Ok(Ended::Refused(one.code)),
        _ => Err(Stop::fail("the second run ended differently")),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jianbao_document::{Block, Document};

    use super::document::random;

    #[test]
    fn a_seed_brings_its_document_back() {
        let documents: Vec<Document> = (0..50).map(random).collect();
        assert_eq!(documents, (0..50).map(random).collect::<Vec<_>>());
        let different: BTreeSet<String> = documents.iter().map(|one| serde_json::to_string(one).unwrap()).collect();
        assert!(different.len() > 40, "only {} documents are different", different.len());
    }

    #[test]
    fn random_documents_hold_everything() {
        let blocks: Vec<Block> =
            (0..200).flat_map(|seed| random(seed).sections).flat_map(|section| section.blocks).collect();
        let kinds: BTreeSet<String> =
            blocks.iter().map(|block| serde_json::to_value(block).unwrap()["kind"].to_string()).collect();
        assert_eq!(kinds.len(), 7, "{kinds:?}");
    }

    #[test]
    fn grids_are_covered_once() {
        for table in (0..200).flat_map(|seed| random(seed).sections).flat_map(|section| section.blocks) {
            let Block::Table(table) = table else { continue };
            let area: u32 =
                table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column_span * cell.row_span).sum();
            assert_eq!(area as usize, table.rows.len() * table.columns.len());
        }
    }
}
