//! The C structs between Jianbao and an exporter library: types and constants, nothing else.
//!
//! `include/jianbao_exporter.h` is the text of the contract; these types are its Rust side, and a test compares the two
//! member by member. Exporters in Rust use the SDK and never see this crate.
//!
//! Function members are `Option`, because a table made in another language may hold a null pointer where the contract
//! forbids one, and reading that into a plain `fn` would be undefined behaviour before anybody could check it.
//!
//! This crate does not know documents, requests or processes, and its version numbers are never derived from the
//! version of the product.

use std::ffi::c_void;

/// Major version of the interface; it is also in [`SYMBOL`].
pub const ABI_MAJOR: u32 = 1;
/// Minor version of the interface: members were only added since `1.0`.
pub const ABI_MINOR: u32 = 0;
/// Version of the request and event protocol that goes through the interface.
pub const PROTOCOL: &str = "1.0";
/// Name of the one exported symbol.
pub const SYMBOL: &str = "jb_exporter_v1";
/// Name of the output that `describe` emits.
pub const DESCRIPTION_NAME: &str = "exporter.json";

/// What a call came to: one of the constants below.
pub type JbStatus = i32;
/// Done.
pub const JB_OK: JbStatus = 0;
/// The exporter cannot write this document and said why through `fail`.
pub const JB_FAILED: JbStatus = 1;
/// The exporter stopped because `cancelled` asked it to.
pub const JB_CANCELLED: JbStatus = 2;
/// The request is not what the protocol says.
pub const JB_BAD_REQUEST: JbStatus = 3;
/// A fault of the exporter itself, for example a caught panic.
pub const JB_BUG: JbStatus = 4;
/// A callback answered with something else than [`JB_OK`].
pub const JB_HOST_REFUSED: JbStatus = 5;

/// Level of `log`: the export is in danger.
pub const JB_LOG_ERROR: i32 = 1;
/// Level of `log`: the user should know.
pub const JB_LOG_WARN: i32 = 2;
/// Level of `log`: of interest.
pub const JB_LOG_INFO: i32 = 3;
/// Level of `log`: for the author of the exporter.
pub const JB_LOG_DEBUG: i32 = 4;

/// Borrowed bytes, valid during the call only; `ptr` may be null only when `len` is 0.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct JbBytes {
    /// First byte.
    pub ptr: *const u8,
    /// Number of bytes.
    pub len: usize,
}

/// `emit(ctx, name, data)`: appends to an output.
pub type EmitFn = unsafe extern "C" fn(ctx: *mut c_void, name: JbBytes, data: JbBytes) -> JbStatus;
/// `fail(ctx, json)` and `report(ctx, json)`: takes one JSON object.
pub type JsonFn = unsafe extern "C" fn(ctx: *mut c_void, json: JbBytes);
/// `log(ctx, level, message)`.
pub type LogFn = unsafe extern "C" fn(ctx: *mut c_void, level: i32, message: JbBytes);
/// `progress(ctx, done, total)`; a total of 0 means unknown.
pub type ProgressFn = unsafe extern "C" fn(ctx: *mut c_void, done: u64, total: u64);
/// `cancelled(ctx)`: other than 0 asks the exporter to stop.
pub type CancelledFn = unsafe extern "C" fn(ctx: *mut c_void) -> i32;
/// `extension(ctx, id)` of the host.
pub type HostExtensionFn = unsafe extern "C" fn(ctx: *mut c_void, id: JbBytes) -> *const c_void;

/// What the host offers to the exporter (`jb_host`).
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct JbHost {
    /// Size of this struct as the host was built.
    pub size: usize,
    /// [`ABI_MAJOR`] of the host.
    pub abi_major: u32,
    /// [`ABI_MINOR`] of the host.
    pub abi_minor: u32,
    /// Passed back unchanged.
    pub ctx: *mut c_void,
    /// Appends bytes to an output.
    pub emit: Option<EmitFn>,
    /// Says why the call fails, at most once.
    pub fail: Option<JsonFn>,
    /// A line for the user or for support.
    pub log: Option<LogFn>,
    /// How far the export is.
    pub progress: Option<ProgressFn>,
    /// Whether the exporter is asked to stop.
    pub cancelled: Option<CancelledFn>,
    /// An extension of the host, or null.
    pub extension: Option<HostExtensionFn>,
    /// What is to be said besides bytes: the role of an output, what was degraded.
    pub report: Option<JsonFn>,
}

/// `describe(host)`: emits the description as [`DESCRIPTION_NAME`].
pub type DescribeFn = unsafe extern "C" fn(host: *const JbHost) -> JbStatus;
/// `export_document(host, request)`: writes one document.
pub type ExportFn = unsafe extern "C" fn(host: *const JbHost, request: JbBytes) -> JbStatus;
/// `extension(id)` of the exporter.
pub type ExporterExtensionFn = unsafe extern "C" fn(id: JbBytes) -> *const c_void;

/// What the exporter offers to the host (`jb_exporter`): static, never freed.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct JbExporter {
    /// Size of this struct as the exporter was built.
    pub size: usize,
    /// [`ABI_MAJOR`] of the exporter.
    pub abi_major: u32,
    /// [`ABI_MINOR`] of the exporter.
    pub abi_minor: u32,
    /// Describes every exporter of the library.
    pub describe: Option<DescribeFn>,
    /// Writes one document.
    pub export_document: Option<ExportFn>,
    /// An extension of the exporter; may be absent.
    pub extension: Option<ExporterExtensionFn>,
}

/// Type of the function that [`SYMBOL`] names.
pub type EntryFn = unsafe extern "C" fn() -> *const JbExporter;
