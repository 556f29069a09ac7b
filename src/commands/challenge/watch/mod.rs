//! `assay challenge watch`: verifies again as files change, and only what an edit concerns.

mod changes;
mod concern;
mod session;
mod watched;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::commands::runtime::with_runtime_until_interrupted;
use crate::commands::{ChallengesSettings, EngineSettings, Exit};
use crate::grading::Grader;
use changes::Changes;
use session::Session;

/// Sandboxes that wait at the start; later on the same ones serve edit after edit.
const WARM: usize = 4;

#[derive(Debug, Args)]
#[command(after_help = "\
An edited submission is graded again; an edited test is run with every submission, an edited setting has all of them graded\n\
again. Then, unless another edit comes, everything is looked at once more, and only what that changes is told.\n\
Ctrl-C ends it; the exit status is 0 then, and 2 when the fault is ours.")]
pub struct WatchArgs {
    /// The challenges to watch [default: all, those that are made meanwhile too]
    names: Vec<String>,
    #[command(flatten)]
    challenges: ChallengesSettings,
    /// How many submissions are graded at once [default: the machine's cores]
    #[arg(long, env = "ASSAY_JOBS", value_name = "COUNT")]
    jobs: Option<NonZeroUsize>,
    #[command(flatten)]
    engine: EngineSettings,
}

impl WatchArgs {
    pub async fn run(self) -> anyhow::Result<Exit> {
        let folders: Vec<PathBuf> = self
            .challenges
            .folders
            .iter()
            .map(|folder| {
                folder.canonicalize().with_context(|| {
                    format!(
                        "could not read the folder of challenges {}",
                        folder.display()
                    )
                })
            })
            .collect::<anyhow::Result<_>>()?;
        // Before anything is read, so that no edit falls between reading and watching.
        let mut changes = Changes::watch(&folders)?;
        let jobs = self
            .jobs
            .or_else(|| std::thread::available_parallelism().ok())
            .map_or(1, NonZeroUsize::get);
        let mut settings = self.engine.settings();
        settings.warm = settings.warm.or(Some(jobs.max(WARM)));
        let mut session = Session::new(folders, self.names, jobs)?;
        with_runtime_until_interrupted(settings, async |runtime| {
            let grader = Grader::new(runtime);
            session.begin();
            loop {
                tokio::select! {
                    // A newer edit counts at once: what it does not concern is kept, and the rest begins anew.
                    change = changes.next() => session.take(change?),
                    () = session.work(&grader), if session.has_work() => {}
                }
            }
        })
        .await?;
        Ok(Exit::Passed)
    }
}
