//! Live pages: server-sent events made from the stored events of interviews.
//!
//! A stream reads what is stored after the last event that its page has seen, sends it, and waits for the bell. So a
//! page that lost its connection misses nothing, and a restarted server goes on where the old one stopped.

pub mod candidate;
pub mod interviewer;
pub mod list;
pub mod review;
mod partial;

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Sse;
use axum::response::sse::{self, KeepAlive};
use futures::Stream;
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;

use super::app::App;
use super::error::WebError;
use crate::store::Event;
pub use partial::Parts as Message;

/// How many events are read at once.
const BATCH: u64 = 100;

/// Where a page's stream goes on: the header of a reconnecting browser, else the query of the page's first request.
pub struct After(pub i64);

#[derive(Deserialize)]
struct AfterQuery {
    #[serde(default)]
    after: i64,
}

impl<S: Send + Sync> FromRequestParts<S> for After {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let header = parts
            .headers
            .get("last-event-id")
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.parse().ok());
        if let Some(id) = header {
            return Ok(Self(id));
        }
        let query = axum::extract::Query::<AfterQuery>::from_request_parts(parts, state)
            .await
            .map_err(|_| WebError::bad_request("`after` is the number of an event."))?;
        Ok(Self(query.after))
    }
}

/// Makes messages of one viewer from events.
pub trait Viewer: Send + 'static {
    /// Reads what the events of this batch are about, before any is rendered.
    fn refresh(
        &mut self,
        app: &App,
        batch: &[Event],
    ) -> impl Future<Output = Result<(), WebError>> + Send;

    /// What the viewer is shown of one event; several events of a batch may show the same state.
    fn render(&self, event: &Event) -> Vec<Message>;
}

/// The stream of one viewer over the events of one interview, or of all.
pub fn follow<V: Viewer>(
    app: Arc<App>,
    interview: Option<String>,
    after: i64,
    mut viewer: V,
) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>>> {
    let stream = async_stream::stream! {
        let mut after = after;
        // Subscribed before the first read, so that no event falls between.
        let mut bell = app.store.listen();
        loop {
            let batch = match app.store.events_after(interview.as_deref(), after, BATCH).await {
                Ok(batch) => batch,
                // The browser comes back by itself and says where it was.
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "A live page could not be fed");
                    break;
                }
            };
            if let Some(last) = batch.last() {
                after = last.id;
                if viewer.refresh(&app, &batch).await.is_err() {
                    break;
                }
                for event in &batch {
                    for message in viewer.render(event) {
                        yield Ok(message.into_event(event.id));
                    }
                }
                continue;
            }
            let rung = tokio::select! {
                () = app.shutdown.cancelled() => false,
                rung = ring(&mut bell, interview.as_deref()) => rung,
            };
            if !rung {
                break;
            }
        }
    };
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}

/// Waits for an event of the interview. False when the store is gone.
async fn ring(
    bell: &mut tokio::sync::broadcast::Receiver<Arc<str>>,
    interview: Option<&str>,
) -> bool {
    loop {
        match bell.recv().await {
            Ok(rung) if interview.is_none_or(|interview| *rung == *interview) => return true,
            Ok(_) => {}
            // Too many rings to remember: whether one was ours is in the table.
            Err(RecvError::Lagged(_)) => return true,
            Err(RecvError::Closed) => return false,
        }
    }
}
