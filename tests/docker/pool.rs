//! The warm pool over a real engine.

use assay::limits::Limits;
use assay::sandbox::{Runtime, Settings};

#[tokio::test(flavor = "multi_thread")]
async fn sandboxes_are_connected_when_taken_and_no_two_have_the_same_user() {
    let runtime = Runtime::start(Settings::default())
        .await
        .expect("an engine and the images; `make image` builds them");
    let mut users = std::collections::HashSet::new();
    for _ in 0..3 {
        let sandbox = runtime.take(&Limits::default()).await.expect("a sandbox");
        assert!(sandbox.is_connected());
        assert!(sandbox.user_id() >= 100_000);
        assert!(users.insert(sandbox.user_id()), "{users:?}");
        assert!(!sandbox.out_of_memory().await);
        sandbox.remove().await;
    }
    runtime.shutdown().await;
}
