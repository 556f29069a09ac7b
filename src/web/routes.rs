//! Every address of the server, and the layers that all of them pass.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::{get, post, put};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::csrf::CsrfLayer;
use tower_http::trace::TraceLayer;
use tracing::debug_span;

use super::app::App;
use super::error::{self, WebError};
use super::{
    api, assets, candidate, challenges, interviews, live, login, review, security, session, submit,
    watch,
};

/// The largest body that is read at all. Far more than any source that is accepted: a request that is cut off in the
/// middle shows its sender a broken connection, one that is read to its end can be told what is wrong with it. Only
/// whoever holds a link or a session gets that far.
const BODY_BYTES: usize = 16 << 20;

/// The server's service.
pub fn router(app: Arc<App>) -> Router {
    let layers = ServiceBuilder::new()
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(CompressionLayer::new().compress_when(
            // A stream of events must go out event by event.
            SizeAbove::new(1024).and(NotForContentType::const_new("text/event-stream")),
        ))
        .layer(from_fn(security::protect))
        .layer(from_fn_with_state(app.clone(), error::render))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(app.clone(), session::recognize))
        // Another site's page may not act in an interviewer's or a candidate's name.
        .layer(CsrfLayer::new())
        .layer(DefaultBodyLimit::max(BODY_BYTES));
    Router::new()
        .route("/", get(async || Redirect::to("/interviews")))
        .route("/health", get(async || "ok\n"))
        .route("/assets/{hash}/{*path}", get(assets::get))
        .route("/login", get(login::form).post(login::sign_in))
        .route("/logout", post(login::sign_out))
        .route("/c/{token}", get(candidate::overview))
        .route("/c/{token}/{challenge}", get(candidate::challenge))
        .route("/c/{token}/{challenge}/run", post(submit::run))
        .route("/c/{token}/{challenge}/submit", post(submit::submit))
        .route(
            "/c/{token}/{challenge}/draft",
            put(submit::draft).post(submit::draft),
        )
        .route(
            "/c/{token}/{challenge}/events",
            get(live::candidate::events),
        )
        .route(
            "/interviews",
            get(interviews::list).post(interviews::create),
        )
        .route("/challenges", get(challenges::list))
        .route("/challenges/{name}", get(challenges::page))
        .route("/challenges/{name}/add", post(challenges::add))
        .route(
            "/api/c/{token}/{challenge}/submissions",
            get(api::own_attempts),
        )
        .route("/api/interviews", get(api::interviews))
        .route("/api/interviews/{id}", get(api::interview))
        .route("/interviews/new", get(interviews::form))
        .route("/interviews/events", get(live::list::events))
        .route("/interviews/{id}", get(watch::page))
        .route("/interviews/{id}/events", get(live::interviewer::events))
        .route("/interviews/{id}/close", post(interviews::close))
        .route("/interviews/{id}/reveal", post(watch::reveal))
        .route(
            "/interviews/{id}/submissions/{submission}",
            get(watch::submission),
        )
        .route(
            "/interviews/{id}/submissions/{submission}/ticks",
            post(review::tick),
        )
        .route(
            "/interviews/{id}/submissions/{submission}/cases/{key}",
            get(watch::case),
        )
        .fallback(async || WebError::not_found("There is nothing at this address."))
        .method_not_allowed_fallback(async || {
            WebError::bad_request("This address does not take that method.")
        })
        .layer(layers)
        .with_state(app)
}

/// A request's place in the log. A candidate's address holds a secret, so only its shape is written.
fn span(request: &Request) -> tracing::Span {
    let path = request.uri().path();
    let shown = match path
        .strip_prefix("/c/")
        .and_then(|rest| rest.split_once('/'))
    {
        Some((_, rest)) => format!("/c/…/{rest}"),
        None if path.starts_with("/c/") => "/c/…".to_owned(),
        None => path.to_owned(),
    };
    debug_span!("request", method = %request.method(), path = shown)
}

fn panicked(_: Box<dyn std::any::Any + Send>) -> axum::response::Response {
    use axum::response::IntoResponse;
    WebError::ours("A request panicked", "its place is on stderr").into_response()
}
