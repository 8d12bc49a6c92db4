//! Plain, gzip and Zstandard files as one stream of bytes, with limits on what a small file may unpack to.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use flate2::bufread::GzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::Limits;
use crate::progress::Counting;

/// The largest window of Zstandard, 32 MB: what `zstd --ultra -20` uses; only `-22` and `--long` ask for more memory.
pub(crate) const ZSTD_WINDOW: u64 = 32 << 20;

/// Compressed bytes that are read at once.
const PACKED_BLOCK: usize = 64 << 10;

/// Why a stream ends before its end.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// The system refused to read on.
    Io(io::Error),
    /// The compressed data end too early.
    Cut,
    /// The compressed data are damaged.
    Damaged,
    /// Something follows the end of the compressed data. What was unpacked is whole.
    Trailing,
    /// The data unpack to more than the limits allow.
    Ratio,
    /// Zstandard asks for a larger window than allowed.
    Window,
}

impl Trouble {
    /// Whether what was read before is all there is.
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self, Self::Trailing)
    }
}

/// Any stream of bytes.
pub(crate) type Raw = Box<dyn Read + Send>;
type Sniffed = Chain<Cursor<Vec<u8>>, Counting<Raw>>;

/// A stream of unpacked bytes.
pub(crate) struct Unpacked {
    kind: Kind,
    limits: Limits,
    given: u64,
}

enum Kind {
    Plain(Sniffed),
    Gzip(Box<Gzip>),
    Zstd(Box<Zstd>),
}

impl Unpacked {
    /// Looks at the first bytes of a stream and unpacks it accordingly.
    pub(crate) fn new(mut raw: Counting<Raw>, limits: Limits) -> Result<Self, Trouble> {
        let mut first = Vec::with_capacity(4);
        while first.len() < 4 {
            match raw.by_ref().take(4 - first.len() as u64).read_to_end(&mut first) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => return Err(Trouble::Io(error)),
            }
        }
        let gzip = first.starts_with(&[0x1f, 0x8b]);
        // Frames, and the frames with notes that may stand before them.
        let zstd = first.starts_with(&[0x28, 0xb5, 0x2f, 0xfd])
            || (first.len() == 4 && first[0] & 0xf0 == 0x50 && first[1..] == [0x2a, 0x4d, 0x18]);
        let sniffed = Cursor::new(first).chain(raw);
        let kind = if gzip {
            Kind::Gzip(Box::new(Gzip::new(sniffed)))
        } else if zstd {
            Kind::Zstd(Box::new(Zstd::new(sniffed)))
        } else {
            Kind::Plain(sniffed)
        };
        Ok(Self { kind, limits, given: 0 })
    }

    /// Some bytes; none at the end.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Trouble> {
        let (read, packed) = match &mut self.kind {
            Kind::Plain(plain) => return retry(|| plain.read(buffer)).map_err(Trouble::Io),
            Kind::Gzip(gzip) => (gzip.read(buffer)?, gzip.packed()),
            Kind::Zstd(zstd) => (zstd.read(buffer)?, zstd.source.get_ref().get_ref().1.count()),
        };
        self.given += read as u64;
        let allowed = packed.saturating_mul(self.limits.ratio).max(self.limits.ratio_from);
        if self.given > allowed { Err(Trouble::Ratio) } else { Ok(read) }
    }
}

fn retry(mut read: impl FnMut() -> io::Result<usize>) -> io::Result<usize> {
    loop {
        match read() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

/// One or more gzip members; zeros may fill up the last block of a tape.
struct Gzip {
    /// Absent after the last member.
    decoder: Option<GzDecoder<BufReader<Sniffed>>>,
    packed: u64,
}

impl Gzip {
    fn new(source: Sniffed) -> Self {
        Self { decoder: Some(GzDecoder::new(BufReader::with_capacity(PACKED_BLOCK, source))), packed: 0 }
    }

    fn packed(&self) -> u64 {
        self.decoder.as_ref().map_or(self.packed, |decoder| decoder.get_ref().get_ref().get_ref().1.count())
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Trouble> {
        while let Some(decoder) = &mut self.decoder {
            let read = retry(|| decoder.read(buffer)).map_err(packed_trouble)?;
            if read > 0 {
                return Ok(read);
            }
            self.next_member()?;
        }
        Ok(0)
    }

    fn next_member(&mut self) -> Result<(), Trouble> {
        self.packed = self.packed();
        let Some(decoder) = self.decoder.take() else { return Ok(()) };
        let mut source = decoder.into_inner();
        loop {
            let ahead = source.fill_buf().map_err(Trouble::Io)?;
            let zeros = ahead.iter().take_while(|&&byte| byte == 0).count();
            match ahead.get(zeros) {
                Some(0x1f) if zeros == 0 => break,
                Some(_) => return Err(Trouble::Trailing),
                None if ahead.is_empty() => return Ok(()),
                None => source.consume(zeros),
            }
        }
        self.decoder = Some(GzDecoder::new(source));
        Ok(())
    }
}

fn packed_trouble(error: io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Trouble::Cut,
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Trouble::Damaged,
        _ => Trouble::Io(error),
    }
}

/// One or more Zstandard frames.
struct Zstd {
    decoder: FrameDecoder,
    source: BufReader<Sniffed>,
    in_frame: bool,
    /// Whether a frame was read to its end.
    complete: bool,
}

impl Zstd {
    fn new(source: Sniffed) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(ZSTD_WINDOW);
        Self { decoder, source: BufReader::with_capacity(PACKED_BLOCK, source), in_frame: false, complete: false }
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Trouble> {
        loop {
            if self.in_frame {
                if self.decoder.can_collect() > 0 {
                    return self.decoder.read(buffer).map_err(Trouble::Io);
                }
                if !self.decoder.is_finished() {
                    let strategy = BlockDecodingStrategy::UptoBlocks(1);
                    if self.decoder.decode_blocks(&mut self.source, strategy).is_err() {
                        return Err(self.why());
                    }
                    continue;
                }
                let stated = self.decoder.get_checksum_from_data();
                if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
                    return Err(Trouble::Damaged);
                }
                (self.in_frame, self.complete) = (false, true);
            }
            if self.source.fill_buf().map_err(Trouble::Io)?.is_empty() {
                return Ok(0);
            }
            self.next_frame()?;
        }
    }

    fn next_frame(&mut self) -> Result<(), Trouble> {
        match self.decoder.reset(&mut self.source) {
            Ok(()) => self.in_frame = true,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                let length = u64::from(length);
                let skipped = io::copy(&mut self.source.by_ref().take(length), &mut io::sink());
                if skipped.map_err(Trouble::Io)? < length {
                    return Err(Trouble::Cut);
                }
            }
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::BadMagicNumber(_))) if self.complete => {
                return Err(Trouble::Trailing);
            }
            Err(FrameDecoderError::WindowSizeTooBig { .. }) => return Err(Trouble::Window),
            Err(_) => return Err(self.why()),
        }
        Ok(())
    }

    /// Data that fail at the end of the file are cut, others are damaged.
    fn why(&mut self) -> Trouble {
        match self.source.fill_buf() {
            Ok([]) => Trouble::Cut,
            Ok(_) => Trouble::Damaged,
            Err(error) => Trouble::Io(error),
        }
    }
}
