//! The one place where containers and volumes are given back. Dropping an owner orders a removal here, from any
//! thread and without waiting; the removal itself is tried until the engine has done it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use bollard::query_parameters::{
    ListContainersOptions, RemoveContainerOptions, RemoveVolumeOptions,
};
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;

use super::SandboxError;
use super::engine::Engine;
use super::spec::{INSTANCE_LABEL, volume_name};

/// How often a removal is tried, with pauses that double.
const ATTEMPTS: u32 = 10;
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const AT_ONCE: usize = 4;

/// Takes orders; clones share the work.
#[derive(Debug, Clone)]
pub(crate) struct Removals {
    engine: Engine,
    permits: Arc<Semaphore>,
    running: TaskTracker,
    executor: Handle,
}

#[derive(Debug, Clone)]
enum Thing {
    /// By name or id.
    Container(String),
    /// Every container of an instance, then its volume.
    Instance(String),
}

impl Removals {
    /// Removals run on the executor that this is called on.
    pub(crate) fn new(engine: Engine) -> Self {
        Self {
            engine,
            permits: Arc::new(Semaphore::new(AT_ONCE)),
            running: TaskTracker::new(),
            executor: Handle::current(),
        }
    }

    /// Has a container killed and removed. The task ends when it is gone, or was given up.
    pub(crate) fn container(&self, name: &str) -> JoinHandle<()> {
        self.order(Thing::Container(name.to_owned()))
    }

    /// Has everything of an instance removed.
    pub(crate) fn instance(&self, id: &str) -> JoinHandle<()> {
        self.order(Thing::Instance(id.to_owned()))
    }

    /// Waits until nothing is left to be done.
    pub(crate) async fn settled(&self) {
        self.running.close();
        self.running.wait().await;
    }

    fn order(&self, thing: Thing) -> JoinHandle<()> {
        let (engine, permits) = (self.engine.clone(), self.permits.clone());
        // When the executor has ended, the process is ending, and the next start sweeps.
        self.running.spawn_on(
            async move { insist(&engine, &permits, &thing).await },
            &self.executor,
        )
    }
}

async fn insist(engine: &Engine, permits: &Semaphore, thing: &Thing) {
    for attempt in 0..ATTEMPTS {
        let result = {
            let _permit = permits.acquire().await;
            remove(engine, thing).await
        };
        match result {
            Ok(()) => return,
            Err(error) if attempt + 1 == ATTEMPTS => {
                tracing::error!(%error, ?thing, "gave up on a removal; the next start sweeps it");
            }
            Err(error) => {
                // Common for a volume whose last container is just going.
                tracing::debug!(%error, ?thing, "a removal failed and is tried again");
                tokio::time::sleep(FIRST_PAUSE * (1 << attempt)).await;
            }
        }
    }
}

async fn remove(engine: &Engine, thing: &Thing) -> Result<(), SandboxError> {
    match thing {
        Thing::Container(name) => container(engine, name).await,
        Thing::Instance(id) => {
            for name in containers(engine, id).await? {
                container(engine, &name).await?;
            }
            volume(engine, &volume_name(id)).await
        }
    }
}

async fn container(engine: &Engine, name: &str) -> Result<(), SandboxError> {
    let options = RemoveContainerOptions {
        force: true,
        v: true,
        ..RemoveContainerOptions::default()
    };
    let removal = engine.docker().remove_container(name, Some(options));
    let attempted = format!("remove the container {name}");
    gone(engine.call(&attempted, removal).await)
}

async fn volume(engine: &Engine, name: &str) -> Result<(), SandboxError> {
    let options = RemoveVolumeOptions { force: false };
    let removal = engine.docker().remove_volume(name, Some(options));
    let attempted = format!("remove the volume {name}");
    gone(engine.call(&attempted, removal).await)
}

async fn containers(engine: &Engine, instance: &str) -> Result<Vec<String>, SandboxError> {
    let options = ListContainersOptions {
        all: true,
        filters: Some(HashMap::from([(
            "label".to_owned(),
            vec![format!("{INSTANCE_LABEL}={instance}")],
        )])),
        ..ListContainersOptions::default()
    };
    let listing = engine.docker().list_containers(Some(options));
    let found = engine
        .call("list the containers of an instance", listing)
        .await?;
    Ok(found
        .into_iter()
        .filter_map(|container| container.id)
        .collect())
}

/// What is absent is removed; so is what another call is removing right now.
fn gone(result: Result<(), SandboxError>) -> Result<(), SandboxError> {
    match result {
        Err(error) if error.is_absent() => Ok(()),
        Err(SandboxError::Engine { reason, .. }) if reason.contains("already in progress") => {
            Ok(())
        }
        other => other,
    }
}
