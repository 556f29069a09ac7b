//! The network namespace that an instance's sandboxes share: one that is empty, held by a container that sleeps.
//!
//! A namespace of its own for each sandbox costs the engine about as much as all the rest of a start, since it executes
//! itself twice to set one up. That nobody meets in the shared one is the agent's doing, which forbids sockets.

use std::sync::atomic::{AtomicBool, Ordering};

use super::engine::Engine;
use super::image::Image;
use super::{SandboxError, spec};

/// Without one, each sandbox has a namespace of its own, which is slower and nothing else.
#[derive(Debug, Default)]
pub(crate) struct Network {
    container: Option<String>,
    lost: AtomicBool,
}

impl Network {
    /// Starts the container that holds it. One that does not start is logged, and there is none.
    pub(crate) async fn open(engine: &Engine, instance: &str, image: &Image) -> Self {
        let name = spec::container_name(instance, "network");
        match start(engine, instance, &name, image).await {
            Ok(()) => Self {
                container: Some(name),
                lost: AtomicBool::new(false),
            },
            Err(error) => {
                tracing::warn!(%error, "sandboxes get a network namespace each");
                Self::default()
            }
        }
    }

    /// The container that holds it, while it does.
    pub(crate) fn name(&self) -> Option<&str> {
        let name = self.container.as_deref();
        name.filter(|_| !self.lost.load(Ordering::Relaxed))
    }

    /// A sandbox that was to share it did not start: from now on each has one of its own.
    pub(crate) fn give_up(&self) {
        if !self.lost.swap(true, Ordering::Relaxed) {
            tracing::warn!("the shared network namespace is gone; sandboxes get one each");
        }
    }
}

async fn start(
    engine: &Engine,
    instance: &str,
    name: &str,
    image: &Image,
) -> Result<(), SandboxError> {
    let body = spec::network(instance, image);
    engine
        .create("create a network namespace", name, body)
        .await?;
    let started = engine.docker().start_container(name, None);
    engine.call("start a network namespace", started).await
}
