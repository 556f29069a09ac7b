//! The room's front: examiners that live as long as they can, one for each set of packages in use, and a pool of
//! sandboxes connected with them.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::engine::{Engine, Machine};
use super::pool::{Pool, Size};
use super::probe::{self, Probed};
use super::removals::Removals;
use super::shelf::Kind;
use super::spec::ContainerLimits;
use super::supervisor::Supervisor;
use super::sweep;
use super::throwaway::{self, Sandbox};
use super::{Image, SandboxError, Settings};
use crate::challenge::Packages;
use crate::examiner::link::Link;
use crate::limits::Limits;

/// How often the runtime looks for what other processes, or calls that were given up, have left.
const SWEEP_EVERY: Duration = Duration::from_secs(60);
/// How long a shutdown waits for removals; the next start sweeps the rest.
const SHUTDOWN_DEADLINE: Duration = Duration::from_secs(30);

/// Examiners and their sandboxes. Share it in an `Arc`. Call [`Runtime::shutdown`] at the end: what a process leaves
/// by just ending is removed only by the next one's start.
#[derive(Debug)]
pub struct Runtime {
    supervisor: Arc<Supervisor>,
    pool: Arc<Pool>,
    closing: CancellationToken,
}

impl Runtime {
    /// Connects with the engine, sweeps what a crash left, starts the examiner and begins to warm sandboxes.
    pub async fn start(settings: Settings) -> Result<Self, SandboxError> {
        let engine = Engine::connect(settings.engine.as_deref(), settings.call_deadline).await?;
        let machine = engine.machine().await?;
        let removals = Removals::new(engine.clone());
        sweep::dead_instances(&engine, &removals).await?;
        let cores = usize::try_from(machine.cores).unwrap_or(usize::MAX);
        let size = Size {
            sandboxes: settings.warm.unwrap_or_else(|| cores.clamp(2, 16)),
            memory_mebibytes: settings
                .warm_memory_mebibytes
                .unwrap_or(machine.memory_bytes / 2 / 1024 / 1024),
            in_all: settings.expected,
        };
        let supervisor = Arc::new(Supervisor::new(engine, machine, settings, removals.clone()));
        let closing = CancellationToken::new();
        supervisor.instance(&Packages::default()).await?;
        let pool = Pool::start(size, supervisor.clone(), closing.clone());
        let sweeping = sweep_regularly(supervisor.clone(), removals);
        tokio::spawn(closing.clone().run_until_cancelled_owned(sweeping));
        Ok(Self {
            supervisor,
            pool,
            closing,
        })
    }

    /// The sandboxes' image with these packages, for reports.
    pub async fn image(&self, packages: &Packages) -> Result<Image, SandboxError> {
        Ok(self.supervisor.images(packages).await?.sandbox)
    }

    /// The version of the Python that candidates' code has with these packages, e.g. `3.11`: the examiner has the same, and
    /// said it when it came up.
    pub async fn python(&self, packages: &Packages) -> Result<String, SandboxError> {
        let instance = self.supervisor.instance(packages).await?;
        let told = &instance.link().hello().python;
        Ok(told.split('.').take(2).collect::<Vec<_>>().join("."))
    }

    /// The examiner's image with these packages.
    pub async fn examiner_image(&self, packages: &Packages) -> Result<Image, SandboxError> {
        Ok(self.supervisor.images(packages).await?.examiner)
    }

    /// Starts a container with a sandbox's settings in which nothing of ours runs, and removes it: what a benchmark
    /// holds the whole against.
    pub async fn start_and_remove_empty(&self, limits: &Limits) -> Result<(), SandboxError> {
        let plain = Packages::default();
        let instance = self.supervisor.instance(&plain).await?;
        let image = self.supervisor.images(&plain).await?.sandbox;
        let limits = self.kind(&plain, limits).limits;
        let Supervisor {
            engine, settings, ..
        } = &*self.supervisor;
        throwaway::start_and_remove_empty(engine, instance, &image, limits, settings).await
    }

    /// What the engine said of its machine.
    pub fn machine(&self) -> &Machine {
        &self.supervisor.machine
    }

    /// How many sandboxes wait, started and connected.
    pub fn ready(&self) -> usize {
        self.pool.ready()
    }

    /// The links to all examiners that live now. For work that needs no sandbox.
    pub async fn links(&self) -> Vec<Link> {
        let instances = self.supervisor.current().await;
        instances
            .iter()
            .map(|instance| instance.link().clone())
            .collect()
    }

    /// Keeps sandboxes with these limits, and nothing but Python's standard library, warm from now on. Those with
    /// packages are kept warm for a while after each one that is taken.
    pub fn keep_warm(&self, limits: &Limits) {
        self.pool.keep(self.kind(&Packages::default(), limits));
    }

    /// Takes a sandbox whose agent is connected: a warm one, or else one that is started now.
    pub async fn take(&self, limits: &Limits) -> Result<Sandbox, SandboxError> {
        self.take_with(&Packages::default(), limits).await
    }

    /// The same with packages that candidate and tests may import.
    pub async fn take_with(
        &self,
        packages: &Packages,
        limits: &Limits,
    ) -> Result<Sandbox, SandboxError> {
        // Asked first: that an image is absent is an answer to be had at once, not a start that fails.
        self.supervisor.images(packages).await?;
        self.pool.take(self.kind(packages, limits)).await
    }

    /// Finds out, by trying, what a sandbox with these limits lets through. Makes all checks when none is named.
    pub async fn probe(&self, limits: &Limits, checks: &[&str]) -> Result<Probed, SandboxError> {
        let Supervisor {
            engine,
            machine,
            settings,
            ..
        } = &*self.supervisor;
        let plain = Packages::default();
        let instance = self.supervisor.instance(&plain).await?;
        let image = self.supervisor.images(&plain).await?.sandbox;
        let cores = machine.cores;
        probe::run(engine, instance, &image, limits, cores, settings, checks).await
    }

    /// Removes every container and the volume. Sandboxes that are still taken are removed when they are dropped.
    pub async fn shutdown(&self) {
        self.pool.close().await;
        let closed = tokio::time::timeout(SHUTDOWN_DEADLINE, self.supervisor.close());
        if closed.await.is_err() {
            tracing::warn!("not every container was removed in time; the next start sweeps them");
        }
    }

    fn kind(&self, packages: &Packages, limits: &Limits) -> Kind {
        Kind {
            packages: packages.clone(),
            limits: ContainerLimits::new(limits, self.supervisor.machine.cores),
        }
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        self.closing.cancel();
    }
}

async fn sweep_regularly(supervisor: Arc<Supervisor>, removals: Removals) {
    loop {
        tokio::time::sleep(SWEEP_EVERY).await;
        let engine = &supervisor.engine;
        if let Err(error) = sweep::dead_instances(engine, &removals).await {
            tracing::warn!(%error, "could not look for what crashes left");
        }
        supervisor.let_go_of_idle().await;
        for instance in supervisor.current().await {
            let owned = || instance.owned().clone();
            if let Err(error) = sweep::strays(engine, &removals, instance.id(), owned).await {
                tracing::warn!(%error, "could not look for stray sandboxes");
            }
        }
    }
}
