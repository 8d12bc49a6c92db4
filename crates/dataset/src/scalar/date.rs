//! Dates, whole and partial. A report may know only the month in which something happened.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar date, `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(civil::Date);

/// A date that may stop at the month (`2020-06`) or at the year (`2020`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    first: civil::Date,
    precision: Precision,
}

/// How much of a partial date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Precision {
    Year,
    Month,
    Day,
}

impl Date {
    /// Year, month and day.
    #[must_use]
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// Days from `self` to `other`, negative where `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        days(self.0, other.0)
    }
}

impl PartialDate {
    /// Year, and month and day where they are known.
    #[must_use]
    pub fn parts(self) -> (i16, Option<i8>, Option<i8>) {
        (
            self.first.year(),
            (self.precision >= Precision::Month).then(|| self.first.month()),
            (self.precision == Precision::Day).then(|| self.first.day()),
        )
    }

    /// The first day that it can mean.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date(self.first)
    }

    /// The last day that it can mean.
    #[must_use]
    pub fn last_day(self) -> Date {
        Date(match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => self.first.last_of_year(),
        })
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { first: date.0, precision: Precision::Day }
    }
}

fn days(from: civil::Date, to: civil::Date) -> i64 {
    // `until` fails only for unit settings that this call does not make.
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// A text that is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a calendar date")
    }
}

fn digits<T: FromStr>(text: &str, width: usize) -> Result<T, NotADate> {
    if text.len() != width || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotADate);
    }
    text.parse().map_err(|_| NotADate)
}

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.split('-');
        let year = digits(parts.next().unwrap_or_default(), 4)?;
        let month = parts.next().map(|part| digits::<i8>(part, 2)).transpose()?;
        let day = parts.next().map(|part| digits::<i8>(part, 2)).transpose()?;
        if parts.next().is_some() {
            return Err(NotADate);
        }
        let precision = match (month, day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        };
        let first = civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| NotADate)?;
        Ok(Self { first, precision })
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let date: PartialDate = text.parse()?;
        if date.precision == Precision::Day { Ok(Self(date.first)) } else { Err(NotADate) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}")?;
        if let Some(month) = month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

macro_rules! date_as_string {
    ($type:ty, $name:literal, $schema:tt) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(D::Error::custom)
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

date_as_string!(Date, "Date", { "type": "string", "format": "x-date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
date_as_string!(PartialDate, "PartialDate", {
    "type": "string",
    "format": "x-partial-date",
    "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_dates_that_exist() {
        for good in ["2020", "2020-06", "2020-02-29"] {
            assert_eq!(good.parse::<PartialDate>().expect(good).to_string(), good);
        }
        for bad in
            ["", "20", "2020-13", "2021-02-29", "2020-6", "2020-06-31", "2020-06-30-1", "2020年6月", "+020-01-01"]
        {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
        assert!("2020-06".parse::<Date>().is_err());
    }

    #[test]
    fn a_month_reaches_to_its_last_day() {
        let june: PartialDate = "2020-06".parse().expect("a month");
        assert_eq!(june.last_day().to_string(), "2020-06-30");
        assert_eq!("2020-04-17".parse::<Date>().expect("a date").days_until("2020-05-31".parse().expect("a date")), 44);
    }
}
