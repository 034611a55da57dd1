#!/usr/bin/env python3
"""What generated clients cost their users to compile, beside those of other generators.

    cargo install cargo-progenitor --version 0.15.1
    pip install openapi-generator-cli==7.26.0
    cargo install openapi-to-rust --version 0.23.0
    cargo build --release -p spec2crate
    benches/rivals.py FOLDER nexus=nexus.json github=api.github.com.json

In FOLDER, each generator found makes a client of each document; openapi-generator needs Java, and is the generator
`rust` with the library reqwest. Others are as they are by default.
Then the generated crate alone is checked, built, and built for release: CPU seconds of all processes, peak memory of
the largest, and the size of the rlib. Its dependencies are built before, with an empty `src/lib.rs`; without incremental
compilation. A client of ours is compiled right before that of each rival, so that a machine that becomes slower does so
for both, and ratios are of such neighbours. The best rival of a document and step is the one that the ratio is largest
with, for each figure.

What is changed in clients of rivals, and nothing else:
- `--skip-validate-spec` is given to openapi-generator where it refuses a document without;
- `info.version` as the crate's version, where it is none, is replaced by 0.1.0;
- openapi-to-rust writes a module: `mod.rs` is renamed `lib.rs`, and the dependencies it lists get a manifest;
- `[workspace]` is added to each manifest, ours too, so that FOLDER may be anywhere.

FOLDER/results.jsonl keeps what is measured: a run that was cut continues, and `--table` alone prints the tables.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent
OURS = "spec2crate"
STEPS = {"check": ["check"], "debug": ["build"], "release": ["build", "--release"]}
# With how many digits each is shown.
FIGURES = {"cpu": 1, "memory": 0, "size": 1}
GENERATED = {"cpu": 2, "memory": 0, "lines": 0, "crates": 0}


def ours(asked, document, crate, name):
    runtime = ROOT / "generator" / "runtime"
    return [[asked.generator, "generate", document, "--output", crate, "--name", name, "--runtime-path", runtime]]


def progenitor(_, document, crate, name):
    return [["cargo-progenitor", "progenitor", "-i", document, "-o", crate, "-n", name, "-v", "0.1.0"]]


def openapi_generator(_, document, crate, name):
    command = ["openapi-generator-cli", "generate", "-g", "rust", "--library", "reqwest", "-i", document, "-o", crate]
    command += [f"--additional-properties=packageName={name}"]
    return [command, [*command, "--skip-validate-spec"]]


def openapi_to_rust(_, document, crate, name):
    return [["openapi-to-rust", "generate", document, "--output-dir", crate / "src"]]


# The commands to try, one after the other until one succeeds, and the program that has to be there.
GENERATORS = {
    OURS: (ours, None),
    "progenitor": (progenitor, "cargo-progenitor"),
    "openapi-generator": (openapi_generator, "openapi-generator-cli"),
    "openapi-to-rust": (openapi_to_rust, "openapi-to-rust"),
}


class Failed(Exception):
    """Why there is nothing to measure."""


def run(command, folder, timeout, target=None):
    """CPU seconds and peak memory in MB of a process and all it starts, and what it says."""
    environment = {**os.environ, "CARGO_INCREMENTAL": "0", "CARGO_TERM_COLOR": "never"}
    if target:
        environment["CARGO_TARGET_DIR"] = str(target)
    said = folder / "said.txt"
    with said.open("w") as file:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=file, cwd=folder, env=environment, start_new_session=True
        )
        late = threading.Event()
        alarm = threading.Timer(timeout, lambda: (late.set(), os.killpg(process.pid, signal.SIGKILL)))
        alarm.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            alarm.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    if late.is_set():
        raise Failed(f"not done after {timeout} s")
    text = said.read_text(errors="replace")
    return process.returncode, text, {"cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}


class Client:
    """A client of a document by one generator."""

    def __init__(self, asked, tool, name, document):
        self.asked, self.tool, self.name, self.document = asked, tool, f"{name}-client", document
        self.crate = asked.folder / f"{name}-{tool}"
        self.target = asked.folder / "target"

    def generate(self):
        """Generates it, and says what that cost, or why there is none."""
        shutil.rmtree(self.crate, ignore_errors=True)
        self.crate.mkdir(parents=True)
        try:
            for command in GENERATORS[self.tool][0](self.asked, self.document, self.crate, self.name):
                code, text, cost = run(command, self.crate, self.asked.timeout)
                found = {"options": "--skip-validate-spec" if "--skip-validate-spec" in command else "", **cost}
                if code == 0 or (self.tool == OURS and (self.crate / "Cargo.toml").is_file()):
                    break
            else:
                raise Failed("generates nothing: " + said(text))
            self.adopt()
            tree = ["cargo", "tree", "-e", "normal", "--prefix", "none", "--no-dedupe"]
            listed = subprocess.run(tree, cwd=self.crate, capture_output=True, text=True, check=False)
            if listed.returncode:
                raise Failed("no valid manifest: " + said(listed.stderr))
        except Failed as failure:
            return {"failed": str(failure)}
        sources = (self.crate / "src").rglob("*.rs")
        found["lines"] = sum(path.read_bytes().count(b"\n") for path in sources)
        found["crates"] = len({re.sub(r" \(.*", "", line) for line in listed.stdout.splitlines() if line})
        return found

    def adopt(self):
        """Makes a crate of what was generated, and keeps its root apart."""
        manifest, sources = self.crate / "Cargo.toml", self.crate / "src"
        if (sources / "REQUIRED_DEPS.toml").is_file():
            (sources / "mod.rs").rename(sources / "lib.rs")
            package = f'[package]\nname = "{self.name}"\nversion = "0.1.0"\nedition = "2024"\n\n'
            manifest.write_text(package + (sources / "REQUIRED_DEPS.toml").read_text())
        text = manifest.read_text()
        number = r"(0|[1-9]\d*)"
        if self.tool != OURS and not re.search(rf'(?m)^version = "{number}\.{number}\.{number}[-+.\w]*"', text):
            text = re.sub(r"(?m)^version = .*", 'version = "0.1.0"', text, count=1)
        if "\n[workspace]" not in text:
            text += "\n[workspace]\n"
        manifest.write_text(text)
        shutil.copyfile(sources / "lib.rs", self.crate / "lib.rs")

    def compile(self, step):
        """Compiles it, and says what that cost, or why it does not."""
        command = ["cargo", *STEPS[step], "--lib", "--jobs", str(self.asked.jobs)]
        library = self.crate / "src" / "lib.rs"
        try:
            library.write_text("")
            code, text, _ = run(command, self.crate, self.asked.timeout, self.target)
            if code:
                raise Failed("dependencies do not compile: " + said(text))
            shutil.copyfile(self.crate / "lib.rs", library)
            code, text, found = run(command, self.crate, self.asked.timeout, self.target)
            if code:
                errors = re.search(r"due to (?:(\d+) )?previous error", text)
                raise Failed(f"does not compile, errors: {errors[1] or 1}" if errors else "does not compile: " + said(text))
            found["warnings"] = int((re.findall(r"generated (\d+) warning", text) or [0])[-1])
            if step != "check":
                name = f"lib{self.name.replace('-', '_')}.rlib"
                found["size"] = (self.target / step / name).stat().st_size / 1e6
            return found
        except Failed as failure:
            return {"failed": str(failure)}
        finally:
            clean = ["cargo", "clean", "--quiet", "--package", self.name]
            run(clean, self.crate, self.asked.timeout, self.target)


def said(text):
    """The line that says most of why something failed."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if re.search(r"error|exception|panicked|fail", line, re.IGNORECASE)]
    return (telling or lines or ["nothing is said"])[0][:160].replace("|", "\\|")


