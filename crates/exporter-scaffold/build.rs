//! A new file in an embedded folder changes no file that is embedded already, so the compiler would not notice it.

fn main() {
    for folder in ["templates", "../exporter-sdk/src", "../exporter-abi/src", "../document/src"] {
        // This is how a build script speaks to cargo.
        #[allow(clippy::print_stdout, reason = "a build script says everything on standard output")]
        {
            println!("cargo::rerun-if-changed={folder}");
        }
    }
}
