//! `assay challenge`: what an author does with challenges.

mod list;

use clap::Subcommand;

use super::Exit;

/// Commands on challenges.
#[derive(Debug, Subcommand)]
pub enum ChallengeCommand {
    /// List the challenges, and say what is wrong with the broken ones.
    List(list::ListArgs),
}

impl ChallengeCommand {
    pub async fn run(self) -> anyhow::Result<Exit> {
        match self {
            Self::List(args) => args.run(),
        }
    }
}
