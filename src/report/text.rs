//! A report for people at a terminal.

use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};

/// An empty table in the one style of the command line: aligned columns under a ruled header, no box around them.
pub fn table() -> Table {
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table
}
