#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Training images per second against plain PyTorch, on the same network and threads; builds nothing.

Runs `cellwright-cli train` and peer_torch.py in turns, several times each, and prints the medians and their ratio, for
one training at two threads and for two one-thread trainings at once. Both count training steps alone, after three that
warm up, and must report the same number of parameters. Turns in place of blocks, since machines drift.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
CELL = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|"


def run_at_once(command, copies):
    """The reports of `copies` programs started together."""
    programs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(copies)]
    reports = []
    for program in programs:
        output, _ = program.communicate()
        if program.returncode != 0:
            sys.exit(f"{command[0]} ended with exit code {program.returncode}")
        reports.append(json.loads(output))
    return reports


def compare(title, ours, peer, copies, turns):
    speeds = {"ours": [], "peer": []}
    parameters = set()
    for _ in range(turns):
        for name, command in (("ours", ours), ("peer", peer)):
            reports = run_at_once(command, copies)
            speeds[name].append(sum(report["images_per_second"] for report in reports))
            parameters |= {report["parameters"] for report in reports}
    if len(parameters) != 1:
        sys.exit(f"{title}: expected the same network on both sides, found parameter counts {sorted(parameters)}")
    medians = {name: statistics.median(values) for name, values in speeds.items()}
    ratio = medians["ours"] / medians["peer"]
    print(f"{title}: ours {medians['ours']:.0f} images/s, PyTorch {medians['peer']:.0f} images/s, ratio {ratio:.2f}"
          f" (medians of {turns}, {parameters.pop()} parameters)", flush=True)
    return {"title": title, "ratio": ratio, **medians, "runs": speeds}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cli", default="build/release/bin/cellwright-cli")
    parser.add_argument("--python", default="/usr/bin/python3")
    parser.add_argument("--cell", default=CELL)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--json", action="store_true", help="also print all numbers as one JSON document")
    arguments = parser.parse_args()

    def ours(threads):
        return [arguments.cli, "train", "--space", "nas-bench-201", "--candidate", arguments.cell, "--dataset",
                "fashion-mnist", "--fidelity", "epochs=1,cells=1", "--batch-size", "64", "--threads", str(threads),
                "--max-steps", str(arguments.steps + 3), "--json", "--quiet"]

    def peer(threads):
        return [arguments.python, str(HERE / "peer_torch.py"), "--cell", arguments.cell, "--threads", str(threads),
                "--max-steps", str(arguments.steps)]

    results = [compare("one training, two threads", ours(2), peer(2), 1, arguments.turns),
               compare("two one-thread trainings at once", ours(1), peer(1), 2, arguments.turns)]
    if arguments.json:
        print(json.dumps(results))


if __name__ == "__main__":
    main()
