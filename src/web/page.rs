//! Pages and fragments: a template, and what every page needs around it.

use std::convert::Infallible;
use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::response::{Html, IntoResponse, Response};

use super::app::App;
use super::error::WebError;
use super::security::Nonce;
use super::session::SignedIn;
pub use super::views::Shell;

/// A template as an answer.
pub struct Page<T>(pub T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => Html(html).into_response(),
            Err(error) => WebError::ours("A page could not be made", error).into_response(),
        }
    }
}

impl<S> FromRequestParts<S> for Shell
where
    S: Send + Sync,
    Arc<App>: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let app = Arc::<App>::from_ref(state);
        let nonce = parts.extensions.get::<Nonce>().cloned().unwrap_or_default();
        Ok(Self {
            nonce: nonce.0,
            assets: app.assets.prefix().to_owned(),
            signed_in: parts.extensions.get::<SignedIn>().is_some(),
        })
    }
}
