//! What of a candidate's folder goes into a sandbox.

use super::NotGradable;

/// Files that configure Python or a test runner rather than solve anything.
const CONFIGURATION: [&str; 9] = [
    "conftest.py",
    "pytest.ini",
    "tox.ini",
    "setup.cfg",
    "setup.py",
    "pyproject.toml",
    "pyvenv.cfg",
    "sitecustomize.py",
    "usercustomize.py",
];

/// Whether a path of a take-home is looked at; hidden names, caches and installed packages are not worth a word.
pub fn is_wanted(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !(name.starts_with('.') || ["__pycache__", "node_modules", "site-packages"].contains(&name))
}

/// Nothing when the file goes along, why not when it is left out, and an error when it spoils the whole.
pub fn sift(file: &str, content: &[u8]) -> Result<Option<String>, NotGradable> {
    if !is_relative(file) {
        return Err(NotGradable::Name {
            name: file.to_owned(),
        });
    }
    let name = file.rsplit('/').next().unwrap_or(file);
    if file.split('/').any(|part| !is_wanted(part)) {
        return Ok(Some("hidden or a cache".to_owned()));
    }
    if CONFIGURATION.contains(&name) || name.ends_with(".pth") {
        return Ok(Some("configuration".to_owned()));
    }
    if name.ends_with(".pyc") || name.ends_with(".pyo") {
        return Ok(Some("bytecode".to_owned()));
    }
    let nul = content.iter().position(|byte| *byte == 0);
    let broken = std::str::from_utf8(content)
        .err()
        .map(|error| error.valid_up_to());
    if name.ends_with(".py") {
        if let Some(at) = nul {
            return Err(NotGradable::Nul {
                file: file.to_owned(),
                line: line_of(content, at),
            });
        }
        if let Some(at) = broken {
            return Err(NotGradable::Encoding {
                file: file.to_owned(),
                line: line_of(content, at),
            });
        }
    } else if nul.is_some() || broken.is_some() {
        return Ok(Some("not text".to_owned()));
    }
    Ok(None)
}

/// Whether there is nothing to run: white space and comments alone.
pub fn is_blank(content: &[u8]) -> bool {
    String::from_utf8_lossy(content)
        .trim_start_matches('\u{feff}')
        .lines()
        .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// Names are kept plain, since they become paths in a container, attributes of XML and cells of a table.
fn is_relative(file: &str) -> bool {
    file.len() <= 200
        && !file
            .chars()
            .any(|letter| letter.is_control() || letter == '\\')
        && file
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..")
}

fn line_of(content: &[u8], at: usize) -> u32 {
    let line = 1 + content[..at].iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(line).unwrap_or(u32::MAX)
}
