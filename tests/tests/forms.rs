//! Every form shows, line for line, what was typed by hand from the prescribed form and the dataset.

use jianbao_tests::{check_form, form_cases};

#[test]
fn all_forms() {
    let cases = form_cases();
    assert!(!cases.is_empty(), "no case was found");
    let failures = cases.iter().filter_map(|folder| {
        let problems = check_form(folder).err()?;
        Some(format!("--- {}\n{}", folder.display(), problems.join("\n")))
    });
    let failures: Vec<String> = failures.collect();
    assert!(failures.is_empty(), "{} of {} forms differ\n\n{}", failures.len(), cases.len(), failures.join("\n\n"));
}
