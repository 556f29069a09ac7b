//! A page's live stream, read message by message.

use std::pin::Pin;
use std::time::Duration;

use futures::{Stream, StreamExt};
use reqwest::{Client, StatusCode};

type Chunks = Pin<Box<dyn Stream<Item = Vec<u8>> + Send>>;

/// One server-sent event.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Message {
    pub id: i64,
    pub event: String,
    pub data: String,
}

pub struct EventStream {
    chunks: Chunks,
    buffer: String,
}

impl EventStream {
    pub async fn open(client: &Client, url: &str, after: i64) -> Self {
        let answer = client
            .get(url)
            .header("last-event-id", after.to_string())
            .send()
            .await
            .expect("a stream");
        assert_eq!(answer.status(), StatusCode::OK);
        let chunks = answer
            .bytes_stream()
            .map(|chunk| chunk.expect("a chunk").to_vec());
        Self {
            chunks: Box::pin(chunks),
            buffer: String::new(),
        }
    }

    /// The next message. A stream that says nothing for ten seconds is broken.
    pub async fn next(&mut self) -> Message {
        loop {
            if let Some((message, rest)) = self.buffer.split_once("\n\n") {
                let message = parse(message);
                self.buffer = rest.to_owned();
                if message != Message::default() {
                    return message;
                }
                continue;
            }
            let chunk = tokio::time::timeout(Duration::from_secs(10), self.chunks.next())
                .await
                .expect("a message within ten seconds")
                .expect("an open stream");
            self.buffer
                .push_str(&String::from_utf8(chunk).expect("UTF-8"));
        }
    }

    /// Reads on until a message holds this text, and returns all that were read.
    pub async fn until(&mut self, text: &str) -> Vec<Message> {
        let mut read = Vec::new();
        loop {
            let message = self.next().await;
            let found = message.data.contains(text) || message.event == text;
            read.push(message);
            if found {
                return read;
            }
        }
    }
}

fn parse(text: &str) -> Message {
    let mut message = Message::default();
    for line in text.lines() {
        match line.split_once(": ").or_else(|| line.split_once(':')) {
            Some(("id", id)) => message.id = id.parse().expect("a number"),
            Some(("event", event)) => message.event = event.to_owned(),
            Some(("data", data)) => {
                message.data.push_str(data);
                message.data.push('\n');
            }
            _ => {}
        }
    }
    message
}
