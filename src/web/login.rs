//! Signing in and out.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Form;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;

use super::app::App;
use super::error::WebError;
use super::page::{Page, Shell};
use super::views::LoginPage;
use super::{password, session};

/// Where to go after signing in.
#[derive(Debug, Deserialize)]
pub struct Destination {
    #[serde(default)]
    next: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub struct Login {
    name: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// `GET /login`.
pub async fn form(shell: Shell, Query(destination): Query<Destination>) -> Response {
    Page(LoginPage {
        shell,
        next: own_path(&destination.next).to_owned(),
        name: String::new(),
        error: None,
    })
    .into_response()
}

/// `POST /login`.
pub async fn sign_in(
    State(app): State<Arc<App>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    shell: Shell,
    jar: CookieJar,
    Form(login): Form<Login>,
) -> Result<Response, WebError> {
    if let Some(seconds) = app.logins.refuses(peer.ip()) {
        let message = format!("Too many attempts to sign in. Try again in {seconds} seconds.");
        return Err(WebError::too_soon(message, seconds));
    }
    let account = app.store.account(&login.name).await?;
    let stored = account
        .as_ref()
        .map(|account| account.password_hash.clone());
    let right = password::matches(login.password, stored).await;
    match account.filter(|_| right) {
        Some(account) => {
            tracing::info!(account = account.name, "An interviewer signed in");
            let jar = session::start(&app, &account, jar).await?;
            Ok((jar, Redirect::to(own_path(&login.next))).into_response())
        }
        None => {
            tracing::warn!(peer = %peer.ip(), "Somebody failed to sign in");
            let page = LoginPage {
                shell,
                next: own_path(&login.next).to_owned(),
                name: login.name,
                error: Some("Name and password do not match.".to_owned()),
            };
            Ok((StatusCode::UNAUTHORIZED, Page(page)).into_response())
        }
    }
}

/// `POST /logout`.
pub async fn sign_out(State(app): State<Arc<App>>, jar: CookieJar) -> Result<Response, WebError> {
    let jar = session::end(&app, jar).await?;
    Ok((jar, Redirect::to("/login")).into_response())
}

/// Only a path of this server is a destination: a link with another would lead a person who just signed in elsewhere.
fn own_path(next: &str) -> &str {
    let elsewhere =
        !next.starts_with('/') || next.starts_with("//") || next.contains(['\\', '\r', '\n', '\t']);
    if elsewhere { "/interviews" } else { next }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn signing_in_never_leads_to_another_server() {
        for elsewhere in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "",
            "/\t/evil.example",
        ] {
            assert_eq!(own_path(elsewhere), "/interviews");
        }
        assert_eq!(own_path("/interviews/7"), "/interviews/7");
    }
}
