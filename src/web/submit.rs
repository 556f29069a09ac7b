//! What a candidate sends: runs, submissions and drafts.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{FormRejection, JsonRejection};
use axum::extract::{Form, FromRequest, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use super::app::App;
use super::candidate::{Invited, main_file};
use super::error::WebError;
use super::present;
use super::review::FILE as REVIEW;
use crate::challenge::Challenge;
use crate::store::{Kind, NewSubmission, Quota, Received, Refusal, Submission};
use crate::submission::{NotGradable, SourceLimits, Submission as Source};

/// Files as they arrive, from a program or the page's script, or from a form without one.
#[derive(Debug)]
pub struct Sent {
    content: Content,
    key: String,
    revision: i64,
    /// A form is answered with a page.
    from_form: bool,
}

#[derive(Debug)]
enum Content {
    Files(BTreeMap<String, String>),
    /// The main file's text.
    Source(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SentJson {
    files: BTreeMap<String, String>,
    #[serde(default)]
    key: String,
    #[serde(default)]
    revision: i64,
}

#[derive(Deserialize)]
struct SentForm {
    source: String,
    #[serde(default)]
    key: String,
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")) {
            let Form(form) = Form::<SentForm>::from_request(request, state)
                .await
                .map_err(bad_form)?;
            return Ok(Self {
                // Browsers send a text area's lines with carriage returns.
                content: Content::Source(form.source.replace("\r\n", "\n")),
                key: form.key,
                revision: 0,
                from_form: true,
            });
        }
        let Json(json) = Json::<SentJson>::from_request(request, state)
            .await
            .map_err(bad_json)?;
        Ok(Self {
            content: Content::Files(json.files),
            key: json.key,
            revision: json.revision,
            from_form: false,
        })
    }
}

/// Tells that a submission has arrived, with what proves it.
#[derive(Debug, Serialize)]
pub struct Receipt {
    pub submission: String,
    pub challenge: String,
    pub kind: Kind,
    /// SHA-256 of the file; of several, of what `sha256sum FILE...` prints.
    pub sha256: String,
    /// RFC 3339, UTC.
    pub received_at: String,
}

impl From<&Submission> for Receipt {
    fn from(submission: &Submission) -> Self {
        Self {
            submission: submission.id.clone(),
            challenge: submission.challenge.clone(),
            kind: submission.kind,
            sha256: submission.sha256.clone(),
            received_at: present::time(submission.received_at),
        }
    }
}

/// `POST /c/{token}/{challenge}/run`: the visible tests.
pub async fn run(
    State(app): State<Arc<App>>,
    invited: Invited,
    sent: Sent,
) -> Result<Response, WebError> {
    receive(&app, &invited, sent, Kind::Run).await
}

/// `POST /c/{token}/{challenge}/submit`: all tests.
pub async fn submit(
    State(app): State<Arc<App>>,
    invited: Invited,
    sent: Sent,
) -> Result<Response, WebError> {
    receive(&app, &invited, sent, Kind::Submit).await
}

/// `PUT /c/{token}/{challenge}/draft`: keeps what the editor holds.
pub async fn draft(
    State(app): State<Arc<App>>,
    invited: Invited,
    sent: Sent,
) -> Result<Response, WebError> {
    if invited.interview.closed_at.is_some() {
        return Err(WebError::closed());
    }
    let challenge = app.catalogue.challenge(&invited.challenge).await?;
    let files = checked(&app, &challenge, sent.content)?;
    let revision = app
        .store
        .save_draft(
            &invited.interview.id,
            &challenge.name,
            &files,
            sent.revision,
        )
        .await?;
    Ok(Json(serde_json::json!({ "revision": revision })).into_response())
}

async fn receive(
    app: &App,
    invited: &Invited,
    sent: Sent,
    kind: Kind,
) -> Result<Response, WebError> {
    let challenge = app.catalogue.challenge(&invited.challenge).await?;
    let from_form = sent.from_form;
    if challenge.review.is_some() && kind == Kind::Run {
        return Err(WebError::unprocessable(
            "There is nothing to run: this challenge asks for comments.",
        ));
    }
    let files = checked(app, &challenge, sent.content)?;
    let source = gradable(app, &challenge, &files)?;
    let new = NewSubmission {
        interview: invited.interview.id.clone(),
        key: if sent.key.is_empty() {
            uuid::Uuid::now_v7().to_string()
        } else {
            sent.key
        },
        challenge: challenge.name.clone(),
        challenge_version: challenge.version.clone(),
        kind,
        files,
        sha256: source.hash().to_owned(),
    };
    let settings = &app.settings;
    let per_minute = match kind {
        Kind::Run => settings.runs_per_minute,
        Kind::Submit => settings.submissions_per_minute,
    };
    match app
        .store
        .receive(
            new,
            Quota {
                per_minute,
                waiting: settings.waiting,
            },
        )
        .await?
    {
        Received::Stored(submission) => {
            tracing::info!(
                submission = submission.id,
                challenge = submission.challenge,
                kind = ?submission.kind,
                "Received a submission"
            );
            if from_form {
                return Ok(Redirect::to(&invited.href(&challenge.name)).into_response());
            }
            Ok((StatusCode::ACCEPTED, Json(Receipt::from(&submission))).into_response())
        }
        Received::Refused(refusal) => Err(refused(refusal, per_minute, kind)),
    }
}

/// The files of the challenge and no others, within the size that is accepted.
fn checked(
    app: &App,
    challenge: &Challenge,
    content: Content,
) -> Result<BTreeMap<String, String>, WebError> {
    let files = match content {
        Content::Source(source) if challenge.review.is_some() => {
            BTreeMap::from([(REVIEW.to_owned(), source)])
        }
        Content::Source(source) => BTreeMap::from([(main_file(challenge), source)]),
        Content::Files(files) => files,
    };
    let names: Vec<&str> = if challenge.review.is_some() {
        vec![REVIEW]
    } else {
        challenge.starter.keys().map(String::as_str).collect()
    };
    let expected = || names.join(", ");
    if files.is_empty() {
        return Err(WebError::unprocessable(format!(
            "No file was sent. This challenge expects {}.",
            expected()
        )));
    }
    if let Some(name) = files.keys().find(|name| !names.contains(&name.as_str())) {
        let name: String = name.chars().take(80).collect();
        let message = format!(
            "This challenge has no file named {name:?}. It expects {}.",
            expected()
        );
        return Err(WebError::unprocessable(message));
    }
    let limit = app.settings.source_kibibytes * 1024;
    let size: usize = files.values().map(String::len).sum();
    if size > limit {
        return Err(too_large(size, app.settings.source_kibibytes));
    }
    Ok(files)
}

/// What could never be examined is told at once, by the check that grading makes: nothing is stored and no attempt is
/// used up.
fn gradable(
    app: &App,
    challenge: &Challenge,
    files: &BTreeMap<String, String>,
) -> Result<Source, WebError> {
    let limits = SourceLimits {
        total_bytes: app.settings.source_kibibytes as u64 * 1024,
        ..SourceLimits::default()
    };
    if let Some(review) = &challenge.review {
        let text = files.get(REVIEW).cloned().unwrap_or_default();
        let sent = Source::of_review(REVIEW, text.into_bytes(), &limits)
            .map_err(|refusal| refusal.to_string());
        let told = sent.and_then(|sent| match crate::review::read(review, &sent) {
            Ok(_) => Ok(sent),
            Err((_, message)) => Err(message),
        });
        return told.map_err(|message| {
            WebError::unprocessable(format!(
                "This is no review: {message}. Nothing was submitted."
            ))
        });
    }
    let bytes = files
        .iter()
        .map(|(name, text)| (name.clone(), text.clone().into_bytes()))
        .collect();
    Source::of_files(bytes, &challenge.settings.modules, &limits).map_err(|refusal| {
        let why = match refusal {
            NotGradable::Empty => "The source is empty: there is no code in it".to_owned(),
            other => format!("This cannot be examined: {other}"),
        };
        WebError::unprocessable(format!("{why}. Nothing was submitted."))
    })
}

fn too_large(size: usize, limit_kibibytes: usize) -> WebError {
    WebError::too_large(format!(
        "The source has {} KiB; at most {limit_kibibytes} KiB are accepted. Nothing was submitted.",
        size.div_ceil(1024)
    ))
}

fn refused(refusal: Refusal, per_minute: u64, kind: Kind) -> WebError {
    match refusal {
        Refusal::Closed => WebError::closed(),
        Refusal::Busy => WebError::busy(),
        Refusal::TooSoon {
            retry_after_seconds,
        } => {
            let what = match kind {
                Kind::Run => "runs",
                Kind::Submit => "submissions",
            };
            let message = format!(
                "At most {per_minute} {what} a minute are examined. Yours was not taken; send it again in \
                 {retry_after_seconds} seconds."
            );
            WebError::too_soon(message, retry_after_seconds.unsigned_abs())
        }
    }
}

fn bad_json(rejection: JsonRejection) -> WebError {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => body_too_large(),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => WebError::bad_request(
            "Send JSON with the content type application/json, e.g. {\"files\": {\"solution.py\": \"...\"}}.",
        ),
        _ => WebError::bad_request(format!(
            "The request is not the JSON that is expected: {}.",
            rejection.body_text()
        )),
    }
}

fn bad_form(rejection: FormRejection) -> WebError {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => body_too_large(),
        _ => WebError::bad_request(format!(
            "The form could not be read: {}.",
            rejection.body_text()
        )),
    }
}

fn body_too_large() -> WebError {
    WebError::too_large(
        "The request is larger than any source that is accepted. Nothing was submitted.",
    )
}
