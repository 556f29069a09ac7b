//! What was measured. How it is written is `text`'s.

use serde::Serialize;

/// Everything of one run. What was not asked for, or could not be measured, is empty.
#[derive(Debug, Default, Serialize)]
pub struct Figures {
    /// The day, as `2026-11-28`.
    pub date: String,
    pub machine: Facts,
    pub ways: Vec<Way>,
    pub plugins: Vec<Plugins>,
    pub latency: Vec<Latency>,
    pub first_outcome: Vec<FirstOutcome>,
    pub spent: Vec<Spent>,
    pub cold: Option<Cold>,
    pub throughput: Vec<Throughput>,
    pub cpu_of_ours: Option<CpuOfOurs>,
    pub engine_ceiling: Option<Ceiling>,
    pub growth: Vec<Growth>,
    pub memory: Option<Memory>,
    /// What `assay_runner.examiner.bench` printed.
    pub bridge: serde_json::Value,
    pub pages: Vec<Page>,
    /// Ways that could not be tried here, with the reason.
    pub left_out: Vec<String>,
}

impl Figures {
    /// Says of a part that could not be measured why, and leaves the others as they are.
    pub fn leave_out(&mut self, part: &str, error: &anyhow::Error) {
        self.left_out.push(format!("{part}: {error:#}"));
    }
}

/// On what it was measured.
#[derive(Debug, Default, Serialize)]
pub struct Facts {
    pub cores: u64,
    pub memory_mebibytes: u64,
    pub engine: String,
    pub python: String,
    /// Whether the binary was optimized.
    pub build: &'static str,
}

/// How one way to a verdict is started.
#[derive(Debug, Serialize)]
pub struct Way {
    pub way: &'static str,
    pub how: String,
}

/// The plugins of pytest that the other ways load for a challenge, because its tests need them.
#[derive(Debug, Serialize)]
pub struct Plugins {
    pub challenge: String,
    /// As `-p` names them.
    pub plugins: Vec<&'static str>,
}

/// One challenge, one way: from submit to verdict.
#[derive(Debug, Serialize)]
pub struct Latency {
    pub challenge: String,
    pub way: &'static str,
    pub rounds: usize,
    pub median_ms: f64,
    pub p95_ms: f64,
    /// The median of our time over this way's time, round by round.
    pub assay_over_it: f64,
}

/// One challenge: from submit to the first outcome that is told.
#[derive(Debug, Serialize)]
pub struct FirstOutcome {
    pub challenge: String,
    pub median_ms: f64,
    pub p95_ms: f64,
    /// What the first edge case itself took, by the examiner's clock.
    pub edge_case_median_ms: f64,
    /// What everything else took: the way there, the candidate's module being imported, the way back.
    pub added_median_ms: f64,
}

/// One challenge: where the time from submit to verdict goes, as medians.
#[derive(Debug, Serialize)]
pub struct Spent {
    pub challenge: String,
    pub edge_cases: usize,
    /// Forking the examiner's process, setting up, importing the candidate's module, collecting.
    pub until_collected_ms: f64,
    /// The edge cases themselves, by the examiner's clock.
    pub in_edge_cases_ms: f64,
    /// Between them: what begins and ends each, on both sides.
    pub between_ms: f64,
    /// From the last outcome to the verdict.
    pub after_the_last_ms: f64,
    pub examiner_cpu_ms: f64,
    /// Since the sandbox was started: its own start is in it.
    pub sandbox_cpu_ms: f64,
    pub crossings: u64,
}

/// `assay grade` as a process of its own, from its start to its end.
#[derive(Debug, Serialize)]
pub struct Cold {
    pub challenge: String,
    pub rounds: usize,
    /// Of one file.
    pub median_ms: f64,
    pub p95_ms: f64,
    /// The median over rounds of its time over that of a `docker run` of pytest; null without docker's command.
    pub over_docker_run: Option<f64>,
    /// How many submissions the folder held, and how many of them were graded a second.
    pub folder_of: usize,
    pub folder_per_second: f64,
}

/// One way, so many submitters at once.
#[derive(Debug, Serialize)]
pub struct Throughput {
    pub way: &'static str,
    pub at_once: usize,
    pub submissions_per_second: f64,
    /// CPU time of the whole machine, the engine's included; null where the kernel does not tell.
    pub cpu_ms_for_each: Option<f64>,
}

/// Empty sandboxes that the engine starts and removes at best, with the flags of ours.
#[derive(Debug, Serialize)]
pub struct Ceiling {
    pub sandboxes_per_second: f64,
    pub cpu_ms_for_each: Option<f64>,
}

/// Where the CPU time of one of our submissions goes while several are under way.
#[derive(Debug, Serialize)]
pub struct CpuOfOurs {
    pub at_once: usize,
    pub machine_ms: f64,
    /// Its process in the examiner.
    pub examiner_ms: f64,
    /// Its sandbox, from its start on.
    pub sandbox_ms: f64,
    /// This process, in a server's place.
    pub own_ms: f64,
}

/// What more of one thing costs.
#[derive(Debug, Serialize)]
pub struct Growth {
    pub what: &'static str,
    pub unit: &'static str,
    pub count: usize,
    pub total_ms: f64,
    pub ms_for_each: f64,
    /// What each one cost that the row before does not have; null in the first row.
    pub ms_for_one_more: Option<f64>,
}

/// Of sandboxes that wait, by their control groups; the engine's own process beside each is not counted.
#[derive(Debug, Serialize)]
pub struct Memory {
    pub sandboxes: usize,
    pub median_mebibytes: f64,
    pub most_mebibytes: f64,
    /// What each may have.
    pub limit_mebibytes: u64,
}

/// A page that is typed in, opened by a browser whose cache is empty or filled.
#[derive(Debug, Serialize)]
pub struct Page {
    pub page: &'static str,
    pub cached: bool,
    pub rounds: usize,
    /// From the first byte of the page to an editor that can be typed in, by the page's own clock.
    pub median_ms: f64,
    pub p95_ms: f64,
    /// The median of its time over a bare page's, round by round; null for the bare page.
    pub over_bare_page: Option<f64>,
    /// From a key that is pressed to the frame that shows it.
    pub key_median_ms: f64,
    /// Over the network until the editor could be typed in, headers included.
    pub transferred_bytes: u64,
    pub requests: u64,
}
