//! An image's own Python, asked for which wheels fit it: its version and its C library are never assumed.

use std::time::Duration;

use bollard::container::LogOutput;
use bollard::models::{ContainerCreateBody, HostConfig};
use bollard::query_parameters::{AttachContainerOptions, RemoveContainerOptions};
use futures::StreamExt;
use serde::Deserialize;
use uuid::Uuid;

use super::SandboxError;
use super::engine::Engine;

const DEADLINE: Duration = Duration::from_secs(60);
const QUESTION: &str = "import json, platform, sys; print(json.dumps({\
    'major': sys.version_info[0], 'minor': sys.version_info[1], 'flags': sys.abiflags, \
    'machine': platform.machine(), 'libc': platform.libc_ver()}))";

/// What decides whether a wheel fits.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Python {
    major: u32,
    minor: u32,
    flags: String,
    machine: String,
    /// Name and version; empty where it is not the GNU one.
    libc: (String, String),
}

impl Python {
    /// Runs a container of the image once, without a network, and removes it.
    pub(super) async fn of_image(engine: &Engine, image: &str) -> Result<Self, SandboxError> {
        let docker = engine.docker();
        let name = format!("assay-question-{}", Uuid::now_v7());
        let command = ["python3", "-I", "-c", QUESTION];
        let body = ContainerCreateBody {
            image: Some(image.to_owned()),
            entrypoint: Some(Vec::new()),
            cmd: Some(command.map(str::to_owned).to_vec()),
            host_config: Some(HostConfig {
                network_mode: Some("none".to_owned()),
                ..HostConfig::default()
            }),
            ..ContainerCreateBody::default()
        };
        let attempted = format!("make a container of the base {image}");
        engine.create(&attempted, &name, body).await?;
        let answer = engine
            .call_within(DEADLINE, &format!("run the Python of {image}"), async {
                let options = AttachContainerOptions {
                    stream: true,
                    stdout: true,
                    ..AttachContainerOptions::default()
                };
                let mut output = docker.attach_container(&name, Some(options)).await?.output;
                docker.start_container(&name, None).await?;
                let mut answer = Vec::new();
                while let Some(part) = output.next().await {
                    if let LogOutput::StdOut { message } = part? {
                        answer.extend_from_slice(&message);
                    }
                }
                Ok(answer)
            })
            .await;
        let options = RemoveContainerOptions {
            force: true,
            ..RemoveContainerOptions::default()
        };
        let removed = docker.remove_container(&name, Some(options));
        engine.call("remove a container", removed).await?;
        serde_json::from_slice(&answer?).map_err(|_| SandboxError::Inputs {
            reason: format!("{image} has no python3 that runs; name another base with --base"),
        })
    }

    /// E.g. `3.11`.
    pub(super) fn version(&self) -> String {
        format!("{}.{}", self.major, self.minor)
    }

    /// For people: what a wheel must be made for.
    pub(super) fn describe(&self) -> String {
        format!(
            "Python {} on {} with {} {}",
            self.version(),
            self.machine,
            if self.libc.0.is_empty() {
                "an unknown C library"
            } else {
                &self.libc.0
            },
            self.libc.1
        )
    }

    /// pip's options that choose wheels for this Python instead of for pip's own.
    pub(super) fn pip_options(&self) -> Vec<String> {
        let mut options = vec![
            "--only-binary=:all:".to_owned(),
            "--implementation=cp".to_owned(),
            format!("--python-version={}", self.version()),
            format!("--abi=cp{}{}{}", self.major, self.minor, self.flags),
        ];
        options.extend(
            self.platforms()
                .into_iter()
                .map(|platform| format!("--platform={platform}")),
        );
        options
    }

    /// The platform tags that this machine takes, the newest first. Wheels without compiled parts fit always.
    fn platforms(&self) -> Vec<String> {
        let machine = &self.machine;
        let mut platforms = Vec::new();
        let version = self.libc.1.split_once('.');
        if let Some(("2", minor)) = version.filter(|_| self.libc.0 == "glibc") {
            let newest: u32 = minor.parse().unwrap_or(17);
            let oldest = if machine == "x86_64" { 5 } else { 17 };
            platforms.extend(
                (oldest..=newest)
                    .rev()
                    .map(|minor| format!("manylinux_2_{minor}_{machine}")),
            );
            platforms.push(format!("manylinux2014_{machine}"));
        }
        platforms.push(format!("linux_{machine}"));
        platforms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wheel_that_the_c_library_takes_fits_and_no_newer_one() {
        let python: Python = serde_json::from_str(
            r#"{"major": 3, "minor": 13, "flags": "t", "machine": "aarch64", "libc": ["glibc", "2.19"]}"#,
        )
        .expect("an answer");
        assert_eq!(
            python.pip_options()[2..],
            [
                "--python-version=3.13",
                "--abi=cp313t",
                "--platform=manylinux_2_19_aarch64",
                "--platform=manylinux_2_18_aarch64",
                "--platform=manylinux_2_17_aarch64",
                "--platform=manylinux2014_aarch64",
                "--platform=linux_aarch64",
            ]
        );
    }
}
