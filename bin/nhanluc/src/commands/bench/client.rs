//! A client of HTTP/1.1 that keeps its connection: what is measured is the server.

use anyhow::{Context as _, bail};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

/// One connection.
pub(super) struct Client {
    stream: BufReader<TcpStream>,
    head: String,
}

impl Client {
    pub(super) async fn connect(address: &str, authorization: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let head = format!(
            "Host: {address}\r\nAuthorization: {authorization}\r\n\
             X-Experience-API-Version: 1.0.3\r\nContent-Type: application/json\r\n"
        );
        Ok(Self { stream: BufReader::with_capacity(256 * 1024, stream), head })
    }

    /// Sends a request and reads the whole answer, which must have a status of 200.
    pub(super) async fn ask(
        &mut self,
        method: &str,
        path: &str,
        body: &str,
    ) -> anyhow::Result<Vec<u8>> {
        let head = &self.head;
        let request = format!(
            "{method} {path} HTTP/1.1\r\n{head}Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes()).await?;
        let mut line = String::new();
        self.stream.read_line(&mut line).await?;
        let good = line.starts_with("HTTP/1.1 200");
        let status = line.clone();
        let mut length = 0;
        loop {
            line.clear();
            self.stream.read_line(&mut line).await?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().context("content-length")?;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await?;
        if !good {
            bail!("{}: {}", status.trim(), String::from_utf8_lossy(&body));
        }
        Ok(body)
    }
}
