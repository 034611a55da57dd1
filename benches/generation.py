#!/usr/bin/env python3
"""What generating costs: CPU seconds, wall seconds and peak memory of whole processes, medians of several runs.

    cargo build --release -p spec2crate --bins --example floor
    benches/generation.py slope
    benches/generation.py documents api.github.com.json stripe.yaml
    benches/generation.py manifest

`slope` generates clients of made-up documents of 100 to 20,000 operations.
`documents` generates a client of each document: into an empty folder, once more, with a cache that knows everything,
and with one after an edit; beside it stands the floor: reading the document with serde_json or yaml_serde, and formatting
the client with syn and prettyplease, on one thread.
`manifest` generates the clients of this repository where nothing has changed, without a cache and with one.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Cost:
    """What a process cost: CPU seconds, wall seconds, peak memory in MB."""

    def __init__(self, runs):
        self.cpu, self.wall, self.memory = (statistics.median(figures) for figures in zip(*runs))


def run(command, fails=False):
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1 or (process.returncode and not fails):
        sys.exit(f"{' '.join(map(str, command))}: exit code {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss / 1024


def aside(work):
    """Does work in a process of its own: a child's peak memory is at least what its parent holds."""
    process = os.fork()
    if process == 0:
        work()
        os._exit(0)
    os.waitpid(process, 0)


def put_aside(output):
    """Makes room for an output without freeing anything, which would cost the file system while the next run is measured."""
    if output.exists():
        used = output.parent / "used"
        used.mkdir(exist_ok=True)
        output.rename(used / str(len(list(used.iterdir()))))


def cost(command, runs, before=lambda: None, fails=False):
    figures = []
    for _ in range(runs):
        before()
        figures.append(run(command, fails))
    return Cost(figures)


def made_up(operations):
    """A document of so many operations, each with parameters, a body, and a schema of its own that leads to others."""
    paths, schemas = {}, {}
    for number in range(operations):
        name = f"Thing{number}"
        schemas[name] = {
            "type": "object",
            "description": f"The thing of number {number}.\n\nIt has a name, and a state.",
            "required": ["id"],
            "properties": {
                "id": {"type": "integer", "format": "int64", "description": "Its number."},
                "name": {"type": "string", "maxLength": 64},
                "state": {"type": "string", "enum": ["new", "used", "gone"]},
                "price": {"type": "number", "minimum": 0},
                "made_at": {"type": "string", "format": "date-time"},
                "tags": {"type": "array", "items": {"type": "string"}},
                "size": {"type": "object", "properties": {"width": {"type": "integer"}, "height": {"type": "integer"}}},
                "next": {"$ref": f"#/components/schemas/Thing{(number + 1) % operations}"},
            },
        }
        reference = {"schema": {"$ref": f"#/components/schemas/{name}"}}
        paths[f"/things{number}/{{id}}"] = {
            "put": {
                "operationId": f"putThing{number}",
                "summary": f"Puts the thing of number {number}.",
                "tags": [f"tag{number // 20}"],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}},
                    {"name": "dry_run", "in": "query", "schema": {"type": "boolean"}},
                    {"name": "fields", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}},
                ],
                "requestBody": {"required": True, "content": {"application/json": reference}},
                "responses": {
                    "200": {"description": "The thing.", "content": {"application/json": reference}},
                    "404": {"description": "There is none."},
                },
            }
        }
    return {
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://things.example"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def slope(generator, folder, runs):
    print("| operations | document, MB | CPU s | wall s | peak MB | CPU ms per operation |")
    print("|---|---|---|---|---|---|")
    for operations in [100, 300, 1_000, 3_000, 10_000, 20_000]:
        document, output = folder / "things.json", folder / "things"
        aside(lambda: document.write_text(json.dumps(made_up(operations))))
        command = [generator, "generate", document, "--output", output]
        found = cost(command, runs, before=lambda: put_aside(output))
        size = document.stat().st_size / 1e6
        print(
            f"| {operations:,} | {size:.1f} | {found.cpu:.2f} | {found.wall:.2f} | {found.memory:.0f} "
            f"| {1000 * found.cpu / operations:.2f} |",
            flush=True,
        )


def documents(generator, paths, folder, runs):
    floor = generator.parent / "examples" / "floor"
    print("| document | run | CPU s | wall s | peak MB | CPU, of the floor |")
    print("|---|---|---|---|---|---|")
    for number, path in enumerate(paths):
        document, output, cache = folder / str(number) / path.name, folder / f"out{number}", folder / f"cache{number}"
        document.parent.mkdir()
        shutil.copy(path, document)
        plain = [generator, "generate", document, "--output", output]
        cached = [*plain, "--cache", cache]
        edits = iter(range(1_000_000))

        def edit():
            number = next(edits)
            aside(lambda: write_edited(number))

        def write_edited(number):
            # A schema that nothing names: one file more, and lines in two others.
            text = path.read_text()
            edited = text.replace('"schemas": {', f'"schemas": {{"Edited{number}": {{"type": "object"}},', 1)
            edited = edited.replace("\n  schemas:\n", f"\n  schemas:\n    Edited{number}: {{type: object}}\n", 1)
            document.write_text(edited)

        rows = {"into an empty folder": cost(plain, runs, before=lambda: put_aside(output), fails=True)}
        rows["nothing has changed"] = cost(plain, runs, fails=True)
        least = cost([floor, document, output], runs)
        run(cached, fails=True)
        rows["nothing has changed, cache"] = cost(cached, runs, fails=True)
        rows["a schema more, cache"] = cost(cached, runs, before=edit, fails=True)
        for name, found in rows.items():
            print(
                f"| {path.name} | {name} | {found.cpu:.2f} | {found.wall:.2f} | {found.memory:.0f} "
                f"| {found.cpu / least.cpu:.2f} |"
            )
        print(f"| {path.name} | floor | {least.cpu:.2f} | {least.wall:.2f} | {least.memory:.0f} | 1 |", flush=True)


def manifest(generator, folder, runs):
    print("| run | CPU s | wall s | peak MB |")
    print("|---|---|---|---|")

    def forget():
        shutil.rmtree(ROOT / "target" / "spec2crate", ignore_errors=True)

    for name, before in [("without a cache", forget), ("with a cache", lambda: None)]:
        found = cost([generator], runs, before=before)
        print(f"| {name} | {found.cpu:.3f} | {found.wall:.3f} | {found.memory:.0f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["slope", "documents", "manifest"])
    parser.add_argument("documents", nargs="*", type=pathlib.Path)
    parser.add_argument("--generator", type=pathlib.Path, default=ROOT / "target" / "release" / "spec2crate")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_intermixed_args()
    generator = asked.generator.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        match asked.what:
            case "slope":
                slope(generator, folder, asked.runs)
            case "documents":
                documents(generator, [path.resolve() for path in asked.documents], folder, asked.runs)
            case "manifest":
                manifest(generator, folder, asked.runs)


if __name__ == "__main__":
    main()
