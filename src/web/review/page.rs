//! The candidate's page of a review. No defect is read here: the types of the page have no place for one.

use axum::response::{IntoResponse, Response};

use crate::challenge::{Challenge, DefectKind};
use crate::web::app::App;
use crate::web::candidate::{Invited, links};
use crate::web::error::WebError;
use crate::web::page::{Page, Shell};
use crate::web::present::time;
use crate::web::record::{Attempt, Record};
use crate::web::statement;
use crate::web::views::review::{CodeFile, CodeLine, KindChoice, ReviewPage, SentReview};

/// The file that the page sends.
pub const FILE: &str = "review.json";
/// A review without a comment.
const BLANK: &str = "{\"comment\": []}";

/// `GET /c/{token}/{challenge}` of a review.
pub async fn page(
    app: &App,
    invited: &Invited,
    challenge: &Challenge,
    shell: Shell,
) -> Result<Response, WebError> {
    let name = challenge.name.as_str();
    // Before the data: an event that the page shows twice is harmless, one that it misses is not.
    let last_event = app.store.last_event(Some(&invited.interview.id)).await?;
    let record = Record::load(&app.store, invited.interview.clone()).await?;
    let draft = record.drafts.get(name);
    let settings = &challenge.settings;
    Ok(Page(ReviewPage {
        shell,
        candidate: invited.interview.candidate.clone(),
        challenges: links(app, invited, &record).await?,
        href: invited.href(name),
        title: settings.title.clone(),
        level: settings
            .level
            .map(|level| level.word().to_owned())
            .unwrap_or_default(),
        minutes: settings.minutes,
        statement: statement::render(&challenge.statement),
        // The starter of a review is the code that is reviewed.
        files: challenge.starter.iter().map(code_file).collect(),
        kinds: DefectKind::ALL
            .map(|kind| KindChoice {
                word: kind.word(),
                words: kind.words(),
            })
            .into(),
        draft: draft
            .and_then(|draft| draft.files.get(FILE))
            .cloned()
            .unwrap_or_else(|| BLANK.to_owned()),
        revision: draft.map_or(0, |draft| draft.revision),
        closed: record.interview.closed_at.is_some(),
        sent: record.submits(name).rev().map(sent).collect(),
        last_event,
    })
    .into_response())
}

/// A review that has arrived, as its candidate sees it.
pub fn sent(attempt: &Attempt) -> SentReview {
    let submission = &attempt.submission;
    SentReview {
        id: submission.id.clone(),
        number: attempt.number,
        received_at: time(submission.received_at),
        comments: comments(submission.files.values()),
        sha256: submission.sha256.clone(),
    }
}

/// How many comments there are in what the page has sent or keeps as a draft.
pub fn comments<'a>(files: impl Iterator<Item = &'a String>) -> usize {
    files
        .filter_map(|text| serde_json::from_str::<serde_json::Value>(text).ok())
        .filter_map(|review| Some(review.get("comment")?.as_array()?.len()))
        .sum()
}

fn code_file((path, text): (&String, &String)) -> CodeFile {
    CodeFile {
        path: path.clone(),
        lines: (1..)
            .zip(text.lines())
            .map(|(number, text)| CodeLine {
                number,
                text: text.to_owned(),
            })
            .collect(),
    }
}
