//! What is said on stderr: the log and the last error. Never the candidate's source.

use std::io::IsTerminal;

use clap::{Args, ValueEnum};
use tracing_subscriber::EnvFilter;

/// How Assay talks on stderr.
#[derive(Debug, Args)]
pub struct TalkSettings {
    /// What to log on stderr, e.g. `info` or `assay=debug,warn` [default: warn; serve: info]
    #[arg(long, env = "ASSAY_LOG", global = true, value_name = "FILTER", value_parser = parse_filter, help_heading = "Log")]
    log: Option<String>,
    /// How a log line looks.
    #[arg(long, env = "ASSAY_LOG_FORMAT", global = true, value_enum, default_value_t = LogFormat::Text, help_heading = "Log")]
    log_format: LogFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LogFormat {
    /// A sentence with its fields, for people.
    Text,
    /// One JSON object a line, for collectors.
    Json,
}

impl TalkSettings {
    /// Starts the log with this filter, or `usual` when none was given.
    pub fn start(&self, usual: &str) -> anyhow::Result<()> {
        let filter = EnvFilter::try_new(self.log.as_deref().unwrap_or(usual))?;
        let log = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr);
        match self.log_format {
            LogFormat::Text => log
                .with_ansi(std::io::stderr().is_terminal())
                .with_target(false)
                .init(),
            LogFormat::Json => log.json().init(),
        }
        Ok(())
    }
}

/// Says why a command could not do its work, with every cause on a line of its own.
pub fn say_error(error: &anyhow::Error) {
    let mut said = error.to_string();
    eprintln!("error: {said}");
    for cause in error.chain().skip(1).map(ToString::to_string) {
        // Several errors already quote their cause, so that they read well where only one line is shown.
        if !said.contains(&cause) {
            eprintln!("  caused by: {cause}");
        }
        said = cause;
    }
}

fn parse_filter(text: &str) -> Result<String, String> {
    // An empty variable means that it is not set to anything, not that everything is silent.
    if text.trim().is_empty() {
        return Err("the filter is empty; try `info`, or `assay=debug,warn`".to_owned());
    }
    EnvFilter::try_new(text)
        .map(|_| text.to_owned())
        .map_err(|error| format!("{error}; try `info`, or `assay=debug,warn`"))
}
