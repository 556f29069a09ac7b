//! What goes into the runner's images.
//!
//! The Python sources and the Dockerfiles are embedded in the binary; the examiner's wheels are too large for that and
//! come from a folder, but their pinned hashes are embedded, so that the content hash covers them too.

use std::collections::BTreeMap;
use std::path::Path;

use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::SandboxError;
use super::image::Role;

/// The recipe of the image with declared packages lies in a folder of its own: it is no input of the runner's images.
const PACKAGES_RECIPE: &str = "packages/Dockerfile";

#[derive(RustEmbed)]
#[folder = "runner"]
#[include = "assay_runner/*.py"]
#[include = "assay_runner/**/*.py"]
struct Runner;

#[derive(RustEmbed)]
#[folder = "runner-image"]
struct Recipe;

impl Role {
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
        if path == PACKAGES_RECIPE {
            return false;
        }
        let examiners = path.starts_with("assay_runner/examiner/") || path == "requirements.txt";
        self == Self::Examiner || !examiners
    }
}

/// A file's content by its path in a build's context.
pub(super) type Context = BTreeMap<String, Vec<u8>>;

/// What the image for `role` is built from.
pub(super) fn of_role(role: Role, wheels: &Path) -> Result<Context, SandboxError> {
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
    Ok(files)
}

/// The Dockerfile that lays a folder `packages` onto a base.
pub(super) fn of_packages() -> Vec<u8> {
    Recipe::get(PACKAGES_RECIPE)
        .map(|file| file.data.into_owned())
        .unwrap_or_default()
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
