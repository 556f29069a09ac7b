//! One throwaway container and its owner.

use std::sync::Arc;
use std::time::Duration;

use bollard::query_parameters::LogsOptions;
use futures::StreamExt;
use tokio::sync::watch;
use tokio::time::MissedTickBehavior;

use super::engine::Engine;
use super::image::Image;
use super::instance::Instance;
use super::owned::Owned;
use super::spec::{self, ContainerLimits};
use super::state;
use super::{SandboxError, Settings};
use crate::examiner::link::{Connection, Link, LinkError};

/// How often a container that has not connected is asked whether it still runs.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// One throwaway container, owned. Dropping it has it removed in the background.
#[derive(Debug)]
pub struct Sandbox {
    engine: Engine,
    container: Owned,
    connection: watch::Receiver<Connection>,
}

/// Starts a container with a sandbox's settings in which a process sleeps, and removes it.
pub(crate) async fn start_and_remove_empty(
    engine: &Engine,
    instance: Arc<Instance>,
    image: &Image,
    limits: ContainerLimits,
    settings: &Settings,
) -> Result<(), SandboxError> {
    let container = Owned::new(instance, "empty");
    let mut body = spec::sandbox(
        container.instance().id(),
        image,
        container.user(),
        limits,
        container.instance().network_for(limits),
        settings.oci_runtime.as_deref(),
    );
    body.cmd = Some(vec!["sleep".to_owned(), "infinity".to_owned()]);
    engine
        .create("create an empty sandbox", container.name(), body)
        .await?;
    let started = engine.docker().start_container(container.name(), None);
    engine.call("start an empty sandbox", started).await?;
    container.remove().await;
    Ok(())
}

impl Sandbox {
    /// Starts a container and waits until its agent is connected with the examiner.
    pub(crate) async fn start(
        engine: &Engine,
        instance: Arc<Instance>,
        image: &Image,
        limits: ContainerLimits,
        settings: &Settings,
    ) -> Result<Self, SandboxError> {
        let container = Owned::new(instance, "sandbox");
        let user = container.user();
        let connection = container.instance().link().expect_sandbox(user)?;
        let mut sandbox = Self {
            engine: engine.clone(),
            container,
            connection,
        };
        let runtime = settings.oci_runtime.as_deref();
        let network = sandbox.container.instance().network();
        let shared = sandbox.container.instance().network_for(limits);
        let body = spec::sandbox(
            sandbox.container.instance().id(),
            image,
            user,
            limits,
            shared,
            runtime,
        );
        engine
            .create("create a sandbox", sandbox.container(), body)
            .await?;
        let deadline = settings.start_deadline;
        let started = engine.docker().start_container(sandbox.container(), None);
        let started = engine.call_within(deadline, "start a sandbox", started);
        if let Err(error) = started.await {
            if shared.is_some() && error.is_refusal() {
                network.give_up();
            }
            return Err(error);
        }
        match tokio::time::timeout(deadline, sandbox.connected()).await {
            Ok(result) => result.map(|()| sandbox),
            Err(_) => Err(SandboxError::NotConnected {
                reason: format!("nothing came within {} s", deadline.as_secs_f32()),
            }),
        }
    }

    /// Its user id: by this the examiner knows it.
    pub fn user_id(&self) -> u32 {
        self.container.user()
    }

    /// The examiner it is connected with. Use this one for the run: after an examiner's death,
    /// that of another sandbox is another.
    pub fn link(&self) -> &Link {
        self.container.instance().link()
    }

    /// The engine's name for the container.
    pub fn container(&self) -> &str {
        self.container.name()
    }

    /// Whether its agent is connected, as far as is known.
    pub fn is_connected(&self) -> bool {
        *self.connection.borrow() == Connection::Ready
    }

    /// Whether the kernel ended a process of this sandbox at its memory limit, as the engine saw it from outside.
    pub async fn out_of_memory(&self) -> bool {
        let (kills, name) = (self.container.instance().kills(), self.container());
        kills.happened_to(name).await
            || state::first_process_ran_out_of_memory(&self.engine, name).await
    }

    /// Bytes of memory that it holds now, by its control group; the engine's own process beside it is not counted.
    pub async fn memory_bytes(&self) -> Result<u64, SandboxError> {
        state::memory_bytes(&self.engine, self.container()).await
    }

    /// Kills and removes it now, and waits until the engine has done so. Errors are logged, and it is tried again.
    pub async fn remove(self) {
        self.container.remove().await;
    }

    async fn connected(&mut self) -> Result<(), SandboxError> {
        let mut look = tokio::time::interval(LOOK_EVERY);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        look.tick().await;
        let mut connection = self.connection.clone();
        let change = async move {
            let changed = connection
                .wait_for(|now| *now != Connection::Expected)
                .await;
            changed.map_or(Connection::Closed, |now| *now)
        };
        tokio::pin!(change);
        let connection = loop {
            tokio::select! {
                now = &mut change => break now,
                _ = look.tick() => {
                    if !state::runs(&self.engine, self.container()).await? {
                        break Connection::Lost;
                    }
                }
            }
        };
        match connection {
            Connection::Ready => Ok(()),
            Connection::Closed => Err(LinkError::Closed.into()),
            Connection::Expected | Connection::Lost => Err(self.died().await),
        }
    }

    /// What the agent said before it ended.
    async fn died(&self) -> SandboxError {
        let options = LogsOptions {
            stdout: true,
            stderr: true,
            tail: "5".to_owned(),
            ..LogsOptions::default()
        };
        let lines = self.engine.docker().logs(self.container(), Some(options));
        let words: Vec<String> = tokio::time::timeout(LOOK_EVERY, lines.collect::<Vec<_>>())
            .await
            .unwrap_or_default()
            .into_iter()
            .filter_map(|line| Some(line.ok()?.to_string().trim().to_owned()))
            .collect();
        SandboxError::NotConnected {
            reason: format!("its agent ended: {}", words.join(" | ")),
        }
    }
}
