//! Both images at once, for the command line.

use std::path::Path;

use super::engine::Engine;
use super::image::{self, Image, Role};
use super::{SandboxError, Settings};

/// Builds both images on `base` where they are absent, the sandbox's first since the examiner's shares its layers.
pub async fn build(
    settings: &Settings,
    base: &str,
    wheels: &Path,
    mut tell: impl FnMut(&str),
) -> Result<[Image; 2], SandboxError> {
    let engine = Engine::connect(settings.engine.as_deref(), settings.call_deadline).await?;
    let sandbox = image::build(&engine, Role::Sandbox, base, wheels, &mut tell).await?;
    let examiner = image::build(&engine, Role::Examiner, base, wheels, &mut tell).await?;
    Ok([sandbox, examiner])
}

/// Both images, made from exactly this binary's inputs, or what is wrong with each.
pub async fn find(settings: &Settings) -> Result<[Result<Image, SandboxError>; 2], SandboxError> {
    let engine = Engine::connect(settings.engine.as_deref(), settings.call_deadline).await?;
    Ok([
        image::find(&engine, Role::Sandbox).await,
        image::find(&engine, Role::Examiner).await,
    ])
}
