//! Takes submissions out of the store's queue, has them graded and stores what comes of it.
//!
//! It knows the store and grading; it does not know the web. Several run at once in one process, each submission in
//! one of them.

mod examine;
mod grade;

use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use tokio::sync::{Semaphore, mpsc};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{error, info};

use crate::grading::Progress;
use crate::report::Report;
use crate::store::{Store, Submission};

pub use grade::LibraryGrader;

/// How long a worker holds a submission without a sign of life. Only another process waits for it to end: within one,
/// and after a restart, leases are ended by hand.
const LEASE: Duration = Duration::from_secs(30);

/// Turns a submission into a report. It never fails: our own fault is a verdict of its own.
pub trait Grade: Send + Sync + 'static {
    /// Grades one submission, and tells on the way what it learns.
    fn grade<'a>(
        &'a self,
        submission: &'a Submission,
        progress: mpsc::UnboundedSender<Progress>,
    ) -> BoxFuture<'a, Report>;
}

/// The workers of one process.
pub struct Workers {
    store: Arc<Store>,
    grade: Arc<dyn Grade>,
    at_once: usize,
}

impl Workers {
    /// Workers that examine so many submissions at once.
    pub fn new(store: Arc<Store>, grade: Arc<dyn Grade>, at_once: usize) -> Self {
        Self {
            store,
            grade,
            at_once: at_once.max(1),
        }
    }

    /// Works until `shutdown`, then lets what is under way end and returns.
    pub async fn run(self, shutdown: CancellationToken) {
        // Unique per process, so that a lease tells this process's work from another's.
        let name = format!("worker-{}", uuid::Uuid::now_v7());
        let places = Arc::new(Semaphore::new(self.at_once));
        let under_way = TaskTracker::new();
        loop {
            let place = tokio::select! {
                () = shutdown.cancelled() => break,
                place = places.clone().acquire_owned() => place,
            };
            let Ok(place) = place else { break };
            match self.store.take(&name, LEASE).await {
                Ok(Some(job)) => {
                    let store = self.store.clone();
                    let grade = self.grade.clone();
                    under_way.spawn(async move {
                        examine::examine(&store, grade.as_ref(), &job, LEASE).await;
                        drop(place);
                    });
                }
                Ok(None) => {
                    drop(place);
                    tokio::select! {
                        () = shutdown.cancelled() => break,
                        () = self.store.submission_waits() => {}
                        // Not how work is found: a lease that another process left ends silently.
                        () = tokio::time::sleep(LEASE) => {}
                    }
                }
                Err(error) => {
                    error!(
                        error = &error as &dyn std::error::Error,
                        "The queue cannot be read; trying again in a second"
                    );
                    drop(place);
                    tokio::select! {
                        () = shutdown.cancelled() => break,
                        () = tokio::time::sleep(Duration::from_secs(1)) => {}
                    }
                }
            }
        }
        under_way.close();
        if !under_way.is_empty() {
            info!(
                submissions = under_way.len(),
                "Waiting for what is being examined"
            );
        }
        under_way.wait().await;
    }
}
