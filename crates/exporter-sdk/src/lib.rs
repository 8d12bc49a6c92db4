//! All that the author of an exporter depends on: one trait, one job, one macro.
//!
//! An exporter is a type that implements [`Exporter`]. It gets a complete, valid [`Request`] and writes files through its
//! [`Job`]; [`export_exporters!`] makes a library out of it. Options are a struct of the author's own: their schema,
//! their defaults and their validation follow from it.
//!
//! The guide below goes from the smallest exporter to a published one.
//!
//! The library runs in a process of its own, so a fault costs one file; still, a panic is caught here and reported with
//! its text and place. An exporter is stateless: whatever it keeps between calls must not change what it writes. It reads
//! no clock ([`Context::timestamp`] is the only date) and writes nothing but through its job.
//!
//! This crate does not know datasets, layouts, processes or the file system.
//!
#![doc = include_str!("../README.md")]

mod boundary;
mod description;
mod dispatch;
mod error;
mod exporter;
mod job;
mod kinds;
mod panics;
mod pointer;
mod table;
pub mod testing;
mod unknown;
mod visit;

pub use description::Description;
pub use error::ExportError;
pub use exporter::{Context, Exporter, NoOptions, Request};
pub use jianbao_document as document;
pub use job::{Job, Level, Output};
pub use pointer::Pointer;
/// Derives the schema of an options struct; see [`Exporter::Options`].
pub use schemars;
/// Derives the reading of an options struct; see [`Exporter::Options`].
pub use serde;
pub use table::{Position, TableRow, TableRows, table_rows};
pub use visit::{Visitor, visit};

/// The guide in Chinese; here so that its code is compiled too.
#[cfg(doctest)]
#[doc = include_str!("../README.zh-CN.md")]
pub mod guide_in_chinese {}

#[doc(hidden)]
pub mod private {
    //! What [`export_exporters!`](crate::export_exporters) expands to; not part of the promise.
    pub use crate::boundary::{describe, export_document};
    pub use crate::dispatch::Registration;
    pub use jianbao_exporter_abi as abi;
}

/// Makes a library out of one or more exporters: defines the one symbol that Jianbao looks for.
///
/// Use it once, in a crate of type `cdylib`.
#[macro_export]
macro_rules! export_exporters {
    ($($exporter:ty),+ $(,)?) => {
        /// The table of this library's exporters.
        #[allow(unsafe_code, reason = "the one exported symbol and the two functions behind it")]
        #[unsafe(no_mangle)]
        pub extern "C" fn jb_exporter_v1() -> *const $crate::private::abi::JbExporter {
            use $crate::private::{Registration, abi};
            static EXPORTERS: &[Registration] = &[$(Registration::of::<$exporter>()),+];
            static TABLE: abi::JbExporter = abi::JbExporter {
                size: ::core::mem::size_of::<abi::JbExporter>(),
                abi_major: abi::ABI_MAJOR,
                abi_minor: abi::ABI_MINOR,
                describe: Some(describe),
                export_document: Some(export_document),
                extension: None,
            };
            unsafe extern "C" fn describe(host: *const abi::JbHost) -> abi::JbStatus {
                // SAFETY: the caller keeps the contract of the C interface, which is what is asked for.
                unsafe { $crate::private::describe(host, EXPORTERS) }
            }
            unsafe extern "C" fn export_document(host: *const abi::JbHost, request: abi::JbBytes) -> abi::JbStatus {
                // SAFETY: as above.
                unsafe { $crate::private::export_document(host, request, EXPORTERS) }
            }
            &raw const TABLE
        }
    };
}
