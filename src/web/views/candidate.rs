//! The candidate's pages. These types are an allow-list: what is not a field here cannot leak into a page.

use askama::Template;

use super::{Note, Progress, Shell, State};
use crate::report::Suite;

/// One challenge of an interview, as a tab or a line of the overview.
#[derive(Debug, Clone)]
pub struct ChallengeLink {
    pub title: String,
    pub summary: String,
    pub href: String,
    pub current: bool,
    pub level: String,
    pub minutes: Option<u32>,
    pub attempts: usize,
}

/// `GET /c/{token}` when the interview has several challenges.
#[derive(Template)]
#[template(path = "candidate/overview.html")]
pub struct OverviewPage {
    pub shell: Shell,
    pub candidate: String,
    pub challenges: Vec<ChallengeLink>,
}

/// `GET /c/{token}/{challenge}`.
#[derive(Template)]
#[template(path = "candidate/page.html")]
pub struct ChallengePage {
    pub shell: Shell,
    pub candidate: String,
    pub challenges: Vec<ChallengeLink>,
    /// `/c/{token}/{challenge}`, without a slash at its end.
    pub href: String,
    pub title: String,
    pub level: String,
    pub minutes: Option<u32>,
    /// The candidate's file, e.g. `timing.py`.
    pub file: String,
    /// HTML made from the challenge's markdown, raw HTML escaped.
    pub statement: String,
    /// What the editor opens with: the newest draft, else the starter.
    pub source: String,
    pub starter: String,
    /// The draft's revision as stored, 0 when there is none.
    pub revision: i64,
    /// No more submissions: the interviewer has closed the interview.
    pub closed: bool,
    /// Newest first.
    pub attempts: Vec<AttemptView>,
    pub hints: Vec<Hint>,
    pub hidden_total: usize,
    pub visible_total: usize,
    /// What one of those that examine is called, e.g. `edge case`.
    pub case: &'static str,
    /// The candidate writes tests, and each edge case is an implementation that they shall judge.
    pub writes_tests: bool,
    /// The newest event that this page already shows.
    pub last_event: i64,
}

/// A title that the interviewer has revealed.
#[derive(Debug, Clone)]
pub struct Hint {
    pub title: String,
    pub advises: String,
    pub revealed_at: String,
}

/// One submission as its candidate sees it.
#[derive(Debug, Clone)]
pub struct AttemptView {
    pub id: String,
    /// Counted among those of its suite.
    pub number: u32,
    /// `Visible` for a run, `Hidden` for a submission examined with everything.
    pub suite: Suite,
    pub progress: Progress,
    /// Where it stands in the queue, from 1; 0 when it is not waiting.
    pub place: usize,
    pub received_at: String,
    pub sha256: String,
    pub note: Option<Note>,
    pub visible: Vec<CaseView>,
    pub hidden: Option<HiddenView>,
    /// What one of those that examine is called, e.g. `edge case`.
    pub case: &'static str,
    /// Whether it is the newest: its details are open.
    pub newest: bool,
}

impl AttemptView {
    pub fn is_run(&self) -> bool {
        self.suite == Suite::Visible
    }

    pub fn queued(&self) -> bool {
        self.progress == Progress::Queued
    }

    pub fn finished(&self) -> bool {
        self.progress == Progress::Finished
    }

    pub fn visible_passed(&self) -> usize {
        self.visible
            .iter()
            .filter(|case| case.state.passed())
            .count()
    }
}

/// A visible edge case, or a hidden one as far as it is revealed.
#[derive(Debug, Clone)]
pub struct CaseView {
    pub key: String,
    pub state: State,
    pub title: String,
    /// Empty unless it may be read.
    pub message: String,
    pub advises: String,
    /// Always empty for a hidden edge case.
    pub stdout: String,
    pub stderr: String,
    pub output_cut: bool,
    pub line: Option<u32>,
    /// E.g. `3 ms`; empty until it has ended.
    pub duration: String,
}

impl CaseView {
    /// Whether there is anything below the title.
    pub fn has_more(&self) -> bool {
        !(self.message.is_empty() && self.stdout.is_empty() && self.stderr.is_empty())
            || (self.state.fell_short() && !self.advises.is_empty())
    }
}

/// The hidden edge cases at the interview's reveal level: counts always, the rest as allowed.
#[derive(Debug, Clone)]
pub struct HiddenView {
    pub passed: usize,
    pub failed: usize,
    pub pending: usize,
    pub areas: Vec<AreaCount>,
    /// Those whose title may be read: by level, or revealed one by one.
    pub named: Vec<CaseView>,
    /// Whether `named` holds all of them.
    pub all_named: bool,
    /// What one of them is called, e.g. `edge case`.
    pub case: &'static str,
}

impl HiddenView {
    pub fn total(&self) -> usize {
        self.passed + self.failed + self.pending
    }
}

#[derive(Debug, Clone)]
pub struct AreaCount {
    pub name: String,
    pub passed: usize,
    pub failed: usize,
    pub pending: usize,
}

impl AreaCount {
    pub fn total(&self) -> usize {
        self.passed + self.failed + self.pending
    }
}

/// `<article id="attempt-{id}">`.
#[derive(Template)]
#[template(path = "candidate/attempt.html")]
pub struct AttemptFragment<'a> {
    pub attempt: &'a AttemptView,
    pub file: &'a str,
}

/// `<li id="case-{submission}-{key}">`.
#[derive(Template)]
#[template(path = "candidate/case.html")]
pub struct CaseFragment<'a> {
    pub submission: &'a str,
    pub case: &'a CaseView,
    pub file: &'a str,
}

/// `<section id="hidden-{submission}">`.
#[derive(Template)]
#[template(path = "candidate/hidden.html")]
pub struct HiddenFragment<'a> {
    pub submission: &'a str,
    pub hidden: &'a HiddenView,
    pub file: &'a str,
}

/// `<section id="hints">`.
#[derive(Template)]
#[template(path = "candidate/hints.html")]
pub struct HintsFragment<'a> {
    pub hints: &'a [Hint],
}
