//! What one submission may use. One plain struct, units in the names.

use serde::{Deserialize, Serialize};

/// The limits of one sandbox and of one edge case in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Wall-clock seconds one edge case may take, by the examiner's clock.
    pub edge_case_seconds: f64,
    /// Wall-clock seconds the whole submission may take; the watchdog outside the sandbox ends it then.
    pub submission_seconds: f64,
    /// Memory of the whole sandbox in MiB; there is no swap.
    pub memory_mebibytes: u64,
    /// CPU cores the sandbox may use (1.0 is one core).
    pub cpu_cores: f64,
    /// Processes and threads alive at once in the sandbox.
    pub processes: u32,
    /// The largest file the candidate's code may write, in MiB.
    pub file_mebibytes: u64,
    /// The size of the sandbox's only writable place (a tmpfs), in MiB; it counts as memory.
    pub scratch_mebibytes: u64,
    /// Output kept per edge case and stream, in KiB; what is over is cut, and the cut is said.
    pub output_kibibytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            edge_case_seconds: 5.0,
            submission_seconds: 60.0,
            memory_mebibytes: 256,
            cpu_cores: 1.0,
            processes: 64,
            file_mebibytes: 32,
            scratch_mebibytes: 64,
            output_kibibytes: 64,
        }
    }
}
