//! Graders from PyPI, each through its own interface: a Python process of theirs that stays, so that its start does not
//! count. `scripts/peers.sh` installs them; one that is absent is left out.

use std::path::{Path, PathBuf};

use anyhow::bail;
use serde::Deserialize;
use serde_json::json;
use tokio::process::Command;

use super::driver::Driver;
use super::peers::Case;

/// What `scripts/peers.sh` leaves in a folder once all of it is installed.
const STAMP: &str = "assay.stamp";

/// A grader that there is a driver for.
pub struct Resident {
    pub name: &'static str,
    pub how: &'static str,
    driver: &'static str,
    folder: &'static str,
}

const ALL: [Resident; 3] = [
    Resident {
        name: "epicbox",
        how: "`epicbox.run`, a container of the examiner's image for each submission, with the same command",
        driver: include_str!("drivers/epicbox.py"),
        folder: "epicbox",
    },
    Resident {
        name: "llm-sandbox with its pool",
        how: "`PooledSandboxSession` over containers of the examiner's image, which are used again; with the same command",
        driver: include_str!("drivers/llm_sandbox.py"),
        folder: "llm-sandbox",
    },
    Resident {
        name: "otter-grader",
        how: "`otter.api.grade_submission`, which has no sandbox; its one test case starts the same command",
        driver: include_str!("drivers/otter_grader.py"),
        folder: "otter-grader",
    },
];

/// What has no driver, and why.
const CANNOT: &str =
    "dmoj: it judges what a program prints, and cannot be given tests that import the submission";

/// Those that are installed below this folder, and for all others why they are not tried.
pub fn installed(peers: &Path, left_out: &mut Vec<String>) -> Vec<(Resident, PathBuf)> {
    let mut found = Vec::new();
    for resident in ALL {
        let folder = peers.join(resident.folder);
        if folder.join(STAMP).exists() {
            let python = folder.join("bin/python");
            found.push((resident, std::path::absolute(&python).unwrap_or(python)));
        } else {
            let (name, place) = (resident.name, folder.display());
            left_out.push(format!(
                "{name}: it is not installed in {place}; run `make peers`"
            ));
        }
    }
    left_out.push(CANNOT.to_owned());
    found
}

/// A driver that has come up for one case.
pub struct Running {
    pub name: &'static str,
    driver: Driver,
}

/// What a driver says when it has come up, with no fault, and after each grading.
#[derive(Debug, Deserialize)]
struct Answer {
    /// Why the submission did not pass.
    #[serde(default)]
    fault: String,
}

impl Resident {
    /// Starts its driver; the examiner's image is what it may make containers of.
    pub async fn start(&self, python: &Path, case: &Case, image: &str) -> anyhow::Result<Running> {
        let mut running = Running {
            name: self.name,
            driver: Driver::start(Command::new(python).args(["-c", self.driver]))?,
        };
        let limits = case.limits();
        let told = json!({
            "folder": case.folder(),
            "module": case.module(),
            "shell": case.shell(),
            "image": image,
            "memory_mebibytes": limits.memory_mebibytes,
            "processes": limits.processes,
        });
        running.ask(&told.to_string()).await?;
        Ok(running)
    }
}

impl Running {
    /// Grades once. An error when the submission does not pass.
    pub async fn grade(&mut self) -> anyhow::Result<()> {
        self.ask("").await
    }

    async fn ask(&mut self, line: &str) -> anyhow::Result<()> {
        let answer: Answer = self.driver.ask(line).await?;
        if answer.fault.is_empty() {
            return Ok(());
        }
        bail!("the submission did not pass: {}", last_line(&answer.fault))
    }

    /// Lets it give back its containers.
    pub async fn stop(self) {
        self.driver.stop().await;
    }
}

fn last_line(text: &str) -> &str {
    text.trim().lines().last().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_installed_is_left_out_with_what_to_do() {
        let folder = tempfile::tempdir().expect("a folder");
        // The other one's installation was broken off.
        for (name, file) in [("epicbox", STAMP), ("llm-sandbox", "pyvenv.cfg")] {
            let place = folder.path().join(name);
            std::fs::create_dir_all(&place).expect("a folder");
            std::fs::write(place.join(file), "").expect("a file");
        }
        let mut left_out = Vec::new();
        let found = installed(folder.path(), &mut left_out);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0.name, "epicbox");
        assert_eq!(left_out.len(), ALL.len());
        assert!(left_out[0].contains("make peers"), "{left_out:?}");
    }

    #[test]
    fn a_fault_is_told_by_its_last_line() {
        assert_eq!(last_line("much\n1 failed\n\n"), "1 failed");
        assert_eq!(last_line(""), "");
    }
}
