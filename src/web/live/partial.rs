//! One message of a live page.

use askama::Template;
use axum::response::sse::Event;
use serde_json::Value;

use crate::web::error::WebError;

/// Pieces of HTML that replace what is on the page, or a named event for the page's script.
#[derive(Debug, Clone, PartialEq)]
pub enum Parts {
    Html(String),
    Named(&'static str, Value),
}

impl Parts {
    /// Replaces an element by a newer one with the same id.
    pub fn replace(id: &str, template: &impl Template) -> Self {
        Self::swap(id, "outerHTML", template)
    }

    /// Puts an element before the others in a list.
    pub fn prepend(list: &str, template: &impl Template) -> Self {
        Self::swap(list, "afterbegin", template)
    }

    /// Says a sentence to those who hear the page.
    pub fn announce(sentence: &str) -> Self {
        let text = sentence
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        Self::Html(wrap("announcement", "innerHTML", &text))
    }

    fn swap(id: &str, how: &str, template: &impl Template) -> Self {
        match template.render() {
            Ok(html) => Self::Html(wrap(id, how, &html)),
            Err(error) => {
                // Logged there; the page keeps what it shows.
                let _ = WebError::ours("A part of a page could not be made", error);
                Self::Html(String::new())
            }
        }
    }

    /// The message, under the id of the event that it tells of.
    pub fn into_event(self, id: i64) -> Event {
        let event = Event::default().id(id.to_string());
        match self {
            // A carriage return would end the field; in HTML it is white space like any other.
            Self::Html(html) => event.data(html.replace('\r', " ")),
            Self::Named(name, data) => event.event(name).data(data.to_string()),
        }
    }
}

/// The tag that htmx swaps by itself, wherever on the page its target is.
fn wrap(id: &str, how: &str, html: &str) -> String {
    format!("<hx-partial hx-target=\"#{id}\" hx-swap=\"{how}\">{html}</hx-partial>")
}
