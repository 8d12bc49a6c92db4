//! The host table: C functions that lead to the safe code of [`Session`]. None of them unwinds.

use std::ffi::c_void;
use std::mem::size_of;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::slice;

use jianbao_exporter_abi::{ABI_MAJOR, ABI_MINOR, JB_HOST_REFUSED, JB_OK, JbBytes, JbHost, JbStatus};

use super::stop_requested;
use crate::child::Session;

/// The table for one call; `session` must outlive it.
pub(super) fn table(session: &Session) -> JbHost {
    JbHost {
        size: size_of::<JbHost>(),
        abi_major: ABI_MAJOR,
        abi_minor: ABI_MINOR,
        ctx: ptr::from_ref(session).cast_mut().cast(),
        emit: Some(emit),
        fail: Some(fail),
        log: Some(log),
        progress: Some(progress),
        cancelled: Some(cancelled),
        extension: Some(extension),
        report: Some(report),
    }
}

/// Runs `action` on the session behind `ctx`; a null context or a panic gives `None`.
///
/// # Safety
///
/// `ctx` is null or the context of a table made by [`table`] whose session is alive.
unsafe fn with<T>(ctx: *mut c_void, action: impl FnOnce(&Session) -> T) -> Option<T> {
    // SAFETY: what the caller promises; sessions are only ever borrowed shared.
    let session = unsafe { ctx.cast_const().cast::<Session>().as_ref() }?;
    catch_unwind(AssertUnwindSafe(|| action(session))).ok()
}

/// # Safety
///
/// `bytes` are readable for the length of the call.
unsafe fn slice_of<'a>(bytes: JbBytes) -> &'a [u8] {
    if bytes.ptr.is_null() {
        return &[];
    }
    // SAFETY: what the caller promises; null was ruled out.
    unsafe { slice::from_raw_parts(bytes.ptr, bytes.len) }
}

unsafe extern "C" fn emit(ctx: *mut c_void, name: JbBytes, data: JbBytes) -> JbStatus {
    // SAFETY: the exporter keeps the contract of the C interface.
    let taken = unsafe { with(ctx, |session| session.emit(slice_of(name), slice_of(data))) };
    if taken == Some(true) { JB_OK } else { JB_HOST_REFUSED }
}

unsafe extern "C" fn fail(ctx: *mut c_void, json: JbBytes) {
    // SAFETY: the exporter keeps the contract of the C interface.
    unsafe { with(ctx, |session| session.fail(slice_of(json))) };
}

unsafe extern "C" fn log(ctx: *mut c_void, level: i32, message: JbBytes) {
    // SAFETY: the exporter keeps the contract of the C interface.
    unsafe { with(ctx, |session| session.log(level, slice_of(message))) };
}

unsafe extern "C" fn progress(ctx: *mut c_void, done: u64, total: u64) {
    // SAFETY: the exporter keeps the contract of the C interface.
    unsafe { with(ctx, |session| session.events().progress(done, total)) };
}

unsafe extern "C" fn cancelled(_ctx: *mut c_void) -> i32 {
    i32::from(stop_requested())
}

unsafe extern "C" fn extension(_ctx: *mut c_void, _id: JbBytes) -> *const c_void {
    ptr::null()
}

unsafe extern "C" fn report(ctx: *mut c_void, json: JbBytes) {
    // SAFETY: the exporter keeps the contract of the C interface.
    unsafe { with(ctx, |session| session.report(slice_of(json))) };
}
