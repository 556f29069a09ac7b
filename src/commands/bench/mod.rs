//! `assay bench`: how fast a verdict comes and how many come a second, beside other ways to have one, all in one run.
//!
//! Every way is tried once a round, in turn, so that a busy machine slows all of them alike: the ratios say something
//! where the times do not.

mod bridge;
mod cold;
mod cpu;
mod driver;
mod figures;
mod growth;
mod latency;
mod measure;
mod memory;
mod pages;
mod peers;
mod plugins;
mod resident;
mod server;
mod statistics;
mod subject;
mod text;
mod throughput;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};

use crate::challenge::{Challenge, Library};
use crate::commands::runtime::with_runtime;
use crate::commands::{ChallengesSettings, EngineSettings, Exit, PythonSettings};
use cold::Shell;
use measure::{Bench, Extent, Part};

/// Measures verdicts beside plain pytest, pytest in `docker run` and pytest in bubblewrap.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 when all was measured, 2 otherwise. What cannot be had here (bubblewrap, the docker command, a browser) is left out, and that is said.")]
pub struct BenchArgs {
    /// Challenges whose first accepted submission is examined.
    #[arg(
        value_name = "NAME",
        default_values = ["timing-decorator", "csv-chunks", "list-comprehension"]
    )]
    names: Vec<String>,
    /// Only these parts; repeat it or separate several with `,` [default: all]
    #[arg(long = "part", value_name = "PART", value_enum, value_delimiter = ',')]
    parts: Vec<Part>,
    /// How often each way is tried for each challenge [default: 15]
    #[arg(long, env = "ASSAY_BENCH_ROUNDS", value_name = "COUNT")]
    rounds: Option<NonZeroUsize>,
    /// How many submissions are sent for each number of submitters [default: 24]
    #[arg(long, env = "ASSAY_BENCH_SUBMISSIONS", value_name = "COUNT")]
    submissions: Option<NonZeroUsize>,
    /// As little of everything as shows that it works, without graders from PyPI; its figures say nothing
    #[arg(long)]
    short: bool,
    /// How the figures are written to stdout.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Also write them there, as Markdown.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Where `scripts/peers.sh` has installed other graders
    #[arg(
        long,
        env = "ASSAY_PEERS",
        value_name = "DIR",
        default_value = "build/peers"
    )]
    peers: PathBuf,
    /// Where the front end's packages are installed, one of which drives a browser
    #[arg(long, env = "ASSAY_WEB", value_name = "DIR", default_value = "web")]
    web: PathBuf,
    #[command(flatten)]
    python: PythonSettings,
    #[command(flatten)]
    challenges: ChallengesSettings,
    #[command(flatten)]
    engine: EngineSettings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown tables.
    Text,
    /// One JSON object.
    Json,
}

impl BenchArgs {
    pub async fn run(self) -> anyhow::Result<Exit> {
        let library = Library::new(self.challenges.folders.clone());
        let challenges = self
            .names
            .iter()
            .map(|name| Ok(library.find(name)?))
            .collect::<anyhow::Result<Vec<Challenge>>>()?;
        let mut parts = self.parts.clone();
        if parts.is_empty() {
            parts.extend(Part::value_variants());
        }
        let python = self.python.file();
        // Some of them need seconds for one submission.
        let peers = (!self.short).then(|| self.peers.clone());
        let web = self.web.clone();
        let shell = Shell::new(self.engine.flags())?;
        let extent = self.extent();
        let figures = with_runtime(self.engine.settings(), async |runtime| {
            Bench::new(runtime, python, peers, web, shell, extent)
                .run(&challenges, &parts)
                .await
        })
        .await?;
        let mut stdout = std::io::stdout().lock();
        match self.format {
            Format::Text => write!(stdout, "{figures}")?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut stdout, &figures)?;
                writeln!(stdout)?;
            }
        }
        if let Some(path) = &self.output {
            std::fs::write(path, figures.to_string())
                .with_context(|| format!("could not write {}", path.display()))?;
        }
        Ok(Exit::Passed)
    }

    fn extent(&self) -> Extent {
        let or = |chosen: Option<NonZeroUsize>, usual, short| {
            chosen.map_or(if self.short { short } else { usual }, NonZeroUsize::get)
        };
        Extent {
            rounds: or(self.rounds, 15, 1),
            submissions: or(self.submissions, 24, 2),
            growth: if self.short {
                growth::SHORT
            } else {
                growth::FULL
            },
        }
    }
}
