//! The C boundary: everything unsafe of this crate. Pointers come in, safe calls of [`dispatch`](crate::dispatch) go out.
#![allow(unsafe_code, reason = "speaks the C interface")]

use std::ffi::c_void;
use std::mem::size_of;

use jianbao_exporter_abi::{ABI_MAJOR, EmitFn, JB_BAD_REQUEST, JB_OK, JbBytes, JbHost, JbStatus, JsonFn};

use crate::dispatch::{self, Registration};
use crate::job::{Channel, Level};

/// The entry `describe` of the exported table.
///
/// # Safety
///
/// `host` is null or points to a table that keeps the contract of `jianbao_exporter.h` for the length of the call.
pub unsafe fn describe(host: *const JbHost, exporters: &[Registration]) -> JbStatus {
    // SAFETY: what the caller promises.
    match unsafe { HostChannel::new(host) } {
        Some(channel) => dispatch::describe(exporters, &channel),
        None => JB_BAD_REQUEST,
    }
}

/// The entry `export_document` of the exported table.
///
/// # Safety
///
/// As [`describe`]; `request` is readable for the length of the call.
pub unsafe fn export_document(host: *const JbHost, request: JbBytes, exporters: &[Registration]) -> JbStatus {
    // SAFETY: what the caller promises.
    let Some(channel) = (unsafe { HostChannel::new(host) }) else { return JB_BAD_REQUEST };
    let request = if request.ptr.is_null() {
        &[]
    } else {
        // SAFETY: the caller promises `len` readable bytes; null was ruled out.
        unsafe { std::slice::from_raw_parts(request.ptr, request.len) }
    };
    dispatch::export(exporters, request, &channel)
}

/// A host table that was looked at: large enough, of our major, with the two members that an export cannot do without.
struct HostChannel {
    host: JbHost,
    emit: EmitFn,
    fail: JsonFn,
}

impl HostChannel {
    /// # Safety
    ///
    /// As [`describe`].
    unsafe fn new(host: *const JbHost) -> Option<Self> {
        if host.is_null() {
            return None;
        }
        // SAFETY: not null, and every table begins with its size.
        let size = unsafe { (&raw const (*host).size).read() };
        if size < size_of::<JbHost>() {
            return None;
        }
        // SAFETY: the table is at least as large as ours.
        let host = unsafe { host.read() };
        if host.abi_major != ABI_MAJOR {
            return None;
        }
        Some(Self { host, emit: host.emit?, fail: host.fail? })
    }

    fn ctx(&self) -> *mut c_void {
        self.host.ctx
    }
}

fn borrowed(text: &[u8]) -> JbBytes {
    JbBytes { ptr: text.as_ptr(), len: text.len() }
}

impl Channel for HostChannel {
    fn emit(&self, name: &str, data: &[u8]) -> bool {
        // SAFETY: the function and its context come from one table; both slices outlive the call.
        unsafe { (self.emit)(self.ctx(), borrowed(name.as_bytes()), borrowed(data)) == JB_OK }
    }

    fn report(&self, json: &str) {
        if let Some(report) = self.host.report {
            // SAFETY: as in `emit`.
            unsafe { report(self.ctx(), borrowed(json.as_bytes())) }
        }
    }

    fn fail(&self, json: &str) {
        // SAFETY: as in `emit`.
        unsafe { (self.fail)(self.ctx(), borrowed(json.as_bytes())) }
    }

    fn log(&self, level: Level, message: &str) {
        if let Some(log) = self.host.log {
            // SAFETY: as in `emit`.
            unsafe { log(self.ctx(), level.number(), borrowed(message.as_bytes())) }
        }
    }

    fn progress(&self, done: u64, total: u64) {
        if let Some(progress) = self.host.progress {
            // SAFETY: as in `emit`.
            unsafe { progress(self.ctx(), done, total) }
        }
    }

    fn cancelled(&self) -> bool {
        // SAFETY: as in `emit`.
        self.host.cancelled.is_some_and(|cancelled| unsafe { cancelled(self.ctx()) != 0 })
    }
}
