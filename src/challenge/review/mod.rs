//! `kind = "review"`: code to comment on, the defects that are planted in it, and known reviews that prove how comments
//! meet defects. That each defect is one is proven as everywhere: by hidden tests and known submissions.

mod comment;
mod defect;
mod known;
mod lines;

pub use comment::{Comment, comments};
pub use defect::{Defect, DefectKind};
pub use known::KnownReview;
pub use lines::Lines;

use super::edge_case::NamedCase;
use super::fault::ChallengeFault;
use super::known::{KnownKind, KnownSubmission};
use crate::folder::Files;

/// What a challenge has when it is a review.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// The code, by file name.
    pub code: std::collections::BTreeMap<String, String>,
    /// The file that is meant where none is named.
    pub main: String,
    pub defects: Vec<Defect>,
    pub known: Vec<KnownReview>,
}

impl Review {
    /// Reads what lies in `review/`, `defects.toml` and `reviews/`.
    pub(super) fn read(files: &Files, modules: &[String]) -> Result<Self, ChallengeFault> {
        let mut code = std::collections::BTreeMap::new();
        for (path, content) in super::below(files, "review/") {
            let text = String::from_utf8(content).map_err(|_| {
                ChallengeFault::of(format!("review/{path}"), "not UTF-8; save it as UTF-8")
            })?;
            code.insert(path, text);
        }
        for module in modules {
            if !code.contains_key(&format!("{module}.py")) {
                return Err(ChallengeFault::of(
                    format!("review/{module}.py"),
                    "missing; it is the module that the candidate reviews",
                ));
            }
        }
        let main = format!("{}.py", modules[0]);
        let Some(text) = super::text(files, "defects.toml")? else {
            return Err(ChallengeFault::of(
                "defects.toml",
                "missing; it names the defects that are planted in the reviewed module",
            ));
        };
        let defects = defect::parse(&text, &code, &main)?;
        let known = known::gather(&super::below(files, "reviews/"), &code, &main, &defects)?;
        Ok(Self {
            code,
            main,
            defects,
            known,
        })
    }

    /// The reviewed module as a known submission: every planted test must fail on it.
    pub(super) fn as_submission(&self) -> KnownSubmission {
        KnownSubmission {
            kind: KnownKind::WrongAnswer,
            name: "review".to_owned(),
            path: "review".to_owned(),
            files: self
                .code
                .iter()
                .map(|(path, text)| (path.clone(), text.clone().into_bytes()))
                .collect(),
            fails: self
                .defects
                .iter()
                .flat_map(|defect| defect.tests.iter().cloned())
                .collect(),
            mistake: "the code as it is given for review, with all of its defects.".to_owned(),
        }
    }

    /// The defects as edge cases by their words.
    pub(super) fn edge_cases(&self) -> Vec<NamedCase> {
        self.defects
            .iter()
            .map(|defect| NamedCase {
                id: defect.id.clone(),
                visible: false,
                title: defect.title.clone(),
                area: defect.area().to_owned(),
                tells: defect.tells.clone(),
                advises: defect.advises.clone(),
                several: false,
                caught: Vec::new(),
            })
            .collect()
    }
}
