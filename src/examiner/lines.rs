//! Cuts the examiner's stdout into events. A line that is no event, or is too long, is told and passed over: one
//! bad line must not cost the runs that the link carries at the same time.

use tokio_util::bytes::{Buf, BytesMut};
use tokio_util::codec::Decoder;

use super::message::Event;

/// What one line was.
#[derive(Debug)]
pub(super) enum Line {
    Event(Box<Event>),
    /// Not an event, with the reason.
    Garbage(String),
}

/// The decoder of the examiner's side. It errs on I/O only.
#[derive(Debug)]
pub(super) struct Lines {
    longest: usize,
    /// How far the buffer has been searched for a line's end, so that a long line costs no quadratic search.
    searched: usize,
    discarding: bool,
}

impl Lines {
    pub(super) fn new(longest: usize) -> Self {
        Self {
            longest,
            searched: 0,
            discarding: false,
        }
    }

    fn read(line: &[u8]) -> Line {
        match serde_json::from_slice(line) {
            Ok(event) => Line::Event(Box::new(event)),
            Err(error) => Line::Garbage(error.to_string()),
        }
    }
}

impl Decoder for Lines {
    type Item = Line;
    type Error = std::io::Error;

    fn decode(&mut self, buffer: &mut BytesMut) -> Result<Option<Line>, Self::Error> {
        loop {
            let end = buffer[self.searched..]
                .iter()
                .position(|byte| *byte == b'\n');
            let Some(end) = end.map(|offset| self.searched + offset) else {
                if self.discarding || buffer.len() > self.longest {
                    buffer.clear();
                    self.discarding = true;
                }
                self.searched = buffer.len();
                return Ok(None);
            };
            let line = buffer.split_to(end);
            buffer.advance(1);
            self.searched = 0;
            if std::mem::take(&mut self.discarding) || line.len() > self.longest {
                return Ok(Some(Line::Garbage(format!(
                    "longer than {} bytes",
                    self.longest
                ))));
            }
            if !line.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(Self::read(&line)));
            }
        }
    }

    fn decode_eof(&mut self, buffer: &mut BytesMut) -> Result<Option<Line>, Self::Error> {
        // A last line without its end was cut off by the examiner's death.
        match self.decode(buffer)? {
            Some(line) => Ok(Some(line)),
            None => {
                buffer.clear();
                self.searched = 0;
                Ok(None)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(longest: usize, chunks: &[&[u8]]) -> Vec<Line> {
        let mut decoder = Lines::new(longest);
        let mut buffer = BytesMut::new();
        let mut found = Vec::new();
        for chunk in chunks {
            buffer.extend_from_slice(chunk);
            while let Some(line) = decoder.decode(&mut buffer).expect("no I/O happens here") {
                found.push(line);
            }
        }
        found
    }

    #[test]
    fn an_event_in_pieces_is_one_event() {
        let found = lines(
            1000,
            &[b"{\"type\":\"sandbox_re", b"ady\",\"sandbox\":7}", b"\n"],
        );
        assert!(
            matches!(&found[..], [Line::Event(event)] if matches!(**event, Event::SandboxReady { sandbox: 7 }))
        );
    }

    #[test]
    fn garbage_is_passed_over_and_the_next_event_arrives() {
        let found = lines(
            1000,
            &[b"Segmentation fault\n\xff\xfe\n\n{\"type\":\"sandbox_lost\",\"sandbox\":7}\n"],
        );
        assert!(
            matches!(
                &found[..],
                [Line::Garbage(_), Line::Garbage(_), Line::Event(_)]
            ),
            "{found:?}"
        );
    }

    #[test]
    fn a_line_over_the_limit_is_discarded_while_it_arrives() {
        let long = vec![b'x'; 64];
        let found = lines(
            50,
            &[
                &long,
                &long,
                b"\n{\"type\":\"sandbox_lost\",\"sandbox\":7}\n",
            ],
        );
        assert!(
            matches!(&found[..], [Line::Garbage(_), Line::Event(_)]),
            "{found:?}"
        );
    }
}
