//! What `assay grade` has to do: the submissions it was pointed at, each with its challenge.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};

use crate::challenge::{Challenge, FindError, Kind, Library};
use crate::folder::FolderError;
use crate::grading::not_gradable;
use crate::report::{Graded, Report};
use crate::review::{self, Ticks};
use crate::submission::{NotGradable, SourceLimits, Submission, TakeHome, take_homes};

/// Everything that was found at the path.
#[derive(Debug, Default)]
pub struct Work {
    pub tasks: Vec<Task>,
    /// What needs no sandbox, with its place in the order: source that is not gradable.
    pub done: Vec<(usize, Graded)>,
    /// What could not be taken at all; the rest is graded all the same.
    pub troubles: Vec<String>,
}

/// One submission to be graded.
#[derive(Debug)]
pub struct Task {
    /// Its place in the order in which reports are written.
    pub place: usize,
    pub candidate: String,
    pub path: String,
    pub challenge: Arc<Challenge>,
    pub submission: Submission,
}

impl Work {
    /// Finds and reads what is to be graded.
    pub fn gather(
        path: &Path,
        challenge: Option<&str>,
        challenges: Vec<PathBuf>,
        limits: &SourceLimits,
    ) -> anyhow::Result<Self> {
        let library = Library::new(challenges);
        match challenge {
            Some(name) => Self::one(path, library.find(name)?, limits),
            None if path == Path::new("-") => {
                bail!("name the challenge that stdin answers with --challenge NAME")
            }
            None if path.is_dir() => Self::batch(path, &library, limits),
            None if path.exists() => {
                bail!(
                    "name the challenge that {} answers with --challenge NAME",
                    path.display()
                )
            }
            None => bail!("there is no {}", path.display()),
        }
    }

    fn one(path: &Path, challenge: Challenge, limits: &SourceLimits) -> anyhow::Result<Self> {
        let modules = &challenge.settings.modules;
        let is_review = challenge.settings.kind == Kind::Review;
        let read = if path == Path::new("-") {
            let mut content = Vec::new();
            let most = limits.total_bytes.saturating_add(1);
            std::io::stdin()
                .take(most)
                .read_to_end(&mut content)
                .context("could not read stdin")?;
            if is_review {
                Submission::of_review("review.toml", content, limits)
            } else {
                Submission::of_module(&modules[0], content, limits)
            }
        } else if is_review {
            Submission::read_review(path, limits)?
        } else {
            Submission::read(path, modules, limits)?
        };
        let mut work = Self::default();
        work.add(String::new(), path, Arc::new(challenge), read);
        Ok(work)
    }

    fn batch(folder: &Path, library: &Library, limits: &SourceLimits) -> anyhow::Result<Self> {
        let mut work = Self::default();
        let mut found: BTreeMap<String, Result<Arc<Challenge>, String>> = BTreeMap::new();
        for take_home in take_homes(folder)? {
            let challenge = match found.get(&take_home.challenge) {
                Some(challenge) => challenge.clone(),
                None => {
                    let challenge = match library.find(&take_home.challenge) {
                        Ok(challenge) => Ok(Arc::new(challenge)),
                        // No folder can be listed: nothing at all can be graded.
                        Err(FindError::Library(error)) => return Err(error.into()),
                        Err(error) => Err(error.to_string()),
                    };
                    found.insert(take_home.challenge.clone(), challenge.clone());
                    challenge
                }
            };
            match challenge {
                Err(why) => work
                    .troubles
                    .push(format!("{}: {why}", take_home.path.display())),
                Ok(challenge) => match read(&take_home, &challenge, limits) {
                    Err(error) => work.troubles.push(error.to_string()),
                    Ok(read) => work.add(take_home.candidate, &take_home.path, challenge, read),
                },
            }
        }
        Ok(work)
    }

    fn add(
        &mut self,
        candidate: String,
        path: &Path,
        challenge: Arc<Challenge>,
        read: Result<Submission, NotGradable>,
    ) {
        let place = self.tasks.len() + self.done.len();
        let path = path.display().to_string();
        match read {
            // Nothing of it runs, so no sandbox is asked for.
            Ok(submission) if challenge.settings.kind == Kind::Review => {
                let report = review::grade(&challenge, &submission, &Ticks::new());
                self.done.push((
                    place,
                    Graded {
                        candidate,
                        path,
                        left_out: Vec::new(),
                        report,
                    },
                ));
            }
            Ok(submission) => self.tasks.push(Task {
                place,
                candidate,
                path,
                challenge,
                submission,
            }),
            Err(refusal) => {
                let report = not_gradable(&challenge, "", &refusal);
                self.done.push((
                    place,
                    Graded {
                        candidate,
                        path,
                        left_out: Vec::new(),
                        report,
                    },
                ));
            }
        }
    }
}

fn read(
    take_home: &TakeHome,
    challenge: &Challenge,
    limits: &SourceLimits,
) -> Result<Result<Submission, NotGradable>, FolderError> {
    match challenge.settings.kind {
        Kind::Review => take_home.read_review(limits),
        Kind::Code | Kind::Tests => take_home.read(&challenge.settings.modules, limits),
    }
}

impl Task {
    /// Candidate and challenge, for the progress bar.
    pub fn name(&self) -> String {
        match self.candidate.as_str() {
            "" => self.challenge.name.clone(),
            candidate => format!("{candidate}/{}", self.challenge.name),
        }
    }

    /// The task with its report.
    pub fn graded(self, report: Report) -> Graded {
        let left_out = self
            .submission
            .left_out()
            .iter()
            .map(|left| format!("{}: {}", left.file, left.why))
            .collect();
        Graded {
            candidate: self.candidate,
            path: self.path,
            left_out,
            report,
        }
    }
}
