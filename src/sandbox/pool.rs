//! The warm pool: sandboxes that wait, started and connected, so that a submission does not wait for its container.
//!
//! One task starts all of them, at most two at once, since engines have hung with more. A start that hangs holds its
//! place until its deadline and no longer. When nothing is ready, a taker waits for the next one that comes up.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, oneshot};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::SandboxError;
use super::shelf::{Kind, Shelf};
use super::supervisor::Supervisor;
use super::throwaway::Sandbox;

/// Starts at once, over all kinds.
const STARTS_AT_ONCE: usize = 2;
/// How often the pool looks for warm sandboxes that have died, when nothing else wakes it.
const LOOK_EVERY: Duration = Duration::from_secs(10);
/// How long a shutdown waits for starts that are under way.
const LAST_STARTS: Duration = Duration::from_secs(5);

/// How many may wait.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) sandboxes: usize,
    /// What the memory limits of all that wait may add up to.
    pub(super) memory_mebibytes: u64,
    /// How many are started in all before any is started for somebody who waits alone.
    pub(super) in_all: Option<usize>,
}

#[derive(Debug)]
pub(super) struct Pool {
    size: Size,
    supervisor: Arc<Supervisor>,
    /// The kind that was wanted last is at the end.
    shelves: Mutex<Vec<Shelf>>,
    changed: Notify,
    starts: TaskTracker,
    closing: CancellationToken,
}

impl Pool {
    /// Starts the task that fills the pool until `closing`.
    pub(super) fn start(
        size: Size,
        supervisor: Arc<Supervisor>,
        closing: CancellationToken,
    ) -> Arc<Self> {
        let pool = Arc::new(Self {
            size,
            supervisor,
            shelves: Mutex::default(),
            changed: Notify::new(),
            starts: TaskTracker::new(),
            closing: closing.clone(),
        });
        let filling = pool.clone().fill();
        tokio::spawn(closing.run_until_cancelled_owned(filling));
        pool
    }

    /// Keeps sandboxes of this kind warm for good.
    pub(super) fn keep(&self, kind: Kind) {
        shelf(&mut self.shelves(), kind).always = true;
        self.changed.notify_one();
    }

    /// A warm one, or the next one that comes up.
    pub(super) async fn take(&self, kind: Kind) -> Result<Sandbox, SandboxError> {
        let coming = {
            let mut shelves = self.shelves();
            let shelf = shelf(&mut shelves, kind);
            let taken = shelf.take();
            // Woken in either case: there is one to be replaced, or one to be started.
            self.changed.notify_one();
            if let Some(sandbox) = taken {
                return Ok(sandbox);
            }
            let (answer, coming) = oneshot::channel();
            shelf.wait(answer);
            coming
        };
        tokio::select! {
            coming = coming => coming.unwrap_or(Err(SandboxError::ShuttingDown)),
            () = self.closing.cancelled() => Err(SandboxError::ShuttingDown),
        }
    }

    /// How many wait now.
    pub(super) fn ready(&self) -> usize {
        self.shelves().iter().map(|shelf| shelf.ready.len()).sum()
    }

    /// Gives back all that wait. What is still being started is given back when it is up, and waited for, but not long.
    pub(super) async fn close(&self) {
        self.closing.cancel();
        self.shelves().clear();
        self.starts.close();
        let _ = tokio::time::timeout(LAST_STARTS, self.starts.wait()).await;
    }

    async fn fill(self: Arc<Self>) {
        let mut started = 0;
        loop {
            let (starts, pause_until) = self.plan(started);
            started += starts.len();
            for kind in starts {
                self.starts.spawn(self.clone().start_one(kind));
            }
            let look = tokio::time::Instant::now() + LOOK_EVERY;
            let wake = pause_until.map_or(look, |until| look.min(until.into()));
            tokio::select! {
                () = self.changed.notified() => {}
                () = tokio::time::sleep_until(wake) => {}
            }
        }
    }

