#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much sooner a scheduler reaches an accuracy than training every candidate fully; builds nothing.

Real searches on Fashion-MNIST by `cellwright-cli search`, in turns: random with the whole fidelity for every trial, and
searches with a scheduler. The space has cells of NAS-Bench-201 and, searched jointly, optimiser, learning rate and weight
decay of their training: where every candidate trains alike, the accuracies of the cells differ by little more than chance.
For each seed prints the seconds until the first trial has the target at the whole fidelity (a search that never gets
there counts with all its seconds, and is marked), and the ratios of the sums.
"""
import argparse
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def search(arguments, history, seed, evaluations, method):
    """Seconds from the run's start to the first trial that has the target at the whole fidelity, or None, and those to
    the run's end. It ends by itself soon after it is there."""
    command = [arguments.cli, "search", "--space", arguments.space, "--dataset", "fashion-mnist", "--estimator", "train",
               "--fidelity", arguments.fidelity, "--evaluations", str(evaluations), "--workers", str(arguments.workers),
               "--target", str(arguments.target), "--lag", "4", "--seed", str(seed), "--keep", "0", "--history", history,
               "--quiet", "--json", *method]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
    return seconds_to(history, arguments.target)


def seconds_to(history, target):
    """Of the only run of that history: seconds to its first trial with the target, or None, and those to its end."""
    database = sqlite3.connect(history)
    begun, ended = database.execute("SELECT started, finished FROM run").fetchone()
    hits = [finished for metrics, finished in
            database.execute("SELECT metrics, finished FROM trial WHERE state = 'finished'")
            if (json.loads(metrics).get("valid_accuracy") or 0) >= target]
    return min(hits) - begun if hits else None, ended - begun


def joint_space(folder):
    """Cells of NAS-Bench-201, and optimiser, learning rate and weight decay of their training."""
    space = json.loads((HERE.parent.parent / "resources/templates/nas-bench-201.cwspace").read_text())
    space["name"] = "NAS-Bench-201 and its training"
    space["graph"]["blocks"].append({
        "id": "training", "kind": "training", "at": [0, 0],
        "params": {"optimiser": {"choice": ["sgd", "adam"]}, "learning_rate": {"log": [1e-4, 1.0]},
                   "weight_decay": {"log": [1e-5, 1e-2]}}})
    path = pathlib.Path(folder, "joint.cwspace")
    path.write_text(json.dumps(space))
    return str(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cli", default="build/release/bin/cellwright-cli")
    parser.add_argument("--target", type=float, required=True)
    parser.add_argument("--space", help="another one")
    parser.add_argument("--fidelity", default="epochs=27,data=0.05,width=0.5,cells=1,resolution=14")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--full", type=int, default=96, help="evaluations of the search that trains all fully")
    parser.add_argument("--scheduled", type=int, default=243, help="evaluations of a search with a scheduler")
    parser.add_argument("--methods", default="tpe+asha", help="strategies with schedulers")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()

    methods = ["random+none", *arguments.methods.split(",")]
    sums = dict.fromkeys(methods, 0.0)
    with tempfile.TemporaryDirectory() as folder:
        arguments.space = arguments.space or joint_space(folder)
        for seed in range(1, arguments.seeds + 1):
            line = []
            for method in methods:
                strategy, scheduler = method.split("+")
                reached, whole = search(arguments, str(pathlib.Path(folder, f"{seed}-{method}.sqlite")), seed,
                                        arguments.full if scheduler == "none" else arguments.scheduled,
                                        ["--strategy", strategy, "--scheduler", scheduler])
                sums[method] += whole if reached is None else reached
                line.append(f"{method} {whole:.0f} s (never)" if reached is None else f"{method} {reached:.0f} s")
            print(f"seed {seed}: {', '.join(line)}", flush=True)
    full = sums["random+none"]
    print(f"target {arguments.target}, {arguments.fidelity}: all fully {full:.0f} s; "
          + ", ".join(f"{method} {sums[method]:.0f} s, ratio {full / sums[method]:.2f}" for method in methods[1:]))


if __name__ == "__main__":
    main()
