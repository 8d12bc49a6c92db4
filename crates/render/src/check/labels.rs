//! Lists of codes and their words.

use jianbao_dataset::codes::code_lists;
use jianbao_finding::{Finding, Text};

use super::told::{meant, nearest};

/// Whether there is a list of codes of this name.
pub(crate) fn has_list(list: &str) -> bool {
    code_lists().iter().any(|(name, _)| *name == list)
}

/// The name of a list that looks like another.
pub(crate) fn list_near(list: &str) -> Option<String> {
    nearest(code_lists().into_iter().map(|(name, _)| name.to_owned()), list)
}

/// Whether a list has a code.
pub(crate) fn has_code(list: &str, code: &str) -> bool {
    codes(list).iter().any(|known| known == code)
}

/// A finding about a code that a list does not have, with the one that is probably meant, or all of them.
pub(crate) fn no_code(finding: Finding, list: &str, code: &str) -> Finding {
    let all = codes(list);
    match nearest(all.iter().cloned(), code) {
        Some(near) => meant(finding, Some(near)),
        None => {
            finding.hint(Text::new(format!("可用的代码：{}", all.join("、")), format!("its codes: {}", all.join(", "))))
        }
    }
}

fn codes(list: &str) -> Vec<String> {
    let lists = code_lists().into_iter().filter(|(name, _)| *name == list);
    lists.flat_map(|(_, entries)| entries).map(|(code, _)| code.to_owned()).collect()
}
