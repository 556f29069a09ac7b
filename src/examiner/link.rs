//! The link to one examiner over any byte stream: challenges go in, runs give their events as they come.
//!
//! The link ends when the stream does. Every run that is open then ends with [`FaultKind::Examiner`], which is our
//! fault and never the candidate's; whoever holds the link asks the `sandbox` room for another one.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use futures::StreamExt;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::sync::{mpsc, oneshot, watch};
use tokio_util::codec::FramedRead;
use uuid::Uuid;

use super::lines::{Line, Lines};
use super::message::{Event, Fault, FaultKind, MutantRun, MutatedFile, Request};
use crate::report::{Location, Suite};

/// The longest line taken from an examiner; its own limits on output and messages lie far below.
const LONGEST_LINE: usize = 64 * 1024 * 1024;
/// How long an examiner may take to say hello, and to take in a challenge.
const ANSWER_DEADLINE: Duration = Duration::from_secs(60);

const MUTANTS_LATE: LinkError = LinkError::Deadline {
    what: "make the mutants",
};

/// Why the examiner could not be asked.
#[derive(Debug, Clone, Error)]
pub enum LinkError {
    /// The challenge's own files are broken: the author's fault.
    #[error("the challenge's tests could not be loaded: {message}")]
    BrokenChallenge {
        message: String,
        location: Option<Location>,
    },
    /// The stream ended: our fault. A new examiner can be had.
    #[error("the examiner has ended")]
    Closed,
    /// The examiner lives but does not answer: our fault.
    #[error("the examiner did not {what} within {} s", ANSWER_DEADLINE.as_secs())]
    Deadline { what: &'static str },
}

/// A challenge's tests as the examiner needs them.
#[derive(Debug, Clone)]
pub struct Tests {
    /// Content hash of the challenge: the key under which runs name it.
    pub challenge: String,
    /// The candidate's top-level modules.
    pub modules: Vec<String>,
    /// Path (`hidden/timing_test.py`, `visible/...`, helpers and data beside them) to content.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The files of the accepted submission that they compare with, if they do.
    pub reference: BTreeMap<String, Vec<u8>>,
    /// The module that the candidate writes tests for, where the files are implementations of it.
    pub subject: Option<String>,
    /// Whether they run in the candidate's own process.
    pub shared: bool,
}

/// What is to be run.
#[derive(Debug, Clone)]
pub struct Order {
    /// The hash under which the challenge was loaded.
    pub challenge: String,
    /// The user id of the sandbox that was taken for it.
    pub sandbox: u32,
    /// The candidate's files, relative path to content.
    pub files: BTreeMap<String, Vec<u8>>,
    pub suites: Vec<Suite>,
    pub edge_case_seconds: f64,
    pub output_bytes: u64,
    pub fresh_interpreter: bool,
    pub collect_only: bool,
    /// Edge cases that must not run again.
    pub skip: Vec<String>,
    /// Where property tests begin.
    pub seed: u32,
    /// How many examples an edge case tries that compares with the reference.
    pub examples: u32,
    /// For what the challenge's author wrote alone: whose sandbox it may share.
    pub owner: Option<String>,
    /// For a mutant of an accepted submission alone.
    pub mutant: Option<MutantRun>,
}

/// Whether a sandbox's agent is connected with the examiner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    Expected,
    Ready,
    /// It was ready and no run used it when its connection ended.
    Lost,
    /// The examiner itself has ended.
    Closed,
}

/// What the examiner said of itself.
#[derive(Debug, Clone, Default)]
pub struct Hello {
    pub python: String,
    pub pytest: String,
}

/// A handle on one living examiner; clones speak with the same one.
#[derive(Debug, Clone)]
pub struct Link {
    requests: mpsc::UnboundedSender<Request>,
    table: Arc<Mutex<Table>>,
    closed: watch::Receiver<bool>,
    hello: Hello,
}

