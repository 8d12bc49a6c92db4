//! Faults that are planted into a dataset, each with what must be found.

use super::random::Random;

/// A fault: the text that it replaces, once, and what must be found.
pub(super) struct Fault {
    /// What is wrong, for people.
    pub(super) kind: &'static str,
    /// Code of the finding.
    pub(super) code: &'static str,
    /// Where it is found; empty where the text is no JSON.
    pub(super) pointer: &'static str,
    /// What of the dataset goes: from the first of these texts up to and including the second.
    from: (&'static str, &'static str),
    /// What comes.
    to: &'static str,
    /// Whether others can be found in the same dataset: faults of shape hide those of references, which hide numbers.
    shape: bool,
}

const fn fault(
    kind: &'static str,
    code: &'static str,
    pointer: &'static str,
    from: (&'static str, &'static str),
    to: &'static str,
) -> Fault {
    Fault { kind, code, pointer, from, to, shape: code.as_bytes()[0] == b'S' && !pointer.is_empty() }
}

/// All kinds of faults.
pub(super) const FAULTS: &[Fault] = &[
    fault("wrong type", "S-TYPE", "/period/fiscal_year", (r#""fiscal_year":"#, ","), r#""fiscal_year":"2024","#),
    fault("missing field", "S-MISSING", "/report", (r#","stage":"#, r#""final""#), ""),
    fault("unknown field", "S-UNKNOWN", "/funding/0/recieved", (r#""received""#, ""), r#""recieved""#),
    fault(
        "date that does not exist",
        "S-VALUE",
        "/project/end",
        (r#""end":"2024-12-31""#, ""),
        r#""end":"2024-12-32""#,
    ),
    fault(
        "negative money",
        "S-VALUE",
        "/funding/0/initial_budget",
        (r#""initial_budget":"#, ""),
        r#""initial_budget":-"#,
    ),
    fault(
        "29 digits",
        "S-DIGITS",
        "/uses/0/planned",
        (r#""planned":"#, ","),
        r#""planned":12345678901234567890123456789,"#,
    ),
    fault("duplicate key", "S-DUPLICATE", "/period/round", (r#""round":1"#, ""), r#""round":1,"round":2"#),
    fault(
        "code of no list",
        "S-VALUE",
        "/observations/1/likelihood",
        (r#"{"indicator":"quality","#, r#""certain""#),
        r#"{"indicator":"quality","likelihood":"sure""#,
    ),
    fault(
        "empty text",
        "S-VALUE",
        "/goals/0/text",
        (r#""horizon":"annual","text":"#, ","),
        r#""horizon":"annual","text":"","#,
    ),
    fault("control character", "S-CONTROL", "/project/content", (r#""content":""#, ""), r#""content":"\u0007"#),
    fault("broken JSON", "S-JSON", "", (r#""narrative":{"#, "{"), r#""narrative":{{"#),
    fault(
        "reference to nothing",
        "I-REF",
        "/uses/0/payees/0",
        (r#""payees":["supplier"]"#, ""),
        r#""payees":["nobody"]"#,
    ),
    fault("id that occurs twice", "I-ID", "/uses/1/id", (r#""id":"use-2""#, ""), r#""id":"use-1""#),
    fault(
        "figure that does not exist",
        "I-FIGURE",
        "/narrative/progress",
        ("{funding.total.received}", ""),
        "{funding.total.recieved}",
    ),
    fault(
        "wrong total",
        "R-SUM",
        "/reported/0/number",
        (r#""figure":"funding.total.executed","number":"#, ""),
        r#""figure":"funding.total.executed","number":9"#,
    ),
    fault("end before start", "R-DATE", "/project/end", (r#""end":"2024-12-31""#, ""), r#""end":"2023-12-31""#),
];

/// Plants a fault. Gives nothing where the text to be replaced is not there.
pub(super) fn plant(text: &str, fault: &Fault) -> Option<String> {
    let start = text.find(fault.from.0)?;
    let behind = start + fault.from.0.len();
    let end = behind + text[behind..].find(fault.from.1)? + fault.from.1.len();
    Some([&text[..start], fault.to, &text[end..]].concat())
}

/// Which faults a bad dataset gets: the first for its turn, so that each kind is as frequent as any other, and in one of five
/// a second that can be found beside it.
pub(super) fn choose(turn: usize, random: &mut Random) -> Vec<&'static Fault> {
    let first = &FAULTS[turn % FAULTS.len()];
    let others: Vec<&Fault> = FAULTS.iter().filter(|other| other.shape && other.kind != first.kind).collect();
    if first.shape && random.permille(320) { vec![first, random.pick(&others)] } else { vec![first] }
}
