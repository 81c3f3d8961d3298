#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much sooner a scheduler reaches an accuracy than training every candidate fully; builds nothing.

Real searches of NAS-Bench-201 cells on Fashion-MNIST by `cellwright-cli search`, in turns: random with the whole fidelity
for every trial, and the same with a scheduler. For each seed prints the seconds until the first trial has the target at
the whole fidelity (a search that never gets there counts with all its seconds, and is marked), and the ratio of the sums.
"""
import argparse
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile


def search(arguments, history, seed, evaluations, method):
    command = [arguments.cli, "search", "--space", "nas-bench-201", "--dataset", "fashion-mnist", "--estimator", "train",
               "--fidelity", arguments.fidelity, "--evaluations", str(evaluations), "--workers", str(arguments.workers),
               "--lag", "4", "--seed", str(seed), "--keep", "0", "--history", history, "--quiet", "--json", *method]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
    return json.loads(done.stdout)["run"]


def seconds_to(history, run, target):
    """Seconds from the run's start to the first finished trial with the target, or None and all seconds."""
    database = sqlite3.connect(history)
    begun, ended = database.execute("SELECT started, finished FROM run WHERE id = ?", (run,)).fetchone()
    reached = None
    for state, metrics, finished in database.execute(
            "SELECT state, metrics, finished FROM trial WHERE id >= ? AND id < ? ORDER BY finished",
            (run << 32, (run + 1) << 32)):
        if state == "finished" and json.loads(metrics).get("valid_accuracy", 0) >= target:
            reached = finished - begun
            break
    return reached, ended - begun


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", default="build/release/bin/cellwright-cli")
    parser.add_argument("--target", type=float, required=True)
    parser.add_argument("--fidelity", default="epochs=27,data=0.05,width=0.5,cells=1")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--full", type=int, default=24, help="evaluations of the search that trains all fully")
    parser.add_argument("--scheduled", type=int, default=81, help="evaluations of the search with a scheduler")
    parser.add_argument("--scheduler", default="asha")
    parser.add_argument("--strategy", default="random", help="of the search with a scheduler")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()

    sums = {"full": 0.0, "scheduled": 0.0}
    with tempfile.TemporaryDirectory() as folder:
        history = str(pathlib.Path(folder, "h.sqlite"))
        for seed in range(1, arguments.seeds + 1):
            line = [f"seed {seed}:"]
            for name, evaluations, method in (
                    ("full", arguments.full, ["--strategy", "random"]),
                    ("scheduled", arguments.scheduled,
                     ["--strategy", arguments.strategy, "--scheduler", arguments.scheduler])):
                reached, whole = seconds_to(history, search(arguments, history, seed, evaluations, method),
                                            arguments.target)
                sums[name] += whole if reached is None else reached
                line.append(f"{name} {whole if reached is None else reached:.0f} s{' (never)' if reached is None else ''}")
            print(" ".join(line), flush=True)
    print(f"target {arguments.target}, {arguments.fidelity}: random with full training {sums['full']:.0f} s, "
          f"{arguments.strategy} + {arguments.scheduler} {sums['scheduled']:.0f} s, "
          f"ratio {sums['full'] / sums['scheduled']:.2f}")


if __name__ == "__main__":
    main()
