//! A challenge for an interview that exists already.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::page::whole;
use crate::web::app::App;
use crate::web::error::WebError;
use crate::web::page::{Page, Shell};
use crate::web::session::Interviewer;
use crate::web::watch;

#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    interview: String,
}

/// `POST /challenges/{name}/add`.
pub async fn add(
    State(app): State<Arc<App>>,
    _: Interviewer,
    shell: Shell,
    Path(name): Path<String>,
    Form(wanted): Form<Wanted>,
) -> Result<Response, WebError> {
    let challenge = app.catalogue.challenge(&name).await?;
    let refused = if wanted.interview.is_empty() {
        Some("Choose an interview.".to_owned())
    } else {
        let interview = watch::found(&app, &wanted.interview).await?;
        let added = app.store.add_challenge(&interview.id, &name).await?;
        (!added && interview.closed_at.is_some())
            .then(|| format!("The interview of {} is closed.", interview.candidate))
    };
    if refused.is_some() {
        let page = whole(&app, shell, &challenge, refused).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Page(page)).into_response());
    }
    let query: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("challenge", &name)
        .finish();
    Ok(Redirect::to(&format!("/interviews/{}?{query}", wanted.interview)).into_response())
}
