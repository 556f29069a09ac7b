//! The challenges as pages show them.

use std::collections::BTreeMap;

use tokio::task::spawn_blocking;

use super::error::WebError;
use crate::challenge::{Challenge, FindError, Library, LibraryEntry};

/// The library of challenges, read off the async threads.
#[derive(Debug, Clone)]
pub struct Catalogue {
    library: Library,
}

impl Catalogue {
    /// A catalogue of this library.
    pub fn new(library: Library) -> Self {
        Self { library }
    }

    /// The challenge of that name, whole.
    pub async fn challenge(&self, name: &str) -> Result<Challenge, WebError> {
        let library = self.library.clone();
        let name = name.to_owned();
        let found = spawn_blocking(move || library.find(&name))
            .await
            .map_err(|error| WebError::ours("A challenge could not be read", error))?;
        found.map_err(|error| match error {
            FindError::Unknown { ref name, .. } => {
                WebError::not_found(format!("There is no challenge named {name}."))
            }
            // The cause names the author's files: it is logged, and a candidate is told only that it is not theirs.
            FindError::Broken { .. } => WebError::broken_challenge(error),
            FindError::Library(_) => WebError::ours("The challenges could not be read", error),
        })
    }

    /// Every challenge by name, whole or broken. A fault names the author's file and line: interviewers only.
    pub async fn entries(&self) -> Result<Vec<LibraryEntry>, WebError> {
        let library = self.library.clone();
        spawn_blocking(move || library.list())
            .await
            .map_err(|error| WebError::ours("The challenges could not be read", error))?
            .map_err(|error| WebError::ours("The challenges could not be read", error))
    }

    /// Every challenge that is whole, by name; broken ones are logged and left out.
    pub async fn challenges(&self) -> Result<BTreeMap<String, Challenge>, WebError> {
        let mut challenges = BTreeMap::new();
        for entry in self.entries().await? {
            match entry.challenge {
                Ok(challenge) => {
                    challenges.insert(entry.name, challenge);
                }
                Err(fault) => {
                    tracing::warn!(challenge = entry.name, %fault, "A challenge is broken and not offered");
                }
            }
        }
        Ok(challenges)
    }
}
