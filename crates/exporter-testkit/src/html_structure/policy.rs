//! No script, nothing from elsewhere, and a policy that makes browsers enforce both.

use sha2::{Digest, Sha256};

use super::{DefectKind, Found};
use crate::tree::Node;

/// Attributes whose value a browser fetches or follows.
const FETCHED: [&str; 8] = ["href", "src", "srcset", "action", "formaction", "data", "poster", "background"];
/// Attributes of a drawing that may name a place to paint from.
const PAINT: [&str; 9] =
    ["fill", "stroke", "filter", "mask", "clip-path", "marker-start", "marker-mid", "marker-end", "style"];
/// Elements that bring other files into the page or run what they hold.
const FOREIGN: [&str; 7] = ["link", "iframe", "object", "embed", "base", "form", "foreignObject"];

pub(super) fn check(html: &Node, found: &mut Found) {
    html.walk(&mut |node| element(node, found));
    sheet_and_policy(html, found);
}

fn element(node: &Node, found: &mut Found) {
    let name = node.name.as_str();
    if name == "script" || name == "noscript" {
        found.add(DefectKind::Script, format!("there is a `{name}` element"));
    }
    if FOREIGN.contains(&name) {
        found.add(DefectKind::External, format!("there is a `{name}` element"));
    }
    for (key, value) in node.attributes() {
        let fetched = FETCHED.contains(&key);
        if key.starts_with("on") || (fetched && value.trim_start().to_ascii_lowercase().starts_with("javascript:")) {
            found.add(DefectKind::Script, format!("`{key}` of `{name}` runs a script"));
        }
        if key == "style" {
            found.add(DefectKind::StyleAttribute, format!("`{name}` has a `style` attribute"));
        }
        let local = value.starts_with('#') || value.starts_with("data:");
        if fetched && !local {
            found.add(DefectKind::External, format!("`{key}` of `{name}` leads to `{value}`"));
        }
        if PAINT.contains(&key) {
            urls(value, found);
        }
    }
    if name == "style" {
        urls(&node.text, found);
        if node.text.contains("@import") {
            found.add(DefectKind::External, "the style sheet imports another one");
        }
    }
}

/// Every `url(…)` of a style sheet or an attribute that is not a place in the page itself.
fn urls(text: &str, found: &mut Found) {
    for rest in text.split("url(").skip(1) {
        let target = rest.trim_start_matches(['"', '\'', ' ']);
        if !target.starts_with('#') && !target.starts_with("data:") {
            let target: String = target.chars().take(40).collect();
            found.add(DefectKind::External, format!("`url({target}` is not in the page"));
        }
    }
}

fn sheet_and_policy(html: &Node, found: &mut Found) {
    let mut sheets = Vec::new();
    html.walk(&mut |node| {
        if node.name == "style" {
            sheets.push(node.all_text());
        }
    });
    let metas = html.child("head").into_iter().flat_map(|head| head.all("meta"));
    let mut policies = metas.filter(|meta| meta.attribute("http-equiv") == Some("Content-Security-Policy"));
    let Some(policy) = policies.next().and_then(|meta| meta.attribute("content")) else {
        return found.add(DefectKind::Policy, "there is no Content-Security-Policy");
    };
    if !policy.split(';').any(|part| part.trim() == "default-src 'none'") {
        found.add(DefectKind::Policy, "the policy does not begin with nothing allowed");
    }
    if policy.contains("unsafe") || policy.contains("script-src") {
        found.add(DefectKind::Policy, "the policy allows what it should forbid");
    }
    for sheet in sheets {
        let source = format!("'sha256-{}'", base64(&Sha256::digest(sheet.as_bytes())));
        if !policy.contains(&source) {
            found.add(DefectKind::Policy, format!("the policy does not allow the style sheet {source}"));
        }
    }
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = String::new();
    for byte in bytes {
        bits += &format!("{byte:08b}");
    }
    let digit = |bits: &[u8]| {
        let value = (0..6).fold(0, |value, place| value * 2 + usize::from(bits.get(place) == Some(&b'1')));
        char::from(ALPHABET[value])
    };
    let mut text: String = bits.as_bytes().chunks(6).map(digit).collect();
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}
