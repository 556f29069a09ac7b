//! `assay image`: the images in which sandboxes and the examiner run.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{EngineSettings, Exit};
use crate::sandbox::images;

/// Commands on the runner's images.
#[derive(Debug, Subcommand)]
pub enum ImageCommand {
    /// Build the sandbox's and the examiner's image, unless images made from the same inputs are there.
    Build(BuildArgs),
}

/// Builds the images and prints their names.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The image to build on: one with python3 3.11 or newer, e.g. `python:3.13-slim`
    #[arg(long, env = "ASSAY_BASE_IMAGE", value_name = "IMAGE")]
    base: String,
    /// The folder with the examiner's wheels.
    #[arg(
        long,
        env = "ASSAY_WHEELS",
        value_name = "DIR",
        default_value = "build/wheels"
    )]
    wheels: PathBuf,
    #[command(flatten)]
    engine: EngineSettings,
}

impl ImageCommand {
    pub async fn run(self) -> anyhow::Result<Exit> {
        match self {
            Self::Build(args) => args.run().await,
        }
    }
}

impl BuildArgs {
    async fn run(self) -> anyhow::Result<Exit> {
        let settings = self.engine.settings();
        let built = images::build(&settings, &self.base, &self.wheels, |line| {
            tracing::info!("{line}");
        })
        .await?;
        for image in built {
            println!("{}", image.name);
        }
        Ok(Exit::Passed)
    }
}
