//! A challenge of a wanted size, whose every edge case is one call.

use std::path::Path;

use tempfile::TempDir;

use crate::challenge::Challenge;

pub const MODULE: &str = "doubling";
const SOLUTION: &str = "def double(number):\n    return 2 * number\n";

/// A folder of challenges that goes with it, and the one challenge in it.
pub struct Generated {
    library: TempDir,
    pub challenge: Challenge,
}

impl Generated {
    /// A challenge of so many hidden edge cases.
    pub fn new(edge_cases: usize) -> anyhow::Result<Self> {
        let library = TempDir::with_prefix("assay-bench-challenges-")?;
        let folder = library.path().join(format!("doubling-{edge_cases}"));
        let tests: String = (0..edge_cases)
            .map(|number| {
                let twice = 2 * number;
                format!(
                    "\n\ndef test_doubles_{number}():\n    assert double({number}) == {twice}\n"
                )
            })
            .collect();
        let files = [
            (
                "challenge.toml",
                "title = \"Double a number\"\nmodule = \"doubling\"\n\n[limits]\nsubmission_seconds = 600.0\n",
            ),
            ("statement.md", "Write `double`.\n"),
            ("starter.py", "def double(number):\n    ...\n"),
            ("submissions/accepted/plain.py", SOLUTION),
            (
                "tests/hidden/doubling_test.py",
                &format!("from doubling import double\n{tests}"),
            ),
        ];
        for (path, text) in files {
            let place = folder.join(path);
            if let Some(parent) = place.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(place, text)?;
        }
        let challenge = Challenge::read(&folder)?;
        Ok(Self { library, challenge })
    }

    /// The folder that holds it.
    pub fn library(&self) -> &Path {
        self.library.path()
    }

    /// What a candidate sends.
    pub fn source() -> (String, String) {
        (format!("{MODULE}.py"), SOLUTION.to_owned())
    }
}
