//! What no generator can do without: reads a document as JSON or YAML, and formats the files of a client.
//!
//! `floor DOCUMENT FOLDER`; benches/generation.py measures it beside `spec2crate`.

use std::path::{Path, PathBuf};

type Done = Result<(), Box<dyn std::error::Error>>;

fn main() -> Done {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(document), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("floor DOCUMENT FOLDER".into());
    };
    let text = std::fs::read_to_string(&document)?;
    if text.trim_start().starts_with('{') {
        std::hint::black_box(serde_json::from_str::<serde_json::Value>(&text)?);
    } else {
        // Real documents hold numbers that no value of either crate does.
        std::hint::black_box(serde_yaml::from_str::<serde::de::IgnoredAny>(&text)?);
    }
    format_files(&folder)
}

fn format_files(folder: &Path) -> Done {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            format_files(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let parsed = syn::parse_file(&std::fs::read_to_string(path)?)?;
            std::hint::black_box(prettyplease::unparse(&parsed));
        }
    }
    Ok(())
}
