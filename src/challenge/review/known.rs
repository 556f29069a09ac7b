//! `reviews/*.toml`: reviews with what their comments must meet, so that the matching is proven too.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::comment::{self, Comment, line_of};
use super::defect::Defect;
use crate::challenge::fault::ChallengeFault;
use crate::folder::Files;

/// A review of which its author knows what it finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownReview {
    pub name: String,
    /// Where it lies, relative to the challenge's folder.
    pub path: String,
    pub comments: Vec<Comment>,
    /// The ids of the defects that it meets, all of them and no other.
    pub meets: Vec<String>,
    /// How many of its comments meet none.
    pub meets_nothing: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    meets: Vec<String>,
    #[serde(default)]
    meets_nothing: usize,
    #[serde(default)]
    comment: Vec<comment::Written>,
}

/// All known reviews among the files of `reviews/` (paths relative to it).
pub(super) fn gather(
    files: &Files,
    code: &BTreeMap<String, String>,
    main: &str,
    defects: &[Defect],
) -> Result<Vec<KnownReview>, ChallengeFault> {
    let mut known = Vec::new();
    for (path, content) in files {
        let place = format!("reviews/{path}");
        let Some(name) = path
            .strip_suffix(".toml")
            .filter(|name| !name.contains('/'))
        else {
            return Err(ChallengeFault::of(
                place,
                "not a known review; it is a `.toml` file",
            ));
        };
        let text = std::str::from_utf8(content)
            .map_err(|_| ChallengeFault::of(&place, "not UTF-8; save it as UTF-8"))?;
        let written: Written = toml::from_str(text).map_err(|error| {
            let message = error.message().trim_end().replace('\n', "; ");
            match error.span() {
                Some(span) if !message.starts_with("missing field") => {
                    ChallengeFault::at(&place, line_of(text, span.start), message)
                }
                _ => ChallengeFault::of(&place, message),
            }
        })?;
        if let Some(id) = written
            .meets
            .iter()
            .find(|id| !defects.iter().any(|defect| defect.id == **id))
        {
            return Err(ChallengeFault::of(
                place,
                format!("`{id}` is the id of no defect"),
            ));
        }
        known.push(KnownReview {
            name: name.to_owned(),
            comments: comment::check(written.comment, code, main)
                .map_err(|message| ChallengeFault::of(&place, message))?,
            path: place,
            meets: written.meets,
            meets_nothing: written.meets_nothing,
        });
    }
    Ok(known)
}
