//! A process in another language that stays and does as it is asked: one line in, one line of JSON out.

use std::process::Stdio;
use std::time::Duration;

use anyhow::Context;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// How long it may need for one answer; the first may prepare much.
const PATIENCE: Duration = Duration::from_secs(120);
/// How long it may need to give back what it holds.
const END: Duration = Duration::from_secs(60);

/// One that runs. It is killed when it is dropped.
pub struct Driver {
    child: Child,
    stdin: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Driver {
    pub fn start(command: &mut Command) -> anyhow::Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| {
                let program = command.as_std().get_program();
                format!("{} could not be started", program.display())
            })?;
        let stdin = child.stdin.take().context("it has a stdin")?;
        let stdout = child.stdout.take().context("it has a stdout")?;
        Ok(Self {
            child,
            stdin,
            answers: BufReader::new(stdout).lines(),
        })
    }

    pub async fn ask<Answer: DeserializeOwned>(&mut self, line: &str) -> anyhow::Result<Answer> {
        self.stdin.write_all(format!("{line}\n").as_bytes()).await?;
        self.stdin.flush().await?;
        let answer = tokio::time::timeout(PATIENCE, self.answers.next_line()).await;
        let line = answer.context("it did not answer in time")??;
        let line = line.context("its driver ended")?;
        serde_json::from_str(&line).context("its driver said no JSON")
    }

    /// Lets it give back what it holds.
    pub async fn stop(self) {
        let Self {
            mut child, stdin, ..
        } = self;
        drop(stdin);
        // One that does not end is killed when it is dropped.
        let _ = tokio::time::timeout(END, child.wait()).await;
    }
}
