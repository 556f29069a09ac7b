//! The pages of a review. What the candidate's hold is an allow-list of its own: no defect has a place in these types.

use askama::Template;

use super::Shell;
use super::candidate::ChallengeLink;

/// `GET /c/{token}/{challenge}` of a review.
#[derive(Template)]
#[template(path = "candidate/review.html")]
pub struct ReviewPage {
    pub shell: Shell,
    pub candidate: String,
    pub challenges: Vec<ChallengeLink>,
    /// `/c/{token}/{challenge}`, without a slash at its end.
    pub href: String,
    pub title: String,
    pub level: String,
    pub minutes: Option<u32>,
    /// HTML made from the challenge's markdown, raw HTML escaped.
    pub statement: String,
    pub files: Vec<CodeFile>,
    pub kinds: Vec<KindChoice>,
    /// The comments as JSON: the newest draft, else none.
    pub draft: String,
    pub revision: i64,
    pub closed: bool,
    /// Newest first.
    pub sent: Vec<SentReview>,
    pub last_event: i64,
}

#[derive(Debug, Clone)]
pub struct CodeFile {
    pub path: String,
    pub lines: Vec<CodeLine>,
}

#[derive(Debug, Clone)]
pub struct CodeLine {
    pub number: u32,
    pub text: String,
}

#[derive(Debug, Clone)]
pub struct KindChoice {
    pub word: &'static str,
    pub words: &'static str,
}

/// A review that has arrived; what becomes of it is the interviewer's.
#[derive(Debug, Clone)]
pub struct SentReview {
    pub id: String,
    pub number: u32,
    pub received_at: String,
    pub comments: usize,
    pub sha256: String,
}

/// `<li id="sent-{id}">`.
#[derive(Template)]
#[template(path = "candidate/sent.html")]
pub struct SentFragment<'a> {
    pub review: &'a SentReview,
}

/// What the interviewer reads of one review: comments beside the code, and each defect.
#[derive(Debug, Clone)]
pub struct ReviewView {
    pub files: Vec<ReviewedFile>,
    pub defects: Vec<DefectView>,
    pub comments: usize,
    /// Comments that meet no defect.
    pub meet_nothing: usize,
}

#[derive(Debug, Clone)]
pub struct ReviewedFile {
    pub path: String,
    pub lines: Vec<ReviewedLine>,
}

#[derive(Debug, Clone)]
pub struct ReviewedLine {
    pub number: u32,
    pub text: String,
    /// Part of a planted defect.
    pub planted: bool,
    /// Those that end here.
    pub comments: Vec<CommentView>,
}

#[derive(Debug, Clone)]
pub struct CommentView {
    /// Counted from 1.
    pub number: usize,
    pub lines: String,
    pub kind: &'static str,
    pub text: String,
    /// The titles of the defects that it meets; empty when it meets none.
    pub meets: String,
}

#[derive(Debug, Clone)]
pub struct DefectView {
    pub id: String,
    pub title: String,
    pub kinds: String,
    /// E.g. `jobs.py:12-14`.
    pub place: String,
    pub met: bool,
    /// Who says so, in words.
    pub standing: String,
    /// The numbers of the comments, e.g. `1, 3`; may be empty.
    pub comments: String,
    /// A person decided.
    pub decided: bool,
}
