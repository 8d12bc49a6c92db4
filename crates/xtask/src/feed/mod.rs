//! Makes a feed for measurements: seeded datasets of 3 to 4 KB that are correct, and a few with planted errors.
//!
//! Beside the feed stands a list of the planted errors, one a line: number of the record, which is its line too, column, code,
//! pointer, kind, and the codes of what else it brings (with commas), with tabs.

mod dataset;
mod faults;
mod random;
mod words;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use crate::shell::{Failed, Shell};
use random::Random;

/// What the command line asks for.
struct Wanted {
    datasets: u64,
    seed: u64,
    /// Bad datasets in a thousand.
    invalid: u64,
    output: PathBuf,
}

pub(crate) fn run(shell: &Shell, arguments: &[String]) -> Result<(), Failed> {
    let wanted = wanted(shell, arguments)?;
    let listed = PathBuf::from(format!("{}.faults.tsv", wanted.output.display()));
    let create = |path: &PathBuf| {
        File::create(path).map_err(|error| Failed::because(format!("cannot write {}: {error}", path.display())))
    };
    let mut feed = BufWriter::with_capacity(1 << 20, create(&wanted.output)?);
    let mut list = BufWriter::new(create(&listed)?);
    let (bad, planted) = write(&wanted, &mut feed, &mut list).map_err(Failed::because)?;
    println!("{}: {} datasets, {bad} of them bad with {planted} errors", wanted.output.display(), wanted.datasets);
    println!("{}: where they are", listed.display());
    Ok(())
}

fn wanted(shell: &Shell, arguments: &[String]) -> Result<Wanted, Failed> {
    let mut wanted = Wanted { datasets: 0, seed: 1, invalid: 10, output: shell.target().join("feed.ndjson") };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| Failed::because(format!("{argument} needs a value")));
        match argument.as_str() {
            "--seed" => wanted.seed = number(value()?)?,
            "--invalid" => wanted.invalid = number(value()?)?,
            "-o" => wanted.output = value()?.into(),
            count => wanted.datasets = number(count)?,
        }
    }
    if wanted.datasets == 0 {
        return Err(Failed::because("how many datasets? cargo xtask feed N [--seed S] [--invalid PERMILLE] [-o FILE]"));
    }
    Ok(wanted)
}

fn number(text: &str) -> Result<u64, Failed> {
    text.parse().map_err(|_| Failed::because(format!("{text} is no number")))
}

/// Writes the feed and the list; gives how many datasets are bad and how many errors they have.
fn write(wanted: &Wanted, feed: &mut impl Write, list: &mut impl Write) -> std::io::Result<(usize, usize)> {
    let mut random = Random::new(wanted.seed);
    let (mut bad, mut planted) = (0, 0);
    for number in 1..=wanted.datasets {
        let mut text = dataset::dataset(number, &mut random);
        if random.permille(wanted.invalid) {
            let mut there = Vec::new();
            for fault in faults::choose(bad, &mut random) {
                if let Some(worse) = faults::plant(&text, fault) {
                    text = worse;
                    there.push(fault);
                }
            }
            for fault in there {
                let column = fault.column(&text).expect("a planted fault has its place");
                let (code, pointer, kind, brings) = (fault.code, fault.pointer, fault.kind, fault.brings.join(","));
                writeln!(list, "{number}\t{column}\t{code}\t{pointer}\t{kind}\t{brings}")?;
                planted += 1;
            }
            bad += 1;
        }
        feed.write_all(text.as_bytes())?;
        feed.write_all(b"\n")?;
    }
    feed.flush()?;
    list.flush()?;
    Ok((bad, planted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_can_be_planted_in_every_dataset() {
        let mut random = Random::new(7);
        for number in 1..=200 {
            let text = dataset::dataset(number, &mut random);
            for fault in faults::FAULTS {
                let worse = faults::plant(&text, fault).filter(|worse| *worse != text);
                assert!(worse.is_some_and(|worse| fault.column(&worse).is_some()), "{}: {text}", fault.kind);
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_feed() {
        let made = |seed| {
            let wanted = Wanted { datasets: 50, seed, invalid: 500, output: PathBuf::new() };
            let (mut feed, mut list) = (Vec::new(), Vec::new());
            write(&wanted, &mut feed, &mut list).unwrap();
            (feed, list)
        };
        assert!(made(1) == made(1));
        assert!(made(1).0 != made(2).0);
        let (feed, _) = made(1);
        let mean = feed.len() / 50;
        assert!((3000..4000).contains(&mean), "{mean} bytes a dataset");
    }
}
