//! A Cargo workspace of clients, and of the programs that run their examples.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Result;
use crate::options::Options;

/// A workspace that is ready to be built.
pub(crate) struct Workspace {
    root: PathBuf,
    /// The programs.
    pub(crate) programs: Vec<Program>,
    /// The documents without a client, and why.
    pub(crate) skipped: Vec<(PathBuf, &'static str)>,
}

/// A program with the examples of some clients.
pub(crate) struct Program {
    /// Where it is when it is built.
    pub(crate) path: PathBuf,
    /// Its clients.
    pub(crate) clients: Vec<Client>,
}

/// A generated client.
pub(crate) struct Client {
    /// The name of its crate in Rust.
    pub(crate) name: String,
    /// The document, as given.
    pub(crate) document: PathBuf,
}

impl Workspace {
    /// Generates the clients, and writes the programs.
    pub(crate) fn prepare(options: &Options) -> Result<Self> {
        fs::create_dir_all(&options.work)?;
        let root = fs::canonicalize(&options.work)?;
        let runtime = fs::canonicalize(&options.runtime)?;
        let library = fs::canonicalize(&options.library)?;
        let mut clients = Vec::new();
        let mut skipped = Vec::new();
        for (number, document) in options.documents.iter().enumerate() {
            let name = format!("client_d{number}");
            let output = root.join("clients").join(&name);
            // What an earlier run left may be another document's.
            if output.exists() {
                fs::remove_dir_all(&output)?;
            }
            generate(&options.generator, document, &name, &output, &runtime)?;
            let document = document.clone();
            if !output.join("Cargo.toml").is_file() {
                skipped.push((document, "nothing is generated"));
            } else if !output.join("src/examples/mod.rs").is_file() {
                skipped.push((document, "it has no operations"));
            } else {
                clients.push(Client { name, document });
            }
        }
        let target = root.join("target/debug");
        let mut programs: Vec<Program> = Vec::new();
        while !clients.is_empty() {
            let rest = clients.split_off(options.clients.clamp(1, clients.len()));
            programs.push(Program {
                path: target.join(format!("program-{}", programs.len())),
                clients,
            });
            clients = rest;
        }
        let workspace = Self {
            root,
            programs,
            skipped,
        };
        workspace.write(&library)?;
        Ok(workspace)
    }

    /// The clients of all programs.
    pub(crate) fn clients(&self) -> impl Iterator<Item = &Client> {
        self.programs.iter().flat_map(|program| &program.clients)
    }

    fn write(&self, library: &Path) -> Result<()> {
        let mut manifest = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
        for client in self.clients() {
            writeln!(manifest, "    \"clients/{}\",", client.name)?;
        }
        for (number, program) in self.programs.iter().enumerate() {
            writeln!(manifest, "    \"programs/{number}\",")?;
            let folder = self.root.join("programs").join(number.to_string());
            write_program(&folder, number, program, library)?;
        }
        manifest.push_str("]\n\n[profile.dev]\ndebug = false\nincremental = false\n");
        fs::write(self.root.join("Cargo.toml"), manifest)?;
        // The versions of the repository, so that a run is the same everywhere.
        let lock = library.join("../../Cargo.lock");
        if lock.is_file() {
            fs::copy(lock, self.root.join("Cargo.lock"))?;
        }
        Ok(())
    }

    /// Builds all programs; whether each of them was built.
    pub(crate) fn build(&self) -> Result<bool> {
        for program in &self.programs {
            if program.path.exists() {
                fs::remove_file(&program.path)?;
            }
        }
        let built = Command::new("cargo")
            .args(["build", "--quiet", "--keep-going", "--package", "program-*"])
            .arg("--target-dir")
            .arg(self.root.join("target"))
            .current_dir(&self.root)
            .status()?;
        Ok(built.success())
    }
}

fn generate(
    generator: &Path,
    document: &Path,
    name: &str,
    output: &Path,
    runtime: &Path,
) -> Result<()> {
    Command::new(generator)
        .arg("generate")
        .arg(document)
        .arg("--output")
        .arg(output)
        .args(["--name", name, "--runtime-path"])
        .arg(runtime)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    Ok(())
}

fn write_program(folder: &Path, number: usize, program: &Program, library: &Path) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    let mut manifest = format!(
        "[package]\nname = \"program-{number}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         spec2crate-contract = {{ path = {:?} }}\n",
        library.display().to_string()
    );
    let mut main =
        String::from("fn main() -> std::process::ExitCode {\n    spec2crate_contract::run(&[\n");
    for Client { name, .. } in &program.clients {
        writeln!(
            manifest,
            "{name} = {{ path = \"../../clients/{name}\", default-features = false, features = [\"examples\"] }}"
        )?;
        writeln!(main, "        spec2crate_contract::contract!({name}),")?;
    }
    main.push_str("    ])\n}\n");
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), main)?;
    Ok(())
}
