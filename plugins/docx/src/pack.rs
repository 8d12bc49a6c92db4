//! The zip archive: same parts, same bytes.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::WriteError;

/// The part that readers look for first.
pub(crate) const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Parts by name, each made when its turn comes.
pub(crate) type Parts<'a> = BTreeMap<String, Part<'a>>;

/// One part of the package.
pub(crate) enum Part<'a> {
    /// Ready.
    Bytes(Vec<u8>),
    /// Written straight into the archive, because it may be large.
    Stream(&'a mut dyn FnMut(&mut dyn Write) -> Result<(), WriteError>),
}

/// Packs the parts: the list of content types first, the others in the order of their names, deflated, all with the
/// earliest time that zip knows.
pub(crate) fn pack(mut parts: Parts<'_>) -> Result<Vec<u8>, WriteError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let first = parts.remove(CONTENT_TYPES).map(|part| (CONTENT_TYPES.to_owned(), part));
    for (name, part) in first.into_iter().chain(parts) {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        archive.start_file(name, options)?;
        match part {
            Part::Bytes(bytes) => archive.write_all(&bytes)?,
            Part::Stream(write) => {
                let mut buffered = std::io::BufWriter::with_capacity(1 << 16, &mut archive);
                write(&mut buffered)?;
                buffered.flush()?;
            }
        }
    }
    Ok(archive.finish()?.into_inner())
}