class Results:
    """What is measured, a line each."""

    def __init__(self, path):
        self.path = path
        self.all = [json.loads(line) for line in path.read_text().splitlines()] if path.is_file() else []

    def find(self, **keys):
        return [result for result in self.all if all(result.get(key) == value for key, value in keys.items())]

    def add(self, **result):
        self.all.append(result)
        with self.path.open("a") as file:
            file.write(json.dumps(result) + "\n")
        print(json.dumps(result), file=sys.stderr, flush=True)


def measure(asked, results):
    """Measures what is not yet known; a rival that failed with a document is not asked again."""
    clients = {}
    for name, document in asked.documents.items():
        for tool in asked.tools:
            clients[name, tool] = client = Client(asked, tool, name, document)
            done = results.find(document=name, step="generate", tool=tool)
            if not done or not (client.crate / "lib.rs").is_file() and "failed" not in done[0]["costs"]:
                results.all = [result for result in results.all if result not in done]
                results.add(document=name, step="generate", tool=tool, costs=client.generate())
    for step in asked.steps:
        for round_number in range(asked.runs):
            for name in asked.documents:
                compiled = {"document": name, "step": step, "round": round_number}
                for tool in [tool for tool in asked.tools if tool != OURS]:
                    known = results.find(document=name, tool=tool)
                    if any("failed" in result["costs"] for result in known) or results.find(**compiled, tool=tool):
                        continue
                    beside = clients[name, OURS].compile(step)
                    results.add(**compiled, tool=tool, costs=clients[name, tool].compile(step), beside=beside)
                if not results.find(**compiled):
                    results.add(**compiled, tool=OURS, costs=clients[name, OURS].compile(step))


