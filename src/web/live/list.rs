//! What changes in the list of interviews.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::{After, Message, Viewer, follow};
use crate::store::{Event, What};
use crate::web::app::App;
use crate::web::error::WebError;
use crate::web::interviews::row;
use crate::web::session::Interviewer;
use crate::web::views::interviews::{InterviewRow, InterviewRowFragment};

/// `GET /interviews/events`.
pub async fn events(
    State(app): State<Arc<App>>,
    _: Interviewer,
    After(after): After,
) -> Result<Response, WebError> {
    Ok(follow(
        app,
        None,
        after,
        List {
            rows: HashMap::new(),
        },
    )
    .into_response())
}

struct List {
    rows: HashMap<String, InterviewRow>,
}

impl Viewer for List {
    async fn refresh(&mut self, app: &App, batch: &[Event]) -> Result<(), WebError> {
        self.rows.clear();
        let concerned: HashSet<&str> = batch
            .iter()
            .filter(|event| changes_a_row(event.what))
            .map(|event| event.interview.as_str())
            .collect();
        for id in concerned {
            if let Some(interview) = app.store.interview(id).await? {
                self.rows.insert(id.to_owned(), row(app, interview).await?);
            }
        }
        Ok(())
    }

    fn render(&self, event: &Event) -> Vec<Message> {
        if !changes_a_row(event.what) {
            return Vec::new();
        }
        let row = self.rows.get(&event.interview);
        row.map(|interview| {
            Message::replace(
                &format!("interview-{}", interview.id),
                &InterviewRowFragment { interview },
            )
        })
        .into_iter()
        .collect()
    }
}

fn changes_a_row(what: What) -> bool {
    matches!(
        what,
        What::Received | What::Started | What::Finished | What::Ticked | What::Closed
    )
}
