//! One interview as its interviewer watches it.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::app::App;
use super::candidate::main_file;
use super::error::WebError;
use super::interviews::titles;
use super::page::{Page, Shell};
use super::present::interviewer::{self as present, Selection};
use super::present::time;
use super::record::{Attempt, Record};
use super::review;
use super::session::Interviewer;
use super::token::case_key;
use super::views::interviews::{CaseFragment, InterviewPage, SubmissionFragment, Tab};
use crate::store::{Interview, Reveal};

/// What the address says is open.
#[derive(Debug, Default, Deserialize)]
pub struct Open {
    challenge: Option<String>,
    submission: Option<String>,
    case: Option<String>,
}

/// `GET /interviews/{id}`.
pub async fn page(
    State(app): State<Arc<App>>,
    _: Interviewer,
    Path(id): Path<String>,
    Query(open): Query<Open>,
    shell: Shell,
) -> Result<Response, WebError> {
    let interview = found(&app, &id).await?;
    let last_event = app.store.last_event(Some(&id)).await?;
    let mut record = Record::load(&app.store, interview).await?;
    record.known = app.known_of(&record.interview.challenges).await;
    let named = open.submission.as_deref().and_then(|id| record.attempt(id));
    let challenge = named
        .map(|attempt| attempt.submission.challenge.clone())
        .or_else(|| {
            open.challenge
                .filter(|name| record.interview.challenges.contains(name))
        })
        .or_else(|| {
            record
                .attempts
                .last()
                .map(|attempt| attempt.submission.challenge.clone())
        })
        .or_else(|| record.interview.challenges.first().cloned())
        .unwrap_or_default();
    let attempt = named.or_else(|| record.submits(&challenge).next_back());
    let case = attempt.and_then(|attempt| {
        let asked = open.case.as_deref().and_then(|key| attempt.case(key));
        asked.or_else(|| present::first_of_interest(attempt))
    });
    let selection = Selection {
        submission: attempt.map(|attempt| attempt.submission.id.clone()),
        case: case.map(|progress| case_key(&progress.case.id)),
    };
    let file = file_of(&app, &challenge).await;
    let titles = titles(&app).await?;
    let tabs = record.interview.challenges.iter().map(|name| Tab {
        score: present::score(&record, name, titles.get(name).unwrap_or(name)),
        href: format!("/interviews/{id}?challenge={name}"),
        current: *name == challenge,
    });
    let shown = match attempt {
        Some(attempt) => {
            let mut view = present::submission(&record, attempt, file.as_deref());
            view.review = review::view(&app, attempt).await?;
            Some(view)
        }
        None => None,
    };
    let page = InterviewPage {
        shell,
        candidate: record.interview.candidate.clone(),
        link: app.link(&record.interview.token),
        reveal: record.interview.reveal.clone(),
        created_at: time(record.interview.created_at),
        closed: record.interview.closed_at.is_some(),
        tabs: tabs.collect(),
        activity: present::activity(&record, &challenge),
        matrix: present::matrix(&record, &challenge, &selection),
        submission: shown,
        case: attempt.zip(case).map(|(attempt, progress)| {
            present::detail(&record, attempt, progress, file.as_deref())
        }),
        last_event,
        id,
    };
    Ok(Page(page).into_response())
}

/// `GET /interviews/{id}/submissions/{sid}`.
pub async fn submission(
    State(app): State<Arc<App>>,
    _: Interviewer,
    Path((id, submission)): Path<(String, String)>,
    Query(open): Query<Open>,
    shell: Shell,
) -> Result<Response, WebError> {
    submission_page(&app, &id, &submission, open.case, &shell).await
}

