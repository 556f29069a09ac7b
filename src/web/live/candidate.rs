//! What a candidate sees change. Everything passes the same gate as the page itself.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{After, Message, Viewer, follow};
use crate::report::Suite;
use crate::store::{Event, State as Stage, What};
use crate::web::app::App;
use crate::web::candidate::{Invited, main_file};
use crate::web::error::WebError;
use crate::web::present::candidate as present;
use crate::web::record::{Attempt, Record};
use crate::web::token::case_key;
use crate::web::views::candidate::{AttemptFragment, CaseFragment, HiddenFragment, HintsFragment};

/// `GET /c/{token}/{challenge}/events`.
pub async fn events(
    State(app): State<Arc<App>>,
    invited: Invited,
    After(after): After,
) -> Result<Response, WebError> {
    let challenge = app.catalogue.challenge(&invited.challenge).await?;
    let mut record = Record::load(&app.store, invited.interview).await?;
    record.known = app.known_of(&record.interview.challenges).await;
    if challenge.review.is_some() {
        return Ok(super::review::events(app, record, invited.challenge, after));
    }
    let id = record.interview.id.clone();
    let viewer = Candidate {
        record,
        challenge: invited.challenge,
        file: main_file(&challenge),
        places: HashMap::new(),
    };
    Ok(follow(app, Some(id), after, viewer).into_response())
}

struct Candidate {
    record: Record,
    challenge: String,
    file: String,
    /// Where the waiting attempts stand in the queue.
    places: HashMap<String, usize>,
}

impl Viewer for Candidate {
    async fn refresh(&mut self, app: &App, _: &[Event]) -> Result<(), WebError> {
        self.record.refresh(&app.store).await?;
        self.places.clear();
        let waiting = self
            .record
            .attempts
            .iter()
            .filter(|attempt| attempt.submission.state == Stage::Queued);
        for attempt in waiting {
            let place = app.store.place(&attempt.submission).await?;
            self.places.insert(attempt.submission.id.clone(), place);
        }
        Ok(())
    }

    fn render(&self, event: &Event) -> Vec<Message> {
        if event.what == What::Closed {
            return vec![Message::Named("interview-closed", json!({}))];
        }
        if event.challenge != self.challenge {
            return Vec::new();
        }
        if event.what == What::Revealed {
            return self.revealed();
        }
        let Some(attempt) = event
            .submission
            .as_deref()
            .and_then(|id| self.record.attempt(id))
        else {
            return Vec::new();
        };
        match event.what {
            What::Received => vec![
                // Both, so that a page that has it already (its own answer came first) shows it once: the script
                // removes what stands there twice.
                self.prepend(attempt),
                self.named("attempt-received", attempt),
            ],
            What::Started | What::Collected => vec![self.whole(attempt)],
            What::CaseFinished => self.case(attempt, event.case.as_deref().unwrap_or_default()),
            What::Finished => vec![
                self.whole(attempt),
                Message::announce(&present::announcement(&self.record, attempt)),
                self.named("attempt-finished", attempt),
            ],
            What::Revealed | What::DraftSaved | What::Ticked | What::Closed => Vec::new(),
        }
    }
}

impl Candidate {
    fn view(&self, attempt: &Attempt) -> crate::web::views::candidate::AttemptView {
        let place = self
            .places
            .get(&attempt.submission.id)
            .copied()
            .unwrap_or(0);
        present::attempt(&self.record, attempt, place)
    }

    fn whole(&self, attempt: &Attempt) -> Message {
        let view = self.view(attempt);
        let id = format!("attempt-{}", view.id);
        Message::replace(
            &id,
            &AttemptFragment {
                attempt: &view,
                file: &self.file,
            },
        )
    }

    fn prepend(&self, attempt: &Attempt) -> Message {
        Message::prepend(
            "attempts",
            &AttemptFragment {
                attempt: &self.view(attempt),
                file: &self.file,
            },
        )
    }

    fn named(&self, name: &'static str, attempt: &Attempt) -> Message {
        let submission = &attempt.submission;
        Message::Named(
            name,
            json!({
                "challenge": submission.challenge,
                "submission": submission.id,
                "number": attempt.number,
                "kind": submission.kind,
            }),
        )
    }

    /// A visible case's own line and the one after it, which runs now; of a hidden one only what the gate lets through.
    fn case(&self, attempt: &Attempt, case: &str) -> Vec<Message> {
        let id = &attempt.submission.id;
        let seen = present::seen(&self.record, attempt);
        let next = attempt.running().map(|case| case.id.as_str());
        let changed: Vec<String> = [Some(case), next]
            .into_iter()
            .flatten()
            .map(case_key)
            .collect();
        let mut messages: Vec<Message> = present::visible(attempt, &seen)
            .iter()
            .filter(|view| changed.contains(&view.key))
            .map(|view| {
                let fragment = CaseFragment {
                    submission: id,
                    case: view,
                    file: &self.file,
                };
                Message::replace(&format!("case-{id}-{}", view.key), &fragment)
            })
            .collect();
        let is_hidden = attempt
            .cases_of(Suite::Hidden)
            .any(|progress| progress.case.id == case);
        if is_hidden {
            messages.extend(self.hidden(attempt));
        }
        messages
    }

    fn hidden(&self, attempt: &Attempt) -> Option<Message> {
        let id = &attempt.submission.id;
        let seen = present::seen(&self.record, attempt);
        let view = present::hidden(&self.record, attempt, &seen)?;
        let fragment = HiddenFragment {
            submission: id,
            hidden: &view,
            file: &self.file,
        };
        Some(Message::replace(&format!("hidden-{id}"), &fragment))
    }

    fn revealed(&self) -> Vec<Message> {
        let hints = present::hints(&self.record, &self.challenge);
        let mut messages = vec![Message::replace("hints", &HintsFragment { hints: &hints })];
        messages.extend(
            self.record
                .submits(&self.challenge)
                .filter_map(|attempt| self.hidden(attempt)),
        );
        if let Some(hint) = hints.last() {
            messages.push(Message::announce(&format!(
                "Your interviewer revealed {}: {}.",
                self.record.kind(&self.challenge).a_case(),
                hint.title
            )));
        }
        messages
    }
}
