//! Errors of an exporter with more than a handful of reasons: a list of kinds, and one error type for the inside.

/// Defines an enum of reasons with stable codes, and `WriteError`: a reason with its place, message and hint.
///
/// `WriteError` becomes an [`ExportError`](crate::ExportError) with `?`, with the code of its kind, so that an exporter's
/// own functions need neither a [`Job`](crate::Job) nor codes spelled out.
///
/// ```
/// use jianbao_exporter_sdk::{ExportError, Pointer, error_kinds};
///
/// error_kinds! {
///     /// What is wrong.
///     pub enum ErrorKind {
///         /// A text is longer than a cell takes.
///         CellLength = "csv.cell-length",
///     }
/// }
///
/// fn check(text: &str, at: &Pointer<'_>) -> Result<(), WriteError> {
///     if text.len() < 32_768 {
///         return Ok(());
///     }
///     Err(WriteError::new(ErrorKind::CellLength, at, "the text is too long", "shorten it"))
/// }
///
/// let error: ExportError = check(&"a".repeat(40_000), &Pointer::ROOT.key("sections")).unwrap_err().into();
/// assert_eq!((error.code(), error.pointer()), ("csv.cell-length", Some("/sections")));
/// ```
#[macro_export]
macro_rules! error_kinds {
    (
        $(#[$about:meta])*
        $visibility:vis enum $kind:ident {
            $($(#[$reason:meta])* $name:ident = $code:literal),+ $(,)?
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        $visibility enum $kind {
            $($(#[$reason])* $name),+
        }

        impl $kind {
            /// The stable code of the kind.
            #[must_use]
            $visibility fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code),+
                }
            }
        }

        /// A document that cannot be written, with the place in it.
        #[derive(Debug, Clone, PartialEq, Eq)]
        $visibility struct WriteError {
            kind: $kind,
            pointer: String,
            message: String,
            hint: &'static str,
        }

        #[allow(dead_code, reason = "an exporter asks only for what it needs")]
        impl WriteError {
            /// An error at a place of the document: one sentence without a full stop, and what can be done about it.
            pub(crate) fn new(
                kind: $kind,
                at: &$crate::Pointer<'_>,
                message: impl Into<String>,
                hint: &'static str,
            ) -> Self {
                Self { kind, pointer: at.to_string(), message: message.into(), hint }
            }

            /// What is wrong.
            #[must_use]
            $visibility fn kind(&self) -> $kind {
                self.kind
            }

            /// JSON pointer into the document, for example `/sections/0/blocks/3`.
            #[must_use]
            $visibility fn pointer(&self) -> &str {
                &self.pointer
            }

            /// The sentence for people, without the place.
            #[must_use]
            $visibility fn message(&self) -> &str {
                &self.message
            }

            /// What can be done about it.
            #[must_use]
            $visibility fn hint(&self) -> &str {
                self.hint
            }
        }

        impl ::core::fmt::Display for WriteError {
            fn fmt(&self, out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                write!(out, "{}: {} (at `{}`)", self.kind.code(), self.message, self.pointer)
            }
        }

        impl ::core::error::Error for WriteError {}

        impl From<WriteError> for $crate::ExportError {
            fn from(error: WriteError) -> Self {
                Self::new(error.kind.code(), error.message).with_hint(error.hint).at(error.pointer)
            }
        }
    };
}
