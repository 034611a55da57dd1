//! Round trips over documents of one's own: generates a client for each, and a program that decodes and encodes.
//!
//! ```text
//! cargo run -p spec2crate-round-trip -- --bin target/debug/spec2crate --runtime generator/runtime \
//!     --work target/round-trip [--samples 20] DOCUMENT...
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use serde_json::Value;
use spec2crate_round_trip::{
    Declared, Document, Sampled, Schema, Skipped, difference, difference_of_part, table,
};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

struct Options {
    generator: PathBuf,
    runtime: PathBuf,
    work: PathBuf,
    samples: usize,
    documents: Vec<PathBuf>,
}

/// What came of a document.
#[derive(Default)]
struct Report {
    schemas: usize,
    samples: usize,
    failed: usize,
    /// Samples with keys that no schema declares, compared without them.
    undeclared: usize,
    lines: Vec<String>,
    skipped: BTreeMap<String, usize>,
}

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a program"
)]
pub(super) fn main() -> ExitCode {
    let options = match options() {
        Ok(options) => options,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok((text, failed)) => {
            print!("{text}");
            ExitCode::from(u8::from(failed))
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn options() -> Result<Options> {
    let mut options = Options {
        generator: "target/debug/spec2crate".into(),
        runtime: "generator/runtime".into(),
        work: "target/round-trip".into(),
        samples: 20,
        documents: Vec::new(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--bin" => options.generator = value()?.into(),
            "--runtime" => options.runtime = value()?.into(),
            "--work" => options.work = value()?.into(),
            "--samples" => options.samples = value()?.parse()?,
            _ => options.documents.push(argument.into()),
        }
    }
    if options.documents.is_empty() {
        return Err("which documents?".into());
    }
    Ok(options)
}

/// Generates, builds and runs; the report, and whether anything failed.
fn run(options: &Options) -> Result<(String, bool)> {
    fs::create_dir_all(&options.work)?;
    let work = fs::canonicalize(&options.work)?;
    let runtime = fs::canonicalize(&options.runtime)?;
    let generator = fs::canonicalize(&options.generator)?;
    let mut members = Vec::new();
    let mut unread: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (number, path) in options.documents.iter().enumerate() {
        let name = format!("d{number}");
        match prepare(path, &name, &work, &generator, &runtime) {
            Ok(document) => members.push((name, path.clone(), document)),
            Err(error) => unread
                .entry(error.to_string())
                .or_default()
                .push(path.display().to_string()),
        }
    }
    let mut manifest = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
    for (name, ..) in &members {
        writeln!(manifest, "    \"clients/{name}\", \"programs/{name}\",")?;
    }
    manifest.push_str("]\n\n[profile.dev]\ndebug = false\nincremental = false\n");
    fs::write(work.join("Cargo.toml"), manifest)?;
    let built = Command::new("cargo")
        .args(["build", "--quiet", "--keep-going"])
        .current_dir(&work)
        .env_remove("CARGO_TARGET_DIR")
        .status()?;
    let mut text = String::new();
    let mut all = Report::default();
    for (name, path, document) in &members {
        let program = work.join("target/debug").join(format!("program-{name}"));
        if !program.is_file() {
            writeln!(text, "{}: the client does not build", path.display())?;
            all.failed += 1;
            continue;
        }
        let report = check(document, &program, options.samples)?;
        writeln!(
            text,
            "{}: {} schemas, {} samples, {} with undeclared keys, {} failed",
            path.display(),
            report.schemas,
            report.samples,
            report.undeclared,
            report.failed,
        )?;
        if report.failed > 0 {
            for line in report.lines.iter().take(40) {
                writeln!(text, "    {line}")?;
            }
        }
        all.schemas += report.schemas;
        all.samples += report.samples;
        all.failed += report.failed;
        all.undeclared += report.undeclared;
        for (why, count) in report.skipped {
            *all.skipped.entry(why).or_default() += count;
        }
    }
    writeln!(
        text,
        "{} documents, {} schemas, {} samples, {} with undeclared keys, {} failed{}",
        members.len(),
        all.schemas,
        all.samples,
        all.undeclared,
        all.failed,
        if built.success() {
            ""
        } else {
            "; a client does not build"
        }
    )?;
    for (why, count) in &all.skipped {
        writeln!(text, "skipped: {count} schemas: {why}")?;
    }
    for (why, paths) in &unread {
        writeln!(text, "skipped: {} documents: {why}", paths.len())?;
    }
    Ok((text, all.failed > 0 || !built.success()))
}

/// Generates the client of a document and writes its program.
fn prepare(
    path: &Path,
    name: &str,
    work: &Path,
    generator: &Path,
    runtime: &Path,
) -> Result<Document> {
    let document = Document::read(path)?;
    let client = work.join("clients").join(name);
    let generated = Command::new(generator)
        .arg("generate")
        .arg(path)
        .arg("--output")
        .arg(&client)
        .args(["--name", &format!("client-{name}")])
        .arg("--runtime-path")
        .arg(runtime)
        .stderr(Stdio::null())
        .stdout(Stdio::null())
        .status()?;
    if !generated.success() {
        return Err("nothing is generated".into());
    }
    let inspected = Command::new(generator)
        .arg("inspect")
        .arg(path)
        .args(["--format", "json"])
        .stderr(Stdio::null())
        .output()?;
    let inspected: Value = serde_json::from_slice(&inspected.stdout)?;
    let library = format!("client_{name}");
    let types: Vec<(String, String)> = inspected["types"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| {
            let pointer = item["pointer"].as_str()?;
            let path = item["rust_path"].as_str()?.strip_prefix("crate::types::")?;
            let component = pointer.strip_prefix("#/components/schemas/")?;
            (!component.contains('/'))
                .then(|| (pointer.to_owned(), format!("{library}::types::{path}")))
        })
        .collect();
    let types = types
        .iter()
        .map(|(pointer, path)| (pointer.as_str(), path.as_str()));
    let program = work.join("programs").join(name);
    fs::create_dir_all(program.join("src"))?;
    fs::write(
        program.join("Cargo.toml"),
        format!(
            "[package]\nname = \"program-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             client-{name} = {{ path = \"../../clients/{name}\", default-features = false, features = [\"pattern\"] }}\n\
             spec2crate-runtime = {{ path = {:?}, default-features = false }}\n",
            runtime.display().to_string()
        ),
    )?;
    fs::write(
        program.join("src/main.rs"),
        format!(
            "#![allow(deprecated, unused_variables, dead_code)]\n#![recursion_limit = \"512\"]\nuse std::io::BufRead as _;\n\nfn main() {{\n    \
             let table: fn(&str, &str) -> Option<Result<String, String>> = {};\n    \
             for line in std::io::stdin().lock().lines() {{\n        let line = line.unwrap();\n        \
             let (pointer, text) = line.split_once('\\t').unwrap();\n        \
             match table(pointer, text) {{\n            None => println!(\"none\"),\n            \
             Some(Ok(text)) => println!(\"ok\\t{{text}}\"),\n            \
             Some(Err(error)) => println!(\"err\\t{{}}\", error.replace('\\n', \" \")),\n        }}\n    }}\n}}\n",
            table(types, "spec2crate_runtime")
        ),
    )?;
    Ok(document)
}

fn check(document: &Document, program: &Path, count: usize) -> Result<Report> {
    let mut report = Report::default();
    let mut sent: Vec<(&Schema, Value)> = Vec::new();
    for schema in document.schemas() {
        report.schemas += 1;
        let Sampled {
            values,
            skipped,
            unlike,
        } = document.samples(schema, count);
        if unlike > 0 {
            let why = "some examples are no objects, where only keywords of objects tell the type";
            *report.skipped.entry(why.to_owned()).or_default() += 1;
        }
        if let Some(why) = skipped {
            let why = match why {
                Skipped::Oracle(_) => "the oracle does not read the schema",
                Skipped::NoGuess => "no guess was valid",
            };
            *report.skipped.entry(why.to_owned()).or_default() += 1;
        }
        sent.extend(values.into_iter().map(|value| (schema, value)));
    }
    let mut input = String::new();
    for (schema, value) in &sent {
        writeln!(input, "{}\t{value}", schema.component)?;
    }
    let answers = ask(program, input)?;
    judge(document, &sent, answers.as_deref(), &mut report)?;
    Ok(report)
}

/// What a program answers to the lines of an input; none when it stops before its end.
fn ask(program: &Path, input: String) -> Result<Option<String>> {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().ok_or("no standard input")?;
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output()?;
    let is_whole = matches!(writer.join(), Ok(Ok(()))) && output.status.success();
    let answers = String::from_utf8(output.stdout)?;
    Ok(is_whole.then_some(answers))
}

/// Compares what was sent with what came back, a line each.
fn judge(
    document: &Document,
    sent: &[(&Schema, Value)],
    answers: Option<&str>,
    report: &mut Report,
) -> Result<()> {
    let mut lines = answers.unwrap_or_default().lines();
    let mut untyped: BTreeSet<&str> = BTreeSet::new();
    let mut declared: BTreeMap<&str, Option<Declared>> = BTreeMap::new();
    for (schema, value) in sent {
        let failure = match lines.next().map(|line| line.split_once('\t')) {
            Some(Some(("ok", text))) => {
                let back = serde_json::from_str(text)?;
                difference(value, &back).and_then(|failure| {
                    let oracle = declared
                        .entry(&schema.pointer)
                        .or_insert_with(|| document.declared(schema));
                    let without = oracle.as_ref().map(|oracle| oracle.part(value));
                    let Some((part, true)) = without else {
                        return Some(failure);
                    };
                    report.undeclared += 1;
                    part.and_then(|part| difference_of_part(value, &part, &back))
                })
            }
            Some(Some((_, error))) => Some(error.to_owned()),
            Some(None) => {
                untyped.insert(&schema.component);
                continue;
            }
            None => {
                report.failed += 1;
                report.lines.push("the program stopped".to_owned());
                break;
            }
        };
        report.samples += 1;
        if let Some(failure) = failure {
            report.failed += 1;
            report
                .lines
                .push(format!("{}: {failure}: {value}", schema.component));
        }
    }
    if !untyped.is_empty() {
        report
            .skipped
            .insert("no type is of this name".to_owned(), untyped.len());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is reported of one sample, `{"id": 1}`, and an answer.
    fn report(answers: Option<&str>) -> Report {
        let document = Document::read(Path::new(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../cases/schema-integers/openapi.yaml"
        )))
        .unwrap();
        let schema = &document.schemas()[0];
        let sent = [(schema, serde_json::json!({"plain": 1, "small": 2}))];
        let mut report = Report::default();
        judge(&document, &sent, answers, &mut report).unwrap();
        report
    }

    #[test]
    fn a_value_that_is_lost_fails() {
        assert_eq!(report(Some("ok\t{\"small\":2.0,\"plain\":1}\n")).failed, 0);
        for answer in [
            "ok\t{\"plain\":1}\n",
            "ok\t{\"plain\":1,\"small\":3}\n",
            "ok\t{\"plain\":1,\"small\":2,\"more\":null}\n",
            "err\t$.small: no integer\n",
        ] {
            let report = report(Some(answer));
            assert_eq!((report.samples, report.failed), (1, 1), "{answer}");
        }
    }

    #[test]
    fn a_program_that_stops_fails() {
        assert_eq!(report(None).failed, 1);
        assert_eq!(report(Some("")).failed, 1);
    }

    #[test]
    fn a_schema_without_a_type_is_counted() {
        let report = report(Some("none\n"));
        assert_eq!((report.samples, report.failed), (0, 0));
        assert_eq!(report.skipped.values().sum::<usize>(), 1);
    }

    #[test]
    fn an_example_that_is_no_object_is_counted() {
        let text = r#"{"openapi": "3.0.3", "paths": {}, "components": {"schemas": {
            "Price": {"properties": {"amount": {"type": "integer"}}, "example": "{\"amount\": 1}"},
            "Note": {"type": "string", "example": "none"}
        }}}"#;
        let document = Document::parse(text).unwrap();
        let [price, note] = document.schemas() else {
            panic!("two schemas");
        };
        let made = document.samples(price, 1);
        assert_eq!(made.unlike, 1);
        assert!(made.values.iter().all(Value::is_object));
        assert_eq!(document.samples(note, 1).unlike, 0);
    }
}
