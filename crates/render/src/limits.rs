//! How complex a template may be.
//!
//! The parser of the template language calls itself for every operator of an expression and every branch of a condition;
//! beyond these bounds it could run out of stack, which no process survives.

use std::sync::Arc;

use jianbao_finding::{Finding, Source, Text};

/// Longest tag, in bytes.
const LONGEST_TAG: usize = 4_000;
/// Most tags in a template.
const MOST_TAGS: usize = 2_000;

/// A finding where a template goes beyond the bounds.
pub(crate) fn too_complex(source: &Arc<Source>) -> Option<Finding> {
    let at = first_beyond(source.text())?;
    let message = Text::new(
        format!("模板过于复杂：单个标签不得超过 {LONGEST_TAG} 字节，一个文件不得超过 {MOST_TAGS} 个标签"),
        format!("the template is too complex: a tag has at most {LONGEST_TAG} bytes, a file at most {MOST_TAGS} tags"),
    );
    Some(Finding::error("T-LIMIT", message).in_source(Arc::clone(source), at..at + 2))
}

/// The byte of the first tag that is too long or one too many.
fn first_beyond(text: &str) -> Option<usize> {
    let mut next = 0;
    let mut tags = 0;
    for (start, _) in text.match_indices('{') {
        let close = match text.as_bytes().get(start + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => continue,
        };
        if start < next {
            continue;
        }
        let length = text[start..].find(close).unwrap_or(text.len() - start);
        tags += 1;
        if length > LONGEST_TAG || tags > MOST_TAGS {
            return Some(start);
        }
        next = start + length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_counted_and_measured() {
        assert_eq!(first_beyond(&"{{ a }} {b} {% c %}".repeat(900)), None);
        assert_eq!(first_beyond(&"{{ a }}".repeat(MOST_TAGS + 1)), Some(7 * MOST_TAGS));
        assert_eq!(first_beyond(&format!("x {{{{ {} }}}}", "1+".repeat(3000))), Some(2));
        assert_eq!(first_beyond(&format!("{{% {}", "x".repeat(LONGEST_TAG))), Some(0));
        assert_eq!(first_beyond(&"{ text } ".repeat(5000)), None);
    }
}
