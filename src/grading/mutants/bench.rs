//! One sandbox in which mutants are tried, one after the other.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::examiner::link::{Mutated, Order};
use crate::examiner::message::{Event, Fault, FaultKind, MutantRun};
use crate::folder::Files;
use crate::grading::run;
use crate::grading::workshop::Workshop;
use crate::report::{Outcome, Suite};
use crate::sandbox::Sandbox;

/// Longer than this no mutant runs, however many edge cases it passes.
const LONGEST: Duration = Duration::from_secs(120);

/// How often it is tried, when something of ours fails or the sandbox is lost.
const ATTEMPTS: usize = 3;

/// How a mutant did.
#[derive(Debug, Clone, PartialEq)]
pub enum End {
    /// Every edge case passed; how long each took, in milliseconds.
    Passed(BTreeMap<String, f64>),
    /// Something did not pass: the edge case, or nothing when it already failed to be imported or collected.
    Noticed {
        edge_case: Option<String>,
        late: bool,
    },
}

/// Has a sandbox of the workshop's until it is dropped, and takes another one when that is lost.
pub struct Bench<'a> {
    workshop: &'a Workshop<'a>,
    sandbox: Option<Sandbox>,
}

impl Drop for Bench<'_> {
    fn drop(&mut self) {
        if let Some(sandbox) = self.sandbox.take() {
            self.workshop.give_back(sandbox);
        }
    }
}

impl<'a> Bench<'a> {
    pub fn new(workshop: &'a Workshop<'a>) -> Self {
        Self {
            workshop,
            sandbox: None,
        }
    }

    /// The mutants of a program's files, by path, as the examiner makes them.
    pub async fn mutants(&mut self, files: &Files) -> Result<Mutated, String> {
        let sandbox = self.sandbox().await?;
        let made = sandbox.link().mutants(files).await;
        made.map_err(|error| error.to_string())
    }

    /// The sandbox, started where there is none or it was lost.
    async fn sandbox(&mut self) -> Result<&Sandbox, String> {
        let kept = self.sandbox.take().filter(Sandbox::is_connected);
        let sandbox = match kept {
            Some(sandbox) => sandbox,
            None => {
                let taken = self.workshop.take().await;
                taken.map_err(|error| error.to_string())?
            }
        };
        Ok(self.sandbox.insert(sandbox))
    }

    /// Runs the hidden edge cases until one does not pass. An error is our own failure.
    pub async fn examine(
        &mut self,
        files: &Files,
        order: &[String],
        seconds: Option<&BTreeMap<String, f64>>,
    ) -> Result<End, String> {
        let mut losses = 0;
        let mut ours = String::new();
        for _ in 0..ATTEMPTS {
            match self.once(files, order, seconds).await {
                Ok(Ok(end)) => return Ok(end),
                Ok(Err(edge_case)) => {
                    losses += 1;
                    if losses == 2 {
                        return Ok(End::Noticed {
                            edge_case,
                            late: false,
                        });
                    }
                }
                Err(why) => ours = why,
            }
            // What a mutant did to its sandbox must not be the next one's end.
            self.sandbox = None;
        }
        Err(ours)
    }

    /// A run in the sandbox as it is; the inner error is a lost sandbox, with the edge case that ran.
    async fn once(
        &mut self,
        files: &Files,
        order: &[String],
        seconds: Option<&BTreeMap<String, f64>>,
    ) -> Result<Result<End, Option<String>>, String> {
        let challenge = self.workshop.challenge();
        let owner = self.workshop.owner();
        let sandbox = self.sandbox().await?;
        let loaded = sandbox.link().load_challenge(&run::tests(challenge)).await;
        loaded.map_err(|error| error.to_string())?;
        let plain = run::order(challenge, files, sandbox.user_id());
        let mutant = MutantRun {
            order: order.to_vec(),
            seconds: seconds.cloned().unwrap_or_default(),
        };
        let order = Order {
            suites: vec![Suite::Hidden],
            owner: Some(owner),
            mutant: Some(mutant),
            ..plain
        };
        let mut running = sandbox
            .link()
            .run(order)
            .map_err(|error| error.to_string())?;
        let mut heard = Heard::default();
        let end = tokio::time::timeout(LONGEST, async {
            while let Some(event) = running.next().await {
                if let Some(end) = heard.event(event) {
                    return end;
                }
            }
            Ok(Err(None))
        });
        end.await.unwrap_or_else(|_| {
            self.sandbox = None;
            Ok(Ok(End::Noticed {
                edge_case: None,
                late: true,
            }))
        })
    }
}

#[derive(Default)]
struct Heard {
    durations: BTreeMap<String, f64>,
    running: Option<String>,
    noticed: Option<End>,
}

impl Heard {
    fn event(&mut self, event: Event) -> Option<Result<Result<End, Option<String>>, String>> {
        match event {
            Event::CaseStarted { id, .. } => self.running = Some(id),
            Event::CaseFinished {
                id,
                outcome,
                duration_ms,
                ..
            } => {
                if matches!(outcome, Outcome::Passed | Outcome::NotRun) {
                    self.durations.insert(id, duration_ms);
                } else if self.noticed.is_none() {
                    let late = outcome == Outcome::TimedOut;
                    self.noticed = Some(End::Noticed {
                        edge_case: Some(id),
                        late,
                    });
                }
            }
            Event::Finished { fault, .. } => return Some(self.finished(fault)),
            _ => {}
        }
        None
    }

    fn finished(&mut self, fault: Option<Fault>) -> Result<Result<End, Option<String>>, String> {
        if let Some(noticed) = self.noticed.take() {
            return Ok(Ok(noticed));
        }
        match fault.map(|fault| (fault.kind, fault.message)) {
            None => Ok(Ok(End::Passed(std::mem::take(&mut self.durations)))),
            Some((FaultKind::SandboxLost | FaultKind::Cancelled, _)) => {
                Ok(Err(self.running.take()))
            }
            Some((FaultKind::Examiner, message)) => Err(message),
            Some((FaultKind::Syntax | FaultKind::Import | FaultKind::Challenge, _)) => {
                Ok(Ok(End::Noticed {
                    edge_case: None,
                    late: false,
                }))
            }
        }
    }
}
