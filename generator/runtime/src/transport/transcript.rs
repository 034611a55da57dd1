//! A recorded request as text that is the same on every run and shows no secret.

use std::fmt::Write;

use http::header;

use super::RecordedRequest;
use crate::media_type;
use crate::percent::{Keep, encode};

const REDACTED: &str = "<redacted>";
const BOUNDARY: &str = "<boundary>";

/// Renders a request; lines end in LF.
pub(super) fn render(request: &RecordedRequest) -> String {
    let boundary = boundary(request);
    let mut out = format!("{} {}\n", request.method, url(request));
    let mut lines: Vec<String> = request
        .headers
        .iter()
        .map(|(name, value)| {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            let text = if name == header::COOKIE && !request.secrets.cookies.is_empty() {
                cookies(&text, &request.secrets.cookies)
            } else if value.is_sensitive() {
                REDACTED.to_owned()
            } else {
                boundary.map_or(text.clone(), |boundary| text.replace(boundary, BOUNDARY))
            };
            format!("{name}: {text}\n")
        })
        .collect();
    lines.sort();
    out.extend(lines);
    if request.body.is_empty() {
        return out;
    }
    out.push('\n');
    match boundary {
        Some(boundary) => write_multipart(&mut out, &request.body, boundary),
        None => write_content(&mut out, &request.body),
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// The boundary of a multipart body, as its content type says it.
fn boundary(request: &RecordedRequest) -> Option<&str> {
    let content_type = request.header(header::CONTENT_TYPE.as_str());
    if !media_type::essence(content_type).starts_with("multipart/") {
        return None;
    }
    let (_, boundary) = content_type.split_once("boundary=")?;
    Some(boundary.split(';').next()?.trim().trim_matches('"'))
}

fn url(request: &RecordedRequest) -> String {
    let Some((path, query)) = request.url.split_once('?') else {
        return request.url.clone();
    };
    let secrets: Vec<String> = request
        .secrets
        .query_names()
        .map(|name| encode(name, Keep::Unreserved))
        .collect();
    let pairs: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if secrets.iter().any(|secret| secret == name) => {
                format!("{name}={REDACTED}")
            }
            _ => pair.to_owned(),
        })
        .collect();
    format!("{path}?{}", pairs.join("&"))
}

fn cookies(text: &str, secrets: &[&str]) -> String {
    let cookies: Vec<String> = text
        .split("; ")
        .map(|cookie| match cookie.split_once('=') {
            Some((name, _)) if secrets.contains(&name) => format!("{name}={REDACTED}"),
            _ => cookie.to_owned(),
        })
        .collect();
    cookies.join("; ")
}

fn write_multipart(out: &mut String, body: &[u8], boundary: &str) {
    let delimiter = format!("--{boundary}");
    for (index, part) in split(body, delimiter.as_bytes()).into_iter().enumerate() {
        if index > 0 {
            let _ = write!(out, "--{BOUNDARY}");
        }
        match find(part, b"\r\n\r\n") {
            Some(end) => {
                write_content(out, &part[..end]);
                out.push_str("\n\n");
                let content = &part[end + 4..];
                write_content(out, content.strip_suffix(b"\r\n").unwrap_or(content));
                out.push('\n');
            }
            None => write_content(out, part),
        }
    }
}

fn write_content(out: &mut String, content: &[u8]) {
    match std::str::from_utf8(content) {
        Ok(text)
            if !text
                .chars()
                .any(|char| char.is_control() && !matches!(char, '\n' | '\r' | '\t')) =>
        {
            out.push_str(&text.replace("\r\n", "\n"));
        }
        _ => {
            let _ = write!(out, "<{} bytes>", content.len());
        }
    }
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes
        .windows(needle.len())
        .position(|window| window == needle)
}

fn split<'a>(mut bytes: &'a [u8], delimiter: &[u8]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    while let Some(at) = find(bytes, delimiter) {
        pieces.push(&bytes[..at]);
        bytes = &bytes[at + delimiter.len()..];
    }
    pieces.push(bytes);
    pieces
}
