//! Fetches declared packages with the host's pip for an image's Python. Images are built without a network, so all that
//! goes into one is installed here, into a folder of its own, and handed over as a build's context.

use std::ffi::OsString;
use std::path::Path;
use std::process::Stdio;

use tokio::process::Command;

use super::SandboxError;
use super::lock::Lock;
use super::python::Python;
use super::recipe::Context;

/// What pip installed.
#[derive(Debug)]
pub(super) struct Libraries {
    /// The files by their path below `packages/`.
    pub(super) files: Context,
    pub(super) lock: Lock,
}

/// What pip is asked for: requirements to be resolved, or a lock to be followed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted<'a> {
    Resolved(&'a crate::challenge::Packages),
    Locked(&'a Lock),
}

/// Installs with the pip of `host`, a Python of this machine. Only wheels are taken: nothing is built or run here.
pub(super) async fn install(
    host: &Path,
    python: &Python,
    wanted: Wanted<'_>,
) -> Result<Libraries, SandboxError> {
    let unusable = |what: &str, error: &dyn std::fmt::Display| SandboxError::Inputs {
        reason: format!("{what}: {error}"),
    };
    let folder = tempfile::tempdir().map_err(|error| unusable("no temporary folder", &error))?;
    let (target, report) = (
        folder.path().join("packages"),
        folder.path().join("report.json"),
    );
    let mut options: Vec<OsString> = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-input",
        "--disable-pip-version-check",
        "--no-compile",
        "--ignore-installed",
        "--retries=1",
        "--timeout=20",
    ]
    .map(OsString::from)
    .to_vec();
    options.extend(python.pip_options().into_iter().map(OsString::from));
    options.extend(["--target".into(), target.clone().into_os_string()]);
    options.extend(["--report".into(), report.clone().into_os_string()]);
    match wanted {
        Wanted::Resolved(packages) => options.extend(packages.requirements().map(OsString::from)),
        Wanted::Locked(lock) => {
            let file = folder.path().join("lock.txt");
            std::fs::write(&file, lock.text()).map_err(|error| unusable("the lock", &error))?;
            options.extend(["--no-deps".into(), "--require-hashes".into(), "-r".into()]);
            options.push(file.into_os_string());
        }
    }
    let ended = Command::new(host)
        .args(options)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .map_err(|error| no_pip(host, &error))?;
    if !ended.status.success() {
        return Err(why(host, python, &String::from_utf8_lossy(&ended.stderr)));
    }
    let report = std::fs::read(&report).map_err(|error| unusable("pip's report", &error))?;
    let lock = Lock::from_pip_report(&report).map_err(|error| {
        unusable(
            "pip's report cannot be read; pip 22.2 or newer is needed",
            &error,
        )
    })?;
    let mut files = Context::new();
    // Programs are of no use in a sandbox.
    let _ = std::fs::remove_dir_all(target.join("bin"));
    collect(&target, "packages", &mut files)
        .map_err(|error| unusable("what pip installed cannot be read", &error))?;
    Ok(Libraries { files, lock })
}

fn collect(folder: &Path, below: &str, files: &mut Context) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{below}/{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&entry.path(), &path, files)?;
        } else if kind.is_file() {
            files.insert(path, std::fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn no_pip(host: &Path, error: &dyn std::fmt::Display) -> SandboxError {
    SandboxError::Inputs {
        reason: format!(
            "{} does not run pip ({error}); name a Python that has pip with --python",
            host.display()
        ),
    }
}

/// What pip's words mean. A package that cannot be had is its author's to mend; a network that is not there is not.
fn why(host: &Path, python: &Python, said: &str) -> SandboxError {
    let line = |start: &str| {
        said.lines()
            .find_map(|line| line.trim_start().strip_prefix(start))
            .map(str::trim)
    };
    if said.contains("No module named pip") {
        return no_pip(host, &"it has none");
    }
    if said.contains("Retrying (Retry(") {
        return SandboxError::Inputs {
            reason: "pip reached no package index; check the network, or set PIP_INDEX_URL to an index that can be reached".to_owned(),
        };
    }
    if let Some(requirement) = line("ERROR: No matching distribution found for ") {
        // E.g. `numpy<2 (from pandas)`.
        let requirement = requirement.split(" (from").next().unwrap_or_default();
        let versions = said
            .split_once("(from versions: ")
            .map_or("", |(_, rest)| rest.split(')').next().unwrap_or_default());
        let found = match versions {
            "" | "none" => format!(
                "the package index has no `{requirement}`, or no wheel of it for {}; only wheels are installed",
                python.describe()
            ),
            versions => format!(
                "`{requirement}` fits none of the versions with a wheel for {}: {}",
                python.describe(),
                newest(versions)
            ),
        };
        return SandboxError::NoSuchPackage {
            requirement: requirement.to_owned(),
            reason: found,
        };
    }
    if said.contains("ResolutionImpossible") || said.contains("conflicting dependencies") {
        let conflict = line("ERROR: Cannot install ").unwrap_or("the packages exclude each other");
        return SandboxError::NoSuchPackage {
            requirement: conflict.to_owned(),
            reason: format!("pip cannot install {conflict}"),
        };
    }
    let last = said
        .lines()
        .rev()
        .find(|line| line.contains("ERROR"))
        .unwrap_or(said);
    SandboxError::Inputs {
        reason: format!(
            "pip failed: {}",
            last.trim().chars().take(500).collect::<String>()
        ),
    }
}

fn newest(versions: &str) -> String {
    let all: Vec<&str> = versions.split(", ").collect();
    let shown = &all[all.len().saturating_sub(5)..];
    let dots = if shown.len() < all.len() { "..., " } else { "" };
    format!("{dots}{}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(said: &str) -> String {
        let python = r#"{"major": 3, "minor": 11, "flags": "", "machine": "x86_64", "libc": ["glibc", "2.36"]}"#;
        let python = serde_json::from_str(python).expect("an answer");
        super::why(Path::new("python3"), &python, said).to_string()
    }

    #[test]
    fn a_package_that_cannot_be_had_is_told_apart_from_a_network_that_is_not_there() {
        insta::assert_snapshot!(why("ERROR: Could not find a version that satisfies the requirement nosuch==1 (from versions: none)\nERROR: No matching distribution found for nosuch==1"), @"the package index has no `nosuch==1`, or no wheel of it for Python 3.11 on x86_64 with glibc 2.36; only wheels are installed");
        insta::assert_snapshot!(why("ERROR: Could not find a version that satisfies the requirement numpy==9.* (from versions: 1, 2, 3, 4, 5, 6)\nERROR: No matching distribution found for numpy==9.*"), @"`numpy==9.*` fits none of the versions with a wheel for Python 3.11 on x86_64 with glibc 2.36: ..., 2, 3, 4, 5, 6");
        insta::assert_snapshot!(why("WARNING: Retrying (Retry(total=0, connect=None)) after connection broken\nERROR: No matching distribution found for numpy"), @"the image cannot be built: pip reached no package index; check the network, or set PIP_INDEX_URL to an index that can be reached");
        insta::assert_snapshot!(why("ERROR: Cannot install a==1 and b==2 because these package versions have conflicting dependencies.\nERROR: ResolutionImpossible: for help"), @"pip cannot install a==1 and b==2 because these package versions have conflicting dependencies.");
        insta::assert_snapshot!(why("/usr/bin/python3: No module named pip"), @"the image cannot be built: python3 does not run pip (it has none); name a Python that has pip with --python");
    }
}
