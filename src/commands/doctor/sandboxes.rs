//! Whether sandboxes can be had, and whether they hold.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::Check;
use crate::challenge::{Library, Packages};
use crate::limits::Limits;
use crate::sandbox::images::Images;
use crate::sandbox::{Finding, Image, Machine, Runtime, SandboxError, Settings};

/// The oldest API that has everything which is asked of an engine.
const OLDEST_API: (usize, usize) = (1, 41);
/// What depends on images, when there are none.
const LATER: [&str; 2] = ["sandbox", "limits"];

/// Checks in the order in which one needs the other; the first that fails leaves the rest unchecked.
pub(super) async fn check(settings: Settings) -> Vec<Check> {
    let mut checks = Vec::new();
    match Machine::ask(&settings).await {
        Ok(machine) => checks.push(engine(&machine)),
        Err(error) => {
            checks.push(Check::failed("engine", error, "start it with `make setup` (scripts/engine.sh), or name another with --engine or DOCKER_HOST; it may also be that you are not in the group `docker`"));
            checks.push(Check::skipped("images", "no engine"));
            checks.extend(LATER.map(|check| Check::skipped(check, "no engine")));
            return checks;
        }
    }
    let found = match Images::connect(&settings).await {
        Ok(images) => images.find(&Packages::default()).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(found) => checks.push(images_found(&found)),
        Err(error) => {
            checks.push(Check::failed("images", error, "build them: make image"));
            checks.extend(LATER.map(|check| Check::skipped(check, "no images")));
            return checks;
        }
    }
    let settings = Settings {
        warm: Some(0),
        ..settings
    };
    match Runtime::start(settings).await.map(Arc::new) {
        Ok(runtime) => {
            checks.push(sandbox(&runtime).await);
            checks.extend(limits(&runtime).await);
            runtime.shutdown().await;
        }
        Err(error) => {
            let mend = "see the engine's log; `docker ps -a --filter label=assay.instance` lists what is there";
            checks.push(Check::failed("sandbox", error, mend));
            checks.push(Check::skipped("limits", "no examiner"));
        }
    }
    checks
}

/// Whether the packages that challenges declare are built into images.
pub(super) async fn packages(settings: &Settings, folders: &[PathBuf]) -> Vec<Check> {
    let Ok(entries) = Library::new(folders.to_vec()).list() else {
        // Said by the check of the challenges.
        return Vec::new();
    };
    let mut declared: BTreeMap<Packages, Vec<String>> = BTreeMap::new();
    for challenge in entries.into_iter().filter_map(|entry| entry.challenge.ok()) {
        let packages = challenge.settings.packages;
        if !packages.is_empty() {
            declared.entry(packages).or_default().push(challenge.name);
        }
    }
    let mut checks = Vec::new();
    for (packages, names) in declared {
        let found = match Images::connect(settings).await {
            Ok(images) => images.find(&packages).await,
            Err(error) => Err(error),
        };
        let for_whom = names.join(", ");
        checks.push(match found {
            Ok([sandbox, _]) => {
                let versions = sandbox.lock.versions().join(", ");
                Check::ok("packages", format!("{versions} (for {for_whom})"))
            }
            Err(error @ SandboxError::NoPackages { .. }) => Check::failed(
                "packages",
                format!("{error}, for {for_whom}"),
                format!("build it: assay image build {}", names.join(" ")),
            ),
            Err(error) => Check::skipped("packages", &error.to_string()),
        });
    }
    checks
}

fn engine(machine: &Machine) -> Check {
    let found = format!(
        "Docker {} at {}, API {}, {} cores, {} MiB, cgroup v{}",
        machine.engine_version,
        machine.address,
        machine.api_version,
        machine.cores,
        machine.memory_bytes / 1024 / 1024,
        machine.cgroup_version,
    );
    let api = machine
        .api_version
        .split_once('.')
        .and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
    if api.is_some_and(|api: (usize, usize)| api >= OLDEST_API) {
        Check::ok("engine", found)
    } else {
        Check::failed(
            "engine",
            found,
            "use an engine of 20.10 or newer (API 1.41)",
        )
    }
}

fn images_found(found: &[Image]) -> Check {
    let names: Vec<_> = found
        .iter()
        .map(|image| format!("{} on {}", image.name, image.base))
        .collect();
    Check::ok("images", names.join(", "))
}

async fn sandbox(runtime: &Runtime) -> Check {
    let began = Instant::now();
    match runtime.take(&Limits::default()).await {
        Ok(sandbox) => {
            let took = began.elapsed().as_millis();
            sandbox.remove().await;
            Check::ok(
                "sandbox",
                format!("started and connected in {took} ms, removed"),
            )
        }
        Err(error) => Check::failed(
            "sandbox",
            error,
            "see the engine's log; an engine that is short of CPU or memory starts containers too slowly",
        ),
    }
}

async fn limits(runtime: &Runtime) -> Vec<Check> {
    match runtime.probe(&probe_limits(), &[]).await {
        Ok(probed) if probed.findings.is_empty() => {
            let found = format!("the probe said nothing: {}", probed.noise);
            vec![Check::failed(
                "limits",
                found,
                "rebuild the images: make image",
            )]
        }
        Ok(probed) => probed.findings.iter().map(limit).collect(),
        Err(error) => {
            let mend = mend(&error);
            vec![Check::failed("limits", error, mend)]
        }
    }
}

fn limit(finding: &Finding) -> Check {
    let name = finding.check.replace('_', " ");
    let found = format!("{} ({})", finding.promise, finding.found);
    if finding.held {
        Check::ok(&name, found)
    } else {
        Check::failed(
            &name,
            format!("does not hold: {found}"),
            "do not let candidates in; the engine, its runtime or the kernel does not enforce this limit: compare `docker info` with Assay's needs (seccomp, cgroup controllers for memory, pids and cpu)",
        )
    }
}

/// Small, so that the checks are quick; half a core, so that the limit on CPU shows on one core too.
fn probe_limits() -> Limits {
    Limits {
        memory_mebibytes: 96,
        cpu_cores: 0.5,
        processes: 16,
        file_mebibytes: 8,
        scratch_mebibytes: 16,
        ..Limits::default()
    }
}

fn mend(error: &SandboxError) -> &'static str {
    match error {
        SandboxError::Deadline { .. } => "the machine may be overloaded: run this again",
        _ => "see the engine's log",
    }
}
