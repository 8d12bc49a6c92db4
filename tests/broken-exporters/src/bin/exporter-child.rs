//! The smallest child program: what the hidden sub-command of the command line does, for tests.

fn main() {
    jianbao_exporter_host::child_main(std::env::args_os().skip(1))
}
