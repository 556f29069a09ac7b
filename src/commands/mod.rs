//! The command line: `assay COMMAND`. stdout is data, stderr is talk; the exit status says whose turn it is.
//!
//! One file a command. A command is a clap `Args` struct with an `async fn run(self) -> anyhow::Result<Exit>`;
//! every setting has a flag and an `ASSAY_*` environment variable, and a bad value refuses to start.

mod bar;
mod bench;
mod challenge;
mod doctor;
mod exit;
mod grade;
mod image;
mod runtime;
mod serve;
mod settings;
mod talk;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use exit::Exit;
pub use settings::{ChallengesSettings, EngineSettings, PythonSettings, SourceSettings};

/// A live-coding assessment sandbox: hidden tests examine a candidate's Python from outside its container.
#[derive(Debug, Parser)]
#[command(
    name = "assay",
    version,
    propagate_version = true,
    max_term_width = 100
)]
struct Cli {
    #[command(flatten)]
    talk: talk::TalkSettings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Bench(bench::BenchArgs),
    /// List, prove and scaffold challenges.
    #[command(subcommand)]
    Challenge(challenge::ChallengeCommand),
    /// Check the engine, the images, that limits really bite, the database and the challenges.
    Doctor(doctor::DoctorArgs),
    /// Build the images in which sandboxes and the examiner run.
    #[command(subcommand)]
    Image(image::ImageCommand),
    Serve(serve::ServeArgs),
    /// Grade a file, a folder or a whole folder of take-homes.
    Grade(Box<grade::GradeArgs>),
}

/// Parses the command line, runs the command and turns its end into an exit status.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = cli.talk.start(cli.command.usual_talk()).and_then(|()| {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        runtime.block_on(cli.command.run())
    });
    match result {
        Ok(exit) => exit.into(),
        Err(error) => {
            talk::say_error(&error);
            Exit::Trouble.into()
        }
    }
}

impl Command {
    async fn run(self) -> anyhow::Result<Exit> {
        match self {
            Self::Bench(args) => args.run().await,
            Self::Challenge(command) => command.run().await,
            Self::Doctor(args) => args.run().await,
            Self::Image(command) => command.run().await,
            Self::Serve(command) => command.run().await,
            Self::Grade(args) => args.run().await,
        }
    }

    /// What is logged when nobody says otherwise: a server narrates, a command only warns.
    fn usual_talk(&self) -> &'static str {
        match self {
            Self::Challenge(_) | Self::Doctor(_) | Self::Grade(_) | Self::Image(_) => "warn",
            Self::Bench(_) | Self::Serve(_) => "info",
        }
    }
}

/// Whether a stream that is, or is not, a terminal gets colours; `NO_COLOR` is honoured.
fn colours(terminal: bool) -> bool {
    terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
