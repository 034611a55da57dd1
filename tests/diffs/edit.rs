//! What an edit is.

use serde_json::Value;

/// An edit of a document.
pub(crate) struct Edit {
    pub(crate) name: &'static str,
    pub(crate) means: Means,
    pub(crate) how: How,
}

/// What an edit means to callers and readers.
#[derive(Clone, Copy)]
pub(crate) enum Means {
    Nothing,
    /// One thing, which is in this file.
    One(&'static str),
    /// Something moves from one file to another, or is said in several.
    Several(&'static [&'static str]),
}

impl Means {
    /// Whether both are of one kind.
    pub(crate) fn is_like(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// How a document is edited.
pub(crate) enum How {
    /// Texts that are there once, and what stands there then.
    Text(&'static [(&'static str, &'static str)]),
    /// The whole text, written anew.
    Whole(fn(&str) -> String),
    /// The tree, written as YAML.
    Tree(fn(&mut Value)),
}

impl Edit {
    /// The document after the edit.
    pub(crate) fn apply(&self, text: &str) -> String {
        match self.how {
            How::Text(replacements) => {
                replacements
                    .iter()
                    .fold(text.to_owned(), |text, (from, to)| {
                        assert_eq!(text.matches(from).count(), 1, "{}: {from}", self.name);
                        text.replace(from, to)
                    })
            }
            How::Whole(write) => write(text),
            How::Tree(change) => {
                let mut tree = serde_yaml::from_str(text).expect("YAML");
                change(&mut tree);
                serde_yaml::to_string(&tree).expect("YAML")
            }
        }
    }
}

/// An edit that means nothing.
pub(crate) const fn nothing(name: &'static str, how: How) -> Edit {
    Edit {
        name,
        means: Means::Nothing,
        how,
    }
}

/// An edit of one thing, which is in this file.
pub(crate) const fn one(
    name: &'static str,
    file: &'static str,
    replacements: &'static [(&'static str, &'static str)],
) -> Edit {
    Edit {
        name,
        means: Means::One(file),
        how: How::Text(replacements),
    }
}

/// An edit that these files say.
pub(crate) const fn several(
    name: &'static str,
    files: &'static [&'static str],
    replacements: &'static [(&'static str, &'static str)],
) -> Edit {
    Edit {
        name,
        means: Means::Several(files),
        how: How::Text(replacements),
    }
}
