//! `results.json`: one for a single submission, a folder of them for a batch.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};

use super::work::Work;
use crate::challenge::Challenge;
use crate::report::{Graded, exercism};

/// Where the results go, and the challenges whose tests they quote.
pub struct Results {
    /// For a batch; a single submission's go where every other format goes.
    folder: Option<PathBuf>,
    challenges: BTreeMap<String, Arc<Challenge>>,
}

impl Results {
    /// Says before anything is graded that a batch needs a folder.
    pub fn prepare(work: &Work, batch: bool, output: Option<&Path>) -> anyhow::Result<Self> {
        let folder = match (batch, output) {
            (false, _) => None,
            (true, Some(folder)) => Some(folder.to_owned()),
            (true, None) => bail!(
                "a results.json holds one submission; name a folder for <candidate>/<challenge>/results.json with --output"
            ),
        };
        let challenges = work
            .tasks
            .iter()
            .map(|task| (task.challenge.name.clone(), task.challenge.clone()))
            .collect();
        Ok(Self { folder, challenges })
    }

    /// Writes every submission's results.
    pub fn write(&self, graded: &[Graded], writer: &mut dyn Write) -> anyhow::Result<()> {
        for one in graded {
            let nothing = crate::folder::Files::new();
            let tests = self
                .challenges
                .get(&one.report.challenge)
                .map_or(&nothing, |challenge| &challenge.tests);
            let Some(folder) = &self.folder else {
                exercism::write(one, tests, writer)?;
                continue;
            };
            let place = folder.join(&one.candidate).join(&one.report.challenge);
            std::fs::create_dir_all(&place)
                .with_context(|| format!("could not make the folder {}", place.display()))?;
            let place = place.join("results.json");
            let mut file = File::create(&place)
                .with_context(|| format!("could not write to {}", place.display()))?;
            exercism::write(one, tests, &mut file)?;
        }
        Ok(())
    }
}