/// Who waits for what.
#[derive(Debug, Default)]
struct Table {
    closed: bool,
    hello: Option<oneshot::Sender<Hello>>,
    runs: HashMap<String, mpsc::UnboundedSender<Event>>,
    /// With what of their suites' settings does not hold.
    loaded: HashMap<String, Vec<String>>,
    loading: HashMap<String, Vec<oneshot::Sender<Result<(), LinkError>>>>,
    sandboxes: HashMap<u32, watch::Sender<Connection>>,
    mutants: HashMap<String, oneshot::Sender<Result<Mutated, LinkError>>>,
}

/// What was made of each file, by its path.
pub type Mutated = BTreeMap<String, MutatedFile>;

impl Link {
    /// Takes over the examiner's stdin and stdout and waits for its hello.
    pub async fn open(
        output: impl AsyncRead + Send + Unpin + 'static,
        input: impl AsyncWrite + Send + Unpin + 'static,
    ) -> Result<Self, LinkError> {
        let (hello_sender, hello) = oneshot::channel();
        let table = Arc::new(Mutex::new(Table {
            hello: Some(hello_sender),
            ..Table::default()
        }));
        let (requests, request_receiver) = mpsc::unbounded_channel();
        let (closed_sender, closed) = watch::channel(false);
        tokio::spawn(write(input, request_receiver, closed.clone()));
        tokio::spawn(read(output, table.clone(), closed_sender));
        match tokio::time::timeout(ANSWER_DEADLINE, hello).await {
            Ok(Ok(hello)) => Ok(Self {
                requests,
                table,
                closed,
                hello,
            }),
            Ok(Err(_)) => Err(LinkError::Closed),
            Err(_) => Err(LinkError::Deadline { what: "say hello" }),
        }
    }

    /// What the examiner said of itself.
    pub fn hello(&self) -> &Hello {
        &self.hello
    }

    /// Whether the examiner still listens.
    pub fn is_open(&self) -> bool {
        !*self.closed.borrow()
    }

    /// Waits for the examiner's end.
    pub async fn closed(&self) {
        // An error means that the reading task is gone, which is the same end.
        let _ = self.closed.clone().wait_for(|closed| *closed).await;
    }

    /// Hands over a challenge's tests. Free when this examiner has them; concurrent calls share one transfer.
    pub async fn load_challenge(&self, tests: &Tests) -> Result<(), LinkError> {
        let (sender, loaded) = oneshot::channel();
        let first = {
            let mut table = lock(&self.table);
            if table.closed {
                return Err(LinkError::Closed);
            }
            if table.loaded.contains_key(&tests.challenge) {
                return Ok(());
            }
            let waiting = table.loading.entry(tests.challenge.clone()).or_default();
            waiting.push(sender);
            waiting.len() == 1
        };
        if first {
            self.send(Request::LoadChallenge {
                challenge: tests.challenge.clone(),
                modules: tests.modules.clone(),
                files: encoded(&tests.files),
                reference: encoded(&tests.reference),
                subject: tests.subject.clone(),
                shared: tests.shared,
            })?;
        }
        match tokio::time::timeout(ANSWER_DEADLINE, loaded).await {
            Ok(answer) => answer.unwrap_or(Err(LinkError::Closed)),
            Err(_) => {
                // The next caller shall transfer it anew instead of waiting for an answer that never came.
                lock(&self.table).loading.remove(&tests.challenge);
                Err(LinkError::Deadline {
                    what: "take in the challenge",
                })
            }
        }
    }

    /// What of the settings of a loaded challenge's suite does not hold.
    pub fn left_out(&self, challenge: &str) -> Vec<String> {
        let table = lock(&self.table);
        table.loaded.get(challenge).cloned().unwrap_or_default()
    }

    /// Gives back what the examiner keeps for a challenge that an edit has replaced.
    pub fn forget_challenge(&self, challenge: &str) {
        lock(&self.table).loaded.remove(challenge);
        // An examiner that is gone keeps nothing.
        let _ = self.send(Request::ForgetChallenge {
            challenge: challenge.to_owned(),
        });
    }

