//! The runner's images, found and built by the hash of what goes into them.
//!
//! The Python sources and the Dockerfile are embedded in the binary; the examiner's wheels are too large for that and
//! come from a folder, but their pinned hashes are embedded, so that the content hash covers them too.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Duration;

use bollard::query_parameters::{BuildImageOptions, BuilderVersion};
use futures::StreamExt;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::SandboxError;
use super::engine::Engine;

/// The label that carries the content hash. Containers inherit an image's labels, so nothing is ever swept by it.
const CONTENT_LABEL: &str = "assay.content";
/// The label that says what the image was built on.
const BASE_LABEL: &str = "assay.base";
/// A build runs Python in containers, several times.
const BUILD_DEADLINE: Duration = Duration::from_secs(600);

#[derive(RustEmbed)]
#[folder = "runner"]
#[include = "assay_runner/*.py"]
#[include = "assay_runner/**/*.py"]
struct Runner;

#[derive(RustEmbed)]
#[folder = "runner-image"]
struct Recipe;

/// Which side of the bridge an image is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Sandbox,
    Examiner,
}

/// An image that is there.
#[derive(Debug, Clone)]
pub struct Image {
    /// What containers name it by.
    pub name: String,
    /// The hash of what went into it.
    pub content: String,
    /// What it was built on.
    pub base: String,
    /// Variables that the base image sets; a sandbox unsets them.
    pub(super) environment: Vec<String>,
}

impl Role {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Examiner => "examiner",
        }
    }

    /// The name that an image made from this binary's inputs has.
    pub(crate) fn image(self) -> String {
        format!("assay-{}:{}", self.name(), self.content())
    }

    /// The first 16 digits of the hash over every input's path and bytes.
    pub(crate) fn content(self) -> String {
        let mut hash = Sha256::new();
        for (path, bytes) in self.inputs() {
            hash.update((path.len() as u64).to_be_bytes());
            hash.update(path);
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        }
        hex::encode(&hash.finalize()[..8])
    }

    /// What goes into the image, by its path in the build's context. The examiner's side is not even sent to the
    /// engine when the sandbox's image is built.
    fn inputs(self) -> BTreeMap<String, Vec<u8>> {
        let sources = Runner::iter().filter_map(|path| Some((Runner::get(&path)?, path)));
        let recipe = Recipe::iter().filter_map(|path| Some((Recipe::get(&path)?, path)));
        sources
            .chain(recipe)
            .map(|(file, path)| (path.into_owned(), file.data.into_owned()))
            .filter(|(path, _)| self.takes(path))
            .collect()
    }

    fn takes(self, path: &str) -> bool {
        let examiners = path.starts_with("assay_runner/examiner/") || path == "requirements.txt";
        self == Self::Examiner || !examiners
    }
}

/// The image for `role`, made from exactly this binary's inputs.
pub(crate) async fn find(engine: &Engine, role: Role) -> Result<Image, SandboxError> {
    let name = role.image();
    let attempted = format!("look for the image {name}");
    let found = engine
        .call(&attempted, engine.docker().inspect_image(&name))
        .await;
    let inspected = match found {
        Err(error) if error.is_absent() => return Err(SandboxError::NoImage { image: name }),
        other => other?,
    };
    let config = inspected.config.unwrap_or_default();
    let labels = config.labels.unwrap_or_default();
    Ok(Image {
        content: role.content(),
        base: labels.get(BASE_LABEL).cloned().unwrap_or_default(),
        environment: config
            .env
            .unwrap_or_default()
            .iter()
            .filter_map(|variable| Some(variable.split_once('=')?.0.to_owned()))
            .collect(),
        name,
    })
}

