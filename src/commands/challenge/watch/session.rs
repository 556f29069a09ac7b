//! What is known of the watched challenges: the last report of each submission, and for which content it holds.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use futures::StreamExt;

use super::changes::Change;
use crate::challenge::{Challenge, KnownKind, KnownSubmission};
use crate::folder;
use crate::grading::{Grader, Proof, Workshop};
use crate::report::text::printable;
use crate::report::{Outcome, Report};

/// Gaps shown after a change; a challenge that has just been begun has many.
const MOST_GAPS: usize = 12;

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
}

/// One challenge.
#[derive(Debug, Default)]
struct Watched {
    /// The last state that could be read, under a version that only what examines changes.
    challenge: Option<Challenge>,
    fault: Option<String>,
    reports: BTreeMap<(KnownKind, String), (String, Report)>,
    /// The edit that has not been answered yet: its files, and when it began.
    pending: Option<Change>,
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
            pending.paths.extend(paths);
            if !folder.exists() {
                self.watched.remove(&folder);
                say(&format!("{}: removed", name_of(&folder)));
                continue;
            }
            match Challenge::read(&folder) {
                Ok(mut challenge) => {
                    challenge.version = examined_by(&challenge);
                    if let Some(before) = &watched.challenge
                        && before.version != challenge.version
                    {
                        self.replaced.push(before.version.clone());
                    }
                    watched.challenge = Some(challenge);
                    watched.fault = None;
                }
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
            .any(|watched| watched.pending.is_some())
    }

