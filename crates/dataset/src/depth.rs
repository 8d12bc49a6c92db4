//! How deep a JSON text may be nested at most, at a glance.

/// Bytes that are counted at a time, so that the processor does it in a few steps.
const BLOCK: usize = 64;

/// Whether a text may be nested deeper than a limit. A yes may be wrong, because brackets in strings count too and those of a block
/// are taken as if all opened first; a no is right.
pub(crate) fn may_be_deeper(text: &str, limit: usize) -> bool {
    let mut depth = 0_usize;
    for block in text.as_bytes().chunks(BLOCK) {
        // `[` and `{` differ in one bit, and so do `]` and `}`.
        let count = |bracket: u8| block.iter().map(|byte| u8::from(byte | 0x20 == bracket)).sum::<u8>();
        depth += usize::from(count(b'{'));
        if depth > limit {
            return true;
        }
        depth = depth.saturating_sub(usize::from(count(b'}')));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::may_be_deeper;

    #[test]
    fn what_is_deep_is_never_missed() {
        for depth in [1, 31, 32, 33, 100, 5000] {
            for filler in ["", "1,", "\"一二三\",", "{\"a\":[]},"] {
                let text = format!("[{filler}").repeat(depth) + "]".repeat(depth).as_str();
                assert!(depth <= 32 || may_be_deeper(&text, 32), "{depth} {filler}");
            }
        }
    }

    #[test]
    fn what_is_long_is_not_deep() {
        assert!(!may_be_deeper(&"{\"a\": [1, {\"b\": []}]}, ".repeat(1000), 32));
        assert!(!may_be_deeper(&format!("[{}]", "{\"id\": \"x\"},\n".repeat(1000)), 32));
        assert!(!may_be_deeper("", 0));
    }
}
