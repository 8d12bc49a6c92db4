//! What `jianbao validate` is measured against: the same feed, a record a line, merely parsed into `serde_json::Value`, or
//! parsed so and checked against the dataset's schema by the `jsonschema` crate, every error with its place.
//!
//! `feed_peers value|schema FEED`
#![allow(clippy::print_stdout, reason = "a program for measurements")]

use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead, BufReader};

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(mode), Some(feed)) = (arguments.next(), arguments.next()) else {
        return Err("usage: feed_peers value|schema FEED".into());
    };
    let schema = jianbao_dataset::schema();
    let validator = (mode == "schema").then(|| jsonschema::draft202012::new(&schema)).transpose()?;
    let mut source = BufReader::with_capacity(1 << 20, File::open(feed)?);
    let (mut line, mut records, mut bad, mut errors) = (Vec::new(), 0_u64, 0_u64, 0_u64);
    while source.read_until(b'\n', &mut line)? > 0 {
        records += 1;
        let Ok(value) = serde_json::from_slice::<Value>(&line) else {
            (bad, errors) = (bad + 1, errors + 1);
            line.clear();
            continue;
        };
        if let Some(validator) = &validator {
            let found =
                validator.iter_errors(&value).map(|error| black_box(format!("{}: {error}", error.instance_path())));
            let found = found.count() as u64;
            bad += u64::from(found > 0);
            errors += found;
        }
        black_box(value);
        line.clear();
    }
    println!("{records} records, {bad} bad, {errors} errors");
    Ok(())
}
