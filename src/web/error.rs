//! What a client is told when something does not work, and what is logged of it.
//!
//! A handler returns a [`WebError`]; [`render`] turns it into a page or into JSON, as the client asked. The cause
//! never reaches a client: it is logged here, once.

use std::fmt::Display;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::app::App;
use super::page::{Page, Shell};
use super::views::ErrorPage;
use crate::store::StoreError;

/// An answer that is not what was asked for.
#[derive(Debug, Clone)]
pub struct WebError {
    status: StatusCode,
    heading: &'static str,
    message: String,
    retry_after_seconds: Option<u64>,
    /// Where a browser goes instead of seeing an error: the way to sign in.
    redirect: Option<String>,
}

impl WebError {
    fn of(status: StatusCode, heading: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            heading,
            message: message.into(),
            retry_after_seconds: None,
            redirect: None,
        }
    }

    /// What was asked for does not exist.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::of(StatusCode::NOT_FOUND, "Not found", message)
    }

    /// The request does not make sense; the message says what to change.
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::of(StatusCode::BAD_REQUEST, "That did not work", message)
    }

    /// The request is understood and cannot be accepted; the message says what to change.
    pub fn unprocessable(message: impl Into<String>) -> Self {
        Self::of(
            StatusCode::UNPROCESSABLE_ENTITY,
            "That did not work",
            message,
        )
    }

    /// More bytes than are accepted.
    pub fn too_large(message: impl Into<String>) -> Self {
        Self::of(StatusCode::PAYLOAD_TOO_LARGE, "Too large", message)
    }

    /// The interview is closed.
    pub fn closed() -> Self {
        let message =
            "This interview is closed: nothing more is accepted. What arrived before is kept.";
        Self::of(StatusCode::CONFLICT, "Closed", message)
    }

    /// Too many requests of this kind.
    pub fn too_soon(message: impl Into<String>, retry_after_seconds: u64) -> Self {
        Self {
            retry_after_seconds: Some(retry_after_seconds),
            ..Self::of(StatusCode::TOO_MANY_REQUESTS, "Too soon", message)
        }
    }

    /// The queue is full.
    pub fn busy() -> Self {
        let message =
            "Too many submissions are waiting. Yours was not taken; send it again in a minute.";
        Self {
            retry_after_seconds: Some(30),
            ..Self::of(StatusCode::SERVICE_UNAVAILABLE, "Busy", message)
        }
    }

    /// Nobody is signed in.
    pub fn signed_out(next: &str) -> Self {
        let query = escaped(next);
        Self {
            redirect: Some(format!("/login?next={query}")),
            ..Self::of(
                StatusCode::UNAUTHORIZED,
                "Sign in",
                "Sign in at /login to see this.",
            )
        }
    }

    /// The challenge's author made a mistake: neither the candidate's fault nor ours.
    pub fn broken_challenge(cause: impl Display) -> Self {
        tracing::error!(%cause, "A challenge is broken");
        let message = "This challenge is broken on our side, which is not your fault. Please tell your interviewer; the server's log names the file.";
        Self::of(
            StatusCode::INTERNAL_SERVER_ERROR,
            "This challenge is broken",
            message,
        )
    }

    /// Our own fault. The cause is logged and not told.
    pub fn ours(what: &'static str, cause: impl Display) -> Self {
        tracing::error!(%cause, "{what}");
        let message = "Something broke on our side, and nothing that you sent before is lost. Try again; the server's log says why.";
        Self::of(StatusCode::INTERNAL_SERVER_ERROR, "Our fault", message)
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        // The whole chain on one line: the store's own words, then the database's.
        let mut cause = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(error) = source {
            cause = format!("{cause}: {error}");
            source = error.source();
        }
        Self::ours("The store failed", cause)
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(value) = self
            .retry_after_seconds
            .and_then(|seconds| HeaderValue::from_str(&seconds.to_string()).ok())
        {
            response.headers_mut().insert(header::RETRY_AFTER, value);
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives errors their body: a page for a person, JSON for a program.
pub async fn render(
    State(app): State<Arc<App>>,
    shell: Shell,
    request: Request,
    next: Next,
) -> Response {
    let wants_page = wants_page(request.headers());
    let mut response = next.run(request).await;
    let Some(error) = response.extensions_mut().remove::<WebError>() else {
        return response;
    };
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    if !wants_page {
        let body = Json(json!({ "error": error.message }));
        return (parts.status, parts.headers, body).into_response();
    }
    if let Some(to) = error.redirect {
        return axum::response::Redirect::to(&to).into_response();
    }
    let page = ErrorPage {
        shell,
        status: error.status.as_u16(),
        heading: error.heading.to_owned(),
        message: error.message,
        action_href: app.settings.public_url.clone(),
        action_label: "Start page".to_owned(),
    };
    (parts.status, parts.headers, Page(page)).into_response()
}

/// A browser that navigates says that it takes HTML; htmx and programs do not navigate.
fn wants_page(headers: &HeaderMap) -> bool {
    let accepts = |kind: &str| {
        headers
            .get_all(header::ACCEPT)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .any(|value| value.contains(kind))
    };
    accepts("text/html") && !headers.contains_key("hx-request")
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
