//! The smallest HTTP/1.1 client that keeps a connection: it costs next to nothing beside what it measures. It reads
//! status and length and throws bodies away unless asked for them.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One kept connection.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply {
    /// Status code.
    pub status: u16,
    /// Bytes of the head.
    pub head: usize,
    /// Bytes of head and body.
    pub whole: usize,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens.
    pub async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a whole request and reads the whole answer, which lies in [`Self::bytes`] until the next one.
    ///
    /// # Errors
    /// A broken connection or an answer that is not HTTP/1.1.
    pub async fn ask(&mut self, request: &[u8]) -> io::Result<Reply> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let mut length = None;
        loop {
            if length.is_none() {
                length = head(&self.buffer)?;
            }
            if let Some(found) = length {
                match found.end(&self.buffer) {
                    Some(whole) => {
                        return Ok(Reply {
                            status: found.status,
                            head: found.head,
                            whole,
                        });
                    }
                    None => self.more().await?,
                }
            } else {
                self.more().await?;
            }
        }
    }

    /// The last answer.
    pub fn bytes(&self) -> &[u8] {
        &self.buffer
    }

    async fn more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

#[derive(Clone, Copy)]
struct Head {
    status: u16,
    head: usize,
    /// `None`: the body comes in chunks.
    body: Option<usize>,
}

impl Head {
    /// Where the answer ends, once all of it is there.
    fn end(self, bytes: &[u8]) -> Option<usize> {
        match self.body {
            Some(body) => Some(self.head + body).filter(|end| bytes.len() >= *end),
            None => bytes.ends_with(b"\r\n0\r\n\r\n").then_some(bytes.len()),
        }
    }
}

fn head(bytes: &[u8]) -> io::Result<Option<Head>> {
    let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(None);
    };
    let bad = || io::Error::from(io::ErrorKind::InvalidData);
    let text = bytes
        .get(..at)
        .and_then(|head| std::str::from_utf8(head).ok());
    let mut lines = text.ok_or_else(bad)?.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let status = status.ok_or_else(bad)?;
    let mut body = if status == 204 { Some(0) } else { None };
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        if name.eq_ignore_ascii_case("content-length") {
            body = Some(value.trim().parse().map_err(|_| bad())?);
        }
    }
    Ok(Some(Head {
        status,
        head: at + 4,
        body,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_known_by_length_or_by_the_last_chunk() {
        let plain = b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc";
        let found = head(plain).unwrap().unwrap();
        assert_eq!((found.status, found.end(plain)), (200, Some(plain.len())));
        assert_eq!(found.end(&plain[..plain.len() - 1]), None);
        let chunked =
            b"HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n";
        let found = head(chunked).unwrap().unwrap();
        assert_eq!(
            (found.status, found.end(chunked)),
            (201, Some(chunked.len()))
        );
        assert!(head(b"HTTP/1.1 200 OK\r\n").unwrap().is_none());
        assert!(head(b"nonsense\r\n\r\n").is_err());
    }
}
