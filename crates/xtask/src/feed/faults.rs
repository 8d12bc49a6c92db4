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
    /// Where the finding points: a text of the worse dataset with `¦` before the character that is meant; its last occurrence
    /// counts.
    spot: &'static str,
    /// Codes of what is found because of it elsewhere in the dataset.
    pub(super) brings: &'static [&'static str],
}

impl Fault {
    /// Whether others can be found in the same dataset: faults of shape hide those of references, which hide numbers.
    fn is_shape(&self) -> bool {
        self.code.starts_with("S-") && !self.pointer.is_empty()
    }

    /// Column of the finding in a dataset that has the fault, counted in characters from 1.
    pub(super) fn column(&self, text: &str) -> Option<usize> {
        let (before, behind) = self.spot.split_once('¦')?;
        let at = text.rfind(&[before, behind].concat())? + before.len();
        Some(text[..at].chars().count() + 1)
    }
}

/// All kinds of faults.
pub(super) const FAULTS: &[Fault] = &[
    Fault {
        kind: "wrong type",
        code: "S-TYPE",
        pointer: "/period/fiscal_year",
        from: (r#""fiscal_year":"#, ","),
        to: r#""fiscal_year":"2024","#,
        spot: r#""fiscal_year":¦"2024""#,
        brings: &[],
    },
    Fault {
        kind: "missing field",
        code: "S-MISSING",
        pointer: "/report",
        from: (r#","stage":"#, r#""final""#),
        to: "",
        spot: r#""report":¦{"#,
        brings: &[],
    },
    Fault {
        kind: "unknown field",
        code: "S-UNKNOWN",
        pointer: "/funding/0/recieved",
        from: (r#""received""#, ""),
        to: r#""recieved""#,
        spot: r#"¦"recieved""#,
        brings: &[],
    },
    Fault {
        kind: "date that does not exist",
        code: "S-VALUE",
        pointer: "/project/end",
        from: (r#""end":"2024-12-31""#, ""),
        to: r#""end":"2024-12-32""#,
        spot: r#""end":¦"2024-12-32""#,
        brings: &[],
    },
    Fault {
        kind: "negative money",
        code: "S-VALUE",
        pointer: "/funding/0/initial_budget",
        from: (r#""initial_budget":"#, ""),
        to: r#""initial_budget":-"#,
        spot: r#""initial_budget":¦-"#,
        brings: &[],
    },
    Fault {
        kind: "29 digits",
        code: "S-DIGITS",
        pointer: "/uses/0/planned",
        from: (r#""planned":"#, ","),
        to: r#""planned":12345678901234567890123456789,"#,
        spot: r#""planned":¦12345678901234567890123456789"#,
        brings: &[],
    },
    Fault {
        kind: "duplicate key",
        code: "S-DUPLICATE",
        pointer: "/period/round",
        from: (r#""round":1"#, ""),
        to: r#""round":1,"round":2"#,
        spot: r#""round":1,¦"round":2"#,
        brings: &[],
    },
    Fault {
        kind: "code of no list",
        code: "S-VALUE",
        pointer: "/observations/1/likelihood",
        from: (r#"{"indicator":"quality","#, r#""certain""#),
        to: r#"{"indicator":"quality","likelihood":"sure""#,
        spot: r#""likelihood":¦"sure""#,
        brings: &[],
    },
    Fault {
        kind: "empty text",
        code: "S-VALUE",
        pointer: "/goals/0/text",
        from: (r#""horizon":"annual","text":"#, ","),
        to: r#""horizon":"annual","text":"","#,
        spot: r#""text":¦"""#,
        brings: &[],
    },
    Fault {
        kind: "control character",
        code: "S-CONTROL",
        pointer: "/project/content",
        from: (r#""content":""#, ""),
        to: r#""content":"\u0007"#,
        spot: r#""content":¦"\u0007"#,
        brings: &[],
    },
    Fault {
        kind: "broken JSON",
        code: "S-JSON",
        pointer: "",
        from: (r#""narrative":{"#, ""),
        to: r#""narrative":{{"#,
        spot: r#""narrative":{¦{"#,
        brings: &[],
    },
    Fault {
        kind: "reference to nothing",
        code: "I-REF",
        pointer: "/uses/0/payees/0",
        from: (r#""payees":["supplier"]"#, ""),
        to: r#""payees":["nobody"]"#,
        spot: r#""payees":[¦"nobody"]"#,
        brings: &[],
    },
    Fault {
        kind: "id that occurs twice",
        code: "I-ID",
        pointer: "/uses/1/id",
        from: (r#""id":"use-2""#, ""),
        to: r#""id":"use-1""#,
        spot: r#""id":¦"use-1""#,
        brings: &[],
    },
    Fault {
        kind: "figure that does not exist",
        code: "I-FIGURE",
        pointer: "/narrative/progress",
        from: ("{funding.total.received}", ""),
        to: "{funding.total.recieved}",
        spot: "¦{funding.total.recieved}",
        brings: &[],
    },
    Fault {
        kind: "wrong total",
        code: "R-SUM",
        pointer: "/reported/0/number",
        from: (r#""figure":"funding.total.executed","number":"#, ""),
        to: r#""figure":"funding.total.executed","number":9"#,
        spot: r#""funding.total.executed","number":¦9"#,
        brings: &[],
    },
    Fault {
        kind: "end before start",
        code: "R-DATE",
        pointer: "/project/end",
        from: (r#""end":"2024-12-31""#, ""),
        to: r#""end":"2023-12-31""#,
        spot: r#""end":¦"2023-12-31""#,
        brings: &[],
    },
    Fault {
        kind: "spent more than the budget",
        code: "R-CONSIST",
        pointer: "/funding/0/executed",
        from: (r#""executed":"#, ","),
        to: r#""executed":99999,"#,
        spot: r#""executed":¦99999"#,
        brings: &["R-FORECAST", "R-SUM"],
    },
    Fault {
        kind: "forecast below what is spent",
        code: "R-FORECAST",
        pointer: "/funding/0/year_forecast",
        from: (r#""year_forecast":"#, "}"),
        to: r#""year_forecast":0.01}"#,
        spot: r#""year_forecast":¦0.01}"#,
        brings: &["R-SUM"],
    },
    Fault {
        kind: "certain in spite of the forecast",
        code: "R-CONSIST",
        pointer: "/observations/1/likelihood",
        from: (r#"{"indicator":"quality","actual""#, r#""likelihood""#),
        to: r#"{"indicator":"quality","actual":{"number":92},"year_forecast":{"number":12},"likelihood""#,
        spot: r#"{"number":12},"likelihood":¦"certain""#,
        brings: &["R-CONSIST", "R-REQIF"],
    },
    Fault {
        kind: "bracket without its partner",
        code: "L-PAIR",
        pointer: "/goals/0/text",
        from: (r#""horizon":"annual","text":""#, ""),
        to: r#""horizon":"annual","text":"（"#,
        spot: r#""text":"¦（"#,
        brings: &[],
    },
    Fault {
        kind: "doubled comma",
        code: "L-PUNCT",
        pointer: "/narrative/organisation",
        from: ("按月调度进度，", ""),
        to: "按月调度进度，，",
        spot: "按月调度进度¦，，",
        brings: &[],
    },
    Fault {
        kind: "brackets of a document number",
        code: "L-DOCNO",
        pointer: "/documents/0/number",
        from: ("〔2024〕", ""),
        to: "[2024]",
        spot: "¦[2024]",
        brings: &[],
    },
    Fault {
        kind: "typed number of nothing",
        code: "N-UNKNOWN",
        pointer: "/narrative/progress",
        from: ("执行{funding.total.executed}", ""),
        to: "执行0.07万元",
        spot: "执行¦0.07万元",
        brings: &[],
    },
    Fault {
        kind: "year in the title",
        code: "R-SINGLE-SOURCE",
        pointer: "/report/title",
        from: (r#""title":""#, ""),
        to: r#""title":"2019年度"#,
        spot: r#""title":"¦2019年度"#,
        brings: &[],
    },
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
    let others: Vec<&Fault> = FAULTS.iter().filter(|other| other.is_shape() && other.kind != first.kind).collect();
    if first.is_shape() && random.permille(320) { vec![first, random.pick(&others)] } else { vec![first] }
}
