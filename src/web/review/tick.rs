//! A person confirms or refuses that a review meets a defect.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::present::submission_of;
use crate::review;
use crate::web::app::App;
use crate::web::error::WebError;
use crate::web::page::Shell;
use crate::web::record::Record;
use crate::web::session::Interviewer;
use crate::web::watch::{self, found};

#[derive(Debug, Deserialize)]
pub struct TickForm {
    defect: String,
    /// `yes`, `no`, or empty to leave it to the proposal.
    #[serde(default)]
    met: String,
}

/// `POST /interviews/{id}/submissions/{sid}/ticks`.
pub async fn tick(
    State(app): State<Arc<App>>,
    interviewer: Interviewer,
    Path((id, submission)): Path<(String, String)>,
    shell: Shell,
    headers: HeaderMap,
    Form(form): Form<TickForm>,
) -> Result<Response, WebError> {
    let record = Record::load(&app.store, found(&app, &id).await?).await?;
    let attempt = record
        .attempt(&submission)
        .filter(|attempt| attempt.is_review())
        .ok_or_else(|| WebError::not_found("There is no such review in this interview."))?;
    if attempt.report.is_none() {
        return Err(WebError::unprocessable("This review is not judged yet."));
    }
    let challenge = app
        .catalogue
        .challenge(&attempt.submission.challenge)
        .await?;
    let known = challenge
        .review
        .as_ref()
        .is_some_and(|review| review.defects.iter().any(|defect| defect.id == form.defect));
    let (Some(sent), true) = (submission_of(attempt), known) else {
        return Err(WebError::not_found("There is no such defect."));
    };
    let met = match form.met.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        "" => None,
        _ => return Err(WebError::bad_request("`met` is yes, no or empty.")),
    };
    app.store
        .tick(
            &attempt.submission,
            &form.defect,
            met,
            &interviewer.name,
            |ticks| review::grade(&challenge, &sent, ticks),
        )
        .await?;
    if headers.contains_key("hx-request") {
        return watch::submission_page(&app, &id, &submission, None, &shell).await;
    }
    Ok(Redirect::to(&format!("/interviews/{id}?submission={submission}#defects")).into_response())
}
