//! A server of a test's own: a free port, a database in a folder that goes with it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use assay::challenge::Library;
use assay::store::{Interview, Store};
use assay::web::{self, App, Catalogue, Wanted, WebSettings};
use assay::worker::Workers;
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::stage::Stage;
use crate::stream::EventStream;

pub const PASSWORD: &str = "correct horse battery staple";

/// A running server with its workers.
pub struct TestApp {
    pub folder: Arc<tempfile::TempDir>,
    pub store: Arc<Store>,
    pub stage: Arc<Stage>,
    pub url: String,
    shutdown: CancellationToken,
    serving: JoinHandle<std::io::Result<()>>,
    working: JoinHandle<()>,
    /// Its own, so that all of it can be ended at once.
    threads: Option<Runtime>,
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if let Some(threads) = self.threads.take() {
            threads.shutdown_background();
        }
    }
}

impl TestApp {
    /// A server on which gradings end at once.
    pub async fn start() -> Self {
        Self::with(Stage::open(), WebSettings::default()).await
    }

    pub async fn with(stage: Stage, settings: WebSettings) -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("a folder"));
        challenge(&folder.path().join("challenges/greeting"));
        Self::in_folder(folder, stage, settings).await
    }

    /// A server on what an earlier one left in its folder.
    pub async fn in_folder(
        folder: Arc<tempfile::TempDir>,
        stage: Stage,
        settings: WebSettings,
    ) -> Self {
        let store = Store::open(&database(folder.path()))
            .await
            .expect("a store");
        let store = Arc::new(store);
        store.end_leases().await.expect("the queue");
        let hash = web::password::hash(PASSWORD.to_owned())
            .await
            .expect("a hash");
        store.set_account("ada", hash).await.expect("an account");
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("a socket");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let catalogue = Catalogue::new(Library::new(vec![folder.path().join("challenges")]));
        let settings = WebSettings {
            public_url: url.clone(),
            ..settings
        };
        let shutdown = CancellationToken::new();
        let stage = Arc::new(stage);
        let workers = Workers::new(store.clone(), stage.clone(), 2);
        let app = App::new(store.clone(), catalogue, settings);
        let threads = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("threads");
        let working = threads.spawn(workers.run(shutdown.clone()));
        let until = shutdown.clone();
        let serving = threads.spawn(async move {
            let listener = TcpListener::from_std(listener)?;
            web::serve(listener, app, until).await
        });
        Self {
            folder,
            store,
            stage,
            url,
            shutdown,
            serving,
            working,
            threads: Some(threads),
        }
    }

    /// Ends it as a killed process ends: every task stops where it is, nothing is finished and nothing given back.
    /// Returns its folder.
    pub async fn kill(mut self) -> Arc<tempfile::TempDir> {
        let threads = self.threads.take().expect("its threads");
        tokio::task::spawn_blocking(move || threads.shutdown_timeout(Duration::from_secs(10)))
            .await
            .expect("its end");
        self.folder.clone()
    }

    /// Ends it as a signal does.
    pub async fn stop(mut self) {
        self.shutdown.cancel();
        let served = (&mut self.serving).await;
        served.expect("the server").expect("no error");
        (&mut self.working).await.expect("the workers");
    }

    /// An interview at this reveal level.
    pub async fn interview(&self, reveal: &str) -> Interview {
        let catalogue = Catalogue::new(Library::new(vec![self.folder.path().join("challenges")]));
        let app = App::new(self.store.clone(), catalogue, WebSettings::default());
        let wanted = Wanted {
            candidate: "Grace".to_owned(),
            challenges: vec!["greeting".to_owned()],
            reveal: reveal.to_owned(),
        };
        web::invite(&app, wanted).await.expect("an interview")
    }

    /// A candidate's browser on the only challenge of the interview.
    pub fn candidate(&self, interview: &Interview) -> Candidate {
        Candidate {
            client: client(),
            url: format!("{}/c/{}/greeting", self.url, interview.token),
        }
    }

    /// A browser in which an interviewer is signed in.
    pub async fn interviewer(&self) -> Client {
        let client = client();
        let answer = self.sign_in(&client, PASSWORD).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        client
    }

    pub async fn sign_in(&self, client: &Client, password: &str) -> Response {
        client
            .post(format!("{}/login", self.url))
            .form(&[("name", "ada"), ("password", password)])
            .send()
            .await
            .expect("an answer")
    }

    /// The page of that path, for a browser.
    pub async fn get(&self, client: &Client, path: &str) -> Response {
        client
            .get(format!("{}{path}", self.url))
            .header("accept", "text/html")
            .send()
            .await
            .expect("an answer")
    }

    /// Waits until a submission's report is stored.
    pub async fn report(&self, submission: &str) -> assay::report::Report {
        let mut bell = self.store.listen();
        loop {
            if let Some(report) = self.store.report(submission).await.expect("the store") {
                return report;
            }
            bell.recv().await.expect("the store rings");
        }
    }
}

/// Who types.
pub struct Candidate {
    pub client: Client,
    pub url: String,
}

impl Candidate {
    pub async fn send(&self, what: &str, body: &Value) -> Response {
        self.client
            .post(format!("{}/{what}", self.url))
            .json(body)
            .send()
            .await
            .expect("an answer")
    }

    /// Submits this source and returns the receipt.
    pub async fn submit(&self, source: &str) -> Value {
        let answer = self
            .send("submit", &json!({ "files": { "greeting.py": source } }))
            .await;
        assert_eq!(answer.status(), StatusCode::ACCEPTED);
        answer.json().await.expect("a receipt")
    }

    pub async fn page(&self) -> String {
        let answer = self
            .client
            .get(&self.url)
            .header("accept", "text/html")
            .send()
            .await
            .expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        answer.text().await.expect("a page")
    }

    pub async fn events(&self, after: i64) -> EventStream {
        EventStream::open(&self.client, &format!("{}/events", self.url), after).await
    }
}

pub fn database(folder: &Path) -> PathBuf {
    folder.join("assay.sqlite")
}

fn client() -> Client {
    Client::builder()
        .cookie_store(true)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client")
}

/// The smallest challenge there is; its tests are never run here.
fn challenge(folder: &Path) {
    let files = [
        (
            "challenge.toml",
            "title = \"A greeting\"\nmodule = \"greeting\"\n",
        ),
        ("statement.md", "Write `greet`.\n"),
        ("starter.py", "def greet(name):\n    ...\n"),
        (
            "tests/hidden/hidden_test.py",
            "def test_secret_1():\n    assert False\n",
        ),
    ];
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
}
