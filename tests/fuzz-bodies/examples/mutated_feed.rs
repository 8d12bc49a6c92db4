//! Mutated datasets for other validators, on standard output: `mutated_feed RECORDS SEED` writes a feed of them, one a line, each
//! tenth valid; `mutated_feed beyond` writes the codes of what a schema cannot say, each with the reason.

use std::io::{self, BufWriter, Write as _};

use jianbao_fuzz_bodies::{BEYOND_SCHEMA, Random, mutated};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut to = BufWriter::new(io::stdout().lock());
    if arguments == ["beyond"] {
        BEYOND_SCHEMA.iter().try_for_each(|(code, why)| writeln!(to, "{code} {why}"))?;
        return to.flush();
    }
    let mut numbers = arguments.iter().map_while(|argument| argument.parse::<u64>().ok());
    let (Some(records), Some(seed)) = (numbers.next(), numbers.next()) else {
        return Err(io::Error::other("mutated_feed RECORDS SEED, or mutated_feed beyond"));
    };
    let mut random = Random::new(seed);
    for number in 0..records {
        // Most have one change: with each more it is less likely that a dataset stays one.
        let changes = if number % 10 == 0 { 0 } else { 1 + random.below(4) / 3 };
        let line = mutated(&random.bytes(1 + 4 * changes));
        to.write_all(line.as_bytes())?;
        to.write_all(b"\n")?;
    }
    to.flush()
}
