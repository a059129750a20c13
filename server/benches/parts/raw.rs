//! The barest HTTP client: one connection, one request at a time, so that the load costs less than what it measures.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One kept connection.
pub(crate) struct Raw {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer.
pub(crate) struct Answer {
    /// Status code.
    pub(crate) status: u16,
    /// The body; where it came in pieces, with what stands between them.
    pub(crate) body: Vec<u8>,
}

impl Raw {
    /// Connects to `host:port`.
    pub(crate) async fn connect(address: &str) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(1 << 17) })
    }

    /// Sends a GET and reads the whole answer. Panics where the answer tells neither a length nor that it comes in pieces:
    /// nothing here does that. No body here holds the line that ends the pieces.
    pub(crate) async fn get(&mut self, path: &str, headers: &str) -> std::io::Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n");
        self.stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(end) = self.buffer.windows(4).position(|end| end == b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let text = String::from_utf8_lossy(&self.buffer[..head]).to_ascii_lowercase();
        let status = text[9..12].parse().expect("a status");
        if text.contains("\r\ntransfer-encoding: chunked\r\n") {
            while !self.buffer.ends_with(b"\r\n0\r\n\r\n") {
                self.more().await?;
            }
            return Ok(Answer { status, body: self.buffer[head..].to_vec() });
        }
        let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.unwrap_or_else(|| panic!("no length: {text}")).parse().expect("a length");
        while self.buffer.len() < head + length {
            self.more().await?;
        }
        Ok(Answer { status, body: self.buffer[head..head + length].to_vec() })
    }

    async fn more(&mut self) -> std::io::Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}
