//! `assay image`: the images in which sandboxes and the examiner run.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, bail, ensure};
use clap::{Args, Subcommand};
use futures::StreamExt;

use super::{ChallengesSettings, EngineSettings, Exit, PythonSettings};
use crate::challenge::{Challenge, ChallengeFault, Library, Packages};
use crate::sandbox::images::{Images, Inputs};
use crate::sandbox::{Image, Lock, SandboxError};

/// How many sets of packages are made into images at once: much of it waits for a download.
const SETS_AT_ONCE: usize = 2;

/// Commands on the runner's images.
#[derive(Debug, Subcommand)]
pub enum ImageCommand {
    /// Build the sandbox's and the examiner's image, plain and with the packages that challenges declare, where they
    /// are absent.
    Build(BuildArgs),
    /// Print which versions the packages of a challenge's image were resolved to, as pins for `--lock`.
    Lock(LockArgs),
}

/// Builds the images and prints their names.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Challenges whose packages are wanted [default: all]
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// The image to build on: one with python3 3.11 or newer, e.g. `python:3.13-slim` [default: the one that the present
    /// images are built on]
    #[arg(long, env = "ASSAY_BASE_IMAGE", value_name = "IMAGE")]
    base: Option<String>,
    /// The folder with the examiner's wheels.
    #[arg(
        long,
        env = "ASSAY_WHEELS",
        value_name = "DIR",
        default_value = "build/wheels"
    )]
    wheels: PathBuf,
    #[command(flatten)]
    python: PythonSettings,
    /// Take exactly these versions for the one challenge that is named, instead of resolving its packages: what `assay
    /// image lock` printed.
    #[arg(long, env = "ASSAY_LOCK", value_name = "FILE")]
    lock: Option<PathBuf>,
    #[command(flatten)]
    challenges: ChallengesSettings,
    #[command(flatten)]
    engine: EngineSettings,
}

/// Prints the pins of a challenge's image.
#[derive(Debug, Args)]
pub struct LockArgs {
    /// The challenge.
    name: String,
    #[command(flatten)]
    challenges: ChallengesSettings,
    #[command(flatten)]
    engine: EngineSettings,
}

impl ImageCommand {
    pub async fn run(self) -> anyhow::Result<Exit> {
        match self {
            Self::Build(args) => args.run().await,
            Self::Lock(args) => args.run().await,
        }
    }
}

impl BuildArgs {
    async fn run(self) -> anyhow::Result<Exit> {
        let lock = self.lock()?;
        let (wanted, mut exit) = self.wanted()?;
        let images = Images::connect(&self.engine.settings()).await?;
        let base = self.base(&images).await?;
        let python = self.python.file();
        let inputs = Inputs {
            base: &base,
            wheels: &self.wheels,
            python: &python,
        };
        let tell = |line: &str| tracing::info!("{line}");
        let plain = Packages::default();
        show(&images.build(inputs, &plain, None, tell).await?);
        let mut built = futures::stream::iter(&wanted)
            .map(async |(packages, challenges)| {
                let pair = images.build(inputs, packages, lock.as_ref(), tell).await;
                (packages, challenges, pair)
            })
            .buffered(SETS_AT_ONCE);
        while let Some((packages, challenges, pair)) = built.next().await {
            match pair {
                Ok(built) => show(&built),
                Err(SandboxError::NoSuchPackage {
                    requirement,
                    reason,
                }) => {
                    for challenge in challenges {
                        eprintln!("error: {}", blamed(challenge, &requirement, &reason));
                    }
                    exit = Exit::Trouble;
                }
                // Without a network none of the others can be had either, but some may be there already.
                Err(error) => {
                    let names: Vec<&str> = challenges.iter().map(|one| one.name.as_str()).collect();
                    eprintln!(
                        "error: no image with {packages} for {}: {error}",
                        names.join(", ")
                    );
                    exit = Exit::Trouble;
                }
            }
        }
        Ok(exit)
    }

