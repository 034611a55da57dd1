//! `spec2crate lint --coverage`: what becomes of every key of a document.

use std::path::Path;

use serde_json::{Value, json};

use super::{ShowFormat, report};
use crate::diagnostic::Code;
use crate::document::{IgnoredKey, Ledger};
use crate::source::Sources;

/// How many ignored keys of one code people are shown; programs get all.
const SHOWN: usize = 20;

pub(super) fn print(document: &Path, ledger: &Ledger, sources: &Sources, format: ShowFormat) {
    if format == ShowFormat::Json {
        report::out(&format!("{}\n", describe(document, ledger, sources)));
    } else {
        report::out(&summary(document, ledger, sources));
    }
}

fn summary(document: &Path, ledger: &Ledger, sources: &Sources) -> String {
    let unaccounted: usize = ledger.unaccounted().map(|ignored| ignored.keys).sum();
    let ignored = ledger.keys() - ledger.consumed - ledger.documentation - unaccounted;
    let mut text = format!(
        "{}: {} keys\n{:>9} consumed\n{:>9} kept as documentation\n{ignored:>9} ignored\n",
        document.display(),
        ledger.keys(),
        ledger.consumed,
        ledger.documentation,
    );
    for (name, keys) in ledger.by_code() {
        text.push_str(&format!("{keys:>13} {name}\n"));
    }
    if unaccounted > 0 {
        text.push_str(&format!("{unaccounted:>9} unaccounted for\n"));
    }
    let mut names: Vec<Option<&str>> = ledger.by_code().into_keys().map(Some).collect();
    names.push(None);
    for name in names {
        let of_code = |ignored: &&IgnoredKey| ignored.code.map(Code::name) == name;
        let all = ledger.ignored.iter().filter(of_code);
        for ignored in all.clone().take(SHOWN) {
            text.push_str(&format!(
                "{}: {} {}\n",
                name.unwrap_or("unaccounted"),
                sources.file(ignored.location.file).name(),
                ignored.location.pointer
            ));
        }
        let more = all.count().saturating_sub(SHOWN);
        if more > 0 {
            text.push_str(&format!(
                "{}: … and {more} more; `--format json` lists them all\n",
                name.unwrap_or("unaccounted")
            ));
        }
    }
    text
}

fn describe(document: &Path, ledger: &Ledger, sources: &Sources) -> Value {
    let list: Vec<Value> = ledger
        .ignored
        .iter()
        .map(|ignored| {
            json!({
                "code": ignored.code.map(Code::name),
                "file": sources.file(ignored.location.file).name(),
                "pointer": ignored.location.pointer.to_string(),
                "keys": ignored.keys,
            })
        })
        .collect();
    json!({
        "document": document.display().to_string(),
        "keys": ledger.keys(),
        "consumed": ledger.consumed,
        "documentation": ledger.documentation,
        "ignored": ledger.by_code(),
        "unaccounted": ledger.unaccounted().map(|ignored| ignored.keys).sum::<usize>(),
        "ignored_keys": list,
    })
}
