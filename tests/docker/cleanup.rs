//! Whatever becomes of their owner, containers and volumes are given back.

use std::process::Stdio;
use std::time::Duration;

use assay::limits::Limits;
use assay::sandbox::{Runtime, Settings};
use bollard::query_parameters::WaitContainerOptions;
use futures::StreamExt;
use tokio::io::{AsyncBufReadExt, BufReader};

use crate::engine::{cold_runtime, containers, docker, instance_label, volumes};

const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for the engine's word that a container is gone.
async fn removed(container: &str) {
    let options = WaitContainerOptions {
        condition: "removed".to_owned(),
    };
    let mut end = docker().wait_container(container, Some(options));
    // Any answer is the end: an exit status, or that there is no such container.
    let _ = tokio::time::timeout(PATIENCE, end.next())
        .await
        .expect("the container was not removed in time");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_sandbox_is_gone_when_the_removal_returns() {
    let runtime = cold_runtime().await;
    let sandbox = runtime.take(&Limits::default()).await.expect("a sandbox");
    let name = sandbox.container().to_owned();
    assert!(docker().inspect_container(&name, None).await.is_ok());
    sandbox.remove().await;
    assert!(docker().inspect_container(&name, None).await.is_err());
    runtime.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_sandbox_is_removed() {
    let runtime = cold_runtime().await;
    let sandbox = runtime.take(&Limits::default()).await.expect("a sandbox");
    let name = sandbox.container().to_owned();
    drop(sandbox);
    removed(&name).await;
    runtime.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taker_that_gives_up_leaves_no_container_behind() {
    let runtime = cold_runtime().await;
    let limits = Limits::default();
    let impatient = tokio::time::timeout(Duration::from_millis(1), runtime.take(&limits));
    assert!(impatient.await.is_err());
    let sandbox = runtime.take(&limits).await.expect("a sandbox");
    let label = instance_label(sandbox.container()).await;
    drop(sandbox);
    runtime.shutdown().await;
    assert_eq!(containers(&label).await, [] as [&str; 0]);
    assert_eq!(volumes(&label).await, [] as [&str; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shutdown_removes_warm_sandboxes_the_examiner_and_the_volume() {
    let settings = Settings {
        warm: Some(2),
        ..Settings::default()
    };
    let runtime = Runtime::start(settings).await.expect("a runtime");
    runtime.keep_warm(&Limits::default());
    let sandbox = runtime.take(&Limits::default()).await.expect("a sandbox");
    let label = instance_label(sandbox.container()).await;
    assert_eq!(volumes(&label).await.len(), 1);
    runtime.shutdown().await;
    assert_eq!(containers(&label).await, [] as [&str; 0]);
    assert_eq!(volumes(&label).await, [] as [&str; 0]);
}

/// Started by the test below in a process of its own, which is then killed.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "only as the child of another test"]
async fn child_that_takes_a_sandbox_and_waits() {
    let runtime = cold_runtime().await;
    let sandbox = runtime.take(&Limits::default()).await.expect("a sandbox");
    println!("\nsandbox {}", sandbox.container());
    std::future::pending::<()>().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_process_is_swept_and_a_living_one_is_left_alone() {
    let living = cold_runtime().await;
    let kept = living.take(&Limits::default()).await.expect("a sandbox");

    let mut child = tokio::process::Command::new(std::env::current_exe().expect("this program"))
        .args(["--ignored", "--exact", "--nocapture"])
        .arg("cleanup::child_that_takes_a_sandbox_and_waits")
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("a child process");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let orphan = loop {
        let line = lines.next_line().await.expect("a line");
        let line = line.expect("the child ended before it had a sandbox");
        if let Some(name) = line.strip_prefix("sandbox ") {
            break name.to_owned();
        }
    };
    let label = instance_label(&orphan).await;
    child.kill().await.expect("a killed child");
    // The examiner ends when its server does, and the sandbox's agent when the examiner does.
    let mut end = docker().wait_container(&orphan, None::<WaitContainerOptions>);
    let _ = tokio::time::timeout(PATIENCE, end.next())
        .await
        .expect("the orphan did not end by itself");

    let next = cold_runtime().await;
    assert_eq!(containers(&label).await, [] as [&str; 0]);
    assert_eq!(volumes(&label).await, [] as [&str; 0]);
    assert!(kept.is_connected());
    assert!(
        docker()
            .inspect_container(kept.container(), None)
            .await
            .is_ok()
    );
    next.shutdown().await;
    kept.remove().await;
    living.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_examiner_dies_its_sandboxes_are_useless_and_another_one_is_started() {
    let runtime = cold_runtime().await;
    let sandbox = runtime.take(&Limits::default()).await.expect("a sandbox");
    let label = instance_label(sandbox.container()).await;
    let examiner = containers(&label).await;
    let examiner = examiner.iter().find(|name| name.ends_with("examiner"));
    let examiner = examiner.expect("an examiner").trim_start_matches('/');
    let link = sandbox.link().clone();
    docker()
        .kill_container(examiner, None)
        .await
        .expect("a killed examiner");
    tokio::time::timeout(PATIENCE, link.closed())
        .await
        .expect("the link did not notice");
    assert!(!sandbox.is_connected());
    let another = runtime.take(&Limits::default()).await.expect("a sandbox");
    assert!(another.is_connected() && another.link().is_open());
    assert_ne!(instance_label(another.container()).await, label);
    drop((sandbox, another));
    runtime.shutdown().await;
    assert_eq!(containers(&label).await, [] as [&str; 0]);
}
