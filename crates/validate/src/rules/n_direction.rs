//! `N-DIRECTION`: wording that contradicts the figures it stands with.

use jianbao_finding::{Check, Severity};

use super::{Look, Rule};

pub(crate) const RULE: Rule = Rule {
    check: Check {
        code: "N-DIRECTION",
        severity: Severity::Warning,
        demand: ("表示升降、高低、快慢、超欠的措辞应与数据的方向一致", "words of direction agree with the figures"),
        source: ("同一报告中文字与表格的数据应一致", "the texts and the tables of a report show the same data"),
        explanation: (
            "检查高于、低于、超过、未达到、快于、慢于、提高到、下降到、调增、调减、提前、滞后、超额完成、足额到位等措辞，与其所比较的两个数（占位符或手写的数）比较大小，方向相反的予以提示。",
            "Looks at words such as 高于, 低于, 超过, 未达到, 快于, 慢于, 提高到, 下降到, 调增, 调减, 提前, 滞后, 超额完成 and 足额到位, and compares the two numbers that they stand between, typed or as placeholders.",
        ),
    },
    look: Look::Texts(|subject, written, findings| crate::prose::look("N-DIRECTION", subject, written, findings)),
};
