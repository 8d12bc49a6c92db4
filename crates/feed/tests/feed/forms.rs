//! Each form of a feed, and where reading resumes after a broken record.

use crate::common::{read, read_with};
use jianbao_feed::Limits;

#[test]
fn one_dataset_is_alone_however_it_is_written() {
    assert_eq!(read(r#"{"a":1}"#), [r#"alone 1@1:1 {"a":1}"#]);
    assert_eq!(read("{\"a\":1}\r\n\n \n"), ["alone 1@1:1 {\"a\":1}␍␊"]);
    assert_eq!(read("\u{feff}\n  {\n  \"a\": [\n  ]\n}\n"), ["alone 1@2:3 {\n  \"a\": [\n  ]\n}␊"]);
    assert_eq!(read("{\"a\": 1\n, \"b\": 2}"), ["alone 1@1:1 {\"a\": 1\n, \"b\": 2}"]);
    assert_eq!(read("{\n\"a\": {\"b\": 1}\n}"), ["alone 1@1:1 {\n\"a\": {\"b\": 1}\n}"]);
}

#[test]
fn lines_keep_their_own_ends() {
    assert_eq!(
        read("{\"a\":1}\n\n{\"a\":2} \r\n \t\r\n{\"a\":3}\r{\"a\":4}"),
        ["1@1:1 {\"a\":1}␊", "2@3:1 {\"a\":2} ␍␊", "3@5:1 {\"a\":3}␍", "4@6:1 {\"a\":4}"]
    );
}

#[test]
fn indented_values_follow_one_another_and_lines() {
    assert_eq!(
        read("{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}\n{\"a\":3}\n"),
        ["1@1:1 {\n  \"a\": 1\n}␊", "2@4:1 {\n  \"a\": 2\n}␊", "3@7:1 {\"a\":3}␊"]
    );
}

#[test]
fn a_broken_line_does_not_touch_its_neighbours() {
    assert_eq!(
        read("{\"a\":1}\nnonsense\n{\"a\":\"\n{\"a\":4}\n}\n{\"a\":6"),
        ["1@1:1 {\"a\":1}␊", "2@2:1 nonsense␊", "3@3:1 {\"a\":\"␊", "4@4:1 {\"a\":4}␊", "5@5:1 }␊", "6@6:1 {\"a\":6"]
    );
    // Cut behind a comma, the line seems to go on in the next one.
    assert_eq!(
        read("{\"a\":[1,\n{\"a\":2}\n{\"a\":3}\n"),
        ["1@1:1 {\"a\":[1,␊", "2@2:1 {\"a\":2}␊", "3@3:1 {\"a\":3}␊"]
    );
    assert_eq!(read("x\n{\"a\":2}\n"), ["1@1:1 x␊", "2@2:1 {\"a\":2}␊"]);
}

#[test]
fn a_file_that_is_no_feed_is_one_record() {
    assert_eq!(read("not\njson\n"), ["alone 1@1:1 not\njson\n"]);
    assert_eq!(read(b"\xff\xfe{\0}\0"), ["alone 1@1:1 \u{fffd}\u{fffd}{\0}\0"]);
    assert_eq!(read("PK\u{3}\u{4}…"), ["!F-FORM"]);
    assert_eq!(read("%PDF-1.7\n{"), ["!F-FORM"]);
    let limits = Limits { record: 8, ..Limits::default() };
    assert_eq!(read_with("not\njson\n", limits), ["!F-FORM"]);
}

#[test]
fn nothing_is_told_once() {
    for nothing in ["", " \n\t\r\n", "\u{feff}", "[]", " [\n] "] {
        assert_eq!(read(nothing), ["!F-EMPTY"], "{nothing:?}");
    }
}

#[test]
fn elements_of_an_array() {
    assert_eq!(read(r#"[{"a":"]"},{"a":[{}]}]"#), [r#"1@1:2 {"a":"]"},"#, r#"2@1:12 {"a":[{}]},"#]);
    assert_eq!(
        read("\u{feff}[\n  {\n    \"a\": 1\n  },\n  {\n    \"甲\": 2\n  } , 3, null\n]\n"),
        ["1@2:3 {\n    \"a\": 1\n  },", "2@5:3 {\n    \"甲\": 2\n  },", "3@7:7 3,", "4@7:10 null,"]
    );
    assert_eq!(read("[\"甲\", \"乙\"]"), ["1@1:2 \"甲\",", "2@1:7 \"乙\","]);
}

#[test]
fn commas_and_brackets_that_are_wrong_are_told_and_passed() {
    assert_eq!(read("[{},]"), ["1@1:2 {},", "!F-FORM@1:5"]);
    assert_eq!(read("[,{},,{}]"), ["!F-FORM@1:2", "1@1:3 {},", "!F-FORM@1:6", "2@1:7 {},"]);
    assert_eq!(read("[{} {}]"), ["1@1:2 {},", "!F-FORM@1:5", "2@1:5 {},"]);
    assert_eq!(read("[{}"), ["1@1:2 {},", "!F-CUT@1:4"]);
    assert_eq!(read("[{},\n"), ["1@1:2 {},", "!F-CUT@2:1"]);
    assert_eq!(read("["), ["!F-CUT@1:2"]);
    assert_eq!(read("[{}] {}"), ["1@1:2 {},", "!F-FORM@1:6"]);
    assert_eq!(read("[}]"), ["1@1:2 },"]);
    assert_eq!(read("[1 2]"), ["1@1:2 1 2,"]);
}

#[test]
fn reading_resumes_at_the_next_element() {
    let broken =
        [r#"{"a": {"b": 2}"#, r#"{"a": [2}"#, r#"{"a": "2}"#, r#"{"a": 甲}"#, r#"{"a": 2}}"#, r#"{"a": [{"b": 2}"#];
    for broken in broken {
        for (open, between, close) in
            [("[", ",", "]"), ("[\n", ",\n", "\n]\n"), ("[ ", "\n, ", " ]"), ("[\n  ", ",\n  ", "\n]")]
        {
            let feed =
                [open, r#"{"a": 1}"#, between, broken, between, r#"{"a": 3}"#, between, r#"{"a": 4}"#, close].concat();
            let read = read(&feed);
            let texts: Vec<&str> = read.iter().map(|line| line.split_once(' ').map_or("", |(_, text)| text)).collect();
            assert_eq!(texts, [r#"{"a": 1},"#, &[broken, ","].concat(), r#"{"a": 3},"#, r#"{"a": 4},"#], "{feed}");
        }
    }
}

#[test]
fn a_broken_last_element_ends_with_the_array() {
    assert_eq!(read("[\n{\"a\": 1},\n{\"a\": [2}\n]\n"), ["1@2:1 {\"a\": 1},", "2@3:1 {\"a\": [2},"]);
    assert_eq!(read("[{\"a\": 1}, {\"a\": \"2"), ["1@1:2 {\"a\": 1},", "2@1:12 {\"a\": \"2,", "!F-CUT@1:20"]);
}

#[test]
fn broken_indented_values() {
    // One dataset: it is not torn into pieces.
    assert_eq!(
        read("{\n  \"a\": [\n    {\n      1\n    ,\n  }\n}\n"),
        ["alone 1@1:1 {\n  \"a\": [\n    {\n      1\n    ,\n  }\n}␊"]
    );
    assert_eq!(read("{\n  \"a\": 1}\n}\n, \"b\"}"), ["alone 1@1:1 {\n  \"a\": 1}\n}\n, \"b\"}"]);
    assert_eq!(
        read("{\n  \"a\": \"\n}\n{\n  \"a\": 2\n}\n{\n  \"a\": [3\n}\n{\n  \"a\": 4\n}\n"),
        ["1@1:1 {\n  \"a\": \"\n}␊", "2@4:1 {\n  \"a\": 2\n}␊", "3@7:1 {\n  \"a\": [3\n}␊", "4@10:1 {\n  \"a\": 4\n}␊"]
    );
}

#[test]
fn every_way_of_cutting_a_feed_short_keeps_the_records_before() {
    let lines = "{\"a\":\"甲\"}\n{\"a\":\"乙\"}\n";
    let array = "[\n{\"a\":\"甲\"},\n{\"a\":\"乙\"}\n]\n";
    for (feed, first) in [(lines, 13), (array, 14)] {
        for end in first..feed.len() {
            let read = read(&feed.as_bytes()[..end]);
            assert!(read[0].contains("{\"a\":\"甲\"}"), "{end}: {read:?}");
        }
    }
}