    /// Starts a run; its events are read from the [`Run`]. Dropping an unfinished run cancels it.
    pub fn run(&self, order: Order) -> Result<Run, LinkError> {
        let id = Uuid::now_v7().to_string();
        let (sender, events) = mpsc::unbounded_channel();
        {
            let mut table = lock(&self.table);
            if table.closed {
                return Err(LinkError::Closed);
            }
            table.runs.insert(id.clone(), sender);
        }
        let run = Run {
            id: id.clone(),
            events,
            link: self.clone(),
            finished: false,
        };
        self.send(Request::Run {
            run: id,
            challenge: order.challenge,
            sandbox: order.sandbox,
            files: encoded(&order.files),
            suites: order.suites,
            edge_case_seconds: order.edge_case_seconds,
            output_bytes: order.output_bytes,
            fresh_interpreter: order.fresh_interpreter,
            collect_only: order.collect_only,
            skip: order.skip,
            seed: order.seed,
            examples: order.examples,
            owner: order.owner,
            mutant: order.mutant,
        })?;
        Ok(run)
    }

    /// Every mutant of these files, by file. The examiner parses and compiles them and runs nothing.
    pub async fn mutants(&self, files: &BTreeMap<String, Vec<u8>>) -> Result<Mutated, LinkError> {
        let (sender, made) = oneshot::channel();
        let request = Uuid::now_v7().to_string();
        {
            let mut table = lock(&self.table);
            if table.closed {
                return Err(LinkError::Closed);
            }
            table.mutants.insert(request.clone(), sender);
        }
        self.send(Request::MakeMutants {
            request: request.clone(),
            files: encoded(files),
        })?;
        match tokio::time::timeout(ANSWER_DEADLINE, made).await {
            Ok(answer) => answer.unwrap_or(Err(LinkError::Closed)),
            Err(_) => {
                lock(&self.table).mutants.remove(&request);
                Err(MUTANTS_LATE)
            }
        }
    }

    /// Announces a sandbox before its container starts; the answer tells when its agent is connected.
    pub fn expect_sandbox(&self, sandbox: u32) -> Result<watch::Receiver<Connection>, LinkError> {
        let (sender, connection) = watch::channel(Connection::Expected);
        {
            let mut table = lock(&self.table);
            if table.closed {
                return Err(LinkError::Closed);
            }
            table.sandboxes.insert(sandbox, sender);
        }
        self.send(Request::ExpectSandbox { sandbox })?;
        Ok(connection)
    }

    /// Tells that a sandbox is gone. Nothing to do when the examiner has ended.
    pub fn forget_sandbox(&self, sandbox: u32) {
        if lock(&self.table).sandboxes.remove(&sandbox).is_some() {
            let _ = self.send(Request::ForgetSandbox { sandbox });
        }
    }

    fn send(&self, request: Request) -> Result<(), LinkError> {
        self.requests.send(request).map_err(|_| LinkError::Closed)
    }
}

/// One run's events, in their order; the last one is [`Event::Finished`].
#[derive(Debug)]
pub struct Run {
    id: String,
    events: mpsc::UnboundedReceiver<Event>,
    link: Link,
    finished: bool,
}

impl Run {
    /// The run's id, as its events name it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The next event; `None` after [`Event::Finished`]. When the examiner dies, the last event is a `Finished` with
    /// [`FaultKind::Examiner`]. May be used in `select!`: no event is lost.
    pub async fn next(&mut self) -> Option<Event> {
        if self.finished {
            return None;
        }
        let event = self.events.recv().await.unwrap_or_else(|| Event::Finished {
            run: self.id.clone(),
            fault: Some(Fault {
                kind: FaultKind::Examiner,
                message: "the examiner ended during the run".to_owned(),
                location: None,
            }),
            cpu_ms: None,
            peak_memory_bytes: None,
            examiner_cpu_ms: None,
            crossings: None,
        });
        self.finished = matches!(event, Event::Finished { .. });
        Some(event)
    }

    /// Ends the run early; `Finished` with [`FaultKind::Cancelled`] follows.
    pub fn cancel(&self) {
        let _ = self.link.send(Request::Cancel {
            run: self.id.clone(),
        });
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        if !self.finished && lock(&self.link.table).runs.remove(&self.id).is_some() {
            self.cancel();
        }
    }
}

