//! Keeps an examiner alive: starts one when there is none, another when it has ended.

use std::sync::Arc;

use tokio::sync::Mutex;

use super::engine::{Engine, Machine};
use super::image::Image;
use super::instance::Instance;
use super::removals::Removals;
use super::spec::ContainerLimits;
use super::throwaway::Sandbox;
use super::{SandboxError, Settings};

#[derive(Debug)]
pub(super) struct Supervisor {
    pub(super) engine: Engine,
    pub(super) machine: Machine,
    pub(super) sandbox_image: Image,
    pub(super) examiner_image: Image,
    pub(super) settings: Settings,
    removals: Removals,
    /// Held while one is started, so that everyone who needs it waits for the same one.
    current: Mutex<Option<Arc<Instance>>>,
}

impl Supervisor {
    pub(super) fn new(
        engine: Engine,
        machine: Machine,
        [sandbox_image, examiner_image]: [Image; 2],
        settings: Settings,
        removals: Removals,
    ) -> Self {
        Self {
            engine,
            machine,
            sandbox_image,
            examiner_image,
            settings,
            removals,
            current: Mutex::new(None),
        }
    }

    /// The instance whose examiner lives.
    pub(super) async fn instance(&self) -> Result<Arc<Instance>, SandboxError> {
        let mut current = self.current.lock().await;
        if let Some(instance) = current.as_ref().filter(|now| now.link().is_open()) {
            return Ok(instance.clone());
        }
        if current.take().is_some() {
            tracing::error!("the examiner has ended; starting another one");
        }
        let image = &self.examiner_image;
        let started = Instance::start(&self.engine, image, &self.machine, &self.removals).await?;
        Ok(current.insert(started).clone())
    }

    pub(super) async fn start_sandbox(
        &self,
        limits: ContainerLimits,
    ) -> Result<Sandbox, SandboxError> {
        let instance = self.instance().await?;
        let image = &self.sandbox_image;
        Sandbox::start(&self.engine, instance, image, limits, &self.settings).await
    }

    /// The instance that lives now, if any.
    pub(super) async fn current(&self) -> Option<Arc<Instance>> {
        self.current.lock().await.clone()
    }

    /// Lets go of the examiner and has all that belongs to it removed.
    pub(super) async fn close(&self) {
        if let Some(instance) = self.current.lock().await.take() {
            drop(self.removals.instance(instance.id()));
        }
        self.removals.settled().await;
    }
}
