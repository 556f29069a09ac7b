//! The front end's bundled files, inside the executable.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::TypedHeader;
use axum_extra::headers::{ETag, IfNoneMatch};
use rust_embed::EmbeddedFile;
use sha2::{Digest, Sha256};

use super::app::App;
use super::error::WebError;

/// Codings in which the build leaves files beside them, and how these are named; the smaller one first. A file is
/// compressed once, and harder than there is time for while a browser waits.
const CODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

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
    known: Option<TypedHeader<IfNoneMatch>>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    let file = Files::get(&path)
        .ok_or_else(|| WebError::not_found(format!("There is no bundled file {path}.")))?;
    let mimetype = file.metadata.mimetype().to_owned();
    let (file, coding) = match compressed(&path, &headers) {
        Some((file, coding)) => (file, Some(coding)),
        None => (file, None),
    };
    let current = app.assets.prefix.ends_with(&hash);
    let caching = if current && !cfg!(debug_assertions) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let tag = tag(&file)?;
    let kept = known.is_some_and(|TypedHeader(known)| !known.precondition_passes(&tag));
    let headers = (
        TypedHeader(tag),
        [
            (header::CACHE_CONTROL, caching),
            (header::VARY, "accept-encoding"),
        ],
    );
    if kept {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let coding = coding.map(|coding| [(header::CONTENT_ENCODING, coding)]);
    let mimetype = [(header::CONTENT_TYPE, mimetype)];
    let body = file.data.into_owned();
    Ok(match coding {
        Some(coding) => (headers, mimetype, coding, body).into_response(),
        None => (headers, mimetype, body).into_response(),
    })
}

/// What a browser asks with whether its copy still holds: a development build's files change under their addresses. A
/// weak one, since what has no coding here may get one on its way.
fn tag(file: &EmbeddedFile) -> Result<ETag, WebError> {
    let hash = hex::encode(file.metadata.sha256_hash());
    format!("W/\"{hash}\"")
        .parse()
        .map_err(|error| WebError::ours("a bundled file's tag was not made", error))
}

/// The file as the build compressed it, in the first coding that the browser takes.
fn compressed(path: &str, headers: &HeaderMap) -> Option<(EmbeddedFile, &'static str)> {
    CODINGS.into_iter().find_map(|(coding, ending)| {
        let file = || Files::get(&format!("{path}.{ending}"));
        takes(headers, coding)
            .then(file)?
            .map(|file| (file, coding))
    })
}

/// Whether a coding is named and not refused with a weight of nothing.
fn takes(headers: &HeaderMap, coding: &str) -> bool {
    let values = headers.get_all(header::ACCEPT_ENCODING).into_iter();
    let mut named = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    named.any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case(coding));
        let weights = parts.filter_map(|part| part.strip_prefix("q="));
        named
            && !weights
                .filter_map(|weight| weight.parse().ok())
                .any(|weight: f32| weight <= 0.0)
    })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn accepting(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_coding_is_used_only_for_whoever_takes_it() {
        assert!(takes(&accepting("gzip, deflate, br, zstd"), "br"));
        assert!(takes(&accepting("br;q=0.5"), "br"));
        assert!(!takes(&accepting("gzip, br;q=0"), "br"));
        assert!(!takes(&accepting("brotli"), "br"));
        assert!(!takes(&HeaderMap::new(), "gzip"));
    }
}
