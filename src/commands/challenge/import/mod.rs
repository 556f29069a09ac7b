//! `assay challenge import`: a challenge of an existing exercise, proven before it is called one.

mod diagnosis;
mod learn;
mod outcome;
mod write;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, ValueEnum};

use crate::challenge::{Challenge, is_name};
use crate::commands::runtime::with_runtime;
use crate::commands::{ChallengesSettings, EngineSettings, Exit};
use crate::grading::Grader;
use crate::import::{self, Hints};
use outcome::Imported;

#[derive(Debug, Args)]
#[command(after_help = "\
What PATH is is found out: a Kattis-style problem package has a problem.yaml, an Exercism exercise a .meta/config.json,\n\
and anything else is a folder with tests and a solution. The tests are taken as they are. What cannot work is said with\n\
its file and line.\n\n\
Exit status: 0 when the challenge is proven, 1 when it is not, 2 when none could be made or the fault is ours.")]
pub struct ImportArgs {
    /// The exercise's folder, or one test file in it.
    path: PathBuf,
    /// The challenge's name [default: the folder's]
    #[arg(long)]
    name: Option<String>,
    /// The folder of challenges that gets it [default: the first of --challenges]
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// A module that the candidate writes, as the tests import it; repeat it for several, the main one first.
    #[arg(long = "module", value_name = "NAME")]
    modules: Vec<String>,
    /// A test file, or a folder of them, relative to PATH.
    #[arg(long, value_name = "PATH")]
    tests: Option<String>,
    /// The right solution: a file, or a folder of what a candidate would hand in, relative to PATH.
    #[arg(long, value_name = "PATH")]
    solution: Option<String>,
    /// What candidates begin with, relative to PATH.
    #[arg(long, value_name = "PATH")]
    starter: Option<String>,
    /// Replace a challenge of this name.
    #[arg(long)]
    force: bool,
    /// Write the challenge without grading its submissions.
    #[arg(long)]
    no_verify: bool,
    /// How the result is written to stdout.
    #[arg(long, value_enum, default_value_t = ImportFormat::Text)]
    format: ImportFormat,
    #[command(flatten)]
    challenges: ChallengesSettings,
    /// How many submissions are graded at once [default: the machine's cores]
    #[arg(long, env = "ASSAY_JOBS", value_name = "COUNT")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    engine: EngineSettings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ImportFormat {
    /// Sentences for people.
    Text,
    /// One JSON object.
    Json,
}

impl ImportArgs {
    pub async fn run(self) -> anyhow::Result<Exit> {
        if !self.path.exists() {
            bail!("there is no {}", self.path.display());
        }
        let name = self
            .name
            .clone()
            .unwrap_or_else(|| import::name_of(&self.path));
        if !is_name(&name) {
            bail!(
                "`{name}` is no name for a challenge; give one with --name: letters, digits, `-` and `_`"
            );
        }
        let into = self.into.clone();
        let into = into
            .or_else(|| self.challenges.folders.first().cloned())
            .unwrap_or_default();
        let folder = into.join(&name);
        write::check_free(&folder, self.force)?;
        let hints = Hints {
            modules: self.modules.clone(),
            tests: self.tests.clone(),
            solution: self.solution.clone(),
            starter: self.starter.clone(),
        };
        let mut draft = import::import(&self.path, &hints)?;
        learn::add_starter(&mut draft);
        // Read before anything is written, so that nothing is written that is no challenge.
        let challenge = Challenge::from_files(name.clone(), folder.clone(), draft.files())
            .map_err(|fault| anyhow::anyhow!("the exercise makes no challenge: {fault}"))?;
        let imported = if self.no_verify {
            Imported::unverified(&challenge, &draft)
        } else {
            let jobs = self
                .jobs
                .or_else(|| std::thread::available_parallelism().ok());
            let jobs = jobs.map_or(1, NonZeroUsize::get);
            let mut settings = self.engine.settings();
            settings.warm = settings
                .warm
                .or(Some(jobs.min(challenge.known.len().max(1))));
            with_runtime(settings, async |runtime| {
                let grader = Grader::new(runtime);
                learn::prove(&grader, &name, &folder, &mut draft, jobs).await
            })
            .await?
        };
        write::write(&folder, &draft.files(), self.force)?;
        let mut stdout = std::io::stdout().lock();
        match self.format {
            ImportFormat::Text => imported.write_text(&mut stdout)?,
            ImportFormat::Json => imported.write_json(&mut stdout)?,
        }
        for fault in imported.faults() {
            eprintln!("error: {fault}");
        }
        Ok(imported.exit())
    }
}
