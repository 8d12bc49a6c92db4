//! The exporter for Word.