    fn lock(&self) -> anyhow::Result<Option<Lock>> {
        let Some(file) = &self.lock else {
            return Ok(None);
        };
        ensure!(
            self.names.len() == 1,
            "a lock is of one challenge: name it, e.g. `assay image build NAME --lock {}`",
            file.display()
        );
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("could not read the lock {}", file.display()))?;
        Ok(Some(Lock::parse(&text)))
    }

    /// The sets of packages that are wanted, each with its challenges. A broken challenge keeps no other from its image.
    fn wanted(&self) -> anyhow::Result<(BTreeMap<Packages, Vec<Challenge>>, Exit)> {
        let library = Library::new(self.challenges.folders.clone());
        let mut exit = Exit::Passed;
        let mut found = Vec::new();
        for name in &self.names {
            found.push(library.find(name)?);
        }
        if self.names.is_empty() {
            // The plain images are of use without any challenge.
            let entries = library.list().unwrap_or_else(|error| {
                tracing::warn!("no challenge's packages are looked at: {error}");
                Vec::new()
            });
            for entry in entries {
                match entry.challenge {
                    Ok(challenge) => found.push(challenge),
                    Err(fault) => {
                        eprintln!(
                            "error: the challenge `{}` is broken: {}",
                            entry.name,
                            fault.within(&entry.folder)
                        );
                        exit = Exit::Trouble;
                    }
                }
            }
        }
        let mut wanted: BTreeMap<Packages, Vec<Challenge>> = BTreeMap::new();
        for challenge in found {
            let packages = challenge.settings.packages.clone();
            if !packages.is_empty() {
                wanted.entry(packages).or_default().push(challenge);
            }
        }
        Ok((wanted, exit))
    }

    async fn base(&self, images: &Images) -> anyhow::Result<String> {
        if let Some(base) = &self.base {
            return Ok(base.clone());
        }
        match images.find(&Packages::default()).await {
            Ok([sandbox, _]) => Ok(sandbox.base),
            Err(SandboxError::NoImage { .. }) => {
                bail!(
                    "name the image to build on with --base, e.g. --base python:3.13-slim; `make image` makes one"
                )
            }
            Err(error) => Err(error.into()),
        }
    }
}

impl LockArgs {
    async fn run(self) -> anyhow::Result<Exit> {
        let challenge = Library::new(self.challenges.folders).find(&self.name)?;
        let packages = &challenge.settings.packages;
        ensure!(
            !packages.is_empty(),
            "the challenge `{}` declares no packages; add `[image] packages = [...]` to its challenge.toml",
            self.name
        );
        let images = Images::connect(&self.engine.settings()).await?;
        match images.find(packages).await {
            Ok([sandbox, _]) => println!("{}", sandbox.lock.text()),
            Err(error @ SandboxError::NoPackages { .. }) => {
                bail!("{error}: run `assay image build {}`", self.name)
            }
            Err(error) => return Err(error.into()),
        }
        Ok(Exit::Passed)
    }
}

fn show(images: &[Image]) {
    for image in images {
        println!("{}", image.name);
    }
}

/// The author's error: the line that declares what cannot be had.
fn blamed(challenge: &Challenge, requirement: &str, reason: &str) -> String {
    let settings = &challenge.settings;
    let declared = settings
        .package_lines
        .iter()
        .find(|(name, _)| {
            let normal = requirement.to_lowercase().replace(['_', '.'], "-");
            normal
                .split(|letter: char| !(letter.is_alphanumeric() || letter == '-'))
                .any(|word| word == *name)
        })
        .or_else(|| settings.package_lines.first_key_value());
    let fault = match declared {
        Some((_, line)) => ChallengeFault::at("challenge.toml", *line, reason),
        None => ChallengeFault::of("challenge.toml", reason),
    };
    fault.within(&challenge.folder)
}
