//! Each stage on its own, on the Nanchang report.
fn main() {}
