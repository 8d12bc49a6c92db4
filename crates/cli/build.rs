//! Tells the program in which folder it was built: only there does it accept the exporters that lie beside it.

fn main() {
    let out = std::path::PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    // target/<profile>/build/<package>-<hash>/out
    let profile = out.ancestors().nth(3).expect("OUT_DIR lies three folders below the profile folder");
    println!("cargo::rustc-env=JIANBAO_PROFILE_DIR={}", profile.display());
    println!("cargo::rerun-if-changed=build.rs");
}
