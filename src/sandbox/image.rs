//! The runner's images, found by the hash of what goes into them and by the packages that they hold beside Python's
//! standard library.

use super::SandboxError;
use super::engine::Engine;
use super::lock::Lock;
use crate::challenge::Packages;

/// The label that carries the content hash. Containers inherit an image's labels, so nothing is ever swept by it.
pub(super) const CONTENT_LABEL: &str = "assay.content";
/// The label that says what the image was built on.
pub(super) const BASE_LABEL: &str = "assay.base";
/// The label that says which versions the declared packages were resolved to; images built on that one inherit it.
pub(super) const LOCK_LABEL: &str = "assay.lock";

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
    /// The hash of what went into it, then the key of its packages if it has any.
    pub content: String,
    /// What it was built on.
    pub base: String,
    /// The packages that it holds beside Python's standard library, as they were resolved.
    pub lock: Lock,
    /// Variables that the base image sets; a sandbox unsets them.
    pub(super) environment: Vec<String>,
}

/// The two images that hold the same packages.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    pub(super) sandbox: Image,
    pub(super) examiner: Image,
}

impl Role {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Examiner => "examiner",
        }
    }

    /// What tells an image made from this binary's inputs and these packages from all others.
    pub(super) fn tag(self, packages: &Packages) -> String {
        if packages.is_empty() {
            self.content()
        } else {
            format!("{}-{}", self.content(), packages.key())
        }
    }

    /// The name of that image.
    pub(super) fn image(self, packages: &Packages) -> String {
        format!("assay-{}:{}", self.name(), self.tag(packages))
    }
}

/// Both images with these packages, made from exactly this binary's inputs.
pub(crate) async fn pair(engine: &Engine, packages: &Packages) -> Result<Pair, SandboxError> {
    Ok(Pair {
        sandbox: find(engine, Role::Sandbox, packages).await?,
        examiner: find(engine, Role::Examiner, packages).await?,
    })
}

/// The image for `role` with these packages, made from exactly this binary's inputs.
pub(crate) async fn find(
    engine: &Engine,
    role: Role,
    packages: &Packages,
) -> Result<Image, SandboxError> {
    let name = role.image(packages);
    match named(engine, &name).await? {
        Some(image) => Ok(image),
        None if packages.is_empty() => Err(SandboxError::NoImage { image: name }),
        None => Err(SandboxError::NoPackages {
            packages: packages.to_string(),
        }),
    }
}

/// The image of this name, if there is one.
pub(super) async fn named(engine: &Engine, name: &str) -> Result<Option<Image>, SandboxError> {
    let attempted = format!("look for the image {name}");
    let found = engine
        .call(&attempted, engine.docker().inspect_image(name))
        .await;
    let inspected = match found {
        Err(error) if error.is_absent() => return Ok(None),
        other => other?,
    };
    let config = inspected.config.unwrap_or_default();
    let labels = config.labels.unwrap_or_default();
    let label = |name| labels.get(name).cloned().unwrap_or_default();
    Ok(Some(Image {
        content: label(CONTENT_LABEL),
        base: label(BASE_LABEL),
        lock: Lock::parse(&label(LOCK_LABEL)),
        environment: config
            .env
            .unwrap_or_default()
            .iter()
            .filter_map(|variable| Some(variable.split_once('=')?.0.to_owned()))
            .collect(),
        name: name.to_owned(),
    }))
}
