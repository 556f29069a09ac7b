//! The pytest settings of an exercise, as far as they say what a test is and how it runs.

use super::note::Note;
use super::source::text;
use crate::folder::Files;

/// Settings that a challenge keeps: they belong to the tests, whatever folder they lie in.
/// Of `addopts` the examiner says what holds.
const KEPT: [&str; 14] = [
    "addopts",
    "log_level",
    "python_files",
    "python_classes",
    "python_functions",
    "markers",
    "asyncio_mode",
    "asyncio_default_fixture_loop_scope",
    "filterwarnings",
    "xfail_strict",
    "usefixtures",
    "empty_parameter_set_mark",
    "norecursedirs",
    "verbosity_assertions",
];
/// Settings that concern where and how pytest was started.
const OF_NO_CONCERN: [&str; 10] = [
    "testpaths",
    "pythonpath",
    "minversion",
    "cache_dir",
    "log_cli",
    "log_cli_level",
    "junit_family",
    "console_output_style",
    "required_plugins",
    "python_paths",
];

/// What was found.
#[derive(Debug, Default)]
pub struct PytestSettings {
    /// A `pytest.ini` for the challenge's tests; empty when there is nothing to say.
    pub ini: String,
    pub python_files: Vec<String>,
    pub python_path: Vec<String>,
    pub test_paths: Vec<String>,
}

/// Reads the first file that configures pytest, in pytest's own order.
pub fn read(files: &Files, notes: &mut Vec<Note>) -> PytestSettings {
    let sources = [
        ("pytest.ini", "pytest"),
        (".pytest.ini", "pytest"),
        ("pyproject.toml", ""),
        ("tox.ini", "pytest"),
        ("setup.cfg", "tool:pytest"),
    ];
    let found = sources.iter().find_map(|(file, section)| {
        let text = text(files, file)?;
        let values = match *section {
            "" => of_toml(text)?,
            section => of_ini(text, section)?,
        };
        Some((*file, values))
    });
    let mut settings = PytestSettings::default();
    let Some((file, values)) = found else {
        return settings;
    };
    let mut lines = Vec::new();
    for (name, value) in values {
        match name.as_str() {
            "python_files" => settings.python_files = value.clone(),
            "pythonpath" => settings.python_path = value.clone(),
            "testpaths" => settings.test_paths = value.clone(),
            _ => {}
        }
        if KEPT.contains(&name.as_str()) {
            lines.push(format!(
                "{name} ={}",
                value
                    .iter()
                    .map(|part| format!("\n    {part}"))
                    .collect::<String>()
            ));
        } else if !OF_NO_CONCERN.contains(&name.as_str()) {
            notes.push(Note::of(
                file,
                format!("pytest's setting `{name}` is left out"),
            ));
        }
    }
    if !lines.is_empty() {
        settings.ini = format!("[pytest]\n{}\n", lines.join("\n"));
    }
    settings
}

type Values = Vec<(String, Vec<String>)>;

fn of_toml(text: &str) -> Option<Values> {
    let document: toml::Table = toml::from_str(text).ok()?;
    let pytest = document.get("tool")?.get("pytest")?;
    let options = pytest.get("ini_options").unwrap_or(pytest).as_table()?;
    let values = options.iter().map(|(name, value)| {
        let value = match value {
            toml::Value::Array(parts) if name == "addopts" => {
                parts.iter().map(|part| quoted(&plain(part))).collect()
            }
            toml::Value::Array(parts) => parts.iter().map(plain).collect(),
            toml::Value::String(text)
                if ["python_files", "pythonpath", "testpaths"].contains(&name.as_str()) =>
            {
                text.split_whitespace().map(str::to_owned).collect()
            }
            toml::Value::String(text) => text
                .trim()
                .lines()
                .map(|line| line.trim().to_owned())
                .collect(),
            other => vec![plain(other)],
        };
        (name.clone(), value)
    });
    Some(values.collect())
}

/// A word as a line of options holds it, which is taken apart as a shell does.
fn quoted(word: &str) -> String {
    if word.contains(char::is_whitespace) {
        format!("'{}'", word.replace('\'', "'\"'\"'"))
    } else {
        word.to_owned()
    }
}

fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The section of an ini file; a value may go on in lines that are indented.
fn of_ini(text: &str, section: &str) -> Option<Values> {
    let header = format!("[{section}]");
    let mut lines = text.lines().skip_while(|line| line.trim() != header);
    lines.next()?;
    let mut values: Values = Vec::new();
    for line in lines.take_while(|line| !line.starts_with('[')) {
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with(['#', ';']) {
            continue;
        }
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = values.last_mut() {
                value.push(bare.to_owned());
            }
            continue;
        }
        if let Some((name, value)) = bare.split_once(['=', ':']) {
            let name = name.trim().to_owned();
            let value = value.trim();
            let parts = if ["python_files", "pythonpath", "testpaths"].contains(&name.as_str()) {
                value.split_whitespace().map(str::to_owned).collect()
            } else if value.is_empty() {
                Vec::new()
            } else {
                vec![value.to_owned()]
            };
            values.push((name, parts));
        }
    }
    Some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_what_a_test_is_is_kept_and_where_pytest_started_is_not() {
        let files =
            |file: &str, text: &str| Files::from([(file.to_owned(), text.as_bytes().to_vec())]);
        let toml = "[tool.pytest.ini_options]\npython_files = 'check_*.py'\nmarkers = ['slow: takes long']\ntestpaths = ['tests']\naddopts = ['-m', 'not slow', '--cov=x']\nasyncio_mode = 'auto'\n";
        let ini = "[metadata]\nname = x\n[tool:pytest]\npython_files = check_*.py\nmarkers =\n    slow: takes long\naddopts = -m 'not slow' --cov=x\n";
        for (file, text) in [("pyproject.toml", toml), ("setup.cfg", ini)] {
            let mut notes = Vec::new();
            let settings = read(&files(file, text), &mut notes);
            assert_eq!(settings.python_files, ["check_*.py"]);
            assert!(
                settings.ini.contains("markers =\n    slow: takes long"),
                "{}",
                settings.ini
            );
            assert!(!settings.ini.contains("testpaths"), "{}", settings.ini);
            assert!(
                settings
                    .ini
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .contains("addopts = -m 'not slow' --cov=x"),
                "{}",
                settings.ini
            );
            assert_eq!(notes, []);
        }
    }
}
