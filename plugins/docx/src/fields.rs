//! Complex fields: an instruction for Word and the text that is shown until Word updates it.

use std::io::{self, Write};

use crate::scribe::{RunFormat, Scribe};

impl<S: Write> Scribe<'_, S> {
    /// A field with its shown text.
    pub(crate) fn field(&mut self, instruction: &str, shown: &str) -> io::Result<()> {
        self.begin_field(instruction)?;
        self.run(shown, RunFormat::default())?;
        self.end_field()
    }

    /// Begins a field whose shown text follows, up to [`Self::end_field`].
    pub(crate) fn begin_field(&mut self, instruction: &str) -> io::Result<()> {
        self.field_mark("begin")?;
        self.xml.open("w:r", &[])?;
        self.xml.text("w:instrText", &[("xml:space", "preserve")], instruction)?;
        self.xml.close("w:r")?;
        self.field_mark("separate")
    }

    pub(crate) fn end_field(&mut self) -> io::Result<()> {
        self.field_mark("end")
    }

    /// A tab character.
    pub(crate) fn tab(&mut self) -> io::Result<()> {
        self.xml.open("w:r", &[])?;
        self.xml.empty("w:tab", &[])?;
        self.xml.close("w:r")
    }

    fn field_mark(&mut self, kind: &str) -> io::Result<()> {
        self.xml.open("w:r", &[])?;
        self.xml.empty("w:fldChar", &[("w:fldCharType", kind)])?;
        self.xml.close("w:r")
    }
}
