//! Paths as they are seen from a folder: what is generated names what is beside it, wherever both are.

use std::path::{Component, Path};

/// A path as seen from a folder, with `/` between its parts; an absolute one stays as it is.
pub(crate) fn relative(from: &Path, to: &Path) -> String {
    if to.is_absolute() && !from.is_absolute() {
        return to.to_string_lossy().into_owned();
    }
    let comparable = from.is_absolute() == to.is_absolute();
    let seen = comparable
        .then(|| between(&normal(from), &normal(to)))
        .flatten();
    let seen = seen.or_else(|| {
        // The way back from above this folder, or from elsewhere, goes through its name.
        let absolute = |path| std::path::absolute(path).ok();
        between(&normal(&absolute(from)?), &normal(&absolute(to)?))
    });
    seen.unwrap_or_else(|| to.to_string_lossy().into_owned())
}

/// The way from one path to another; none where it leads through a folder whose name is not known.
fn between(from: &[String], to: &[String]) -> Option<String> {
    let shared = from
        .iter()
        .zip(to)
        .take_while(|(left, right)| left == right)
        .count();
    if from[shared..].iter().any(|part| part == "..") {
        return None;
    }
    let up = std::iter::repeat_n("..", from.len() - shared);
    let down = to[shared..].iter().map(String::as_str);
    let parts: Vec<&str> = up.chain(down).collect();
    Some(if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    })
}

/// The parts of a path without `.` and with `..` resolved.
pub(crate) fn normal(path: &Path) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_output() {
        let seen = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
        assert_eq!(
            seen("specs/../generated", "specs/../generator/runtime"),
            "../generator/runtime"
        );
        assert_eq!(seen("a/b", "a/b/c"), "c");
        assert_eq!(seen("out", "/opt/runtime"), "/opt/runtime");
        assert_eq!(seen("../out", "../runtime"), "../runtime");
        // The folder that one stands in is on the way back.
        let here = std::path::absolute(".").unwrap();
        let name = here.file_name().unwrap().to_string_lossy();
        assert_eq!(seen("../out", "runtime"), format!("../{name}/runtime"));
        let out = here.join("out");
        assert_eq!(seen(&out.to_string_lossy(), "runtime"), "../runtime");
    }
}