/// Builds the image for `role` on `base`, unless it is there. `tell` hears the build's output, line by line.
pub(crate) async fn build(
    engine: &Engine,
    role: Role,
    base: &str,
    wheels: &Path,
    mut tell: impl FnMut(&str),
) -> Result<Image, SandboxError> {
    match find(engine, role).await {
        Ok(image) if image.base == base => return Ok(image),
        Ok(_) | Err(SandboxError::NoImage { .. }) => {}
        Err(other) => return Err(other),
    }
    let image = role.image();
    let context = context(role, wheels)?;
    let options = BuildImageOptions {
        t: Some(image.clone()),
        target: role.name().to_owned(),
        buildargs: Some(HashMap::from([("BASE".to_owned(), base.to_owned())])),
        labels: Some(HashMap::from([
            (CONTENT_LABEL.to_owned(), role.content()),
            (BASE_LABEL.to_owned(), base.to_owned()),
        ])),
        networkmode: Some("none".to_owned()),
        rm: true,
        forcerm: true,
        // The classic builder is the one that every engine has.
        version: BuilderVersion::BuilderV1,
        ..BuildImageOptions::default()
    };
    let failed = |reason: String| SandboxError::Build {
        image: image.clone(),
        reason,
    };
    let attempted = format!("build the image {image}");
    engine
        .call_within(BUILD_DEADLINE, &attempted, async {
            let body = bollard::body_full(context.into());
            let mut output = engine.docker().build_image(options, None, Some(body));
            let mut last_words = String::new();
            while let Some(part) = output.next().await {
                match part {
                    Ok(part) => {
                        for line in part.stream.unwrap_or_default().lines() {
                            if !line.trim().is_empty() {
                                tell(line);
                                last_words = line.to_owned();
                            }
                        }
                    }
                    Err(error) => return Ok(Err(failed(format!("{error} (after: {last_words})")))),
                }
            }
            Ok(Ok(()))
        })
        .await??;
    find(engine, role).await
}

/// A build's context as a tar archive.
fn context(role: Role, wheels: &Path) -> Result<Vec<u8>, SandboxError> {
    let mut files = role.inputs();
    if !files.contains_key("assay_runner/__init__.py") {
        return Err(SandboxError::Inputs {
            reason:
                "this binary was built without the Python package; build it in a whole checkout"
                    .to_owned(),
        });
    }
    if role == Role::Examiner {
        let requirements = files.remove("requirements.txt").unwrap_or_default();
        for (name, bytes) in pinned_wheels(wheels, &String::from_utf8_lossy(&requirements))? {
            files.insert(format!("wheels/{name}"), bytes);
        }
    }
    let mut archive = tar::Builder::new(Vec::new());
    let written = files.iter().try_for_each(|(path, bytes)| {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, path, bytes.as_slice())
    });
    written
        .and_then(|()| archive.into_inner())
        .map_err(|error| SandboxError::Inputs {
            reason: format!("its context could not be packed: {error}"),
        })
}

/// Reads the wheels whose hashes are pinned; anything else in the folder is left alone.
fn pinned_wheels(
    folder: &Path,
    requirements: &str,
) -> Result<BTreeMap<String, Vec<u8>>, SandboxError> {
    let unusable = |reason: String| SandboxError::Inputs {
        reason: format!(
            "{reason}. `make setup` fetches the examiner's wheels into build/wheels; name another folder with --wheels"
        ),
    };
    let unreadable = |error: std::io::Error| unusable(format!("{}: {error}", folder.display()));
    let mut wheels = BTreeMap::new();
    let mut missing: Vec<&str> = requirements
        .split_whitespace()
        .filter_map(|word| word.strip_prefix("--hash=sha256:"))
        .collect();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_none_or(|extension| extension != "whl") {
            continue;
        }
        let bytes = std::fs::read(&path).map_err(unreadable)?;
        let hash = hex::encode(Sha256::digest(&bytes));
        if let Some(position) = missing.iter().position(|wanted| *wanted == hash) {
            missing.swap_remove(position);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            wheels.insert(name.into_owned(), bytes);
        }
    }
    if missing.is_empty() {
        Ok(wheels)
    } else {
        Err(unusable(format!(
            "{} holds no wheel for {} of the pinned hashes",
            folder.display(),
            missing.len()
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_examiners_side_goes_into_the_sandboxs_build() {
        let inputs = Role::Sandbox.inputs();
        assert!(inputs.contains_key("Dockerfile"));
        assert!(inputs.contains_key("assay_runner/agent/__main__.py"));
        assert!(
            !inputs.keys().any(|path| path.contains("examiner")),
            "{:?}",
            inputs.keys()
        );
        assert!(
            Role::Examiner
                .inputs()
                .keys()
                .any(|path| path.contains("examiner"))
        );
    }

    #[test]
    fn a_wheel_that_is_not_the_pinned_one_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("x-1-py3-none-any.whl"), "x").expect("a file");
        let pin = "x==1 \\\n    --hash=sha256:aaaa";
        let error = pinned_wheels(folder.path(), pin).expect_err("no wheel has this hash");
        assert!(
            error.to_string().contains("1 of the pinned hashes"),
            "{error}"
        );
        let pin = format!("x==1 --hash=sha256:{}", hex::encode(Sha256::digest("x")));
        assert_eq!(
            pinned_wheels(folder.path(), &pin)
                .expect("the pinned one")
                .len(),
            1
        );
    }
}