/// One attempt, with the edge case that is asked for.
pub async fn submission_page(
    app: &App,
    id: &str,
    submission: &str,
    case: Option<String>,
    shell: &Shell,
) -> Result<Response, WebError> {
    let record = Record::load(&app.store, found(app, id).await?).await?;
    let attempt = attempt_of(&record, submission)?;
    let file = file_of(app, &attempt.submission.challenge).await;
    let asked = case.as_deref().and_then(|key| attempt.case(key));
    let case = asked
        .or_else(|| present::first_of_interest(attempt))
        .map(|progress| present::detail(&record, attempt, progress, file.as_deref()));
    let mut view = present::submission(&record, attempt, file.as_deref());
    view.review = review::view(app, attempt).await?;
    let fragment = SubmissionFragment {
        shell,
        submission: &view,
        case: case.as_ref(),
    };
    Ok(Page(fragment).into_response())
}

/// `GET /interviews/{id}/submissions/{sid}/cases/{key}`.
pub async fn case(
    State(app): State<Arc<App>>,
    _: Interviewer,
    Path((id, submission, key)): Path<(String, String, String)>,
    shell: Shell,
) -> Result<Response, WebError> {
    let record = Record::load(&app.store, found(&app, &id).await?).await?;
    let attempt = attempt_of(&record, &submission)?;
    case_page(&app, &record, attempt, &key, &shell).await
}

/// Which edge case is revealed; `submission` is the attempt that the page shows.
#[derive(Debug, Deserialize)]
pub struct RevealForm {
    challenge: String,
    case: String,
    #[serde(default)]
    submission: String,
}

/// `POST /interviews/{id}/reveal`: shows an edge case's title to the candidate, and answers with the case as it is now.
pub async fn reveal(
    State(app): State<Arc<App>>,
    interviewer: Interviewer,
    Path(id): Path<String>,
    shell: Shell,
    Form(form): Form<RevealForm>,
) -> Result<Response, WebError> {
    let mut record = Record::load(&app.store, found(&app, &id).await?).await?;
    let known = record
        .of(&form.challenge)
        .rev()
        .find_map(|attempt| attempt.case(&form.case));
    if record
        .of(&form.challenge)
        .any(|attempt| attempt.is_review())
    {
        return Err(WebError::unprocessable(
            "What is planted in a review is not shown to its candidate.",
        ));
    }
    let Some(progress) = known else {
        return Err(WebError::not_found(
            "No attempt of this challenge has that edge case.",
        ));
    };
    let reveal = Reveal {
        challenge: form.challenge.clone(),
        case: progress.case.id.clone(),
        title: progress.case.title.clone(),
        at: 0,
        by: interviewer.name,
    };
    app.store.reveal(&id, reveal).await?;
    record.refresh(&app.store).await?;
    let shown = record.attempt(&form.submission).or_else(|| {
        record
            .of(&form.challenge)
            .rev()
            .find(|attempt| attempt.case(&form.case).is_some())
    });
    match shown {
        Some(attempt) => case_page(&app, &record, attempt, &form.case, &shell).await,
        None => Err(WebError::not_found("There is no such attempt.")),
    }
}

/// The interview of that id.
pub async fn found(app: &App, id: &str) -> Result<Interview, WebError> {
    app.store
        .interview(id)
        .await?
        .ok_or_else(|| WebError::not_found("There is no such interview. The list has all of them."))
}

async fn case_page(
    app: &App,
    record: &Record,
    attempt: &Attempt,
    key: &str,
    shell: &Shell,
) -> Result<Response, WebError> {
    let progress = attempt
        .case(key)
        .ok_or_else(|| WebError::not_found("This attempt has no such edge case."))?;
    let file = file_of(app, &attempt.submission.challenge).await;
    let case = present::detail(record, attempt, progress, file.as_deref());
    Ok(Page(CaseFragment { shell, case: &case }).into_response())
}

fn attempt_of<'a>(record: &'a Record, id: &str) -> Result<&'a Attempt, WebError> {
    record
        .attempt(id)
        .ok_or_else(|| WebError::not_found("There is no such attempt in this interview."))
}

/// The challenge's main file. A challenge that is gone or broken meanwhile does not hide what was submitted to it.
async fn file_of(app: &App, challenge: &str) -> Option<String> {
    app.catalogue
        .challenge(challenge)
        .await
        .ok()
        .map(|challenge| main_file(&challenge))
}
