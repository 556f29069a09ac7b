//! The interviewer's pages: everything there is to know about an attempt.

use askama::Template;

use super::review::ReviewView;
use super::{Note, Progress, Shell, State};
use crate::report::Suite;

/// `GET /interviews`.
#[derive(Template)]
#[template(path = "interviews/list.html")]
pub struct ListPage {
    pub shell: Shell,
    pub interviews: Vec<InterviewRow>,
    pub last_event: i64,
}

/// One interview in the list, newest first.
#[derive(Debug, Clone)]
pub struct InterviewRow {
    pub id: String,
    pub candidate: String,
    /// The candidate's link, absolute.
    pub link: String,
    pub challenges: Vec<ChallengeScore>,
    pub reveal: String,
    pub created_at: String,
    pub last_activity: Option<String>,
    pub closed: bool,
    /// A submission of it is being examined right now.
    pub running: bool,
}

/// How a candidate stands in one challenge: the newest submission's hidden edge cases.
#[derive(Debug, Clone)]
pub struct ChallengeScore {
    pub name: String,
    pub title: String,
    pub attempts: usize,
    pub passed: usize,
    pub total: usize,
}

/// `<tr id="interview-{id}">`.
#[derive(Template)]
#[template(path = "interviews/list_row.html")]
pub struct InterviewRowFragment<'a> {
    pub interview: &'a InterviewRow,
}

/// `GET /interviews/new`, and the same again with an error.
#[derive(Template)]
#[template(path = "interviews/new.html")]
pub struct NewPage {
    pub shell: Shell,
    pub candidate: String,
    pub challenges: Vec<ChallengeOption>,
    /// The chosen level: `count`, `area`, `title` or `message`.
    pub reveal: String,
    pub error: Option<String>,
}

#[derive(Debug, Clone)]
pub struct ChallengeOption {
    pub name: String,
    pub title: String,
    pub summary: String,
    pub level: String,
    pub topics: Vec<String>,
    pub minutes: Option<u32>,
    /// E.g. `23 hidden edge cases`; empty when they are not known yet.
    pub hidden: String,
    /// Why no submission to it can be examined yet; empty when it can.
    pub not_ready: String,
    pub checked: bool,
}

/// `GET /interviews/{id}`.
#[derive(Template)]
#[template(path = "interviews/page.html")]
pub struct InterviewPage {
    pub shell: Shell,
    pub id: String,
    pub candidate: String,
    pub link: String,
    pub reveal: String,
    pub created_at: String,
    pub closed: bool,
    pub tabs: Vec<Tab>,
    pub activity: Activity,
    pub matrix: Matrix,
    pub submission: Option<SubmissionView>,
    pub case: Option<CaseDetail>,
    pub last_event: i64,
}

/// One challenge of the interview.
#[derive(Debug, Clone)]
pub struct Tab {
    pub score: ChallengeScore,
    pub href: String,
    pub current: bool,
}

/// What the candidate does between submissions.
#[derive(Debug, Clone)]
pub struct Activity {
    pub challenge: String,
    pub draft_saved_at: Option<String>,
    /// How much is in the draft, e.g. `12 lines`; of a review `2 comments`.
    pub draft: String,
    /// The newest run of the visible tests.
    pub run_at: Option<String>,
    pub run_passed: usize,
    pub run_total: usize,
    pub runs: usize,
}

/// `<p id="activity-{challenge}">`.
#[derive(Template)]
#[template(path = "interviews/activity.html")]
pub struct ActivityFragment<'a> {
    pub activity: &'a Activity,
}

/// Edge cases by attempts. Runs of the visible tests are no columns: thirty of them would bury three attempts.
#[derive(Debug, Clone)]
pub struct Matrix {
    pub interview: String,
    pub challenge: String,
    /// What a row is, e.g. `edge case`.
    pub case: &'static str,
    pub heads: Vec<Head>,
    pub groups: Vec<Group>,
}

/// An attempt's column head.
#[derive(Debug, Clone)]
pub struct Head {
    pub id: String,
    pub number: u32,
    pub received_at: String,
    pub progress: Progress,
    /// Hidden edge cases.
    pub passed: usize,
    pub total: usize,
    pub note: Option<Note>,
    pub selected: bool,
}

impl Head {
    pub fn finished(&self) -> bool {
        self.progress == Progress::Finished
    }
}

/// Edge cases of one area, or the visible ones.
#[derive(Debug, Clone)]
pub struct Group {
    pub name: String,
    pub suite: Suite,
    pub rows: Vec<Row>,
}

impl Group {
    pub fn is_visible_suite(&self) -> bool {
        self.suite == Suite::Visible
    }
}

