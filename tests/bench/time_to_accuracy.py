#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much sooner a scheduler reaches an accuracy than training every candidate fully; builds nothing.

Real searches on Fashion-MNIST by `cellwright-cli search`, in turns: random with the whole fidelity for every trial, and a
search with a scheduler. The space is that of joint.cwspace: cells of NAS-Bench-201, and optimiser, learning rate and weight
decay of their training. For each seed prints the seconds until the first trial has the target at the whole fidelity (a
search that never gets there counts with all its seconds, and is marked), and the ratio of the sums.
"""
import argparse
import json
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
STOPPED = 3  # exit code of a search that its user ends


def search(arguments, history, seed, evaluations, method):
    """Seconds from the run's start to the first trial that has the target at the whole fidelity, or None and all its
    seconds. The search is stopped once it is there."""
    command = [arguments.cli, "search", "--space", arguments.space, "--dataset", "fashion-mnist", "--estimator", "train",
               "--fidelity", arguments.fidelity, "--evaluations", str(evaluations), "--workers", str(arguments.workers),
               "--lag", "4", "--seed", str(seed), "--keep", "0", "--history", history, "--quiet", "--json", *method]
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    reached = None
    while reached is None and program.poll() is None:
        time.sleep(1)
        reached, _ = seconds_to(history, arguments.target)
    if program.poll() is None:
        program.send_signal(signal.SIGINT)
    complaint = program.communicate()[1]
    if program.returncode not in (0, STOPPED):
        sys.exit(f"{' '.join(command)}: {complaint.strip()}")
    return seconds_to(history, arguments.target)


def seconds_to(history, target):
    """Of the only run of that history: seconds to its first trial with the target, or None, and those to its end."""
    if not pathlib.Path(history).exists():
        return None, None
    database = sqlite3.connect(history)
    try:
        begun, ended = database.execute("SELECT started, finished FROM run").fetchone() or (None, None)
        hits = [finished for metrics, finished in
                database.execute("SELECT metrics, finished FROM trial WHERE state = 'finished'")
                if (json.loads(metrics).get("valid_accuracy") or 0) >= target]
    except sqlite3.OperationalError:  # it is being made
        return None, None
    finally:
        database.close()
    return min(hits) - begun if hits else None, ended and ended - begun


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", default="build/release/bin/cellwright-cli")
    parser.add_argument("--target", type=float, required=True)
    parser.add_argument("--space", default=str(HERE / "joint.cwspace"))
    parser.add_argument("--fidelity", default="epochs=27,data=0.05,width=0.5,cells=1,resolution=14")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--full", type=int, default=96, help="evaluations of the search that trains all fully")
    parser.add_argument("--scheduled", type=int, default=243, help="evaluations of the search with a scheduler")
    parser.add_argument("--scheduler", default="asha")
    parser.add_argument("--strategy", default="random", help="of the search with a scheduler")
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()

    sums = {"full": 0.0, "scheduled": 0.0}
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(1, arguments.seeds + 1):
            line = [f"seed {seed}:"]
            for name, evaluations, method in (
                    ("full", arguments.full, ["--strategy", "random"]),
                    ("scheduled", arguments.scheduled,
                     ["--strategy", arguments.strategy, "--scheduler", arguments.scheduler])):
                history = str(pathlib.Path(folder, f"{seed}-{name}.sqlite"))
                reached, whole = search(arguments, history, seed, evaluations, method)
                sums[name] += whole if reached is None else reached
                line.append(f"{name} {whole if reached is None else reached:.0f} s{' (never)' if reached is None else ''}")
            print(" ".join(line), flush=True)
    print(f"target {arguments.target}, {arguments.fidelity}: random with full training {sums['full']:.0f} s, "
          f"{arguments.strategy} + {arguments.scheduler} {sums['scheduled']:.0f} s, "
          f"ratio {sums['full'] / sums['scheduled']:.2f}")


if __name__ == "__main__":
    main()
