#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks and tells of `tpe` against Optuna's TPE (Debian's python3-optuna), six decisions of five alternatives; builds
nothing. Both search the same made-up table in this one run, each in its default settings, in memory and on one core.
Prints one JSON document. Bar: 2,000 trials at least 200 times as fast."""
import argparse
import csv
import itertools
import json
import pathlib
import random
import subprocess
import tempfile
import time

OPS = "abcde"
NAMES = ["0-1", "0-2", "1-2", "0-3", "1-3", "2-3"]


def make_table(path):
    """What each decision adds and some noise, as in a benchmark of cells."""
    rng = random.Random(1)
    parts = [{op: rng.random() for op in OPS} for _ in NAMES]
    table = {}
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow([f"d:{name}" for name in NAMES] + ["m:score"])
        for ops in itertools.product(OPS, repeat=len(NAMES)):
            score = sum(part[op] for part, op in zip(parts, ops)) + 0.2 * rng.random()
            table[ops] = score
            writer.writerow([*ops, f"{score:.6f}"])
    return table


def ours(program, path, trials, repeats):
    command = [program, "tabular", path, "--strategy", "tpe", "--objective", "max:score", "--evaluations", str(trials),
               "--repeats", str(repeats), "--json"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return report["cpu_seconds"] / repeats


def optunas(table, trials):
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
    spaces = {name: optuna.distributions.CategoricalDistribution(list(OPS)) for name in NAMES}
    start = time.process_time()
    for _ in range(trials):
        trial = study.ask(spaces)
        study.tell(trial, table[tuple(trial.params[name] for name in NAMES)])
    return time.process_time() - start, optuna.__version__


def main():
    here = pathlib.Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=here / "build/release/bin/cellwright-cli")
    parser.add_argument("--trials", type=int, default=2000)
    parser.add_argument("--repeats", type=int, default=5, help="of tpe; the mean counts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "table.csv"
        table = make_table(path)
        seconds = ours(options.program, path, options.trials, options.repeats)
    peer, version = optunas(table, options.trials)
    print(json.dumps({"trials": options.trials, "tpe_seconds": seconds, "optuna_seconds": peer,
                      "optuna": version, "ratio": peer / seconds}, indent=1))


main()