def middle(costs, key):
    figures = [cost[key] for cost in costs if key in cost]
    return statistics.median(figures) if figures else None


def shown(figure, digits=1):
    return "" if figure is None else f"{figure:,.{digits}f}"


def row(costs):
    """The figures of several runs, or why there are none."""
    failed = [cost["failed"] for cost in costs if "failed" in cost]
    if failed:
        return f"{failed[0]} | | "
    return " | ".join(shown(middle(costs, key), digits) for key, digits in FIGURES.items())


def tables(results):
    names = list(dict.fromkeys(result["document"] for result in results.all))
    print("| document | client of | CPU s to generate | peak MB | lines | crates |")
    print("|---|---|---|---|---|---|")
    for name in names:
        for tool in GENERATORS:
            for result in results.find(document=name, step="generate", tool=tool)[-1:]:
                costs = result["costs"]
                title = f"| {name} | {tool} {costs.get('options', '')}".rstrip()
                if "failed" in costs:
                    print(f"{title} | {costs['failed']} | | | |")
                    continue
                figures = [shown(costs[key], digits) for key, digits in GENERATED.items()]
                print(f"{title} | {' | '.join(figures)} |")
    print("\n| document | step | client of | CPU s | peak MB | rlib MB | CPU, ours of it | memory | rlib |")
    print("|---|---|---|---|---|---|---|---|---|")
    best = []
    for name in names:
        for step in STEPS:
            measured = results.find(document=name, step=step)
            if not measured:
                continue
            beside = [result.get("beside", result["costs"]) for result in measured]
            print(f"| {name} | {step} | {OURS} | {row(beside)} | | | |")
            largest = {}
            for tool in dict.fromkeys(result["tool"] for result in measured if result["tool"] != OURS):
                pairs = [(result["beside"], result["costs"]) for result in measured if result["tool"] == tool]
                costs = [cost for _, cost in pairs]
                ratios = {}
                for key in FIGURES:
                    known = [mine[key] / other[key] for mine, other in pairs if key in mine and key in other]
                    ratios[key] = statistics.median(known) if known else None
                    largest[key] = max(largest.get(key) or 0, ratios[key] or 0) or None
                compared = " | ".join(shown(ratios[key], 2) for key in FIGURES)
                print(f"| {name} | {step} | {tool} | {row(costs)} | {compared} |")
            if any(largest.values()):
                best.append((name, step, largest))
    print("\n| ours, of the best rival | step | CPU | memory | rlib |")
    print("|---|---|---|---|---|")
    for name, step, largest in best:
        print(f"| {name} | {step} | {' | '.join(shown(largest[key], 2) for key in FIGURES)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("documents", nargs="*", help="NAME=PATH, or a path whose stem is the name")
    parser.add_argument("--generator", type=pathlib.Path, default=ROOT / "target" / "release" / OURS)
    parser.add_argument("--tools", default=",".join(GENERATORS), help="rivals to measure, with commas between")
    parser.add_argument("--steps", default=",".join(STEPS))
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--timeout", type=int, default=1200, help="seconds a step may take")
    parser.add_argument("--table", action="store_true", help="measure nothing")
    asked = parser.parse_intermixed_args()
    asked.folder, asked.generator = asked.folder.resolve(), asked.generator.resolve()
    asked.folder.mkdir(parents=True, exist_ok=True)
    pairs = [text.rpartition("=") for text in asked.documents]
    paths = [(name, pathlib.Path(path).resolve()) for name, _, path in pairs]
    asked.documents = {name or path.stem.lower(): path for name, path in paths}
    asked.steps = asked.steps.split(",")
    wanted = asked.tools.split(",")
    asked.tools = [tool for tool in GENERATORS if tool == OURS or tool in wanted]
    for tool in [tool for tool in asked.tools if tool != OURS and not shutil.which(GENERATORS[tool][1])]:
        print(f"{tool}: not found, left out", file=sys.stderr)
        asked.tools.remove(tool)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    results = Results(asked.folder / "results.jsonl")
    if not asked.table:
        measure(asked, results)
    tables(results)


if __name__ == "__main__":
    main()
