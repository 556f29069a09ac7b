//! The `assay` executable: everything lives in the library, so that tests and the server share it.

fn main() -> std::process::ExitCode {
    assay::commands::main()
}
