//! What an interviewer sees change in one interview.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{After, Message, Viewer, follow};
use crate::report::EdgeCase;
use crate::store::{Event, Kind, What};
use crate::web::app::App;
use crate::web::error::WebError;
use crate::web::present::interviewer::{self as present, Selection};
use crate::web::record::{Attempt, Record};
use crate::web::session::Interviewer;
use crate::web::token::case_key;
use crate::web::views::interviews::{
    ActivityFragment, CellFragment, HeadFragment, MatrixFragment, RowFragment,
};
use crate::web::watch::found;

/// `GET /interviews/{id}/events`.
pub async fn events(
    State(app): State<Arc<App>>,
    _: Interviewer,
    Path(id): Path<String>,
    After(after): After,
) -> Result<Response, WebError> {
    let mut record = Record::load(&app.store, found(&app, &id).await?).await?;
    record.known = app.known_of(&record.interview.challenges).await;
    Ok(follow(app, Some(id), after, Watcher { record }).into_response())
}

struct Watcher {
    record: Record,
}

/// The page's script marks what is open again after a swap: the stream does not know it.
const NOTHING_SELECTED: Selection = Selection {
    submission: None,
    case: None,
};

impl Viewer for Watcher {
    async fn refresh(&mut self, app: &App, _: &[Event]) -> Result<(), WebError> {
        Ok(self.record.refresh(&app.store).await?)
    }

    fn render(&self, event: &Event) -> Vec<Message> {
        let challenge = event.challenge.as_str();
        let attempt = event
            .submission
            .as_deref()
            .and_then(|id| self.record.attempt(id));
        match (event.what, attempt) {
            (What::Closed, _) => vec![Message::Named("interview-closed", json!({}))],
            (What::DraftSaved, _) => vec![self.activity(challenge)],
            (What::Revealed, _) => {
                self.revealed(challenge, event.case.as_deref().unwrap_or_default())
            }
            (_, None) => Vec::new(),
            // Runs of the visible tests are no columns; what they say is in the line above the matrix.
            (What::Finished | What::Received, Some(attempt))
                if attempt.submission.kind == Kind::Run =>
            {
                vec![self.activity(challenge)]
            }
            (_, Some(attempt)) if attempt.submission.kind == Kind::Run => Vec::new(),
            (What::Received, Some(attempt)) => {
                vec![self.matrix(challenge), named("attempt-received", attempt)]
            }
            (What::Started, Some(attempt)) => vec![head(attempt)],
            (What::Collected, Some(_)) => vec![self.matrix(challenge)],
            (What::CaseFinished, Some(attempt)) => {
                let case = event.case.as_deref().unwrap_or_default();
                let ended = attempt
                    .cases
                    .iter()
                    .map(|progress| &progress.case)
                    .find(|known| known.id == case);
                let cells = ended.into_iter().chain(attempt.running());
                cells
                    .map(|case| self.cell(attempt, case))
                    .chain([head(attempt)])
                    .collect()
            }
            (What::Ticked, Some(attempt)) => {
                vec![self.matrix(challenge), named("review-ticked", attempt)]
            }
            // Whole: cases that were never collected on the way (an import that fails) come with the report.
            (What::Finished, Some(attempt)) => {
                vec![self.matrix(challenge), named("attempt-finished", attempt)]
            }
        }
    }
}

impl Watcher {
    fn matrix(&self, challenge: &str) -> Message {
        let matrix = present::matrix(&self.record, challenge, &NOTHING_SELECTED);
        Message::replace(
            &format!("matrix-{challenge}"),
            &MatrixFragment { matrix: &matrix },
        )
    }

    fn activity(&self, challenge: &str) -> Message {
        let activity = present::activity(&self.record, challenge);
        Message::replace(
            &format!("activity-{challenge}"),
            &ActivityFragment {
                activity: &activity,
            },
        )
    }

    fn cell(&self, attempt: &Attempt, case: &EdgeCase) -> Message {
        let cell = present::cell(&self.record, attempt, case, &NOTHING_SELECTED);
        Message::replace(
            &format!("cell-{}-{}", cell.submission, cell.key),
            &CellFragment { cell: &cell },
        )
    }

    fn revealed(&self, challenge: &str, case: &str) -> Vec<Message> {
        let known = self.record.submits(challenge).rev().find_map(|attempt| {
            attempt
                .cases
                .iter()
                .find(|progress| progress.case.id == case)
        });
        let Some(progress) = known else {
            return Vec::new();
        };
        let row = present::row(
            &self.record,
            challenge,
            &progress.case,
            &[],
            &NOTHING_SELECTED,
        );
        vec![Message::replace(
            &format!("row-{}", case_key(case)),
            &RowFragment { row: &row },
        )]
    }
}

fn head(attempt: &Attempt) -> Message {
    let head = present::head(attempt, &NOTHING_SELECTED);
    Message::replace(&format!("head-{}", head.id), &HeadFragment { head: &head })
}

fn named(name: &'static str, attempt: &Attempt) -> Message {
    let submission = &attempt.submission;
    Message::Named(
        name,
        json!({ "challenge": submission.challenge, "submission": submission.id, "number": attempt.number }),
    )
}
