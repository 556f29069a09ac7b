//! The candidate's pages. The link's token is the key; there is no account.

use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::app::App;
use super::error::WebError;
use super::known_cases::count;
use super::page::{Page, Shell};
use super::present::candidate as present;
use super::record::Record;
use super::views::candidate::{ChallengeLink, ChallengePage, OverviewPage};
use super::{review, statement, token};
use crate::challenge::{Challenge, Kind};
use crate::report::Suite;
use crate::store::Interview;

/// The interview that a candidate's link opens, and the challenge that the address names.
pub struct Invited {
    pub interview: Interview,
    /// Empty where the address names none.
    pub challenge: String,
}

#[derive(Deserialize)]
struct Address {
    token: String,
    #[serde(default)]
    challenge: String,
}

impl<S> FromRequestParts<S> for Invited
where
    S: Send + Sync,
    Arc<App>: FromRef<S>,
{
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let unknown = || {
            WebError::not_found(
                "This link opens no interview. Check that it was copied whole, or ask your interviewer for a new one.",
            )
        };
        let Path(address) = Path::<Address>::from_request_parts(parts, state)
            .await
            .map_err(|_| unknown())?;
        let app = Arc::<App>::from_ref(state);
        let interview = app
            .store
            .interview_by_token(&token::hash(&address.token))
            .await?
            .ok_or_else(unknown)?;
        if !address.challenge.is_empty() && !interview.challenges.contains(&address.challenge) {
            let message = format!(
                "There is no challenge named {} in this interview.",
                address.challenge
            );
            return Err(WebError::not_found(message));
        }
        Ok(Self {
            interview,
            challenge: address.challenge,
        })
    }
}

impl Invited {
    /// `/c/{token}/{challenge}`.
    pub fn href(&self, challenge: &str) -> String {
        format!("/c/{}/{challenge}", self.interview.token)
    }
}

/// `GET /c/{token}`: the only challenge, or a choice.
pub async fn overview(
    State(app): State<Arc<App>>,
    invited: Invited,
    shell: Shell,
) -> Result<Response, WebError> {
    if let [only] = invited.interview.challenges.as_slice() {
        return Ok(Redirect::to(&invited.href(only)).into_response());
    }
    let record = Record::load(&app.store, invited.interview.clone()).await?;
    let challenges = links(&app, &invited, &record).await?;
    let candidate = invited.interview.candidate;
    Ok(Page(OverviewPage {
        shell,
        candidate,
        challenges,
    })
    .into_response())
}

/// `GET /c/{token}/{challenge}`.
pub async fn challenge(
    State(app): State<Arc<App>>,
    invited: Invited,
    shell: Shell,
) -> Result<Response, WebError> {
    let name = invited.challenge.as_str();
    let challenge = app.catalogue.challenge(name).await?;
    if challenge.review.is_some() {
        return review::page(&app, &invited, &challenge, shell).await;
    }
    // Before the data: an event that the page shows twice is harmless, one that it misses is not.
    let last_event = app.store.last_event(Some(&invited.interview.id)).await?;
    let mut record = Record::load(&app.store, invited.interview.clone()).await?;
    record.known = app.known_of(&record.interview.challenges).await;
    let file = main_file(&challenge);
    let starter = challenge.starter.get(&file).cloned().unwrap_or_default();
    let draft = record.drafts.get(name);
    let mut attempts = Vec::new();
    for attempt in record.of(name).rev() {
        let place = app.store.place(&attempt.submission).await?;
        attempts.push(present::attempt(&record, attempt, place));
    }
    let known = app.known_cases.of(&challenge);
    let page = ChallengePage {
        shell,
        candidate: invited.interview.candidate.clone(),
        challenges: links(&app, &invited, &record).await?,
        href: invited.href(name),
        title: challenge.settings.title.clone(),
        level: challenge
            .settings
            .level
            .map(|level| level.word().to_owned())
            .unwrap_or_default(),
        minutes: challenge.settings.minutes,
        statement: statement::render(&challenge.statement),
        source: draft
            .and_then(|draft| draft.files.get(&file))
            .cloned()
            .unwrap_or_else(|| starter.clone()),
        revision: draft.map_or(0, |draft| draft.revision),
        starter,
        file,
        closed: record.interview.closed_at.is_some(),
        attempts,
        hints: present::hints(&record, name),
        hidden_total: count(&known, Suite::Hidden),
        visible_total: count(&known, Suite::Visible),
        case: challenge.settings.kind.case(),
        writes_tests: challenge.settings.kind == Kind::Tests,
        last_event,
    };
    Ok(Page(page).into_response())
}

/// The file that the editor shows.
pub fn main_file(challenge: &Challenge) -> String {
    let module = challenge
        .settings
        .modules
        .first()
        .map_or("solution", String::as_str);
    format!("{module}.py")
}

/// The challenges of the interview.
pub async fn links(
    app: &App,
    invited: &Invited,
    record: &Record,
) -> Result<Vec<ChallengeLink>, WebError> {
    let mut links = Vec::new();
    for name in &invited.interview.challenges {
        let challenge = app.catalogue.challenge(name).await?;
        links.push(ChallengeLink {
            title: challenge.settings.title,
            summary: challenge.settings.summary,
            href: invited.href(name),
            current: *name == invited.challenge,
            level: challenge
                .settings
                .level
                .map(|level| level.word().to_owned())
                .unwrap_or_default(),
            minutes: challenge.settings.minutes,
            attempts: record.submits(name).count(),
        });
    }
    Ok(links)
}
