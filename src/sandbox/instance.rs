//! One examiner and what belongs to it: its container, the volume where it meets its sandboxes, and their names.
//! An instance lives as long as its examiner; when that ends, the runtime starts another one.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bollard::container::{AttachContainerResults, LogOutput};
use bollard::query_parameters::AttachContainerOptions;
use futures::StreamExt;
use tokio_util::bytes::Bytes;
use tokio_util::io::StreamReader;
use uuid::Uuid;

use super::SandboxError;
use super::engine::{Engine, Machine};
use super::image::Image;
use super::memory_kills::MemoryKills;
use super::network::Network;
use super::removals::Removals;
use super::spec::{self, ContainerLimits};
use crate::examiner::link::Link;

/// Sandboxes' user ids start here: above every usual account of a host.
const FIRST_USER: u32 = 100_000;
/// The examiner may use a quarter of the machine's memory, and no more than this.
const EXAMINER_MEMORY: u64 = 4 * 1024 * 1024 * 1024;

/// Dropping it has its containers and its volume removed.
#[derive(Debug)]
pub(crate) struct Instance {
    id: String,
    link: Link,
    kills: MemoryKills,
    network: Network,
    next_user: AtomicU32,
    /// Names of containers that have an owner; a sweep removes the instance's others.
    owned: Mutex<HashSet<String>>,
    teardown: Teardown,
}

/// Orders the removal of an instance, also of one that never came up.
#[derive(Debug)]
struct Teardown {
    id: String,
    removals: Removals,
}

impl Drop for Teardown {
    fn drop(&mut self) {
        drop(self.removals.instance(&self.id));
    }
}

impl Instance {
    /// Makes the volume, starts the examiner and waits for its hello; with `share_network`, also the network namespace
    /// that its sandboxes share.
    pub(crate) async fn start(
        engine: &Engine,
        image: &Image,
        machine: &Machine,
        removals: &Removals,
        share_network: bool,
    ) -> Result<Arc<Self>, SandboxError> {
        let id = Uuid::now_v7().to_string();
        let teardown = Teardown {
            id: id.clone(),
            removals: removals.clone(),
        };
        let network = async {
            if share_network {
                Network::open(engine, &id, image).await
            } else {
                Network::default()
            }
        };
        let (link, network) = tokio::join!(examiner(engine, &id, image, machine), network);
        let link = link?;
        let examiner = spec::container_name(&id, "examiner");
        let owned = std::iter::once(examiner).chain(network.name().map(str::to_owned));
        tracing::debug!(instance = %id, hello = ?link.hello(), "an examiner is up");
        Ok(Arc::new(Self {
            link,
            kills: MemoryKills::listen(engine.clone(), &id),
            owned: Mutex::new(owned.collect()),
            network,
            // Instances on one engine draw from different ranges, so that even the kernel's per-user counts are apart.
            next_user: AtomicU32::new(FIRST_USER + rand::random_range(0..1_000_000_000)),
            id,
            teardown,
        }))
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn link(&self) -> &Link {
        &self.link
    }

    pub(crate) fn kills(&self) -> &MemoryKills {
        &self.kills
    }

    /// The network namespace that its sandboxes share.
    pub(crate) fn network(&self) -> &Network {
        &self.network
    }

    /// The container whose network namespace a sandbox with these limits shares; nothing when it has one of its own.
    pub(crate) fn network_for(&self, limits: ContainerLimits) -> Option<&str> {
        let name = self.network.name();
        name.filter(|_| limits.may_share_a_network())
    }

    pub(crate) fn removals(&self) -> &Removals {
        &self.teardown.removals
    }

    /// A user id that no sandbox of this instance has had.
    pub(crate) fn next_user(&self) -> u32 {
        self.next_user.fetch_add(1, Ordering::Relaxed)
    }

    /// The names that have an owner.
    pub(crate) fn owned(&self) -> MutexGuard<'_, HashSet<String>> {
        self.owned.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes the volume, starts the examiner in its container and waits for its hello.
async fn examiner(
    engine: &Engine,
    id: &str,
    image: &Image,
    machine: &Machine,
) -> Result<Link, SandboxError> {
    let docker = engine.docker();
    let volume = docker.create_volume(spec::volume(id));
    engine
        .call("create the volume of an examiner", volume)
        .await?;

    let name = spec::container_name(id, "examiner");
    let memory = (machine.memory_bytes / 4).min(EXAMINER_MEMORY);
    let body = spec::examiner(id, image, memory);
    engine.create("create the examiner", &name, body).await?;
    let options = AttachContainerOptions {
        stream: true,
        stdin: true,
        stdout: true,
        stderr: true,
        ..AttachContainerOptions::default()
    };
    let attached = docker.attach_container(&name, Some(options));
    let AttachContainerResults { output, input } =
        engine.call("attach to the examiner", attached).await?;
    engine
        .call("start the examiner", docker.start_container(&name, None))
        .await?;
    let events = output.filter_map(|part| std::future::ready(events(part)));
    let link = Link::open(StreamReader::new(Box::pin(events)), input).await?;
    Ok(link)
}

/// What the examiner wrote on stdout; its stderr is its log.
fn events(
    part: Result<LogOutput, bollard::errors::Error>,
) -> Option<Result<Bytes, std::io::Error>> {
    match part {
        Ok(LogOutput::StdErr { message }) => {
            for line in String::from_utf8_lossy(&message).lines() {
                let line: String = line.chars().take(500).collect();
                tracing::info!(line, "the examiner says");
            }
            None
        }
        Ok(other) => Some(Ok(other.into_bytes())),
        Err(error) => Some(Err(std::io::Error::other(error))),
    }
}
