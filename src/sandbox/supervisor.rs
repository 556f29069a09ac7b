//! Keeps an examiner alive for each set of packages that is in use. Everything that needs one asks here, and gets the
//! living instance or the next.

use std::collections::HashMap;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use super::engine::{Engine, Machine};
use super::image::{self, Pair};
use super::instance::Instance;
use super::removals::Removals;
use super::shelf::Kind;
use super::throwaway::Sandbox;
use super::{SandboxError, Settings};
use crate::challenge::Packages;

/// An examiner with packages that nobody has asked for this long is ended; the next question starts another.
const IDLE: Duration = Duration::from_secs(1800);

#[derive(Debug)]
pub(super) struct Supervisor {
    pub(super) engine: Engine,
    pub(super) machine: Machine,
    pub(super) settings: Settings,
    removals: Removals,
    places: std::sync::Mutex<HashMap<Packages, Arc<Place>>>,
}

/// Where one set of packages is looked after. Held while something is started, so that everyone who needs it waits for
/// the same one, and nobody who needs another.
#[derive(Debug, Default)]
struct Place(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    images: Option<Pair>,
    instance: Option<Arc<Instance>>,
    asked: Option<Instant>,
}

impl Supervisor {
    pub(super) fn new(
        engine: Engine,
        machine: Machine,
        settings: Settings,
        removals: Removals,
    ) -> Self {
        Self {
            engine,
            machine,
            settings,
            removals,
            places: std::sync::Mutex::default(),
        }
    }

    /// The images with these packages. What is absent is looked for again at the next question.
    pub(super) async fn images(&self, packages: &Packages) -> Result<Pair, SandboxError> {
        let place = self.place(packages);
        let mut kept = place.0.lock().await;
        self.found(&mut kept, packages).await
    }

    /// The instance with these packages whose examiner lives.
    pub(super) async fn instance(
        &self,
        packages: &Packages,
    ) -> Result<Arc<Instance>, SandboxError> {
        let place = self.place(packages);
        let mut kept = place.0.lock().await;
        kept.asked = Some(Instant::now());
        if let Some(instance) = kept.instance.as_ref().filter(|now| now.link().is_open()) {
            return Ok(instance.clone());
        }
        if kept.instance.take().is_some() {
            tracing::error!("the examiner has ended; starting another one");
        }
        let image = self.found(&mut kept, packages).await?.examiner;
        // A single sandbox has nobody to share with.
        let several = self.settings.warm.is_none_or(|warm| warm > 1);
        let started =
            Instance::start(&self.engine, &image, &self.machine, &self.removals, several).await?;
        Ok(kept.instance.insert(started).clone())
    }

    pub(super) async fn start_sandbox(&self, kind: &Kind) -> Result<Sandbox, SandboxError> {
        let instance = self.instance(&kind.packages).await?;
        let image = self.images(&kind.packages).await?.sandbox;
        Sandbox::start(&self.engine, instance, &image, kind.limits, &self.settings).await
    }

    /// The instances that live now.
    pub(super) async fn current(&self) -> Vec<Arc<Instance>> {
        let mut found = Vec::new();
        for (_, place) in self.all() {
            found.extend(place.0.lock().await.instance.clone());
        }
        found
    }

    /// Lets go of examiners with packages that nobody has used for long and that no sandbox is connected with.
    pub(super) async fn let_go_of_idle(&self) {
        for (packages, place) in self.all() {
            let mut kept = place.0.lock().await;
            let idle = kept.asked.is_some_and(|asked| asked.elapsed() > IDLE);
            let alone = kept
                .instance
                .as_ref()
                .is_some_and(|instance| Arc::strong_count(instance) == 1);
            if idle && alone && !packages.is_empty() {
                tracing::debug!(%packages, "ending an examiner that nobody has used for long");
                kept.instance = None;
            }
        }
    }

    /// Lets go of every examiner and has all that belongs to them removed.
    pub(super) async fn close(&self) {
        for (_, place) in self.all() {
            if let Some(instance) = place.0.lock().await.instance.take() {
                drop(self.removals.instance(instance.id()));
            }
        }
        self.removals.settled().await;
    }

    async fn found(&self, kept: &mut Kept, packages: &Packages) -> Result<Pair, SandboxError> {
        if let Some(images) = &kept.images {
            return Ok(images.clone());
        }
        let images = image::pair(&self.engine, packages).await?;
        Ok(kept.images.insert(images).clone())
    }

    fn place(&self, packages: &Packages) -> Arc<Place> {
        self.places().entry(packages.clone()).or_default().clone()
    }

    fn all(&self) -> Vec<(Packages, Arc<Place>)> {
        let pair = |(packages, place): (&Packages, &Arc<Place>)| (packages.clone(), place.clone());
        self.places().iter().map(pair).collect()
    }

    fn places(&self) -> MutexGuard<'_, HashMap<Packages, Arc<Place>>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
