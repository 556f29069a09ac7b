//! Whether the database can be written and the challenges load.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use super::Check;
use crate::challenge::Library;

/// Whether the database's file, or the folder where it will be made, can be written. Nothing is left behind.
pub(super) fn database(file: &Path) -> Check {
    let shown = file.display();
    if file.exists() {
        return match OpenOptions::new().append(true).open(file) {
            Ok(_) => Check::ok("database", format!("{shown} can be written")),
            Err(error) => Check::failed(
                "database",
                format!("{shown} cannot be written: {error}"),
                "give it to the user that Assay runs as, or name another with --database",
            ),
        };
    }
    let folder = match file.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    // SQLite makes further files beside the database, so it is the folder that counts.
    let trial = folder.join(format!(".assay-doctor-{}", std::process::id()));
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&trial)
        .and_then(|_| std::fs::remove_file(&trial));
    match made {
        Ok(()) => Check::ok(
            "database",
            format!("{shown} is not there yet and can be made"),
        ),
        Err(error) => Check::failed(
            "database",
            format!("{shown} cannot be made: {error}"),
            "make its folder writable, or name another file with --database",
        ),
    }
}

/// One check for all that load, and one for each that does not.
pub(super) fn challenges(folders: &[PathBuf]) -> Vec<Check> {
    let entries = match Library::new(folders.to_vec()).list() {
        Ok(entries) => entries,
        Err(error) => {
            return vec![Check::failed(
                "challenges",
                error,
                "name the right folders with --challenges",
            )];
        }
    };
    let mut checks = Vec::new();
    let mut names = Vec::new();
    for entry in entries {
        match entry.challenge {
            Ok(_) => names.push(entry.name),
            Err(fault) => checks.push(Check::failed(
                "challenges",
                format!("{}: {fault}", entry.folder.display()),
                format!("mend it, then run `assay challenge verify {}`", entry.name),
            )),
        }
    }
    if names.is_empty() {
        checks.push(Check::failed(
            "challenges",
            "there is none that loads",
            "make one with `assay challenge new`, or name other folders with --challenges",
        ));
    } else {
        checks.push(Check::ok("challenges", names.join(", ")));
    }
    checks
}
