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
    /// Whether the candidate's code may make sockets, to speak with itself: there is no network in either case. Such a
    /// sandbox has a network namespace of its own, which doubles what it costs to start one.
    pub sockets: bool,
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
            sockets: false,
        }
    }
}

impl Limits {
    /// Whether a sandbox can have these limits; the message names the first that it cannot, and what is allowed.
    pub fn check(&self) -> Result<(), String> {
        let ranges = [
            ("edge_case_seconds", self.edge_case_seconds, 0.05, 600.0),
            (
                "submission_seconds",
                self.submission_seconds,
                self.edge_case_seconds,
                3600.0,
            ),
            (
                "memory_mebibytes",
                self.memory_mebibytes as f64,
                32.0,
                65536.0,
            ),
            ("cpu_cores", self.cpu_cores, 0.05, 64.0),
            ("processes", f64::from(self.processes), 8.0, 4096.0),
            ("file_mebibytes", self.file_mebibytes as f64, 1.0, 65536.0),
            (
                "scratch_mebibytes",
                self.scratch_mebibytes as f64,
                1.0,
                self.memory_mebibytes as f64,
            ),
            (
                "output_kibibytes",
                self.output_kibibytes as f64,
                1.0,
                16384.0,
            ),
        ];
        for (name, value, least, most) in ranges {
            // Written so that NaN, which compares false with everything, is refused as well.
            if !(least..=most).contains(&value) {
                return Err(format!("`{name}` is {value}; allowed is {least} to {most}"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_limits_are_allowed() {
        assert_eq!(Limits::default().check(), Ok(()));
    }

    #[test]
    fn a_limit_outside_its_range_is_named_with_the_range() {
        let limits = Limits {
            processes: 2,
            ..Limits::default()
        };
        assert_eq!(
            limits.check(),
            Err("`processes` is 2; allowed is 8 to 4096".to_owned())
        );
        let limits = Limits {
            edge_case_seconds: f64::NAN,
            ..Limits::default()
        };
        assert!(limits.check().is_err());
        let limits = Limits {
            submission_seconds: 1.0,
            ..Limits::default()
        };
        assert_eq!(
            limits.check(),
            Err("`submission_seconds` is 1; allowed is 5 to 3600".to_owned())
        );
    }
}
