#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How well cheap trainings rank cells, as a table in Markdown; builds nothing.

Judges the same random NAS-Bench-201 cells on Fashion-MNIST by `cellwright-cli estimate` at a reference fidelity and at
cheaper ones (and by zero-cost proxies), and prints for each its cost as a part of the reference's processor time (that of
starting the program and reading the data set is taken off) and the Spearman correlation with the reference's accuracy. The
reference repeated with another seed says how much agreement there can be.
"""
import argparse
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

REFERENCE = {"epochs": 10, "data": 0.2, "width": 0.5, "cells": 1, "resolution": 14}
CHEAPER = [
    {"epochs": 3},
    {"epochs": 1},
    {"data": 0.06},
    {"data": 0.02},
    {"width": 0.25},
    {"epochs": 3, "data": 0.06},
    {"epochs": 1, "data": 0.06},
]
PROXIES = ["nwot", "synflow", "vote"]


def text_of(fidelity):
    return ",".join(f"{key}={value:g}" for key, value in fidelity.items())


def judge(arguments, candidates, estimator, objective, fidelity, seed, reference=False):
    """The report of one call (values and, with a reference, how well the orders agree), and its processor seconds."""
    command = [arguments.cli, "estimate", candidates, "--space", "nas-bench-201", "--dataset", "fashion-mnist",
               "--estimator", estimator, "--objective", f"max:{objective}", "--seed", str(seed), "--threads", "1",
               "--json", "--quiet"]
    if fidelity:
        command += ["--fidelity", text_of(fidelity)]
    if reference:
        command += ["--reference", "reference"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
    return json.loads(done.stdout), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", default="build/release/bin/cellwright-cli")
    parser.add_argument("--cells", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    sample = subprocess.run([arguments.cli, "space", "sample", "nas-bench-201", "-n", str(arguments.cells), "--seed",
                             str(arguments.seed), "--json"], capture_output=True, text=True, check=True)
    cells = [row["candidate"] for row in json.loads(sample.stdout)]
    with tempfile.TemporaryDirectory() as folder:
        plain = pathlib.Path(folder, "cells.txt")
        plain.write_text("\n".join(cells) + "\n")
        reduced = {key: REFERENCE[key] for key in ("width", "cells", "resolution")}
        _, start = judge(arguments, plain, "zero-cost", "params", reduced, arguments.seed)
        full, seconds = judge(arguments, plain, "train", "valid_accuracy", REFERENCE, arguments.seed)
        seconds -= start
        truth = [row["metrics"]["valid_accuracy"] for row in full["results"]]
        named = pathlib.Path(folder, "named.csv")
        named.write_text("candidate,reference\n" + "".join(f'"{c}",{t}\n' for c, t in zip(cells, truth)))
        print(f"reference {text_of(REFERENCE)}: {seconds:.0f} s of processor time for {len(cells)} cells", flush=True)
        print("| fidelity | cost | Spearman |\n|---|---|---|")

        def row(name, judged):
            report, spent = judged
            print(f"| {name} | {(spent - start) / seconds:.1%} | {report['reference']['spearman']:.2f} |", flush=True)

        row("the same with another seed", judge(arguments, named, "train", "valid_accuracy", REFERENCE,
                                                arguments.seed + 1, True))
        for change in CHEAPER:
            row(f"`{text_of(change)}`", judge(arguments, named, "train", "valid_accuracy", {**REFERENCE, **change},
                                              arguments.seed, True))
        for proxy in PROXIES:
            row(f"zero-cost {proxy}", judge(arguments, named, "zero-cost", proxy, reduced, arguments.seed, True))


if __name__ == "__main__":
    main()
