//! A place of its own for each test: a folder with a challenge that `assay challenge new` made, and the command itself.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use assert_cmd::Command;
use tempfile::TempDir;

/// A temporary folder with `challenges/running-totals` in it.
pub struct Place {
    root: TempDir,
}

impl Place {
    pub fn new() -> Self {
        let place = Self {
            root: tempfile::tempdir().expect("a folder is made"),
        };
        place
            .assay(&["challenge", "new", "running-totals"])
            .assert()
            .success();
        place
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Writes a file, with the folders that lead to it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("it lies in a folder"))
            .expect("its folder is made");
        std::fs::write(path, content).expect("it is written");
        self
    }

    /// The command, in this folder and with nothing of the environment's settings.
    pub fn assay(&self, arguments: &[&str]) -> Command {
        let mut command = assert_cmd::cargo::cargo_bin_cmd!("assay");
        for (name, _) in
            std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ASSAY_"))
        {
            command.env_remove(name);
        }
        command.current_dir(self.root.path()).args(arguments);
        command
    }

    /// Runs the command and tells its exit status and both streams as one text.
    pub fn run(&self, arguments: &[&str]) -> String {
        told(&mut self.assay(arguments), self.root.path())
    }
}

/// Exit status, stdout and stderr as one text, without the temporary folder's name.
pub fn told(command: &mut Command, root: &Path) -> String {
    let output = command.output().expect("the command runs");
    let status = output
        .status
        .code()
        .map_or_else(|| "none".to_owned(), |code| code.to_string());
    let stdout = String::from_utf8(output.stdout).expect("stdout is text");
    let stderr = String::from_utf8(output.stderr).expect("stderr is text");
    let told =
        format!("exit status: {status}\n----- stdout -----\n{stdout}----- stderr -----\n{stderr}");
    told.replace(&root.display().to_string(), "[ROOT]")
}

/// Asserts what a command told, with everything taken out that differs from run to run.
#[macro_export]
macro_rules! assert_told {
    ($told:expr) => {
        insta::with_settings!({ filters => $crate::support::FILTERS.to_vec() }, {
            insta::assert_snapshot!($told);
        });
    };
}

/// Durations, sizes and hashes.
pub const FILTERS: [(&str, &str); 4] = [
    (r"\b\d+ ms, \d+ ms of CPU, [\d.]+ MiB at most", "[USAGE]"),
    (r"(?m) +\d+\.\d$", " [MS]"),
    (r"\b[0-9a-f]{64}\b", "[HASH]"),
    (r"─+", "───"),
];

/// One test at a time speaks with the engine: more containers than cores would only measure the machine.
pub fn engine() -> MutexGuard<'static, ()> {
    static ENGINE: Mutex<()> = Mutex::new(());
    ENGINE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A solution of `running-totals` that passes everything.
pub const CORRECT: &str = "\
def running_totals(numbers):
    totals = []
    for number in numbers:
        totals.append(number + (totals[-1] if totals else 0))
    return totals
";

/// One that takes a list for granted.
pub const WRONG: &str = "\
def running_totals(numbers):
    return [sum(numbers[: end + 1]) for end in range(len(numbers))]
";
