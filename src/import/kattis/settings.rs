//! `problem.yaml`, and why some packages cannot be imported.

use serde_json::Value;

use super::super::ImportError;
use super::super::draft::Time;
use super::super::source::text;
use crate::folder::Files;

/// What a package says of itself, as far as a challenge can say it.
#[derive(Debug)]
pub struct Settings {
    pub name: Option<String>,
    pub time: Time,
    pub memory_mebibytes: u64,
    /// Flags of the default output validator for every case.
    pub flags: Vec<String>,
    pub scoring: bool,
}

/// What a program may use where the package does not say.
const USUAL_MEMORY_MEBIBYTES: u64 = 1024;
const MOST_MEMORY_MEBIBYTES: u64 = 4096;

impl Settings {
    pub fn read(files: &Files) -> Result<Self, ImportError> {
        let value = yaml(files, "problem.yaml")?;
        let types = words(&value["type"]);
        for kind in ["interactive", "multi-pass", "submit-answer"] {
            if types.iter().any(|word| word == kind) {
                return Err(cannot(
                    files,
                    "type",
                    format!("a problem of the type `{kind}`"),
                ));
            }
        }
        let validation = words(&value["validation"]);
        if validation.iter().any(|word| word == "interactive") {
            return Err(cannot(
                files,
                "validation",
                "an interactive problem".to_owned(),
            ));
        }
        let custom = files
            .keys()
            .find(|path| path.starts_with("output_validator/"))
            .map(String::as_str)
            .or_else(|| {
                let named = validation.iter().any(|word| word == "custom");
                named.then_some("problem.yaml")
            });
        if let Some(place) = custom {
            return Err(ImportError::Cannot {
                file: place.to_owned(),
                line: line_of(files, place, "validation"),
                message: "a problem with an output validator of its own".to_owned(),
                instead: "only the default comparison can be taken over: write a test file with the fixture `program` \
                          that judges the output in Python"
                    .to_owned(),
            });
        }
        let limits = &value["limits"];
        let given = limits["time_limit"]
            .as_f64()
            .or_else(|| text(files, ".timelimit").and_then(|text| text.trim().parse().ok()));
        let time = match given {
            Some(seconds) if seconds > 0.0 => Time::Given { seconds },
            _ => Time::Measured {
                multiplier: limits["time_multiplier"]
                    .as_f64()
                    .or_else(|| limits["time_multipliers"]["ac_to_time_limit"].as_f64())
                    .unwrap_or(5.0)
                    .max(1.0),
            },
        };
        Ok(Self {
            name: name_of(&value["name"]),
            time,
            memory_mebibytes: limits["memory"]
                .as_u64()
                .unwrap_or(USUAL_MEMORY_MEBIBYTES)
                .clamp(64, MOST_MEMORY_MEBIBYTES),
            flags: words(&value["validator_flags"]),
            scoring: types.iter().any(|word| word == "scoring"),
        })
    }
}

/// A YAML file as plain data; an absent or empty one is an empty object.
pub fn yaml(files: &Files, path: &str) -> Result<Value, ImportError> {
    let Some(text) = text(files, path) else {
        return Ok(Value::Object(serde_json::Map::new()));
    };
    if text.trim().is_empty() {
        return Ok(Value::Object(serde_json::Map::new()));
    }
    serde_saphyr::from_str(text).map_err(|error| {
        let message = error.to_string();
        ImportError::Broken {
            file: path.to_owned(),
            message: message.lines().next().unwrap_or_default().to_owned(),
        }
    })
}

/// The words of a string, or of a list of strings and numbers.
pub fn words(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => text.split_whitespace().map(str::to_owned).collect(),
        Value::Array(values) => values
            .iter()
            .map(|value| match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            })
            .collect(),
        Value::Number(number) => vec![number.to_string()],
        _ => Vec::new(),
    }
}

/// A name, or one by language.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => Some(name.clone()),
        Value::Object(names) => names
            .get("en")
            .or_else(|| names.values().next())
            .and_then(Value::as_str)
            .map(str::to_owned),
        _ => None,
    }
}

fn cannot(files: &Files, key: &str, message: String) -> ImportError {
    ImportError::Cannot {
        file: "problem.yaml".to_owned(),
        line: line_of(files, "problem.yaml", key),
        message,
        instead: "a challenge's program reads its whole input at once; write tests that call functions instead".to_owned(),
    }
}

fn line_of(files: &Files, path: &str, key: &str) -> Option<u32> {
    let at = text(files, path)?
        .lines()
        .position(|line| line.starts_with(&format!("{key}:")))?;
    u32::try_from(at + 1).ok()
}