#[derive(Debug, Clone)]
pub struct Row {
    pub key: String,
    pub title: String,
    pub tells: String,
    pub revealed_at: Option<String>,
    pub cells: Vec<Cell>,
}

/// One edge case in one attempt.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The attempt's id.
    pub submission: String,
    pub number: u32,
    pub key: String,
    pub title: String,
    pub state: State,
    pub change: Change,
    /// It passed after its title had been revealed.
    pub hinted: bool,
    pub selected: bool,
}

/// Against the attempt before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    None,
    Fixed,
    Broke,
}

impl Change {
    pub fn fixed(&self) -> bool {
        *self == Self::Fixed
    }

    pub fn broke(&self) -> bool {
        *self == Self::Broke
    }
}

/// `<section id="matrix-{challenge}">`.
#[derive(Template)]
#[template(path = "interviews/matrix.html")]
pub struct MatrixFragment<'a> {
    pub matrix: &'a Matrix,
}

/// `<td id="cell-{submission}-{key}">`.
#[derive(Template)]
#[template(path = "interviews/cell.html")]
pub struct CellFragment<'a> {
    pub cell: &'a Cell,
}

/// `<th id="head-{id}">`.
#[derive(Template)]
#[template(path = "interviews/head.html")]
pub struct HeadFragment<'a> {
    pub head: &'a Head,
}

/// `<th id="row-{key}">`.
#[derive(Template)]
#[template(path = "interviews/row.html")]
pub struct RowFragment<'a> {
    pub row: &'a Row,
}

/// The attempt as a whole: what changed, what it used, its source.
#[derive(Debug, Clone)]
pub struct SubmissionView {
    pub id: String,
    pub interview: String,
    pub challenge: String,
    pub number: u32,
    pub progress: Progress,
    pub received_at: String,
    pub sha256: String,
    pub note: Option<Note>,
    pub passed: usize,
    pub total: usize,
    pub visible_passed: usize,
    pub visible_total: usize,
    /// Against the attempt before, hidden edge cases.
    pub fixed: Vec<CaseLink>,
    pub broke: Vec<CaseLink>,
    /// E.g. `0.41 s`; empty until it has ended.
    pub wall: String,
    pub cpu: Option<String>,
    /// E.g. `38 MiB`.
    pub memory: Option<String>,
    /// E.g. `256 MiB`.
    pub memory_limit: String,
    /// `isolated`, or `shared: forgeable`.
    pub isolation: String,
    pub file: String,
    pub source: String,
    /// The attempt before, whose source the difference is taken against.
    pub previous: Option<Previous>,
    /// Comments and defects, when it is a review.
    pub review: Option<ReviewView>,
}

impl SubmissionView {
    pub fn finished(&self) -> bool {
        self.progress == Progress::Finished
    }

    pub fn forgeable(&self) -> bool {
        self.isolation.starts_with("shared")
    }
}

#[derive(Debug, Clone)]
pub struct Previous {
    pub number: u32,
    pub passed: usize,
    pub source: String,
}

#[derive(Debug, Clone)]
pub struct CaseLink {
    pub key: String,
    pub title: String,
    pub state: State,
}

/// `GET /interviews/{id}/submissions/{sid}`: `<section id="submission">`.
#[derive(Template)]
#[template(path = "interviews/submission.html")]
pub struct SubmissionFragment<'a> {
    pub shell: &'a Shell,
    pub submission: &'a SubmissionView,
    /// The edge case asked for by `?case=KEY`, else the first that fell short.
    pub case: Option<&'a CaseDetail>,
}

/// One edge case in one attempt, with all that is known.
#[derive(Debug, Clone)]
pub struct CaseDetail {
    pub interview: String,
    pub challenge: String,
    pub submission: String,
    pub number: u32,
    pub key: String,
    /// The edge case's id, e.g. `timing_test.py::test_keeps_name`.
    pub id: String,
    pub title: String,
    pub area: String,
    pub suite: Suite,
    pub state: State,
    pub message: String,
    /// Plain Python that shows the failure beside the submission; may be empty.
    pub reproducer: String,
    pub tells: String,
    pub advises: String,
    pub duration: String,
    pub stdout: String,
    pub stderr: String,
    pub output_cut: bool,
    pub file: String,
    pub line: Option<u32>,
    pub revealed_at: Option<String>,
    /// Hidden, not revealed yet, and the level does not show titles anyway.
    pub can_reveal: bool,
}

impl CaseDetail {
    pub fn is_hidden(&self) -> bool {
        self.suite == Suite::Hidden
    }
}

/// `GET /interviews/{id}/submissions/{sid}/cases/{key}`: `<section id="case">`.
#[derive(Template)]
#[template(path = "interviews/case.html")]
pub struct CaseFragment<'a> {
    pub shell: &'a Shell,
    pub case: &'a CaseDetail,
}
