//! Other ways to a verdict on the same tests and the same submission: pytest as a process, with and without walls.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, ensure};
use tempfile::TempDir;
use tokio::process::Command;

use super::plugins;
use crate::challenge::Challenge;
use crate::folder::Files;
use crate::limits::Limits;

pub const PYTEST: &str = "pytest, no sandbox";
pub const DOCKER_RUN: &str = "docker run of pytest";
pub const BUBBLEWRAP: &str = "pytest in bubblewrap";

/// Without it pytest imports every plugin that happens to be installed, most of a second for tests that need none.
const NO_AUTOLOAD: &str = "PYTEST_DISABLE_PLUGIN_AUTOLOAD";
/// Whoever runs the benchmark may have set it; then the others would compile the tests anew each time.
const NO_BYTECODE: &str = "PYTHONDONTWRITEBYTECODE";
const PYTEST_ARGUMENTS: [&str; 5] = ["-m", "pytest", "-q", "-p", "no:cacheprovider"];

/// How pytest is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Peer {
    Pytest,
    /// In a throwaway container of this image, which holds pytest.
    DockerRun(String),
    Bubblewrap,
}

impl Peer {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Pytest => PYTEST,
            Self::DockerRun(_) => DOCKER_RUN,
            Self::Bubblewrap => BUBBLEWRAP,
        }
    }

    /// How it is started, for whoever reads its figures.
    pub fn how(&self) -> String {
        let pytest = format!("{NO_AUTOLOAD}=1 python3 {}", PYTEST_ARGUMENTS.join(" "));
        match self {
            Self::Pytest => format!("a process for each submission: `{pytest}`"),
            Self::DockerRun(image) => format!(
                "`docker run --rm` with a sandbox's limits, of the examiner's image `{image}`, where pytest and its bytecode are installed: the same command"
            ),
            Self::Bubblewrap => {
                "`bwrap --unshare-all` with the host's files read-only: the same command".to_owned()
            }
        }
    }

    /// Whether it can be had here, or why not.
    pub async fn check(&self) -> Result<(), String> {
        let (program, argument) = match self {
            Self::Pytest => return Ok(()),
            Self::DockerRun(_) => ("docker", "version"),
            Self::Bubblewrap => ("bwrap", "--version"),
        };
        let found = Command::new(program)
            .arg(argument)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .await;
        match found {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!(
                "{}: `{program} {argument}` ended with {status}",
                self.name()
            )),
            Err(error) => Err(format!("{}: {program}: {error}", self.name())),
        }
    }
}

/// One challenge's tests and one submission in a folder, as a home-made grader lays them out.
#[derive(Debug)]
pub struct Case {
    folder: TempDir,
    limits: Limits,
    module: String,
    plugins: Vec<&'static str>,
    python: PathBuf,
}

impl Case {
    /// The tests of a challenge beside these files.
    pub fn new(challenge: &Challenge, files: &Files, python: &Path) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("assay-bench-")?;
        for (path, content) in challenge.tests.iter().chain(files) {
            let place = folder.path().join(path);
            if let Some(parent) = place.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(place, content)?;
        }
        // A container's user is another one.
        open(folder.path())?;
        Ok(Self {
            folder,
            limits: challenge.settings.limits.clone(),
            module: files.keys().next().cloned().unwrap_or_default(),
            plugins: plugins::needed(challenge),
            python: python.to_owned(),
        })
    }

    /// The plugins that pytest is given, because the tests need them.
    pub fn plugins(&self) -> &[&'static str] {
        &self.plugins
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The first file of the submission.
    pub fn module(&self) -> &str {
        &self.module
    }

    /// The tests' run as a line for a shell in the folder.
    pub fn shell(&self) -> String {
        let plugins = self.plugins.iter().map(|plugin| format!(" -p {plugin}"));
        let plugins: String = plugins.collect();
        let arguments = PYTEST_ARGUMENTS.join(" ");
        format!("env -u {NO_BYTECODE} {NO_AUTOLOAD}=1 PYTHONPATH=. python3 {arguments}{plugins}")
    }

    /// Runs the tests once, to the end. An error when they do not pass.
    pub async fn run(&self, peer: &Peer) -> anyhow::Result<()> {
        let mut command = match peer {
            Peer::Pytest => Command::new(&self.python),
            Peer::DockerRun(image) => self.docker(image),
            Peer::Bubblewrap => self.bubblewrap(),
        };
        let ended = command
            .args(PYTEST_ARGUMENTS)
            .args(self.plugins.iter().flat_map(|plugin| ["-p", plugin]))
            .current_dir(self.folder.path())
            .env(NO_AUTOLOAD, "1")
            .env_remove(NO_BYTECODE)
            .env("PYTHONPATH", ".")
            .stdin(Stdio::null())
            .output()
            .await
            .with_context(|| format!("{} could not be started", peer.name()))?;
        ensure!(
            ended.status.success(),
            "{} did not pass: {}{}",
            peer.name(),
            String::from_utf8_lossy(&ended.stdout),
            String::from_utf8_lossy(&ended.stderr)
        );
        Ok(())
    }

    /// With the limits that a sandbox has.
    fn docker(&self, image: &str) -> Command {
        let limits = &self.limits;
        let memory = format!("{}m", limits.memory_mebibytes);
        let mut command = Command::new("docker");
        command
            .args(["run", "--rm", "--network", "none", "--read-only"])
            .args(["--cap-drop", "ALL", "--security-opt", "no-new-privileges"])
            .args(["--user", "65532:65532", "--tmpfs", "/tmp"])
            .args(["--memory", &memory, "--memory-swap", &memory])
            .args(["--cpus", &limits.cpu_cores.to_string()])
            .args(["--pids-limit", &limits.processes.to_string()])
            .args(["--env", "PYTHONPATH=.", "--env", NO_AUTOLOAD])
            .args(["--workdir", "/work", "--volume"])
            .arg(format!("{}:/work:ro", self.folder.path().display()))
            .args([image, "python3"]);
        command
    }

    fn bubblewrap(&self) -> Command {
        let mut command = Command::new("bwrap");
        command
            .args(["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"])
            .args(["--tmpfs", "/tmp", "--ro-bind"])
            .arg(self.folder.path())
            .arg(self.folder.path());
        // The interpreter's environment may lie below what was just hidden.
        if let Some(environment) = self.python.ancestors().nth(2) {
            command.arg("--ro-bind").args([environment, environment]);
        }
        command
            .args(["--unshare-all", "--die-with-parent", "--chdir"])
            .arg(self.folder.path())
            .arg(&self.python);
        command
    }
}

fn open(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
}
