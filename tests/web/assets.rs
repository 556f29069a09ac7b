//! The bundled files, as browsers ask for them.

use reqwest::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, VARY,
};
use reqwest::{Response, StatusCode};

use crate::test_app::TestApp;

/// The style sheet's address, as a page names it.
async fn style_sheet(app: &TestApp) -> String {
    let page = reqwest::get(format!("{}/login", app.url)).await;
    let page = page.expect("an answer").text().await.expect("a page");
    let after = page.split_once("href=\"/assets/").expect("an asset").1;
    let prefix = after.split_once('/').expect("a prefix").0;
    format!("{}/assets/{prefix}/app.css", app.url)
}

async fn get(address: &str, header: HeaderName, value: &str) -> Response {
    let request = reqwest::Client::new().get(address).header(header, value);
    request.send().await.expect("an answer")
}

#[tokio::test]
async fn a_file_comes_as_the_build_compressed_it() {
    let app = TestApp::start().await;
    let address = style_sheet(&app).await;
    let mut sizes = Vec::new();
    for coding in ["br", "gzip", "identity"] {
        let answer = get(&address, ACCEPT_ENCODING, coding).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let headers = answer.headers();
        let told = headers.get(CONTENT_ENCODING).map(|value| value.as_bytes());
        assert_eq!(told.unwrap_or(b"identity"), coding.as_bytes());
        assert_eq!(headers[CONTENT_TYPE], "text/css");
        assert_eq!(headers[VARY], "accept-encoding");
        sizes.push(answer.bytes().await.expect("a body").len());
    }
    assert!(sizes.is_sorted(), "{sizes:?}");
    assert!(sizes[1] * 2 < sizes[2], "{sizes:?}");
    app.stop().await;
}

#[tokio::test]
async fn a_copy_that_still_holds_is_not_sent_again() {
    let app = TestApp::start().await;
    let address = style_sheet(&app).await;
    let whole = get(&address, ACCEPT_ENCODING, "br").await;
    let tag = whole.headers()[ETAG].to_str().expect("a tag").to_owned();
    let client = reqwest::Client::new();
    let request = client.get(&address).header(ACCEPT_ENCODING, "br");
    let again = request.header(IF_NONE_MATCH, &tag).send().await;
    let again = again.expect("an answer");
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(again.headers()[ETAG], tag);
    assert!(again.bytes().await.expect("no body").is_empty());
    let other = get(&address, IF_NONE_MATCH, "W/\"another\"").await;
    assert_eq!(other.status(), StatusCode::OK);
    app.stop().await;
}
