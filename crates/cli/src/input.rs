//! Reading files and standard input.

use std::io::Read as _;
use std::path::Path;

use jianbao_finding::Text;

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
            Err(Text::new(format!("无法读取 {name}：{}", reason(&error)), format!("cannot read {name}: {error}")))
        }
    }
}

/// The usual reasons of the operating system in Chinese; others as they are.
pub(crate) fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "文件或目录不存在".to_owned(),
        ErrorKind::PermissionDenied => "没有权限".to_owned(),
        ErrorKind::IsADirectory => "这是一个目录".to_owned(),
        ErrorKind::NotADirectory => "这不是目录".to_owned(),
        ErrorKind::AlreadyExists => "已存在".to_owned(),
        ErrorKind::StorageFull => "磁盘已满".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "只读的文件系统".to_owned(),
        _ => error.to_string(),
    }
}
