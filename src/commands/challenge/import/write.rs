//! Writes a challenge's folder whole, or not at all.

use std::path::Path;

use anyhow::{Context, bail};

use crate::folder::Files;

/// Refuses a folder that is taken, unless it holds a challenge that may be replaced.
pub fn check_free(folder: &Path, force: bool) -> anyhow::Result<()> {
    if !folder.exists() && !folder.is_symlink() {
        return Ok(());
    }
    if !force {
        bail!(
            "{} is there already; choose another name with --name, or replace it with --force",
            folder.display()
        );
    }
    if !folder.join("challenge.toml").is_file() {
        bail!(
            "{} holds no challenge, so it is not replaced; take it away or choose another name with --name",
            folder.display()
        );
    }
    Ok(())
}

/// Writes everything beside the folder first and then puts it into its place.
pub fn write(folder: &Path, files: &Files, force: bool) -> anyhow::Result<()> {
    let parent = folder.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(parent)
        .with_context(|| format!("could not make the folder {}", parent.display()))?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, so that no library takes them for challenges.
    let fresh = parent.join(format!(".{name}.new"));
    let old = parent.join(format!(".{name}.old"));
    remove(&fresh)?;
    remove(&old)?;
    for (path, content) in files {
        let place = fresh.join(path);
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("could not make the folder {}", folder.display()))?;
        }
        std::fs::write(&place, content)
            .with_context(|| format!("could not write {}", place.display()))?;
    }
    check_free(folder, force)?;
    let moved = |from: &Path, to: &Path| {
        std::fs::rename(from, to)
            .with_context(|| format!("could not rename {} to {}", from.display(), to.display()))
    };
    if folder.exists() {
        moved(folder, &old)?;
    }
    moved(&fresh, folder)?;
    remove(&old)
}

fn remove(folder: &Path) -> anyhow::Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("could not remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}
