//! Writes a feed of seeded mutated datasets, one a line, to standard output: `mutated_feed RECORDS SEED`. Each tenth is valid.

use std::io::{self, BufWriter, Write as _};

use jianbao_fuzz_bodies::{Random, mutated};

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).map_while(|argument| argument.parse::<u64>().ok());
    let (Some(records), Some(seed)) = (numbers.next(), numbers.next()) else {
        return Err(io::Error::other("mutated_feed RECORDS SEED"));
    };
    let mut random = Random::new(seed);
    let mut to = BufWriter::new(io::stdout().lock());
    for number in 0..records {
        let changes = if number % 10 == 0 { 0 } else { 1 + random.below(3) };
        let line = mutated(&random.bytes(1 + 4 * changes));
        to.write_all(line.as_bytes())?;
        to.write_all(b"\n")?;
    }
    to.flush()
}
