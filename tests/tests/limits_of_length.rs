//! The self-evaluation form of Sichuan limits the length of its texts: one character more than fits is told at the text.
#![allow(clippy::unwrap_used, reason = "a test program")]

use std::sync::Arc;

use jianbao_pipeline::{Mode, Pipeline};
use jianbao_tests::root;
use serde_json::{Value, json};

/// Pointers of the findings about length, with a text at a pointer of the dataset.
fn too_long(pipeline: &Pipeline, pointer: &str, text: &str) -> Vec<String> {
    let file = root().join("examples/sichuan-2023/dataset.json");
    let mut dataset: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    *dataset.pointer_mut(pointer).unwrap() = json!(text);
    let prepared = pipeline.prepare("dataset.json", dataset.to_string().as_bytes(), Mode::default()).unwrap();
    let lengths = prepared.findings.iter().filter(|finding| finding.code == "L-LEN");
    lengths.map(|finding| finding.pointer.clone().unwrap()).collect()
}

#[test]
fn one_character_more_than_fits_is_told() {
    let layout = jianbao_layout::find("sichuan/2023-self-evaluation").unwrap();
    let pipeline = Pipeline::new(Arc::new(layout)).unwrap();
    let none: &[&str] = &[];
    for (pointer, most) in [
        ("/narrative/goal_achievement", 100),
        ("/funding/0/explanation", 100),
        ("/conclusion", 200),
        ("/narrative/implementation_problems", 200),
        ("/narrative/corrective_measures", 200),
    ] {
        assert_eq!(too_long(&pipeline, pointer, &"字".repeat(most)), none, "{most} characters at {pointer}");
        assert_eq!(too_long(&pipeline, pointer, &"字".repeat(most + 1)), [pointer], "{most} and one");
        // A space or a new line takes no place of a character.
        assert_eq!(too_long(&pipeline, pointer, &"字 \n".repeat(most)), none, "with white space at {pointer}");
        // What is printed counts, not the name of the figure: 12350 has five characters.
        let figures = |rest: usize| "{indicator.area.actual}".to_owned() + "字".repeat(rest).as_str();
        assert_eq!(too_long(&pipeline, pointer, &figures(most - 5)), none, "a figure at {pointer}");
        assert_eq!(too_long(&pipeline, pointer, &figures(most - 4)), [pointer], "a figure and one more");
    }
    // The overview of the project has no limit.
    assert_eq!(too_long(&pipeline, "/narrative/implementation_overview", &"字".repeat(900)), none);
}
