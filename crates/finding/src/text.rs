//! Sentences in the two languages that the product speaks.

use std::io;

/// A language for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Chinese as written in the People's Republic.
    Zh,
    /// English.
    En,
}

/// A sentence in both languages; data inside it is the same in both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// Both versions of a sentence.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// A name that is the same in both languages, for example a project's.
    pub fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { zh: text.clone(), en: text }
    }

    /// The version in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Why the operating system refused something: the usual reasons in both languages, others in its own words.
#[must_use]
pub fn io_reason(error: &io::Error) -> Text {
    use io::ErrorKind as Kind;
    let (zh, en) = match error.kind() {
        Kind::NotFound => ("文件或目录不存在", "no such file or folder"),
        Kind::PermissionDenied => ("没有权限", "permission denied"),
        Kind::IsADirectory => ("这是一个目录", "it is a folder"),
        Kind::NotADirectory => ("这不是目录", "it is not a folder"),
        Kind::AlreadyExists => ("已存在", "it exists"),
        Kind::StorageFull => ("磁盘已满", "the disk is full"),
        Kind::ReadOnlyFilesystem => ("只读的文件系统", "the file system is read-only"),
        Kind::InvalidData => ("不是 UTF-8 编码的文字", "it is not UTF-8 text"),
        _ => return Text::same(error.to_string()),
    };
    Text::new(zh, en)
}
