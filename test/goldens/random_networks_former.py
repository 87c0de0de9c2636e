"""Compares the engine with 5a59f9e, network by network, on those that version 1 of documents can say and in which that one used Winograd's filtering.

    node --import tsx test/goldens/random-networks-former.ts CHECKOUT /tmp/former.jsonl 300
    python3 test/goldens/random_networks_former.py /tmp/former.jsonl

Errors are measured as random_networks.py measures them, against PyTorch in double precision, from the same weights and bytes. Where both agree in every
bit there is nothing to compare. Where they do not, something in front of or behind the convolutions rounds otherwise, and each step is a draw: of
such a network all steps are taken, and errors compared by their geometric mean. Steps near a kink or a tie are left out. Ends with 1 where a network
differs that has none of the layers which round otherwise, or where errors with the same ways are larger on the whole.
"""
import collections
import json
import statistics
import sys

import numpy
import torch

from random_networks_step import Kinks, Step, decode, errors

FORMER, AS_FORMER = "5a59f9e", "as 5a59f9e chose"
# Batch normalisation adds its sums otherwise since; the other two were no layers of version 1, where others that compute the same stand for them.
rounds_otherwise = ("batchNorm", "conv1d", "adaptivePool2d")


def worst_errors(network, exact, truth):
    """(way, level) -> the largest error of a gradient. A loss that is another one means that the networks are not the same."""
    worst = {}
    for run in network["runs"]:
        gradients = {name: decode(text, numpy.float32).astype(numpy.float64) for name, text in run["gradients"].items()}
        worst[run["way"], run["level"]] = max(errors(gradients, truth).values())
        for end, loss in exact.losses.items():
            assert abs(run["losses"][end] - float(loss)) < 1e-4 * max(1, abs(float(loss))), (network["index"], run["way"], run["losses"], loss)
    return worst


def collect(path):
    """Counts of networks, and index -> (the layers' types, the largest errors of each step) of those that differ by a bit."""
    counts, differing, seen = collections.Counter(), {}, set()
    for line in open(path, encoding="utf-8"):
        network = json.loads(line)
        if not network["winograd"]:
            continue
        index = network["index"]
        if index not in seen:
            seen.add(index)
            counts["with Winograd in 5a59f9e"] += 1
            counts["the same in every bit"] += network["same"]
            if not network["same"]:
                differing[index] = ({layer["type"] for layer in network["layers"]}, [])
        kinks = Kinks()
        exact = Step(network, torch.float64, kinks)
        worst = worst_errors(network, exact, exact.gradients())
        if index in differing and kinks.count == 0:
            differing[index][1].append(worst)
    return counts, differing


def mean_ratio(steps, way, level):
    return statistics.geometric_mean(step[way, level] / step[FORMER, level] for step in steps)


def main(path):
    counts, differing = collect(path)
    print(", ".join(f"{name}: {count}" for name, count in counts.items()) + f", differing: {len(differing)}")
    for name in rounds_otherwise:
        print(f"  differing, with {name}: {sum(name in types for types, _ in differing.values())}")
    unexplained = [index for index, (types, _) in differing.items() if types.isdisjoint(rounds_otherwise)]
    if unexplained:
        print(f"differing without any of these: {unexplained}", file=sys.stderr)
    differing = {index: found for index, found in differing.items() if found[1]}
    print(f"{'way':18} {'SIMD':8} {'networks':>8} {'steps':>6}   ratio of errors: mean, and by network least, quarter, median, quarter, most; worst error, former worst")
    for way in (AS_FORMER, "as chosen", "direct ways"):
        for level in ("plain", "relaxed"):
            ratios = {index: mean_ratio(steps, way, level) for index, (_, steps) in differing.items()}
            in_order = sorted(ratios.values())
            quarters = [in_order[0], *statistics.quantiles(in_order, n=4), in_order[-1]]
            steps = [step for _, found in differing.values() for step in found]
            worst, former = max(step[way, level] for step in steps), max(step[FORMER, level] for step in steps)
            print(f"{way:18} {level:8} {len(ratios):8} {len(steps):6}   {mean_ratio(steps, way, level):5.2f}  " + " ".join(f"{value:5.2f}" for value in quarters) + f"   {worst:.1e} {former:.1e}")
    print("networks that err more on the whole: their ratios by step")
    for level in ("plain", "relaxed"):
        for index, (_, steps) in differing.items():
            if mean_ratio(steps, AS_FORMER, level) <= 1:
                continue
            ratios = " ".join(f"{ratio:.2f}" for ratio in sorted(step[AS_FORMER, level] / step[FORMER, level] for step in steps))
            ours, former = (max(step[way, level] for step in steps) for way in (AS_FORMER, FORMER))
            print(f"  {index} {level}: {mean_ratio(steps, AS_FORMER, level):.2f} ({ratios}), errors up to {ours:.1e}, before {former:.1e}")
    all_steps = [step for _, steps in differing.values() for step in steps]
    return 1 if unexplained or any(mean_ratio(all_steps, AS_FORMER, level) > 1 for level in ("plain", "relaxed")) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
