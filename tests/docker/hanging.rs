//! An engine that hangs, as real ones have: a start call that is never answered must cost a taker some time and nothing
//! else. The engine behind is the real one; a socket before it swallows one request.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use assay::limits::Limits;
use assay::sandbox::{Runtime, Settings};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::{UnixListener, UnixStream};

/// The first start is the examiner's, the second the first sandbox's.
const SWALLOWED_START: usize = 2;

/// Forwards every connection to the engine, but lets one start call wait for ever.
async fn forward(listener: UnixListener, starts: Arc<AtomicUsize>) {
    while let Ok((client, _)) = listener.accept().await {
        let starts = starts.clone();
        tokio::spawn(async move {
            let engine = UnixStream::connect("/var/run/docker.sock").await;
            let (mut from_engine, mut to_engine) = engine.expect("the engine").into_split();
            let (mut from_client, mut to_client) = client.into_split();
            tokio::spawn(async move { copy(&mut from_engine, &mut to_client).await });
            let mut chunk = vec![0; 65536];
            while let Ok(read @ 1..) = from_client.read(&mut chunk).await {
                let request = String::from_utf8_lossy(&chunk[..read]);
                let first_line = request.lines().next().unwrap_or_default();
                if first_line.starts_with("POST") && first_line.contains("/start") {
                    let number = starts.fetch_add(1, Ordering::SeqCst) + 1;
                    if number == SWALLOWED_START {
                        std::future::pending::<()>().await;
                    }
                }
                if to_engine.write_all(&chunk[..read]).await.is_err() {
                    break;
                }
            }
        });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_that_hangs_is_given_up_and_the_next_one_is_taken() {
    if !Path::new("/var/run/docker.sock").exists() {
        panic!("this test needs the engine's local socket, /var/run/docker.sock");
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let socket = folder.path().join("engine.sock");
    let listener = UnixListener::bind(&socket).expect("a socket");
    let starts = Arc::new(AtomicUsize::new(0));
    tokio::spawn(forward(listener, starts.clone()));

    let deadline = Duration::from_secs(3);
    let settings = Settings {
        engine: Some(format!("unix://{}", socket.display())),
        warm: Some(0),
        start_deadline: deadline,
        ..Settings::default()
    };
    let runtime = Runtime::start(settings).await.expect("a runtime");
    let began = Instant::now();
    let sandbox = runtime.take(&Limits::default()).await.expect("a sandbox");
    assert!(sandbox.is_connected());
    assert!(began.elapsed() >= deadline, "nothing hung");
    assert!(starts.load(Ordering::SeqCst) > SWALLOWED_START);
    sandbox.remove().await;
    runtime.shutdown().await;
}
