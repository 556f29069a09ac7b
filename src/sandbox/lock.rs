//! Which versions a challenge's packages were resolved to: what pip needs to fetch exactly the same again.

use serde::Deserialize;

/// One line a package, as pip's requirement files pin them: `numpy==2.4.6 --hash=sha256:...`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock(Vec<String>);

/// pip's report of an installation, as far as it is read.
#[derive(Debug, Deserialize)]
struct PipReport {
    install: Vec<Installed>,
}

#[derive(Debug, Deserialize)]
struct Installed {
    metadata: Metadata,
    download_info: DownloadInfo,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    name: String,
    version: String,
}

#[derive(Debug, Deserialize)]
struct DownloadInfo {
    archive_info: Option<ArchiveInfo>,
}

#[derive(Debug, Deserialize)]
struct ArchiveInfo {
    #[serde(default)]
    hashes: std::collections::BTreeMap<String, String>,
}

impl Lock {
    /// Reads what pip reported with `--report`.
    pub(super) fn from_pip_report(report: &[u8]) -> Result<Self, serde_json::Error> {
        let report: PipReport = serde_json::from_slice(report)?;
        let mut lines: Vec<String> = report
            .install
            .into_iter()
            .map(|installed| {
                let Metadata { name, version } = installed.metadata;
                let name = name.to_lowercase().replace(['_', '.'], "-");
                let hash = installed
                    .download_info
                    .archive_info
                    .and_then(|archive| archive.hashes.get("sha256").cloned());
                let hash = hash.map_or_else(String::new, |hash| format!(" --hash=sha256:{hash}"));
                format!("{name}=={version}{hash}")
            })
            .collect();
        lines.sort();
        Ok(Self(lines))
    }

    /// Reads what [`Lock::text`] wrote, also with comments and empty lines between.
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().map(str::trim);
        let pins = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self(pins.map(str::to_owned).collect())
    }

    /// A requirement file for `pip install --require-hashes -r`.
    pub fn text(&self) -> String {
        self.0.join("\n")
    }

    /// Names with versions, e.g. `numpy==2.4.6`.
    pub fn versions(&self) -> Vec<String> {
        let version = |line: &String| {
            line.split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        self.0.iter().map(version).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pips_report_becomes_pins_that_pip_takes_again() {
        let report = br#"{"version": "1", "install": [
            {"metadata": {"name": "python_dateutil", "version": "2.9"}, "download_info": {"url": "x",
             "archive_info": {"hash": "sha256=ab", "hashes": {"sha256": "ab"}}}},
            {"metadata": {"name": "NumPy", "version": "2.4.6"}, "download_info": {"url": "x", "archive_info": {"hashes": {"sha256": "cd"}}}}]}"#;
        let lock = Lock::from_pip_report(report).expect("it is pip's form");
        assert_eq!(
            lock.text(),
            "numpy==2.4.6 --hash=sha256:cd\npython-dateutil==2.9 --hash=sha256:ab"
        );
        assert_eq!(lock.versions(), ["numpy==2.4.6", "python-dateutil==2.9"]);
        assert_eq!(Lock::parse(&lock.text()), lock);
    }
}
