//! Datasets that are wrong somewhere: changes of valid ones, as bytes say.

use serde_json::{Map, Value};

/// The datasets that are changed.
const BASES: [&str; 5] = [
    include_str!("../../data/minimal.json"),
    include_str!("../../../examples/kuangye-2019/dataset.json"),
    include_str!("../../../examples/platform-2024/dataset.json"),
    include_str!("../../../examples/department-2024/dataset.json"),
    include_str!("../../../examples/beiling-training-2024-round-2/dataset.json"),
];

/// JSON texts that are put in place of a value. They are written as they stand, so that they may hold what no JSON value can:
/// two keys of one name, many digits, numbers in unusual spelling.
const VALUES: [&str; 66] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "1.5",
    "-3.25",
    "12.50",
    "2020",
    "2020.0",
    "20.2e2",
    "1e3",
    "1E+2",
    "1e-3",
    "1e999",
    "65536",
    "9999999999999999999999999999",
    "99999999999999999999999999999",
    "12345678901234567890123456789.5",
    "0.0000000000000000000000000001",
    "0.00000000000000000000000000001",
    "1.00000000000000000000000000000",
    "\"\"",
    "\" \"",
    "\"text\"",
    "\"文字\"",
    "\"two\\nlines\"",
    "\"a\\tb\"",
    "\"\\u0007\"",
    "\"\\u007f\"",
    "\"\\u0085\"",
    "\"\\ufffe\"",
    "\"\\ud83d\\ude00\"",
    "\"\\u0031\"",
    "\"2020\"",
    "\"2020-06\"",
    "\"2020-06-31\"",
    "\"2020-02-29\"",
    "\"2019-02-29\"",
    "\"2020-13-01\"",
    "\"2020-6-1\"",
    "\"0000-01-01\"",
    "\"9999-12-31\"",
    "\"１２.５\"",
    "\"12.50\"",
    "\"-3\"",
    "\"+3\"",
    "\"-0.0\"",
    "255.0",
    "\"1e3\"",
    "\"01\"",
    "\"1,000\"",
    "\"0.0000000000000000000000000001\"",
    "\"0.00000000000000000000000000001\"",
    "\"99999999999999999999999999999\"",
    "[]",
    "[null]",
    "[\"2019-12\", \"2020-03\"]",
    "{}",
    "{\"not_applicable\": \"reason\"}",
    "{\"not_applicable\": \"\"}",
    "{\"not_applicable\": \"reason\", \"number\": 1}",
    "{\"number\": 1}",
    "{\"number\": 1, \"number\": 2}",
];

/// Keys that are added.
const KEYS: [&str; 6] = ["surprise", "", "键", "a/b~c", "number", "not_applicable"];

/// A dataset with the changes that the bytes say: the first byte chooses the dataset, each four that follow a change. Without
/// bytes it is valid.
///
/// # Panics
///
/// Only where a base of this program is no JSON.
#[must_use]
pub fn mutated(bytes: &[u8]) -> String {
    let (base, changes) = bytes.split_first().unwrap_or((&0, &[]));
    let mut dataset: Value = serde_json::from_str(BASES[usize::from(*base) % BASES.len()]).expect("a valid dataset");
    for change in changes.chunks_exact(4).take(MOST_CHANGES) {
        let mut places = Vec::new();
        collect(&dataset, &mut String::new(), &mut places);
        let at = usize::from(u16::from_be_bytes([change[0], change[1]]));
        apply(&mut dataset, &places[at % places.len()], change[2], usize::from(change[3]));
    }
    write(&dataset)
}

/// More changes make a dataset no wronger.
const MOST_CHANGES: usize = 8;

/// Marks a text that is written as it stands.
const RAW: &str = "\u{e000}";

/// The pointers of all values.
fn collect(value: &Value, pointer: &mut String, places: &mut Vec<String>) {
    places.push(pointer.clone());
    let length = pointer.len();
    let mut inner = |key: &str, value: &Value| {
        pointer.push('/');
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        collect(value, pointer, places);
        pointer.truncate(length);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| inner(key, value)),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| inner(&at.to_string(), value)),
        _ => {}
    }
}

fn apply(dataset: &mut Value, pointer: &str, kind: u8, choice: usize) {
    let (parent, last) = pointer.rsplit_once('/').unwrap_or_default();
    let key = last.replace("~1", "/").replace("~0", "~");
    let raw = |text: &str| Value::String(format!("{RAW}{text}"));
    match (kind % 8, dataset.pointer_mut(parent)) {
        (0, Some(Value::Object(fields))) => drop(fields.shift_remove(&key)),
        (0, Some(Value::Array(items))) if !items.is_empty() => drop(items.remove(choice % items.len())),
        (1, Some(Value::Object(fields))) => {
            fields.insert(KEYS[choice % KEYS.len()].to_owned(), raw(VALUES[choice % VALUES.len()]));
        }
        (2, Some(Value::Object(fields))) => rename(fields, &key),
        (3, Some(Value::Array(items))) if !items.is_empty() => {
            let copy = items[choice % items.len()].clone();
            items.push(copy);
        }
        // The same value at another place, as when a line is pasted into the wrong record.
        (4, Some(_)) => {
            let mut places = Vec::new();
            collect(dataset, &mut String::new(), &mut places);
            let value = dataset.pointer(&places[choice % places.len()]).cloned();
            if let (Some(value), Some(place)) = (value, dataset.pointer_mut(pointer)) {
                *place = value;
            }
        }
        _ => {
            if let Some(place) = dataset.pointer_mut(pointer) {
                *place = raw(VALUES[choice % VALUES.len()]);
            }
        }
    }
}

fn rename(fields: &mut Map<String, Value>, key: &str) {
    if let Some(value) = fields.shift_remove(key) {
        fields.insert(format!("{key}x"), value);
    }
}

/// The dataset on one line, with the marked texts as they stand.
fn write(value: &Value) -> String {
    let list = |items: Vec<String>| items.join(",");
    match value {
        Value::String(text) => text.strip_prefix(RAW).map_or_else(|| value.to_string(), str::to_owned),
        Value::Array(items) => format!("[{}]", list(items.iter().map(write).collect())),
        Value::Object(fields) => {
            let field = |(key, value): (&String, &Value)| format!("{}:{}", Value::from(key.as_str()), write(value));
            format!("{{{}}}", list(fields.iter().map(field).collect()))
        }
        _ => value.to_string(),
    }
}

/// Numbers that are the same on every machine (splitmix64).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Numbers from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound, which is not 0.
    ///
    /// # Panics
    ///
    /// If the bound is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.number() % bound as u64).expect("less than the bound")
    }

    /// Some bytes.
    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.number().to_le_bytes()[0]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::mutated;

    #[test]
    fn the_datasets_are_valid_without_a_change() {
        for base in 0..5 {
            assert!(jianbao_validate::Validator::default().validate("base", mutated(&[base]).as_bytes()).is_ok());
        }
    }
}
