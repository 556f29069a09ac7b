//! Each limit of a sandbox, tried from inside a container with exactly a sandbox's settings.

use assay::limits::Limits;
use assay::sandbox::{Probed, Runtime, Settings};

use crate::engine::cold_runtime;

fn small() -> Limits {
    Limits {
        memory_mebibytes: 96,
        cpu_cores: 0.5,
        processes: 16,
        file_mebibytes: 8,
        scratch_mebibytes: 16,
        ..Limits::default()
    }
}

async fn assert_holds(check: &str) -> Probed {
    let runtime = cold_runtime().await;
    let probed = runtime.probe(&small(), &[check]).await.expect("a probe");
    runtime.shutdown().await;
    let [finding] = &probed.findings[..] else {
        panic!("one finding was expected: {probed:?}");
    };
    assert_eq!(finding.check, check);
    assert!(finding.held, "{finding:?}");
    probed
}

#[tokio::test(flavor = "multi_thread")]
async fn network_connections_are_disabled() {
    assert_holds("network").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_root_is_read_only() {
    assert_holds("read_only_root").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_capability_is_held() {
    assert_holds("capabilities").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_user_is_unprivileged_and_stays_so() {
    assert_holds("user").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_environment_is_empty() {
    assert_holds("environment").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn socket_families_that_reach_the_host_are_refused() {
    assert_holds("socket_families").await;
}

/// In the namespace that several sandboxes share, and in one of a sandbox's own.
#[tokio::test(flavor = "multi_thread")]
async fn sandboxes_cannot_meet_in_a_shared_network_namespace() {
    for warm in [2, 0] {
        let runtime = Runtime::start(Settings {
            warm: Some(warm),
            ..Settings::default()
        });
        let runtime = runtime.await.expect("a runtime");
        for limits in [
            small(),
            Limits {
                sockets: true,
                ..small()
            },
        ] {
            let checks = ["meeting", "network", "socket_families"];
            let probed = runtime.probe(&limits, &checks).await.expect("a probe");
            assert_eq!(probed.findings.len(), checks.len(), "{probed:?}");
            for finding in &probed.findings {
                assert!(finding.held, "{finding:?}");
            }
        }
        runtime.shutdown().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dangerous_system_calls_are_refused() {
    assert_holds("system_calls").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn number_of_processes_is_limited() {
    assert_holds("processes").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn memory_is_limited_and_the_engine_tells_of_it() {
    let probed = assert_holds("memory").await;
    assert!(probed.out_of_memory, "{probed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn size_of_a_file_is_limited() {
    let probed = assert_holds("file_size").await;
    assert!(!probed.out_of_memory, "{probed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn scratch_space_is_limited() {
    assert_holds("scratch").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cpu_time_is_limited() {
    assert_holds("cpu").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_examiner_is_in_the_sandbox() {
    assert_holds("no_examiner").await;
}
