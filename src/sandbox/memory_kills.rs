//! Which sandboxes the kernel has ended a process of, at their memory limit: the engine tells it as an event. Its
//! `OOMKilled` flag speaks of a container's first process only, and that is our agent.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bollard::query_parameters::EventsOptions;
use futures::StreamExt;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::engine::Engine;
use super::spec::INSTANCE_LABEL;

/// Listens until it is dropped.
#[derive(Debug)]
pub(crate) struct MemoryKills {
    containers: Arc<Mutex<HashSet<String>>>,
    _listening: DropGuard,
}

impl MemoryKills {
    /// Starts to listen for the containers of one instance.
    pub(crate) fn listen(engine: Engine, instance: &str) -> Self {
        let containers = Arc::new(Mutex::new(HashSet::new()));
        let end = CancellationToken::new();
        let heard = listen(engine, instance.to_owned(), containers.clone());
        tokio::spawn(end.clone().run_until_cancelled_owned(heard));
        Self {
            containers,
            _listening: end.drop_guard(),
        }
    }

    /// Whether it has happened to the container of this name.
    pub(crate) fn happened_to(&self, container: &str) -> bool {
        self.containers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(container)
    }

    /// The container is removed: nobody will ask again.
    pub(crate) fn forget(&self, container: &str) {
        self.containers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(container);
    }
}

async fn listen(engine: Engine, instance: String, containers: Arc<Mutex<HashSet<String>>>) {
    let mut since = None;
    loop {
        let filter = |name: &str, value: String| (name.to_owned(), vec![value]);
        let options = EventsOptions {
            since: since.clone(),
            filters: Some(HashMap::from([
                filter("type", "container".to_owned()),
                filter("event", "oom".to_owned()),
                filter("label", format!("{INSTANCE_LABEL}={instance}")),
            ])),
            ..EventsOptions::default()
        };
        let mut events = engine.docker().events(Some(options));
        while let Some(event) = events.next().await {
            match event {
                Ok(event) => {
                    since = event.time.map(|time| time.to_string());
                    let attributes = event.actor.and_then(|actor| actor.attributes);
                    if let Some(name) = attributes.and_then(|mut all| all.remove("name")) {
                        containers
                            .lock()
                            .unwrap_or_else(PoisonError::into_inner)
                            .insert(name);
                    }
                }
                Err(error) => {
                    tracing::warn!(%error, "the engine's events cannot be heard");
                    break;
                }
            }
        }
        // The engine restarts, or the connection has aged; ask again.
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
