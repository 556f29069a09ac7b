//! What the bridge says of itself.

use anyhow::ensure;
use tokio::process::Command;

const MODULE: &str = "assay_runner.examiner.bench";
const ROUNDS: &str = "10";

/// Has it measured in a container of the examiner's image.
pub async fn measure(image: &str) -> anyhow::Result<serde_json::Value> {
    let ended = Command::new("docker")
        .args(["run", "--rm", "--network", "none", "--tmpfs", "/tmp", image])
        .args(["python3", "-m", MODULE, "--rounds", ROUNDS])
        .output()
        .await?;
    ensure!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr).trim()
    );
    Ok(serde_json::from_slice(&ended.stdout)?)
}
