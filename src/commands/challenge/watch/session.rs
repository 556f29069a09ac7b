//! The watched challenges: which of them an edit concerns, and what is to be done.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::changes::Change;
use super::watched::Watched;
use crate::challenge::Challenge;
use crate::grading::{Bench, Grader};
use crate::report::text::printable;

/// All challenges that are watched.
#[derive(Debug)]
pub struct Session {
    folders: Vec<PathBuf>,
    /// Empty for all.
    names: BTreeSet<String>,
    jobs: usize,
    watched: BTreeMap<PathBuf, Watched>,
    /// Versions that an edit has replaced.
    replaced: Vec<String>,
    /// Sandboxes that wait for the next edit of the challenge that was verified last: containers are not started while
    /// its author waits.
    bench: (PathBuf, Bench),
}

impl Session {
    pub fn new(folders: Vec<PathBuf>, names: Vec<String>, jobs: usize) -> anyhow::Result<Self> {
        for name in &names {
            let known = folders.iter().any(|folder| folder.join(name).is_dir());
            anyhow::ensure!(
                known,
                "there is no challenge `{name}`; `assay challenge list` lists them"
            );
        }
        Ok(Self {
            folders,
            names: names.into_iter().collect(),
            jobs,
            watched: BTreeMap::new(),
            replaced: Vec::new(),
            bench: Default::default(),
        })
    }

    /// Everything is to be verified once.
    pub fn begin(&mut self) {
        let paths = self
            .folders
            .iter()
            .filter_map(|folder| std::fs::read_dir(folder).ok())
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.join("challenge.toml").exists() || path.join("tests").exists())
            .collect();
        self.take(Change {
            paths,
            began: Instant::now(),
        });
    }

    /// Takes in an edit: reads again what it concerns.
    pub fn take(&mut self, change: Change) {
        for folder in self.concerned(&change.paths) {
            let watched = self.watched.entry(folder.clone()).or_default();
            let paths = change
                .paths
                .iter()
                .filter(|path| path.starts_with(&folder))
                .cloned();
            let pending = watched.pending.get_or_insert_with(|| Change {
                paths: BTreeSet::new(),
                began: change.began,
            });
            // What is told of the time is how long the author has waited since the last keystroke.
            pending.began = change.began;
            pending.paths.extend(paths);
            if !folder.exists() {
                self.watched.remove(&folder);
                say(&format!("{}: removed", name_of(&folder)));
                continue;
            }
            match Challenge::read(&folder) {
                Ok(challenge) => self.replaced.extend(watched.read(challenge)),
                Err(fault) => {
                    let fault = fault.to_string();
                    watched.pending = None;
                    if watched.fault.as_ref() != Some(&fault) {
                        say(&format!("{}: broken: {fault}", name_of(&folder)));
                    }
                    watched.fault = Some(fault);
                }
            }
        }
    }

    pub fn has_work(&self) -> bool {
        self.watched
            .values()
            .any(|watched| watched.pending.is_some() || watched.is_doubtful())
    }

    /// Answers every edit that was taken in. What is finished is kept when this is dropped half way.
    pub async fn work(&mut self, grader: &Grader) {
        while let Some(version) = self.replaced.pop() {
            grader.forget(&version).await;
        }
        for edits in [true, false] {
            for (folder, watched) in &mut self.watched {
                if watched.pending.is_some() || !edits && watched.is_doubtful() {
                    if self.bench.0 != *folder || watched.settings_changed() {
                        self.bench = (folder.clone(), Bench::default());
                    }
                    watched
                        .verify(grader, &self.bench.1, folder, self.jobs)
                        .await;
                    watched.pending = None;
                }
            }
        }
    }

    fn concerned(&self, paths: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        let mut found = BTreeSet::new();
        for path in paths {
            for folder in &self.folders {
                let inner = path.strip_prefix(folder).ok();
                let Some(name) = inner.and_then(|inner| inner.components().next()) else {
                    continue;
                };
                let name = name.as_os_str().to_string_lossy().into_owned();
                let place = folder.join(&name);
                let wanted = self.names.is_empty() || self.names.contains(&name);
                // A file beside the challenges is none.
                if wanted
                    && !place.is_file()
                    && (place.exists() || self.watched.contains_key(&place))
                {
                    found.insert(place);
                }
            }
        }
        found
    }
}

pub(super) fn name_of(folder: &Path) -> String {
    folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// One line on stdout, at once.
pub(super) fn say(line: &str) {
    let mut stdout = std::io::stdout().lock();
    // Whoever closed stdout does not want to read on; the watch ends with the next interruption.
    let _ = writeln!(stdout, "{}", printable(line)).and_then(|()| stdout.flush());
}
