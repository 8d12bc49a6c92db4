//! An exporter by hand that panics as soon as it is entered; it is built so that a panic aborts the process.

#[unsafe(no_mangle)]
pub extern "C" fn jb_exporter_v1() -> *const u8 {
    panic!("a panic of a library that aborts")
}
