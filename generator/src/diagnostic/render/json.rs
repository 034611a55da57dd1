//! Diagnostics for machines.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::super::{Code, Severity};
use super::place::{Placed, Span};
use crate::source::Sources;

/// A diagnostic as an object.
pub(super) fn object(placed: &Placed<'_>, sources: &Sources) -> Value {
    let diagnostic = placed.diagnostic;
    let mut object = json!({
        "code": diagnostic.code.name(),
        "severity": diagnostic.severity.as_str(),
        "message": diagnostic.message,
    });
    if let Some(span) = &placed.span {
        object["place"] = position(span, sources);
    }
    if !placed.related.is_empty() {
        let related = placed.related.iter().map(|(span, label)| {
            let mut place = position(span, sources);
            place["label"] = json!(label);
            place
        });
        object["related"] = related.collect();
    }
    if let Some(help) = &diagnostic.help {
        object["help"] = json!(help);
    }
    object
}

fn position(span: &Span, sources: &Sources) -> Value {
    let mut place = json!({ "file": sources.file(span.file).name() });
    if let Some((line, column)) = span.position {
        place["line"] = json!(line);
        place["column"] = json!(column);
    }
    if let Some(pointer) = &span.pointer {
        place["pointer"] = json!(pointer.to_string());
    }
    place
}

/// A diagnostic as a workflow command of GitHub Actions.
pub(super) fn github(placed: &Placed<'_>, sources: &Sources) -> String {
    let diagnostic = placed.diagnostic;
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = String::new();
    if let Some(span) = &placed.span {
        let _ = write!(
            properties,
            "file={},",
            property(&sources.file(span.file).name())
        );
        if let Some((line, column)) = span.position {
            let _ = write!(properties, "line={line},col={column},");
        }
    }
    let help = diagnostic
        .help
        .as_ref()
        .map(|help| format!("\nhelp: {help}"))
        .unwrap_or_default();
    let message = escaped(&format!("{}{help}", diagnostic.message));
    format!(
        "::{command} {properties}title={}::{message}\n",
        diagnostic.code
    )
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

/// All diagnostics as one SARIF 2.1.0 log.
pub(super) fn sarif(placed: &[Placed<'_>], sources: &Sources) -> String {
    let rules: Vec<Value> = Code::all()
        .filter(|code| placed.iter().any(|placed| placed.diagnostic.code == *code))
        .map(|code| {
            let page = code.page();
            json!({
                "id": page.name,
                "shortDescription": { "text": page.summary },
                "fullDescription": { "text": page.why },
                "help": { "text": page.fix },
            })
        })
        .collect();
    let results: Vec<Value> = placed
        .iter()
        .map(|placed| sarif_result(placed, sources))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "spec2crate", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn sarif_result(placed: &Placed<'_>, sources: &Sources) -> Value {
    let diagnostic = placed.diagnostic;
    let mut result = json!({
        "ruleId": diagnostic.code.name(),
        "level": diagnostic.severity.as_str(),
        "message": { "text": diagnostic.message },
    });
    if let Some(span) = &placed.span {
        result["locations"] = json!([{ "physicalLocation": physical(span, sources) }]);
    }
    if !placed.related.is_empty() {
        let related = placed.related.iter();
        result["relatedLocations"] = related
            .map(|(span, label)| json!({ "physicalLocation": physical(span, sources), "message": { "text": label } }))
            .collect();
    }
    result
}

fn physical(span: &Span, sources: &Sources) -> Value {
    let mut location = json!({ "artifactLocation": { "uri": sources.file(span.file).name() } });
    if let Some((line, column)) = span.position {
        location["region"] = json!({ "startLine": line, "startColumn": column });
    }
    location
}
