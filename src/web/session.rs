//! Who is signed in: a random cookie, of which the store knows the hash.

use std::sync::Arc;

use axum::extract::{FromRequestParts, OriginalUri, Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};

use super::app::App;
use super::error::WebError;
use super::token;
use crate::store::{Account, SESSION_SECONDS};

const COOKIE: &str = "assay_session";

/// Marks a request of a signed-in interviewer.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Account);

/// The interviewer who makes a request; without one the request ends here.
pub struct Interviewer {
    pub name: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Interviewer {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        if let Some(SignedIn(account)) = parts.extensions.get() {
            return Ok(Self {
                name: account.name.clone(),
            });
        }
        // Only a page can be come back to.
        let next = match (parts.extensions.get::<OriginalUri>(), &parts.method) {
            (Some(uri), &Method::GET) => uri.path().to_owned(),
            _ => "/interviews".to_owned(),
        };
        Err(WebError::signed_out(&next))
    }
}

/// Looks the cookie up, once a request.
pub async fn recognize(
    State(app): State<Arc<App>>,
    jar: CookieJar,
    mut request: Request,
    next: Next,
) -> Result<Response, WebError> {
    if let Some(cookie) = jar.get(COOKIE) {
        let account = app
            .store
            .session_account(&token::hash(cookie.value()))
            .await?;
        if let Some(account) = account {
            request.extensions_mut().insert(SignedIn(account));
        }
    }
    Ok(next.run(request).await)
}

/// Starts a session; its cookie goes into the answer.
pub async fn start(app: &App, account: &Account, jar: CookieJar) -> Result<CookieJar, WebError> {
    let secret = token::new();
    app.store
        .start_session(account.id, token::hash(&secret))
        .await?;
    let cookie = Cookie::build((COOKIE, secret))
        .path("/")
        .http_only(true)
        .secure(app.is_https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::seconds(SESSION_SECONDS));
    Ok(jar.add(cookie))
}

/// Ends the session, here and in the store.
pub async fn end(app: &App, jar: CookieJar) -> Result<CookieJar, WebError> {
    if let Some(cookie) = jar.get(COOKIE) {
        app.store.end_session(&token::hash(cookie.value())).await?;
    }
    Ok(jar.remove(Cookie::build((COOKIE, "")).path("/")))
}
