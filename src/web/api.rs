//! The same for programs: JSON under `/api`. Sending is done by the candidate's own addresses, which take JSON.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;

use super::app::App;
use super::candidate::Invited;
use super::error::WebError;
use super::present::{candidate as present, time};
use super::record::{Attempt, Record};
use super::session::Interviewer;
use super::submit::Receipt;
use super::watch::found;
use crate::report::{CandidateView, Report};
use crate::store::{Interview, State as Stage};

/// An attempt as its candidate may see it.
#[derive(Debug, Serialize)]
pub struct CandidateAttempt {
    #[serde(flatten)]
    receipt: Receipt,
    state: Stage,
    /// Absent for a review: what it met is the interviewer's.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<CandidateView>,
}

/// `GET /api/c/{token}/{challenge}/submissions`: the candidate's own attempts, the oldest first.
pub async fn own_attempts(
    State(app): State<Arc<App>>,
    invited: Invited,
) -> Result<Json<Vec<CandidateAttempt>>, WebError> {
    let record = Record::load(&app.store, invited.interview).await?;
    let attempts = record
        .of(&invited.challenge)
        .map(|attempt| CandidateAttempt {
            receipt: Receipt::from(&attempt.submission),
            state: attempt.submission.state,
            seen: (!attempt.is_review()).then(|| present::seen(&record, attempt)),
        });
    Ok(Json(attempts.collect()))
}

/// An interview in a list.
#[derive(Debug, Serialize)]
pub struct InterviewEntry {
    id: String,
    candidate: String,
    /// The candidate's link.
    link: String,
    challenges: Vec<String>,
    reveal: String,
    created_at: String,
    closed_at: Option<String>,
}

impl InterviewEntry {
    fn of(app: &App, interview: &Interview) -> Self {
        Self {
            id: interview.id.clone(),
            candidate: interview.candidate.clone(),
            link: app.link(&interview.token),
            challenges: interview.challenges.clone(),
            reveal: interview.reveal.clone(),
            created_at: time(interview.created_at),
            closed_at: interview.closed_at.map(time),
        }
    }
}

/// `GET /api/interviews`.
pub async fn interviews(
    State(app): State<Arc<App>>,
    _: Interviewer,
) -> Result<Json<Vec<InterviewEntry>>, WebError> {
    let interviews = app.store.interviews().await?;
    Ok(Json(
        interviews
            .iter()
            .map(|interview| InterviewEntry::of(&app, interview))
            .collect(),
    ))
}

/// An attempt with its source and its report, as its interviewer sees it.
#[derive(Debug, Serialize)]
pub struct WholeAttempt {
    #[serde(flatten)]
    receipt: Receipt,
    number: u32,
    state: Stage,
    files: std::collections::BTreeMap<String, String>,
    /// Absent until it is done.
    report: Option<Report>,
}

impl From<&Attempt> for WholeAttempt {
    fn from(attempt: &Attempt) -> Self {
        Self {
            receipt: Receipt::from(&attempt.submission),
            number: attempt.number,
            state: attempt.submission.state,
            files: attempt.submission.files.clone(),
            report: attempt.report.as_deref().cloned(),
        }
    }
}

/// An interview with everything in it.
#[derive(Debug, Serialize)]
pub struct WholeInterview {
    #[serde(flatten)]
    entry: InterviewEntry,
    attempts: Vec<WholeAttempt>,
    reveals: Vec<RevealEntry>,
}

#[derive(Debug, Serialize)]
struct RevealEntry {
    challenge: String,
    case: String,
    title: String,
    at: String,
    by: String,
}

/// `GET /api/interviews/{id}`.
pub async fn interview(
    State(app): State<Arc<App>>,
    _: Interviewer,
    Path(id): Path<String>,
) -> Result<Json<WholeInterview>, WebError> {
    let record = Record::load(&app.store, found(&app, &id).await?).await?;
    let reveals = record.reveals.iter().map(|reveal| RevealEntry {
        challenge: reveal.challenge.clone(),
        case: reveal.case.clone(),
        title: reveal.title.clone(),
        at: time(reveal.at),
        by: reveal.by.clone(),
    });
    Ok(Json(WholeInterview {
        entry: InterviewEntry::of(&app, &record.interview),
        attempts: record.attempts.iter().map(WholeAttempt::from).collect(),
        reveals: reveals.collect(),
    }))
}
