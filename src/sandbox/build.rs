//! Builds the runner's images where they are absent, without a network.

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use bollard::query_parameters::{BuildImageOptions, BuilderVersion};
use futures::StreamExt;

use super::SandboxError;
use super::engine::Engine;
use super::image::{self, BASE_LABEL, CONTENT_LABEL, Image, LOCK_LABEL, Pair, Role};
use super::libraries::{self, Wanted};
use super::lock::Lock;
use super::python::Python;
use super::recipe::{self, Context};
use crate::challenge::Packages;

/// A build runs Python in containers, several times.
const BUILD_DEADLINE: Duration = Duration::from_secs(600);

/// Where a build's inputs come from.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// The image to build on.
    pub base: &'a str,
    /// The folder with the examiner's wheels.
    pub wheels: &'a Path,
    /// A Python of this machine whose pip fetches declared packages.
    pub python: &'a Path,
}

/// One build.
struct Build<'a> {
    image: String,
    target: &'a str,
    base: &'a str,
    context: Context,
    labels: HashMap<String, String>,
}

/// Builds both images with these packages unless they are there, the sandbox's first since the examiner's shares its
/// layers. A lock is followed instead of resolving the packages anew. `tell` hears the builds' output, line by line.
pub(super) async fn pair(
    engine: &Engine,
    inputs: Inputs<'_>,
    packages: &Packages,
    lock: Option<&Lock>,
    tell: &mut dyn FnMut(&str),
) -> Result<Pair, SandboxError> {
    let (below, resolved) = if packages.is_empty() {
        (inputs.base.to_owned(), Lock::default())
    } else {
        let image = with_packages(engine, inputs, packages, lock, tell).await?;
        (image.name, image.lock)
    };
    let mut build = async |role: Role| {
        match image::find(engine, role, packages).await {
            Ok(image) if image.base == inputs.base && image.lock == resolved => return Ok(image),
            Ok(_) | Err(SandboxError::NoImage { .. } | SandboxError::NoPackages { .. }) => {}
            Err(other) => return Err(other),
        }
        let build = Build {
            image: role.image(packages),
            target: role.name(),
            base: &below,
            context: recipe::of_role(role, inputs.wheels)?,
            labels: labels(&[
                (CONTENT_LABEL, &role.tag(packages)),
                (BASE_LABEL, inputs.base),
            ]),
        };
        run(engine, build, tell).await?;
        image::find(engine, role, packages).await
    };
    Ok(Pair {
        sandbox: build(Role::Sandbox).await?,
        examiner: build(Role::Examiner).await?,
    })
}

/// The base with the packages laid onto it. It is kept when the runner changes, and with it the packages' versions.
async fn with_packages(
    engine: &Engine,
    inputs: Inputs<'_>,
    packages: &Packages,
    lock: Option<&Lock>,
    tell: &mut dyn FnMut(&str),
) -> Result<Image, SandboxError> {
    let name = format!("assay-packages:{}", packages.key());
    let fits =
        |image: &Image| image.base == inputs.base && lock.is_none_or(|lock| *lock == image.lock);
    if let Some(image) = image::named(engine, &name).await?.filter(fits) {
        return Ok(image);
    }
    let python = Python::of_image(engine, inputs.base).await?;
    tell(&format!("Fetching {packages} for {}", python.describe()));
    let wanted = lock.map_or(Wanted::Resolved(packages), Wanted::Locked);
    let mut libraries = libraries::install(inputs.python, &python, wanted).await?;
    libraries
        .files
        .insert("Dockerfile".to_owned(), recipe::of_packages());
    let lock = libraries.lock.text();
    let build = Build {
        image: name.clone(),
        target: "",
        base: inputs.base,
        context: libraries.files,
        labels: labels(&[
            (CONTENT_LABEL, &packages.key()),
            (BASE_LABEL, inputs.base),
            (LOCK_LABEL, &lock),
        ]),
    };
    run(engine, build, tell).await?;
    let built = image::named(engine, &name).await?;
    built.ok_or(SandboxError::NoImage { image: name })
}

fn labels(pairs: &[(&str, &str)]) -> HashMap<String, String> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

async fn run(
    engine: &Engine,
    build: Build<'_>,
    tell: &mut dyn FnMut(&str),
) -> Result<(), SandboxError> {
    let image = build.image;
    let context = packed(&build.context)?;
    let options = BuildImageOptions {
        t: Some(image.clone()),
        target: build.target.to_owned(),
        buildargs: Some(HashMap::from([("BASE".to_owned(), build.base.to_owned())])),
        labels: Some(build.labels),
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
        .await?
}

/// A build's context as a tar archive.
fn packed(files: &Context) -> Result<Vec<u8>, SandboxError> {
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
