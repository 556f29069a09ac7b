//! What a candidate sees change on the page of a review: that it has arrived. Nothing of how it was judged.

use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::{Message, Viewer, follow};
use crate::store::{Event, What};
use crate::web::app::App;
use crate::web::error::WebError;
use crate::web::record::Record;
use crate::web::review::sent;
use crate::web::views::review::SentFragment;
use std::sync::Arc;

/// The stream of one candidate on one review.
pub fn events(app: Arc<App>, record: Record, challenge: String, after: i64) -> Response {
    let id = record.interview.id.clone();
    follow(app, Some(id), after, Reviewer { record, challenge }).into_response()
}

struct Reviewer {
    record: Record,
    challenge: String,
}

impl Viewer for Reviewer {
    async fn refresh(&mut self, app: &App, _: &[Event]) -> Result<(), WebError> {
        Ok(self.record.refresh(&app.store).await?)
    }

    fn render(&self, event: &Event) -> Vec<Message> {
        if event.what == What::Closed {
            return vec![Message::Named("interview-closed", json!({}))];
        }
        if event.challenge != self.challenge || event.what != What::Received {
            return Vec::new();
        }
        let attempt = event
            .submission
            .as_deref()
            .and_then(|id| self.record.attempt(id));
        attempt
            .map(|attempt| {
                Message::prepend(
                    "sent",
                    &SentFragment {
                        review: &sent(attempt),
                    },
                )
            })
            .into_iter()
            .collect()
    }
}
