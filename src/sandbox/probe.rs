//! Finds out what a sandbox lets through, by trying: a program of ours runs in a container with exactly a sandbox's
//! settings. `assay doctor` and the tests of the limits ask here.

use std::sync::Arc;
use std::time::Duration;

use bollard::container::LogOutput;
use bollard::query_parameters::AttachContainerOptions;
use futures::StreamExt;
use serde::{Deserialize, Serialize};

use super::engine::Engine;
use super::image::Image;
use super::instance::Instance;
use super::owned::Owned;
use super::spec::{self, ContainerLimits};
use super::{SandboxError, Settings};
use crate::limits::Limits;

const PROGRAM: &str = include_str!("probe.py");
/// All checks together take a few seconds; a slow machine may take its time.
const DEADLINE: Duration = Duration::from_secs(60);

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The check's name, e.g. `network`.
    pub check: String,
    /// Whether the limit held.
    pub held: bool,
    /// What is promised, in a sentence.
    pub promise: String,
    /// What was found.
    pub found: String,
}

/// What a probe found.
#[derive(Debug, Clone)]
pub struct Probed {
    pub findings: Vec<Finding>,
    /// Whether the engine told that a process was ended at the memory limit.
    pub out_of_memory: bool,
    /// Whatever else the program wrote.
    pub noise: String,
}

/// Makes the named checks, or all when none is named.
pub(crate) async fn run(
    engine: &Engine,
    instance: Arc<Instance>,
    image: &Image,
    limits: &Limits,
    cores: u64,
    settings: &Settings,
    checks: &[&str],
) -> Result<Probed, SandboxError> {
    let owned = Owned::new(instance, "probe");
    let runtime = settings.oci_runtime.as_deref();
    let kind = ContainerLimits::new(limits, cores);
    let mut body = spec::sandbox(
        owned.instance().id(),
        image,
        owned.user(),
        kind,
        owned.instance().network_for(kind),
        runtime,
    );
    let told = serde_json::to_string(limits).unwrap_or_default();
    let command = ["python3", "-I", "-B", "-c", PROGRAM, &told];
    let words = command.iter().chain(checks);
    body.cmd = Some(words.map(|word| (*word).to_owned()).collect());

    let docker = engine.docker();
    engine.create("create a probe", owned.name(), body).await?;
    let options = AttachContainerOptions {
        stream: true,
        stdout: true,
        stderr: true,
        ..AttachContainerOptions::default()
    };
    let attached = docker.attach_container(owned.name(), Some(options));
    let mut output = engine.call("attach to a probe", attached).await?.output;
    let started = docker.start_container(owned.name(), None);
    engine.call("start a probe", started).await?;
    let (mut written, mut noise) = (String::new(), String::new());
    let read = async {
        while let Some(part) = output.next().await {
            match part? {
                LogOutput::StdOut { message } => {
                    written.push_str(&String::from_utf8_lossy(&message));
                }
                other => noise.push_str(&other.to_string()),
            }
        }
        Ok(())
    };
    engine.call_within(DEADLINE, "run a probe", read).await?;
    let out_of_memory = owned.instance().kills().happened_to(owned.name()).await;
    owned.remove().await;
    let mut findings = Vec::new();
    for line in written.lines() {
        match serde_json::from_str(line) {
            Ok(finding) => findings.push(finding),
            Err(_) => noise.push_str(line),
        }
    }
    Ok(Probed {
        findings,
        out_of_memory,
        noise,
    })
}
