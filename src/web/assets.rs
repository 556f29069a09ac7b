//! The front end's bundled files, inside the executable.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use super::app::App;
use super::error::WebError;

/// What `npm run build` made. Read from the folder in a development build, so that the front end can be rebuilt while
/// the server runs; in the executable itself otherwise.
#[derive(rust_embed::RustEmbed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Files;

/// The bundled files and the prefix of their addresses, which changes with their content.
pub struct Assets {
    prefix: String,
}

impl Assets {
    pub(super) fn load() -> Self {
        let mut whole = Sha256::new();
        let mut names: Vec<_> = Files::iter().collect();
        names.sort();
        for name in names {
            if let Some(file) = Files::get(&name) {
                whole.update(name.as_bytes());
                whole.update(file.metadata.sha256_hash());
            }
        }
        let hash = hex::encode(whole.finalize());
        Self {
            prefix: format!("/assets/{}", &hash[..12]),
        }
    }

    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }
}

/// `GET /assets/{hash}/{path}`: kept by browsers for ever, since another content has another address.
pub async fn get(
    State(app): State<Arc<App>>,
    Path((hash, path)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let file = Files::get(&path)
        .ok_or_else(|| WebError::not_found(format!("There is no bundled file {path}.")))?;
    let current = app.assets.prefix.ends_with(&hash);
    let caching = if current && !cfg!(debug_assertions) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    Ok((
        [
            (header::CONTENT_TYPE, file.metadata.mimetype().to_owned()),
            (header::CACHE_CONTROL, caching.to_owned()),
        ],
        file.data.into_owned(),
    )
        .into_response())
}
