//! Pages that were opened in a browser.

use std::fmt::{Formatter, Result};

use crate::commands::bench::figures::Figures;

impl Figures {
    pub(super) fn pages(&self, to: &mut Formatter<'_>) -> Result {
        if self.pages.is_empty() {
            return Ok(());
        }
        writeln!(
            to,
            "\n## From first byte to an editor\n\nIn headless Chromium, by the page's own clock, from the first byte of the page to an editor in which a key that is\npressed appears; in a session with an empty cache, and in one that has opened the page before. The bare page is a\ntext field that another server on this machine sends. The key is the first one, and counts as shown in the next frame, of\nwhich there are 60 a second. A debug build has the browser ask whether each file that it keeps still holds.\n"
        )?;
        writeln!(
            to,
            "| page | cache | median ms | p95 ms | over the bare page | first key shown, ms | transferred, kB | requests |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
        )?;
        for one in &self.pages {
            let ratio = one.over_bare_page;
            writeln!(
                to,
                "| {} | {} | {:.0} | {:.0} | {} | {:.0} | {:.1} | {} |",
                one.page,
                if one.cached { "filled" } else { "empty" },
                one.median_ms,
                one.p95_ms,
                ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}")),
                one.key_median_ms,
                one.transferred_bytes as f64 / 1000.0,
                one.requests
            )?;
        }
        Ok(())
    }
}
