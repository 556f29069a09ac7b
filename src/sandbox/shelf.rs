//! What the warm pool keeps of one kind of sandbox, and who waits for one. Pure bookkeeping: nothing here starts or
//! stops anything.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::SandboxError;
use super::spec::ContainerLimits;
use super::throwaway::Sandbox;
use crate::challenge::Packages;

/// Someone who waits is told of a failed start only when the next one has failed as well.
const PATIENCE: u32 = 2;
/// The longest pause after failed starts, while nobody waits.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// A kind that nobody has taken for this long is no longer kept warm.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(600);

/// Where a taker gets its sandbox.
pub(super) type Answer = oneshot::Sender<Result<Sandbox, SandboxError>>;

/// What makes one sandbox differ from another before it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) packages: Packages,
    pub(super) limits: ContainerLimits,
}

#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) kind: Kind,
    pub(super) ready: VecDeque<Sandbox>,
    pub(super) starting: usize,
    waiting: VecDeque<(Answer, u32)>,
    failures: u32,
    pause_until: Option<Instant>,
    last_wanted: Instant,
    /// Kept warm for good.
    pub(super) always: bool,
}

impl Shelf {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            ready: VecDeque::new(),
            starting: 0,
            waiting: VecDeque::new(),
            failures: 0,
            pause_until: None,
            last_wanted: Instant::now(),
            always: false,
        }
    }

    /// Takes one that is connected; those that are not any more are dropped.
    pub(super) fn take(&mut self) -> Option<Sandbox> {
        self.last_wanted = Instant::now();
        std::iter::from_fn(|| self.ready.pop_front()).find(Sandbox::is_connected)
    }

    pub(super) fn wait(&mut self, answer: Answer) {
        self.waiting.push_back((answer, 0));
    }

    /// Drops the dead and the takers that have gone.
    pub(super) fn tidy(&mut self) {
        self.ready.retain(Sandbox::is_connected);
        self.waiting.retain(|(answer, _)| !answer.is_closed());
    }

    /// Whether someone waits for whom nothing is starting.
    pub(super) fn is_short(&self) -> bool {
        self.starting < self.waiting.len()
    }

    /// Whether fewer than `target` wait or are being started, and no pause holds it back.
    pub(super) fn may_grow_to(&self, target: usize) -> bool {
        self.ready.len() + self.starting < target + self.waiting.len()
            && self.pause_until.is_none_or(|until| until <= Instant::now())
    }

    pub(super) fn pause_until(&self) -> Option<Instant> {
        self.pause_until.filter(|until| *until > Instant::now())
    }

    pub(super) fn is_wanted(&self) -> bool {
        self.always || !self.waiting.is_empty() || self.last_wanted.elapsed() < FORGOTTEN_AFTER
    }

    pub(super) fn last_wanted(&self) -> Instant {
        self.last_wanted
    }

    /// A start has ended well: the first who still waits gets it.
    pub(super) fn started(&mut self, sandbox: Sandbox) {
        self.failures = 0;
        self.pause_until = None;
        let mut sandbox = Ok(sandbox);
        while let Some((answer, _)) = self.waiting.pop_front() {
            match answer.send(sandbox) {
                Ok(()) => return,
                Err(returned) => sandbox = returned,
            }
        }
        if let Ok(sandbox) = sandbox {
            self.ready.push_back(sandbox);
        }
    }

    /// A start has failed. While nobody waits, the next one has to wait a little.
    pub(super) fn failed(&mut self, error: SandboxError) {
        self.failures += 1;
        let pause = Duration::from_secs(1 << self.failures.min(5)).min(LONGEST_PAUSE);
        self.pause_until = Some(Instant::now() + pause);
        if let Some((_, failures)) = self.waiting.front_mut() {
            *failures += 1;
            if *failures >= PATIENCE
                && let Some((answer, _)) = self.waiting.pop_front()
            {
                let _ = answer.send(Err(error));
                return;
            }
        }
        tracing::warn!(%error, "a sandbox did not start");
    }
}
