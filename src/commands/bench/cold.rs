//! `assay grade` from a cold shell: nothing of it runs before, and nothing after.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Context, ensure};
use tempfile::TempDir;
use tokio::process::Command;

use super::figures::Cold;
use super::peers::{Case, Peer};
use super::statistics::{median, quantile, ratio};
use super::subject::{Subject, milliseconds};

/// How this binary is called, and with which engine.
pub struct Shell {
    binary: PathBuf,
    engine: Vec<String>,
}

impl Shell {
    /// `engine` are the flags of the engine that this run uses.
    pub fn new(engine: Vec<String>) -> anyhow::Result<Self> {
        let binary = std::env::current_exe().context("this program's own path is not known")?;
        Ok(Self { binary, engine })
    }

    /// One file in turn with a `docker run` of pytest, if there is one; then a folder of so many submissions, once.
    pub async fn measure(
        &self,
        subject: &Subject<'_>,
        case: &Case,
        peers: &[Peer],
        rounds: usize,
        submissions: usize,
    ) -> anyhow::Result<Cold> {
        let one = TempDir::with_prefix("assay-bench-one-")?;
        lay_out(subject, one.path())?;
        let docker_run = peers.iter().find(|peer| matches!(peer, Peer::DockerRun(_)));
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for round in 0..=rounds {
            let began = Instant::now();
            self.grade(subject, one.path(), true).await?;
            let mine = milliseconds(began);
            let began = Instant::now();
            if let Some(peer) = docker_run {
                case.run(peer).await?;
            }
            if round > 0 {
                ours.push(mine);
                theirs.extend(docker_run.map(|_| milliseconds(began)));
            }
        }
        let many = TempDir::with_prefix("assay-bench-many-")?;
        for candidate in 0..submissions {
            let folder = many.path().join(format!("candidate-{candidate:04}"));
            lay_out(subject, &folder.join(&subject.challenge.name))?;
        }
        let began = Instant::now();
        self.grade(subject, many.path(), false).await?;
        Ok(Cold {
            challenge: subject.challenge.name.clone(),
            rounds,
            median_ms: median(&ours),
            p95_ms: quantile(&ours, 0.95),
            over_docker_run: docker_run.map(|_| ratio(&ours, &theirs)),
            folder_of: submissions,
            folder_per_second: submissions as f64 / began.elapsed().as_secs_f64(),
        })
    }

    async fn grade(&self, subject: &Subject<'_>, path: &Path, one: bool) -> anyhow::Result<()> {
        let challenge = subject.challenge;
        let library = challenge
            .folder
            .parent()
            .context("a challenge lies in a folder")?;
        let mut command = Command::new(&self.binary);
        command
            .arg("grade")
            .arg(path)
            .arg("--challenges")
            .arg(library);
        if one {
            command.args(["--challenge", &challenge.name]);
        }
        let ended = command
            .args(&self.engine)
            .stdin(Stdio::null())
            .output()
            .await
            .context("`assay grade` could not be started")?;
        ensure!(
            ended.status.success(),
            "`assay grade` ended with {}: {}{}",
            ended.status,
            String::from_utf8_lossy(&ended.stdout),
            String::from_utf8_lossy(&ended.stderr)
        );
        Ok(())
    }
}

/// A submission as a candidate sends it.
fn lay_out(subject: &Subject<'_>, folder: &Path) -> anyhow::Result<()> {
    for (path, content) in &subject.known.files {
        let place = folder.join(path);
        if let Some(parent) = place.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(place, content)?;
    }
    Ok(())
}
