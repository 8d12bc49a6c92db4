//! Calendar dates and Excel's count of days.

/// A date `YYYY-MM-DD` as year, month and day, if it is one of the calendar.
pub(crate) fn parts(date: &str) -> Option<(u16, u8, u8)> {
    let digits = |range: std::ops::Range<usize>| -> Option<u16> {
        date.get(range).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
    };
    let separated = date.len() == 10 && date.bytes().enumerate().all(|(i, b)| (b == b'-') == (i == 4 || i == 7));
    if !separated {
        return None;
    }
    let (year, month, day) = (digits(0..4)?, digits(5..7)?, digits(8..10)?);
    let days = *MONTHS.get(usize::from(month.checked_sub(1)?))? + u16::from(month == 2 && is_leap(year));
    let valid = (1..=days).contains(&day);
    valid.then_some((year, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
}

/// Excel's number of a date; absent before March 1900, where Excel counts a day that never was.
pub(crate) fn serial((year, month, day): (u16, u8, u8)) -> Option<u32> {
    if (year, month) < (1900, 3) {
        return None;
    }
    let past = u32::from(year - 1);
    let leaps = past / 4 - past / 100 + past / 400 - (1899 / 4 - 1899 / 100 + 1899 / 400);
    let months: u32 = MONTHS.iter().take(usize::from(month - 1)).map(|days| u32::from(*days)).sum();
    let leap_day = u32::from(is_leap(year) && month > 2);
    Some((u32::from(year) - 1900) * 365 + leaps + months + leap_day + u32::from(day) + 1)
}

const MONTHS: [u16; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_calendar_dates() {
        for bad in ["2021-02-29", "2020-06", "2020-13-01", "2020-00-01", "2020-1-011", "2020年1月1日", "", "2020-06-31"]
        {
            assert_eq!(parts(bad), None, "{bad}");
        }
        assert_eq!(parts("2020-02-29"), Some((2020, 2, 29)));
    }

    #[test]
    fn days_are_counted_as_excel_counts_them() {
        // From Excel itself.
        let cases = [("1900-03-01", 61), ("1999-12-31", 36_525), ("2020-02-29", 43_890), ("2020-11-30", 44_165)];
        for (date, days) in cases {
            assert_eq!(parts(date).and_then(serial), Some(days), "{date}");
        }
        assert_eq!(parts("9999-12-31").and_then(serial), Some(2_958_465));
        assert_eq!(parts("1900-02-28").and_then(serial), None);
    }
}
