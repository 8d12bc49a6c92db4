//! 元 and 万元: which one is shown, and exact conversion between them.

use jianbao_dataset::codes::MoneyUnit;
use jianbao_layout::{DisplayUnit, Policies};
use rust_decimal::Decimal;

/// The unit in which a layout shows money that is stored in another, or the stored one where the layout names none.
#[must_use]
pub fn shown_unit(policies: &Policies, stored: MoneyUnit) -> MoneyUnit {
    match policies.display_unit {
        Some(DisplayUnit::Yuan) => MoneyUnit::Yuan,
        Some(DisplayUnit::TenThousandYuan) => MoneyUnit::TenThousandYuan,
        None => stored,
    }
}

/// Powers of ten by which an amount is divided on its way from one unit to the other.
pub(crate) fn unit_shift(from: MoneyUnit, to: MoneyUnit) -> i32 {
    match (from, to) {
        (MoneyUnit::Yuan, MoneyUnit::TenThousandYuan) => 4,
        (MoneyUnit::TenThousandYuan, MoneyUnit::Yuan) => -4,
        _ => 0,
    }
}

/// An amount in another unit; `None` where it does not fit into 28 digits there.
#[must_use]
pub fn in_unit(amount: Decimal, from: MoneyUnit, to: MoneyUnit) -> Option<Decimal> {
    let factor = Decimal::from(10_000);
    match unit_shift(from, to) {
        4 => amount.checked_div(factor),
        -4 => amount.checked_mul(factor),
        _ => Some(amount),
    }
}
