//! Whether a JSON text is nested too deep for a parser that recurses without a limit.

/// Bytes that are counted at a time, so that the processor does it in a few steps.
const BLOCK: usize = 64;

/// Brackets that may all be open at once and still fit any stack. Without optimisation a level takes 36 KB of it.
const HARMLESS: usize = if cfg!(debug_assertions) { 32 } else { 1024 };

/// Whether a text is nested deeper than a limit. Of most texts the number of opening brackets already says that they are not too
/// deep for any stack; those count as shallow.
pub(crate) fn is_deeper(text: &str, limit: usize) -> bool {
    opening(text.as_bytes()) > HARMLESS && reaches(text.as_bytes(), limit)
}

/// How many opening brackets a text has at most; those in strings count too.
fn opening(text: &[u8]) -> usize {
    // `[` and `{` differ in one bit.
    let in_block = |block: &[u8]| usize::from(block.iter().map(|byte| u8::from(byte | 0x20 == b'{')).sum::<u8>());
    text.chunks(BLOCK).map(in_block).sum()
}

/// Whether more brackets than a limit are open at once. Of a text that is no JSON, whether they are before the first fault.
fn reaches(text: &[u8], limit: usize) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_string,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => {
                depth += 1;
                if depth > limit {
                    return true;
                }
            }
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_deep_is_found_whatever_its_strings_hold() {
        for filler in ["", "1,", "\"]]]]\",", "\"\\\"]]\",", "{\"}}\":[]},"] {
            let text = |depth: usize| format!("[{filler}").repeat(depth) + "]".repeat(depth).as_str();
            assert!(is_deeper(&text(5000), 32), "{filler}");
            assert!(reaches(text(40).as_bytes(), 32) && !reaches(text(30).as_bytes(), 32), "{filler}");
        }
    }

    #[test]
    fn what_is_long_is_not_deep() {
        assert!(!is_deeper(&format!("[{}]", "{\"id\": \"[[[[\"},\n".repeat(1000)), 32));
        assert!(!is_deeper("", 0));
    }

    #[test]
    fn brackets_are_counted_in_blocks() {
        assert_eq!(opening("x[{\"[".repeat(100).as_bytes()), 300);
        assert_eq!(opening("[".repeat(1000).as_bytes()), 1000);
    }
}