    /// Which kinds to start now, after so many, and when the next pause ends.
    fn plan(&self, started: usize) -> (Vec<Kind>, Option<std::time::Instant>) {
        let mut shelves = self.shelves();
        shelves.retain_mut(|shelf| {
            shelf.tidy();
            shelf.is_wanted() || shelf.starting > 0
        });
        let targets = targets(&mut shelves, self.size);
        let mut starts = Vec::new();
        let mut running: usize = shelves.iter().map(|shelf| shelf.starting).sum();
        while running < STARTS_AT_ONCE {
            let short = shelves.iter().position(Shelf::is_short);
            let started = started + starts.len();
            let ahead = self.size.in_all.is_none_or(|in_all| started < in_all);
            let next = short.or_else(|| {
                let mut kinds = shelves.iter().zip(&targets);
                kinds.position(|(shelf, target)| ahead && shelf.may_grow_to(*target))
            });
            let Some(shelf) = next.and_then(|next| shelves.get_mut(next)) else {
                break;
            };
            shelf.starting += 1;
            running += 1;
            starts.push(shelf.kind.clone());
        }
        for (shelf, target) in shelves.iter_mut().zip(&targets) {
            shelf.ready.truncate(*target);
        }
        let pause_until = shelves.iter().filter_map(Shelf::pause_until).min();
        (starts, pause_until)
    }

    async fn start_one(self: Arc<Self>, kind: Kind) {
        let result = self.supervisor.start_sandbox(&kind).await;
        {
            let mut shelves = self.shelves();
            if self.closing.is_cancelled() {
                return;
            }
            let shelf = shelf(&mut shelves, kind);
            shelf.starting = shelf.starting.saturating_sub(1);
            match result {
                Ok(sandbox) => shelf.started(sandbox),
                Err(error) => shelf.failed(error),
            }
        }
        self.changed.notify_one();
    }

    fn shelves(&self) -> MutexGuard<'_, Vec<Shelf>> {
        self.shelves.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn shelf(shelves: &mut Vec<Shelf>, kind: Kind) -> &mut Shelf {
    let found = shelves.iter().position(|shelf| shelf.kind == kind);
    let position = found.unwrap_or_else(|| {
        shelves.push(Shelf::new(kind));
        shelves.len() - 1
    });
    &mut shelves[position]
}

/// Divides the places: one for each kind, the kind wanted last first, then the rest in the same order.
fn targets(shelves: &mut [Shelf], size: Size) -> Vec<usize> {
    shelves.sort_by_key(|shelf| std::cmp::Reverse(shelf.last_wanted()));
    let kinds: Vec<u64> = shelves
        .iter()
        .map(|shelf| shelf.kind.limits.memory_mebibytes())
        .collect();
    divide(&kinds, size)
}

fn divide(memory_of_kinds: &[u64], size: Size) -> Vec<usize> {
    let mut targets = vec![0; memory_of_kinds.len()];
    let mut places = size.sandboxes;
    let mut memory = size.memory_mebibytes;
    loop {
        let before = places;
        for (target, needs) in targets.iter_mut().zip(memory_of_kinds) {
            if places > 0 && *needs <= memory {
                *target += 1;
                places -= 1;
                memory -= needs;
            }
        }
        if places == before {
            return targets;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(sandboxes: usize, memory_mebibytes: u64) -> Size {
        Size {
            sandboxes,
            memory_mebibytes,
            in_all: None,
        }
    }

    #[test]
    fn one_kind_gets_every_place() {
        assert_eq!(divide(&[256], size(4, 10_000)), [4]);
    }

    #[test]
    fn the_kind_wanted_last_gets_the_odd_place() {
        assert_eq!(divide(&[256, 256, 256], size(4, 10_000)), [2, 1, 1]);
    }

    #[test]
    fn memory_limits_the_pool_and_a_smaller_kind_uses_what_is_left() {
        assert_eq!(divide(&[600, 256], size(9, 1_200)), [1, 2]);
    }

    #[test]
    fn an_empty_pool_keeps_nothing() {
        assert_eq!(divide(&[256], size(0, 10_000)), [0]);
        assert_eq!(divide(&[], size(4, 10_000)), [] as [usize; 0]);
    }
}