/// Reads events until the stream ends, then tells everyone who waits.
async fn read(
    output: impl AsyncRead + Unpin,
    table: Arc<Mutex<Table>>,
    closed: watch::Sender<bool>,
) {
    let mut lines = FramedRead::new(output, Lines::new(LONGEST_LINE));
    while let Some(line) = lines.next().await {
        match line {
            Ok(Line::Event(event)) => lock(&table).deliver(*event),
            Ok(Line::Garbage(reason)) => {
                tracing::warn!(reason, "the examiner wrote a line that is no event")
            }
            Err(error) => {
                tracing::warn!(%error, "the examiner's output could not be read");
                break;
            }
        }
    }
    lock(&table).close();
    closed.send_replace(true);
}

/// Writes requests, one a line, until the link is dropped or closed. Dropping the input closes the examiner's stdin,
/// upon which it exits.
async fn write(
    mut input: impl AsyncWrite + Unpin,
    mut requests: mpsc::UnboundedReceiver<Request>,
    mut closed: watch::Receiver<bool>,
) {
    loop {
        let request = tokio::select! {
            request = requests.recv() => request,
            _ = closed.wait_for(|closed| *closed) => None,
        };
        let Some(request) = request else { break };
        let mut line = match serde_json::to_vec(&request) {
            Ok(line) => line,
            Err(error) => {
                tracing::error!(%error, "a request to the examiner could not be written as JSON");
                continue;
            }
        };
        line.push(b'\n');
        let written = async {
            input.write_all(&line).await?;
            input.flush().await
        };
        // The reading side sees the same end and tells everyone.
        if let Err(error) = written.await {
            tracing::warn!(%error, "the examiner takes no more requests");
            break;
        }
    }
    let _ = input.shutdown().await;
}

impl Table {
    fn deliver(&mut self, event: Event) {
        match event {
            Event::Hello { python, pytest } => {
                if let Some(hello) = self.hello.take() {
                    let _ = hello.send(Hello { python, pytest });
                }
            }
            Event::SandboxReady { sandbox } => self.connection(sandbox, Connection::Ready),
            Event::SandboxLost { sandbox } => self.connection(sandbox, Connection::Lost),
            Event::ChallengeLoaded {
                challenge,
                error,
                location,
                left_out,
            } => {
                let answer = match error {
                    Some(message) => Err(LinkError::BrokenChallenge { message, location }),
                    None => Ok(()),
                };
                for waiting in self.loading.remove(&challenge).unwrap_or_default() {
                    let _ = waiting.send(answer.clone());
                }
                if answer.is_ok() {
                    self.loaded.insert(challenge, left_out);
                }
            }
            Event::MutantsMade {
                request,
                files,
                error,
            } => {
                if let Some(waiting) = self.mutants.remove(&request) {
                    let _ = waiting.send(error.map_or(Ok(files), |_| Err(MUTANTS_LATE)));
                }
            }
            Event::Finished { ref run, .. } => {
                if let Some(events) = self.runs.remove(run) {
                    let _ = events.send(event);
                }
            }
            Event::Collected { ref run, .. }
            | Event::CaseStarted { ref run, .. }
            | Event::SubtestStarted { ref run, .. }
            | Event::CaseFinished { ref run, .. } => {
                // A run that was dropped may still tell of itself; nobody listens.
                if let Some(events) = self.runs.get(run) {
                    let _ = events.send(event);
                }
            }
        }
    }

    fn connection(&self, sandbox: u32, connection: Connection) {
        if let Some(sender) = self.sandboxes.get(&sandbox) {
            sender.send_replace(connection);
        }
    }

    /// Dropping the senders ends every wait; see [`Run::next`] for what a run makes of it.
    fn close(&mut self) {
        for sender in self.sandboxes.values() {
            sender.send_replace(Connection::Closed);
        }
        *self = Table {
            closed: true,
            ..Table::default()
        };
    }
}

fn lock(table: &Mutex<Table>) -> MutexGuard<'_, Table> {
    // The table is whole after every statement that could panic.
    table.lock().unwrap_or_else(PoisonError::into_inner)
}

fn encoded(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, content)| (path.clone(), BASE64.encode(content)))
        .collect()
}

#[cfg(test)]
#[path = "link_tests.rs"]
mod tests;
