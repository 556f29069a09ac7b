//! A server of the benchmark's own, with the parts that `assay serve` has.

use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::challenge::Library;
use crate::grading::Grader;
use crate::store::Store;
use crate::submission::SourceLimits;
use crate::web::{self, App, Catalogue, WebSettings};
use crate::worker::{LibraryGrader, Workers};

/// Serves on a free port of the loopback until it is stopped.
pub struct Server {
    pub url: String,
    pub store: Arc<Store>,
    shutdown: CancellationToken,
    serving: JoinHandle<std::io::Result<()>>,
    working: JoinHandle<()>,
    _folder: TempDir,
}

impl Server {
    pub async fn start(grader: Arc<Grader>, library: &Path) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("assay-bench-server-")?;
        let store = Arc::new(Store::open(&folder.path().join("assay.sqlite")).await?);
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let settings = WebSettings {
            public_url: url.clone(),
            submissions_per_minute: u64::MAX,
            ..WebSettings::default()
        };
        let catalogue = Catalogue::new(Library::new(vec![library.to_owned()]));
        let app = App::new(store.clone(), catalogue, settings);
        let shutdown = CancellationToken::new();
        let workers = workers(store.clone(), grader, library);
        Ok(Self {
            url,
            store,
            working: tokio::spawn(workers.run(shutdown.clone())),
            serving: tokio::spawn(web::serve(listener, app, shutdown.clone())),
            shutdown,
            _folder: folder,
        })
    }

    pub async fn stop(self) -> anyhow::Result<()> {
        self.shutdown.cancel();
        self.serving.await??;
        Ok(self.working.await?)
    }
}

/// As many workers as `assay serve` has.
pub fn workers(store: Arc<Store>, grader: Arc<Grader>, library: &Path) -> Workers {
    let library = Library::new(vec![library.to_owned()]);
    let grade = LibraryGrader::new(grader, library, SourceLimits::default());
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    Workers::new(store, Arc::new(grade), cores)
}
