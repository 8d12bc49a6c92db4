//! Reading files and standard input.

use std::io::Read as _;
use std::path::Path;

use jianbao_finding::{Text, io_reason};

/// A file that was read, with the name that messages use for it.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Reads a file, or standard input for `-`.
pub(crate) fn read(path: &Path) -> Result<Input, Text> {
    let standard_input = path == Path::new("-");
    let (name, read) = if standard_input {
        let mut bytes = Vec::new();
        ("<stdin>".to_owned(), std::io::stdin().read_to_end(&mut bytes).map(|_| bytes))
    } else {
        (path.display().to_string(), std::fs::read(path))
    };
    match read {
        Ok(bytes) => Ok(Input { name, bytes }),
        Err(error) => {
            let reason = io_reason(&error);
            Err(Text::new(format!("无法读取 {name}：{}", reason.zh), format!("cannot read {name}: {}", reason.en)))
        }
    }
}
