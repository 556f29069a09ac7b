//! Which files changed, told once they have come to rest.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// Editors save in several steps: an edit is over when nothing has happened for this long.
const REST: Duration = Duration::from_millis(30);
/// A folder that never comes to rest is told of all the same.
const MOST: Duration = Duration::from_millis(500);

/// One edit: its files, and when it began.
#[derive(Debug, Clone)]
pub struct Change {
    pub paths: BTreeSet<PathBuf>,
    pub began: Instant,
}

/// The stream of edits below some folders.
#[derive(Debug)]
pub struct Changes {
    events: UnboundedReceiver<notify::Result<notify::Event>>,
    /// What was heard and not yet told: kept here, since a caller may stop waiting at any time.
    heard: Option<Change>,
    _watcher: RecommendedWatcher,
}

impl Changes {
    pub fn watch(folders: &[PathBuf]) -> anyhow::Result<Self> {
        let (sender, events) = unbounded_channel();
        let mut watcher = notify::recommended_watcher(move |event| {
            // Nobody listens any more when the command is about to end.
            let _ = sender.send(event);
        })
        .context("could not watch for changes")?;
        for folder in folders {
            watcher
                .watch(folder, RecursiveMode::Recursive)
                .with_context(|| format!("could not watch {}", folder.display()))?;
        }
        Ok(Self {
            events,
            heard: None,
            _watcher: watcher,
        })
    }

    /// The next edit.
    pub async fn next(&mut self) -> anyhow::Result<Change> {
        loop {
            let patience = match &self.heard {
                None => Duration::MAX,
                Some(change) => REST.min(MOST.saturating_sub(change.began.elapsed())),
            };
            let event = match tokio::time::timeout(patience, self.events.recv()).await {
                Err(_) => {
                    if let Some(change) = self.heard.take() {
                        return Ok(change);
                    }
                    continue;
                }
                Ok(event) => event.context("the watch on the folders ended")?,
            };
            match event {
                Ok(event) => self.hear(event),
                Err(error) => eprintln!("warning: a change may have been missed: {error}"),
            }
        }
    }

    fn hear(&mut self, event: notify::Event) {
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        let paths = event.paths.into_iter().filter(|path| is_content(path));
        for path in paths {
            let change = self.heard.get_or_insert_with(|| Change {
                paths: BTreeSet::new(),
                began: Instant::now(),
            });
            change.paths.insert(path);
        }
    }
}

/// What editors and Python leave beside the files is no change.
fn is_content(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let leftover =
        name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".pyc") || name == "4913";
    !(leftover
        || name.starts_with('.')
        || path
            .components()
            .any(|part| part.as_os_str() == "__pycache__"))
}