    /// Answers every edit that was taken in. What is finished is kept when this is dropped half way.
    pub async fn work(&mut self, grader: &Grader) {
        while let Some(version) = self.replaced.pop() {
            grader.forget(&version).await;
        }
        for (folder, watched) in &mut self.watched {
            if watched.pending.is_some() {
                watched.verify(grader, folder, self.jobs).await;
                watched.pending = None;
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

impl Watched {
    async fn verify(&mut self, grader: &Grader, folder: &Path, jobs: usize) {
        let (Some(challenge), Some(pending)) = (&self.challenge, &self.pending) else {
            return;
        };
        let before = gaps(challenge, &self.reports);
        let keys: BTreeMap<_, _> = challenge
            .known
            .iter()
            .map(|known| (key(known), content(challenge, known)))
            .collect();
        let count = self.reports.len();
        self.reports.retain(|name, _| keys.contains_key(name));
        let removed = count - self.reports.len();
        let stale: Vec<&KnownSubmission> = challenge
            .known
            .iter()
            .filter(|known| {
                self.reports
                    .get(&key(known))
                    .is_none_or(|(held, _)| *held != keys[&key(known)])
            })
            .collect();
        let all = stale.len() == challenge.known.len() && stale.len() > 1;
        let mut ran = 0;
        let mut last = String::new();
        if !stale.is_empty() {
            let workshop = &Workshop::new(grader.runtime(), challenge);
            let mut graded = futures::stream::iter(stale)
                .map(async |known| {
                    (
                        known,
                        grader.grade_known(workshop, known, &mut |_| {}).await,
                    )
                })
                .buffer_unordered(jobs);
            while let Some((known, report)) = graded.next().await {
                ran += 1;
                last = told(known, &report);
                if all && !Proof::agrees(known, &report) {
                    say(&format!("  {last}"));
                }
                self.reports
                    .insert(key(known), (keys[&key(known)].clone(), report));
            }
        }
        let name = name_of(folder);
        let milliseconds = pending.began.elapsed().as_millis();
        let edited = edited(folder, &pending.paths);
        let done = match (ran, removed) {
            (0, 0) if edited.is_empty() => return,
            (0, 0) => "nothing to run".to_owned(),
            (0, 1) => "one submission fewer".to_owned(),
            (0, removed) => format!("{removed} submissions fewer"),
            (1, _) => last,
            (ran, _) => format!("{ran} submissions graded"),
        };
        let gaps = gaps(challenge, &self.reports);
        let verdict = match gaps.len() {
            0 => "proven".to_owned(),
            1 => "1 gap".to_owned(),
            more => format!("{more} gaps"),
        };
        // A submission's own words begin with its place.
        let begin = if edited.is_empty() || done.starts_with(&edited) {
            name
        } else {
            format!("{name}: {edited}")
        };
        say(&format!("{begin}: {done}; {verdict} ({milliseconds} ms)"));
        for gap in gaps.iter().take(MOST_GAPS) {
            let mark = if before.contains(gap) { ' ' } else { '+' };
            say(&format!(" {mark} not proven: {gap}"));
        }
        if gaps.len() > MOST_GAPS {
            say(&format!("   … and {} more", gaps.len() - MOST_GAPS));
        }
    }
}

fn key(known: &KnownSubmission) -> (KnownKind, String) {
    (known.kind, known.name.clone())
}

/// What a report of the submission depends on.
fn content(challenge: &Challenge, known: &KnownSubmission) -> String {
    format!("{} {}", challenge.version, folder::hash(&known.files))
}

/// A version that changes with what a submission is examined by, and not with the words of a statement.
fn examined_by(challenge: &Challenge) -> String {
    let mut settings = challenge.settings.clone();
    settings.title.clear();
    settings.summary.clear();
    (settings.level, settings.minutes) = (None, None);
    settings.topics.clear();
    settings.reveal = Default::default();
    let mut files = challenge.tests.clone();
    files.insert("settings".to_owned(), format!("{settings:?}").into_bytes());
    folder::hash(&files)
}

fn gaps(
    challenge: &Challenge,
    reports: &BTreeMap<(KnownKind, String), (String, Report)>,
) -> Vec<String> {
    let graded: Vec<_> = challenge
        .known
        .iter()
        .filter_map(|known| Some((known, reports.get(&key(known))?.1.clone())))
        .collect();
    let proof = Proof::of(challenge, &graded);
    let gaps = proof.gaps.iter().map(ToString::to_string);
    let first = |gap: String| gap.lines().next().unwrap_or_default().to_owned();
    proof
        .faults
        .iter()
        .cloned()
        .chain(gaps)
        .map(first)
        .collect()
}

/// A submission's end in a few words.
fn told(known: &KnownSubmission, report: &Report) -> String {
    let (passed, of) = report.score();
    let failed = report
        .edge_cases
        .iter()
        .filter(|case| !matches!(case.outcome, Outcome::Passed | Outcome::NotRun))
        .count();
    let agrees = if Proof::agrees(known, report) {
        "as it should"
    } else {
        "not as it should"
    };
    let place = &known.path;
    if of == 0 {
        return format!(
            "{place} {}: {}",
            report.verdict.words(),
            report.message.lines().next().unwrap_or_default()
        );
    }
    format!("{place} passes {passed} and fails {failed} of {of}, {agrees}")
}

fn edited(folder: &Path, paths: &BTreeSet<PathBuf>) -> String {
    let mut names: Vec<String> = paths
        .iter()
        // What is gone and had no ending was an editor's own.
        .filter(|path| !path.is_dir() && (path.exists() || path.extension().is_some()))
        .filter_map(|path| Some(path.strip_prefix(folder).ok()?.display().to_string()))
        .filter(|name| !name.is_empty())
        .collect();
    if names.len() > 3 {
        let more = names.len() - 3;
        names.truncate(3);
        names.push(format!("{more} more"));
    }
    names.join(", ")
}

fn name_of(folder: &Path) -> String {
    folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// One line on stdout, at once.
fn say(line: &str) {
    let mut stdout = std::io::stdout().lock();
    // Whoever closed stdout does not want to read on; the watch ends with the next interruption.
    let _ = writeln!(stdout, "{}", printable(line)).and_then(|()| stdout.flush());
}
