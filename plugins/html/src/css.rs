//! Texts inside a style sheet, and the hash that lets the page's policy know the sheet.

use sha2::{Digest, Sha256};

/// A text as a CSS string. Everything but letters, digits and spaces is written by its number, so that neither CSS nor the
/// HTML around it can take it for anything else.
pub(crate) fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '—') {
            quoted.push(c);
        } else {
            quoted += &format!("\\{:x} ", u32::from(c));
        }
    }
    quoted.push('"');
    quoted
}

/// The source expression of a Content Security Policy that allows exactly this style sheet.
pub(crate) fn source(sheet: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(sheet.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for group in bytes.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place)) & 63;
            let letter = if place <= group.len() { char::from(ALPHABET[digit as usize]) } else { '=' };
            encoded.push(letter);
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads_as_rfc_4648_says() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("\u{0}", "AA==")];
        for (plain, encoded) in cases {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
        assert_eq!(source(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }

    #[test]
    fn a_string_cannot_end_the_sheet_or_itself() {
        assert_eq!(string("宋体"), "\"宋体\"");
        assert_eq!(string("a\"</style>"), "\"a\\22 \\3c \\2f style\\3e \"");
    }
}
