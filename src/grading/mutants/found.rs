//! What became of mutants, against what the author lists. Pure.

use serde::Serialize;

use crate::challenge::{Challenge, ListedSurvivor};
use crate::examiner::message::Mutant;

/// What became of all mutants of a challenge.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Mutants {
    pub made: usize,
    /// Those that an edge case noticed, in time or not.
    pub killed: usize,
    /// Those of the killed that were ended for their time.
    pub timed_out: usize,
    pub not_tried: usize,
    /// Those that a sample did not choose.
    pub left_out: usize,
    /// Killed among those that were tried and are not listed with a reason, from 0 to 1.
    pub score: f64,
    pub survived: Vec<Survivor>,
    /// What `mutants.toml` lists and is not so.
    pub stale: Vec<Stale>,
}

/// A mutant that no edge case notices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Survivor {
    pub submission: String,
    /// Where the submission lies in the challenge's folder.
    pub path: String,
    pub file: String,
    pub line: u32,
    pub within: String,
    pub mutation: String,
    pub before: String,
    pub after: String,
    /// Why its author lets it live; nothing when `mutants.toml` does not list it.
    pub reason: Option<String>,
}

/// An entry of `mutants.toml`, or a part of one, that names no survivor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stale {
    pub line: String,
    pub becomes: String,
    /// What is so instead.
    pub message: String,
}

/// One mutant and its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    pub submission: String,
    pub path: String,
    pub file: String,
    pub mutant: Mutant,
    pub became: Became,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    Survived,
    Killed { edge_case: Option<String> },
    TimedOut { edge_case: Option<String> },
    NotTried,
    LeftOut,
}

/// Whether an entry means this mutant.
pub fn names(listed: &ListedSurvivor, submission: &str, mutant: &Mutant) -> bool {
    listed
        .becomes
        .texts()
        .iter()
        .any(|becomes| names_as(listed, becomes, submission, mutant))
}

fn names_as(listed: &ListedSurvivor, becomes: &str, submission: &str, mutant: &Mutant) -> bool {
    listed
        .submission
        .as_deref()
        .is_none_or(|name| name == submission)
        && listed
            .within
            .as_deref()
            .is_none_or(|within| within == mutant.within)
        && listed.line.trim() == mutant.before.trim()
        && becomes.trim() == mutant.after.trim()
}

impl Mutants {
    pub fn of(challenge: &Challenge, tried: Vec<Tried>) -> Self {
        let count =
            |wanted: fn(&Became) -> bool| tried.iter().filter(|one| wanted(&one.became)).count();
        let timed_out = count(|became| matches!(became, Became::TimedOut { .. }));
        let killed = timed_out + count(|became| matches!(became, Became::Killed { .. }));
        let not_tried = count(|became| *became == Became::NotTried);
        let left_out = count(|became| *became == Became::LeftOut);
        let stale = challenge
            .survivors
            .iter()
            .flat_map(|listed| stale(listed, &tried))
            .collect();
        let made = tried.len();
        let survived: Vec<Survivor> = tried
            .into_iter()
            .filter(|one| one.became == Became::Survived)
            .map(|one| {
                let listed = challenge
                    .survivors
                    .iter()
                    .find(|listed| names(listed, &one.submission, &one.mutant));
                Survivor {
                    reason: listed.map(|listed| listed.reason.clone()),
                    submission: one.submission,
                    path: one.path,
                    file: one.file,
                    line: one.mutant.line,
                    within: one.mutant.within,
                    mutation: one.mutant.mutation,
                    before: one.mutant.before,
                    after: one.mutant.after,
                }
            })
            .collect();
        let unlisted = survived.iter().filter(|one| one.reason.is_none()).count();
        #[expect(clippy::cast_precision_loss, reason = "a number of mutants")]
        let score = if killed + unlisted == 0 {
            1.0
        } else {
            killed as f64 / (killed + unlisted) as f64
        };
        Self {
            made,
            killed,
            timed_out,
            not_tried,
            left_out,
            score,
            survived,
            stale,
        }
    }
}

fn stale(listed: &ListedSurvivor, tried: &[Tried]) -> Vec<Stale> {
    let mut stale = Vec::new();
    for becomes in listed.becomes.texts() {
        let mut meant = tried
            .iter()
            .filter(|one| names_as(listed, becomes, &one.submission, &one.mutant));
        let message = match meant.next() {
            None => "is no mutant of an accepted submission".to_owned(),
            Some(first)
                if std::iter::once(first).chain(meant).all(|one| {
                    matches!(one.became, Became::Killed { .. } | Became::TimedOut { .. })
                }) =>
            {
                match &first.became {
                    Became::Killed {
                        edge_case: Some(id),
                    }
                    | Became::TimedOut {
                        edge_case: Some(id),
                    } => format!("is killed by {id}"),
                    _ => "is killed".to_owned(),
                }
            }
            Some(_) => continue,
        };
        stale.push(Stale {
            line: listed.line.clone(),
            becomes: becomes.clone(),
            message,
        });
    }
    stale
}

impl std::fmt::Display for Survivor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let one_line = |text: &str| text.replace('\n', " ");
        let (path, line) = (&self.path, self.line);
        write!(
            formatter,
            "{path}:{line}: no edge case notices when `{}` becomes `{}`",
            one_line(&self.before),
            one_line(&self.after)
        )
    }
}

impl std::fmt::Display for Stale {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "mutants.toml: `{}` as `{}` {}",
            self.line, self.becomes, self.message
        )
    }
}
