//! Settings that several commands share.

use std::path::PathBuf;

use clap::Args;

/// Where challenges are found.
#[derive(Debug, Clone, Args)]
pub struct ChallengesSettings {
    /// A folder of challenges; repeat it or separate several with `:`. The first that has a name wins.
    #[arg(
        long = "challenges",
        env = "ASSAY_CHALLENGES",
        value_name = "DIR",
        value_delimiter = ':',
        default_value = "challenges"
    )]
    pub folders: Vec<PathBuf>,
}
