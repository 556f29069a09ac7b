//! `assay serve`: the web server and its workers.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::{ChallengesSettings, EngineSettings, Exit};
use crate::challenge::Library;
use crate::grading::Grader;
use crate::review;
use crate::sandbox::Runtime;
use crate::store::Store;
use crate::submission::SourceLimits;
use crate::web::{self, App, Catalogue, KnownCases, Wanted, WebSettings};
use crate::worker::{LibraryGrader, Workers};

/// The account that the first start creates.
const INTERVIEWER: &str = "interviewer";
/// Whose interviews `--demo` creates.
const DEMO_CANDIDATE: &str = "Demo candidate";
/// How long a stopping server lets submissions end; what is cut off is examined again at the next start.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a challenge that is not ready is looked at.
const LOOK_AGAIN: Duration = Duration::from_secs(10);

/// Serve candidates and interviewers, and examine what is submitted.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The address to listen on; port 0 takes a free one
    #[arg(
        long,
        env = "ASSAY_LISTEN",
        value_name = "ADDRESS",
        default_value = "127.0.0.1:8080"
    )]
    listen: SocketAddr,
    /// The address by which people reach the server; links are made from it [default: http:// and the listening address]
    #[arg(long, env = "ASSAY_PUBLIC_URL", value_name = "URL", value_parser = parse_url)]
    public_url: Option<String>,
    /// The database file; it is created where it is absent
    #[arg(
        long,
        env = "ASSAY_DATABASE",
        value_name = "FILE",
        default_value = "assay.sqlite"
    )]
    database: PathBuf,
    /// The password of the account `interviewer`, set at every start; without it, the first start makes one up and
    /// prints it once
    #[arg(
        long,
        env = "ASSAY_INTERVIEWER_PASSWORD",
        value_name = "PASSWORD",
        hide_env_values = true
    )]
    interviewer_password: Option<String>,
    /// Have an interview ready for each challenge, and print its link
    #[arg(long, env = "ASSAY_DEMO")]
    demo: bool,
    /// Submissions that are examined at once [default: the machine's cores]
    #[arg(long, env = "ASSAY_WORKERS", value_name = "COUNT")]
    workers: Option<usize>,
    /// Submissions that an interview may make within a minute
    #[arg(long, env = "ASSAY_SUBMISSIONS_PER_MINUTE", value_name = "COUNT", default_value_t = WebSettings::default().submissions_per_minute)]
    submissions_per_minute: u64,
    /// Runs of the visible tests that an interview may make within a minute
    #[arg(long, env = "ASSAY_RUNS_PER_MINUTE", value_name = "COUNT", default_value_t = WebSettings::default().runs_per_minute)]
    runs_per_minute: u64,
    /// Submissions that may wait before further ones are refused
    #[arg(long, env = "ASSAY_WAITING", value_name = "COUNT", default_value_t = WebSettings::default().waiting)]
    waiting: u64,
    #[command(flatten)]
    challenges: ChallengesSettings,
    #[command(flatten)]
    engine: EngineSettings,
}

impl ServeArgs {
    pub async fn run(self) -> anyhow::Result<Exit> {
        // First what fails quickly and costs nothing: the address, the database, the challenges.
        let listener = TcpListener::bind(self.listen).await.with_context(|| {
            format!(
                "cannot listen on {}; stop what does, or give another --listen",
                self.listen
            )
        })?;
        let address = listener.local_addr()?;
        let store = Arc::new(Store::open(&self.database).await?);
        let library = Library::new(self.challenges.folders.clone());
        library.list()?;
        let resumed = store.end_leases().await?;
        if resumed > 0 {
            info!(
                submissions = resumed,
                "Examining again what an earlier server left unfinished"
            );
        }

        let runtime = Arc::new(Runtime::start(self.engine.settings()).await?);
        let grader = Arc::new(Grader::new(runtime.clone()));
        let grade = LibraryGrader::new(grader.clone(), library.clone(), SourceLimits::default());
        let at_once = self.workers.unwrap_or_else(cores);
        let workers = Workers::new(store.clone(), Arc::new(grade), at_once);
        let app = App::new(
            store.clone(),
            Catalogue::new(library.clone()),
            self.web_settings(address),
        );

        let shutdown = CancellationToken::new();
        let working = tokio::spawn(workers.run(shutdown.clone()));
        tokio::spawn(stop_at_signal(shutdown.clone()));
        tokio::spawn(learn(grader, library, app.known_cases().clone()));
        self.welcome(&store, &app).await?;
        let served = web::serve(listener, app, shutdown.clone()).await;
        shutdown.cancel();
        if tokio::time::timeout(PATIENCE, working).await.is_err() {
            warn!(
                "Stopping while submissions are being examined; the next start examines them again"
            );
        }
        runtime.shutdown().await;
        served.context("the server ended")?;
        Ok(Exit::Passed)
    }

    fn web_settings(&self, address: SocketAddr) -> WebSettings {
        WebSettings {
            public_url: self
                .public_url
                .clone()
                .unwrap_or_else(|| format!("http://{address}")),
            submissions_per_minute: self.submissions_per_minute,
            runs_per_minute: self.runs_per_minute,
            waiting: self.waiting,
            ..WebSettings::default()
        }
    }

