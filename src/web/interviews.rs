//! The list of interviews, and new ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, RawForm, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::app::App;
use super::error::WebError;
use super::known_cases::count;
use super::page::{Page, Shell};
use super::present::interviewer as present;
use super::record::Record;
use super::session::Interviewer;
use super::views::interviews::{ChallengeOption, InterviewRow, ListPage, NewPage};
use super::{level, present::time, token, watch};
use crate::challenge::Challenge;
use crate::report::Suite;
use crate::store::{Interview, NewInterview, State as Stage};

/// `GET /interviews`.
pub async fn list(
    State(app): State<Arc<App>>,
    _: Interviewer,
    shell: Shell,
) -> Result<Response, WebError> {
    let last_event = app.store.last_event(None).await?;
    let mut interviews = Vec::new();
    for interview in app.store.interviews().await? {
        interviews.push(row(&app, interview).await?);
    }
    Ok(Page(ListPage {
        shell,
        interviews,
        last_event,
    })
    .into_response())
}

/// One line of the list.
pub async fn row(app: &App, interview: Interview) -> Result<InterviewRow, WebError> {
    let titles = titles(app).await?;
    let record = Record::load(&app.store, interview).await?;
    let interview = &record.interview;
    let last = record
        .attempts
        .last()
        .map(|attempt| attempt.submission.received_at);
    Ok(InterviewRow {
        id: interview.id.clone(),
        candidate: interview.candidate.clone(),
        link: app.link(&interview.token),
        challenges: interview
            .challenges
            .iter()
            .map(|name| present::score(&record, name, titles.get(name).unwrap_or(name)))
            .collect(),
        reveal: interview.reveal.clone(),
        created_at: time(interview.created_at),
        last_activity: last.map(time),
        closed: interview.closed_at.is_some(),
        running: record
            .attempts
            .iter()
            .any(|attempt| attempt.submission.state != Stage::Done),
    })
}

/// `GET /interviews/new`; `?challenge=NAME`, once or more, chooses ahead.
pub async fn form(
    State(app): State<Arc<App>>,
    _: Interviewer,
    shell: Shell,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    let challenges = app.catalogue.challenges().await?;
    let chosen = query.unwrap_or_default();
    let wanted = Wanted {
        challenges: form_urlencoded::parse(chosen.as_bytes())
            .filter(|(name, _)| name == "challenge")
            .map(|(_, value)| value.into_owned())
            .collect(),
        ..Wanted::default()
    };
    Ok(Page(new_page(&app, shell, &challenges, &wanted, None)).into_response())
}

/// An interview as the form describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    pub candidate: String,
    pub challenges: Vec<String>,
    pub reveal: String,
}

impl Wanted {
    /// A form's fields; `challenges` comes once for each.
    fn from_form(form: &[u8]) -> Self {
        let mut wanted = Self::default();
        for (name, value) in form_urlencoded::parse(form) {
            match name.as_ref() {
                "candidate" => wanted.candidate = value.trim().to_owned(),
                "challenges" => wanted.challenges.push(value.into_owned()),
                "reveal" => wanted.reveal = value.into_owned(),
                _ => {}
            }
        }
        wanted
    }

    /// What is wrong with it, as a sentence for the interviewer.
    pub fn fault(&self, known: &BTreeMap<String, Challenge>) -> Option<String> {
        if self.candidate.is_empty() {
            return Some("Say who the candidate is.".to_owned());
        }
        if self.candidate.chars().count() > 200 {
            return Some("The candidate's name has more than 200 letters.".to_owned());
        }
        if self.challenges.is_empty() {
            return Some("Choose at least one challenge.".to_owned());
        }
        if let Some(name) = self
            .challenges
            .iter()
            .find(|name| !known.contains_key(*name))
        {
            let known: Vec<&str> = known.keys().map(String::as_str).collect();
            return Some(format!(
                "There is no challenge named {name}. There are: {}.",
                known.join(", ")
            ));
        }
        if level::parse(&self.reveal).is_none() {
            return Some(format!(
                "There is no reveal level {:?}. There are: {}.",
                self.reveal,
                level::words()
            ));
        }
        None
    }
}

/// `POST /interviews`.
pub async fn create(
    State(app): State<Arc<App>>,
    _: Interviewer,
    shell: Shell,
    RawForm(form): RawForm,
) -> Result<Response, WebError> {
    let wanted = Wanted::from_form(&form);
    let known = app.catalogue.challenges().await?;
    if let Some(fault) = wanted.fault(&known) {
        let page = new_page(&app, shell, &known, &wanted, Some(fault));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response());
    }
    let interview = invite(&app, wanted).await?;
    Ok(Redirect::to(&format!("/interviews/{}", interview.id)).into_response())
}

/// Creates an interview with a link of its own. The caller has checked what is wanted.
pub async fn invite(app: &App, wanted: Wanted) -> Result<Interview, WebError> {
    let token = token::new();
    let mut challenges = wanted.challenges;
    let mut seen = std::collections::HashSet::new();
    challenges.retain(|name| seen.insert(name.clone()));
    let new = NewInterview {
        token_hash: token::hash(&token),
        token,
        candidate: wanted.candidate,
        reveal: wanted.reveal,
        challenges,
    };
    let interview = app.store.create_interview(new).await?;
    tracing::info!(interview = interview.id, "Created an interview");
    Ok(interview)
}

/// `POST /interviews/{id}/close`.
pub async fn close(
    State(app): State<Arc<App>>,
    _: Interviewer,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let interview = watch::found(&app, &id).await?;
    app.store.close_interview(&interview.id).await?;
    Ok(Redirect::to(&format!("/interviews/{id}")).into_response())
}

/// The titles of all challenges by name.
pub async fn titles(app: &App) -> Result<BTreeMap<String, String>, WebError> {
    let challenges = app.catalogue.challenges().await?;
    Ok(challenges
        .into_iter()
        .map(|(name, challenge)| (name, challenge.settings.title))
        .collect())
}

fn new_page(
    app: &App,
    shell: Shell,
    challenges: &BTreeMap<String, Challenge>,
    wanted: &Wanted,
    error: Option<String>,
) -> NewPage {
    let options = challenges.values().map(|challenge| ChallengeOption {
        name: challenge.name.clone(),
        title: challenge.settings.title.clone(),
        summary: challenge.settings.summary.clone(),
        level: challenge
            .settings
            .level
            .map(|level| level.word().to_owned())
            .unwrap_or_default(),
        topics: challenge.settings.topics.clone(),
        minutes: challenge.settings.minutes,
        hidden: match count(&app.known_cases.of(challenge), Suite::Hidden) {
            0 => String::new(),
            count => challenge.settings.kind.hidden(count),
        },
        not_ready: app.known_cases.why_not_ready(challenge),
        checked: wanted.challenges.contains(&challenge.name),
    });
    let reveal = level::word(level::of(&wanted.reveal));
    NewPage {
        shell,
        candidate: wanted.candidate.clone(),
        challenges: options.collect(),
        reveal: reveal.to_owned(),
        error,
    }
}
