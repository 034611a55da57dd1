#!/usr/bin/env python3
"""How large the diff of a client is, for the diff of its document.

    cargo build --release -p spec2crate
    benches/diffs.py FOLDER

FOLDER holds pairs anywhere below it: folders with a file `old.yaml` and a file `new.yaml`, or `.json`.
For each pair a client of the old document is generated, and that of the new one over it, with the lock of the first.
Both folders are compared by `git diff --no-renames`, and lines removed and lines added are counted, each for one:
of Rust (what reviewers read), and of the lock.
The document is compared the same way as it stands, and once more without what means nothing: as JSON with sorted keys,
a key or an item per line, where a text of several lines is one. For YAML, that takes PyYAML.
The ratios are generated Rust for both; where a document did not change, there is none.
"""

import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    yaml = None

ROOT = pathlib.Path(__file__).resolve().parent.parent


def changed(old, new):
    """Changed lines by path, between two files or folders."""
    command = ["git", "diff", "--no-index", "--no-renames", "--numstat", "-z", old, new]
    found = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if found.returncode > 1:
        sys.exit(f"git diff: exit code {found.returncode}")
    # Of each file: figures, an empty path, the path before, the path after.
    fields = found.stdout.decode().split("\0")
    counts = {}
    for figures, before, after in zip(fields[0::3], fields[1::3], fields[2::3]):
        added, removed, _ = figures.split("\t")
        path = after if before == "/dev/null" else before
        counts[path] = int(added) + int(removed)
    return counts


def generate(generator, document, output):
    command = [generator, "generate", document, "--output", output]
    found = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if not (output / "Cargo.toml").is_file():
        sys.exit(f"{document}: no client came of it\n{found.stderr.decode()[-2000:]}")


def sorted_lines(path, place):
    """Writes a document with sorted keys, a key or an item per line."""
    text = path.read_text()
    tree = json.loads(text) if path.suffix == ".json" else yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    # Keys of YAML may be numbers, and values dates.
    tree = json.loads(json.dumps(tree, default=str))
    place.write_text(json.dumps(tree, indent=1, sort_keys=True) + "\n")
    return place


class Pair:
    """What came of one pair."""

    def __init__(self, name, generator, old, new, keep):
        self.name = name
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            # The document's name stands in the header of each file.
            document, client, before = folder / f"openapi{new.suffix}", folder / "client", folder / "before"
            shutil.copy(old, document)
            generate(generator, document, client)
            shutil.copytree(client, before)
            shutil.copy(new, document)
            generate(generator, document, client)
            counts = changed(before, client)
            self.document = sum(changed(old, new).values())
            self.normal = None
            if yaml or new.suffix == old.suffix == ".json":
                sides = sorted_lines(old, folder / "old.txt"), sorted_lines(new, folder / "new.txt")
                self.normal = sum(changed(*sides).values())
            if keep:
                place = keep / name
                shutil.rmtree(place, ignore_errors=True)
                shutil.copytree(before, place / "old")
                shutil.copytree(client, place / "new")
        rust = {path: count for path, count in counts.items() if path.endswith(".rs")}
        self.files, self.rust = len(rust), sum(rust.values())
        self.examples = sum(count for path, count in rust.items() if "/examples/" in path)
        self.lock = sum(count for path, count in counts.items() if path.endswith("spec2crate.lock"))

    def ratio(self, lines):
        return self.rust / lines if lines else None


def shown(ratio):
    return "" if ratio is None else f"{ratio:.2f}"


def quartiles(title, ratios):
    ratios = sorted(ratio for ratio in ratios if ratio is not None)
    if not ratios:
        return
    low, middle, high = statistics.quantiles(ratios, n=4, method="inclusive") if len(ratios) > 1 else ratios * 3
    print(f"| {title} | {ratios[0]:.2f} | {low:.2f} | {middle:.2f} | {high:.2f} | {ratios[-1]:.2f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--generator", type=pathlib.Path, default=ROOT / "target" / "release" / "spec2crate")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for both clients of each pair")
    parser.add_argument("--only", help="a part of the names of the pairs to take")
    asked = parser.parse_args()
    pairs = []
    print("| pair | document | normalised | files of Rust | lines of Rust | of examples | lock | ratio | normalised |")
    print("|---|---|---|---|---|---|---|---|---|")
    for new in sorted(asked.folder.rglob("new.*")):
        olds = sorted(new.parent.glob("old.*"))
        name = str(new.parent.relative_to(asked.folder))
        if not olds or (asked.only and asked.only not in name):
            continue
        pair = Pair(name, asked.generator.resolve(), olds[0], new, asked.keep)
        pairs.append(pair)
        print(
            f"| {pair.name} | {pair.document:,} | {'' if pair.normal is None else f'{pair.normal:,}'} | {pair.files:,} "
            f"| {pair.rust:,} | {pair.examples:,} | {pair.lock:,} | {shown(pair.ratio(pair.document))} "
            f"| {shown(pair.ratio(pair.normal))} |",
            flush=True,
        )
    if not pairs:
        sys.exit(f"{asked.folder}: no folder in it holds an `old.` and a `new.` document")
    print("\n| generated lines for a line of the document | least | lower quartile | median | upper quartile | worst |")
    print("|---|---|---|---|---|---|")
    quartiles("as it stands", [pair.ratio(pair.document) for pair in pairs])
    quartiles("normalised", [pair.ratio(pair.normal) for pair in pairs])


if __name__ == "__main__":
    main()
