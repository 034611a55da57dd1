//! What goes over the wire: all sides have to send the same.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::server::answer;
use crate::side::{Exchange, Side, Sides};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Makes sure that all sides send the same requests, but for the order of headers.
///
/// # Errors
/// When one does not, with what differs.
pub async fn compare() -> Result<(), Failure> {
    for exchange in Exchange::ALL {
        let by_hand = request(Side::ByHand, exchange).await?;
        for side in [Side::Generated, Side::OverReqwest] {
            let other = request(side, exchange).await?;
            if by_hand != other {
                let side = side.name();
                return Err(format!("by hand:\n{by_hand}\n\n{side}:\n{other}").into());
            }
        }
    }
    Ok(())
}

/// A request as it comes to a server, its headers sorted.
async fn request(side: Side, exchange: Exchange) -> Result<String, Failure> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await?;
        let mut request = Vec::new();
        while !is_whole(&request) && socket.read_buf(&mut request).await? > 0 {}
        let request = String::from_utf8_lossy(&request).into_owned();
        let path = request.split([' ', '?']).nth(1).unwrap_or_default();
        let body = answer(path);
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        socket.write_all(head.as_bytes()).await?;
        socket.write_all(body.as_bytes()).await?;
        Ok::<_, std::io::Error>(request)
    });
    let sides = Sides::new(&format!("http://{address}"))?;
    sides.call(side, exchange).await?;
    let request = server.await??;
    let (head, body) = request.split_once("\r\n\r\n").unwrap_or_default();
    // The port differs from one listener to the next.
    let mut lines: Vec<&str> = head
        .lines()
        .filter(|line| !line.starts_with("host:"))
        .collect();
    lines.sort_unstable();
    Ok(format!("{}\n\n{body}", lines.join("\n")))
}

/// Whether the head is there, and as much of a body as it announces.
fn is_whole(request: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(request) else {
        return true;
    };
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let mut lines = head.lines();
    let length = lines.find_map(|line| line.strip_prefix("content-length: "));
    length.is_none_or(|length| length.parse() == Ok(body.len()))
}