    /// Makes sure that somebody can sign in, and prints where to begin.
    async fn welcome(&self, store: &Store, app: &App) -> anyhow::Result<()> {
        let mut lines = Vec::new();
        let start = app.public_url();
        lines.push(format!("Interviewers:  {start}/interviews"));
        if let Some(password) = &self.interviewer_password {
            let stored = store.account(INTERVIEWER).await?;
            let stored = stored.map(|account| account.password_hash);
            // Setting it anew would sign everybody out, at every start.
            let changed = !web::password::matches(password.clone(), stored).await;
            if changed {
                store
                    .set_account(INTERVIEWER, web::password::hash(password.clone()).await?)
                    .await?;
            }
            lines.push(format!(
                "               sign in as `{INTERVIEWER}` with the password that you set"
            ));
        } else if store.has_accounts().await? {
            lines.push(format!("               sign in as `{INTERVIEWER}`; --interviewer-password sets a new password"));
        } else {
            let password = web::token::new();
            store
                .set_account(INTERVIEWER, web::password::hash(password.clone()).await?)
                .await?;
            lines.push(format!(
                "               sign in as `{INTERVIEWER}`, password {password} (shown this once)"
            ));
        }
        if self.demo {
            lines.extend(demo_links(store, app).await?);
        }
        println!("\n{}\n", lines.join("\n"));
        Ok(())
    }
}

/// Warms sandboxes for every challenge and learns its edge cases, so that pages show them before anybody submits. One
/// whose image is not built is told as not ready, and looked at again until it is.
async fn learn(grader: Arc<Grader>, library: Library, known: KnownCases) {
    let Ok(Ok(entries)) = tokio::task::spawn_blocking(move || library.list()).await else {
        // Whoever opens a challenge is told why.
        return;
    };
    let mut open: Vec<_> = entries
        .into_iter()
        .filter_map(|entry| entry.challenge.ok())
        .collect();
    let mut first = true;
    while !open.is_empty() {
        let mut not_ready = Vec::new();
        for challenge in open {
            if let Some(review) = &challenge.review {
                known.tell_cases(&challenge, review::edge_cases(review));
                continue;
            }
            if let Err(reason) = grader.ready(&challenge).await {
                if first {
                    warn!(challenge = challenge.name, reason, "Not ready");
                }
                known.tell_not_ready(&challenge, reason);
                not_ready.push(challenge);
                continue;
            }
            if challenge.settings.packages.is_empty() {
                grader.runtime().keep_warm(&challenge.settings.limits);
            }
            match grader.learn(&challenge).await {
                Ok(cases) => known.tell(&challenge, &cases),
                Err(reason) => {
                    known.tell(&challenge, &[]);
                    warn!(
                        challenge = challenge.name,
                        %reason, "The edge cases are not known before the first submission"
                    );
                }
            }
        }
        open = not_ready;
        first = false;
        if !open.is_empty() {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }
}

/// One open interview for each challenge, kept from one start to the next.
async fn demo_links(store: &Store, app: &App) -> anyhow::Result<Vec<String>> {
    let challenges = app
        .challenges()
        .await
        .map_err(|_| anyhow::anyhow!("cannot read the challenges; the log says why"))?;
    let existing = store.interviews().await?;
    let mut lines = Vec::new();
    for (name, challenge) in challenges {
        let ready = existing.iter().find(|interview| {
            interview.candidate == DEMO_CANDIDATE
                && interview.closed_at.is_none()
                && interview.challenges == [name.clone()]
        });
        let token = match ready {
            Some(interview) => interview.token.clone(),
            None => {
                let wanted = Wanted {
                    candidate: DEMO_CANDIDATE.to_owned(),
                    challenges: vec![name.clone()],
                    reveal: web::level::word(challenge.settings.reveal).to_owned(),
                };
                let created = web::invite(app, wanted).await;
                created
                    .map_err(|_| {
                        anyhow::anyhow!("cannot create a demo interview; the log says why")
                    })?
                    .token
            }
        };
        let label = if lines.is_empty() { "Candidates:" } else { "" };
        lines.push(format!(
            "{label:<14} {}  ({})",
            app.link(&token),
            challenge.settings.title
        ));
    }
    Ok(lines)
}

/// The first signal lets requests and submissions end, the second ends the process.
async fn stop_at_signal(shutdown: CancellationToken) {
    let (Ok(mut interrupt), Ok(mut terminate)) = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
    ) else {
        warn!("Signals cannot be heard; kill the process to stop it, nothing is lost by that");
        return;
    };
    let mut heard =
        async || tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} };
    heard().await;
    info!("Stopping; once more ends at once");
    shutdown.cancel();
    heard().await;
    std::process::exit(130);
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

fn parse_url(text: &str) -> Result<String, String> {
    let url = text.trim_end_matches('/');
    if url.starts_with("http://") || url.starts_with("https://") {
        return Ok(url.to_owned());
    }
    Err("it begins with neither http:// nor https://".to_owned())
}
