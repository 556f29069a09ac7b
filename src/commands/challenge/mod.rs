//! `assay challenge`: what an author does with challenges.

mod import;
mod list;
mod new;
mod verify;
mod watch;

use clap::Subcommand;

use super::Exit;

/// Commands on challenges.
#[derive(Debug, Subcommand)]
pub enum ChallengeCommand {
    /// List the challenges, and say what is wrong with the broken ones.
    List(list::ListArgs),
    /// Prove a challenge: what its known submissions must pass and fail, and that every edge case catches one.
    Verify(Box<verify::VerifyArgs>),
    /// Make a new challenge that verifies, to be changed step by step.
    New(new::NewArgs),
    /// Make a challenge of an existing exercise: tests and a solution, an Exercism exercise, a Kattis problem package.
    Import(Box<import::ImportArgs>),
    /// Verify again as files change: an author's loop.
    Watch(watch::WatchArgs),
}

impl ChallengeCommand {
    pub async fn run(self) -> anyhow::Result<Exit> {
        match self {
            Self::List(args) => args.run(),
            Self::Verify(args) => args.run().await,
            Self::New(args) => args.run(),
            Self::Import(args) => args.run().await,
            Self::Watch(args) => args.run().await,
        }
    }
}
