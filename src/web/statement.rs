//! A challenge's statement: markdown to HTML.

use pulldown_cmark::{Event, Options, Parser, html};

/// Renders markdown. Raw HTML is shown as text: a statement is words, tables and code, and a page that renders nothing
/// else needs no sanitizer.
pub fn render(markdown: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let events = Parser::new_ext(markdown, options).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        other => other,
    });
    let mut page = String::new();
    html::push_html(&mut page, events);
    page
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn raw_html_is_shown_and_not_interpreted() {
        let page = render("before <img src=x onerror=alert(1)>\n\n<script>alert(1)</script>\n");
        assert!(
            !page.contains("<script") && !page.contains("<img"),
            "{page}"
        );
        assert!(page.contains("&lt;script&gt;"));
    }

    #[test]
    fn code_keeps_its_language_and_its_text() {
        let page = render("```python\nif a < b: pass\n```\n");
        assert!(
            page.contains("language-python") && page.contains("a &lt; b"),
            "{page}"
        );
    }
}
