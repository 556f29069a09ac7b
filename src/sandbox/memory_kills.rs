//! Which sandboxes the kernel has ended a process of, at their memory limit: the engine tells it as an event. Its
//! `OOMKilled` flag speaks of a container's first process only, and that is our agent.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use bollard::query_parameters::EventsOptions;
use futures::StreamExt;
use tokio::sync::watch;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::engine::Engine;
use super::spec::INSTANCE_LABEL;

/// The event comes a moment after the process has ended.
const A_MOMENT: Duration = Duration::from_millis(200);
/// Between two attempts to listen.
const PAUSE: Duration = Duration::from_secs(1);

/// Listens until it is dropped.
#[derive(Debug)]
pub(crate) struct MemoryKills {
    containers: watch::Sender<HashSet<String>>,
    _listening: DropGuard,
}

impl MemoryKills {
    /// Starts to listen for the containers of one instance.
    pub(crate) fn listen(engine: Engine, instance: &str) -> Self {
        let containers = watch::Sender::default();
        let end = CancellationToken::new();
        let listening = listen(engine, instance.to_owned(), containers.clone());
        tokio::spawn(end.clone().run_until_cancelled_owned(listening));
        Self {
            containers,
            _listening: end.drop_guard(),
        }
    }

    /// Whether it has happened to the container of this name, or is told within a moment.
    pub(crate) async fn happened_to(&self, container: &str) -> bool {
        let mut containers = self.containers.subscribe();
        let told = containers.wait_for(|told| told.contains(container));
        matches!(tokio::time::timeout(A_MOMENT, told).await, Ok(Ok(_)))
    }

    /// The container is removed: nobody will ask again.
    pub(crate) fn forget(&self, container: &str) {
        self.containers
            .send_if_modified(|told| told.remove(container));
    }
}

async fn listen(engine: Engine, instance: String, containers: watch::Sender<HashSet<String>>) {
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
                        containers.send_modify(|told| {
                            told.insert(name);
                        });
                    }
                }
                Err(error) => {
                    tracing::debug!(%error, "the engine's events have ended; listening anew");
                    break;
                }
            }
        }
        tokio::time::sleep(PAUSE).await;
    }
}
