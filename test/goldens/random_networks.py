"""Holds random networks against PyTorch: losses and weight gradients of one training step, by every way that the engine has.

    node --import tsx test/goldens/random-networks.ts /tmp/random-networks.jsonl 200
    python3 test/goldens/random_networks.py /tmp/random-networks.jsonl

Truth is PyTorch in double precision, from the same single-precision weights and the same bytes. The error of a weight's gradient is its
largest difference, as a share of the gradient's largest value (of the network's largest gradient where it vanishes: a bias in front of
batch normalisation has a gradient of 0, and all that either computes there is rounding). PyTorch in single precision is measured by the same
rule beside it, in all the ways that random_networks_beside.py knows, of which the worst counts: one order of sums is one draw. What was
measured is kept beside the networks, and read there when it is newer than they. Networks in which, in double precision, a ReLU or leaky ReLU
stands closer to its kink, or two values of a window closer to a tie, than rounding can tell apart are counted and shown on their own: there a
gradient may rightly be another one. Bounds: random-networks-bounds.json. Ends with 1 where one is passed.
"""
import collections
import json
import os
import pathlib
import subprocess
import sys

import numpy
import torch

from random_networks_step import Kinks, Step, bounds, decode, errors


# What PyTorch, oneDNN and OpenBLAS are told to take the machine for: the way it is, one without AVX-512, one without AVX.
machines = {
    "as it is": {},
    "AVX2": {"ATEN_CPU_CAPABILITY": "avx2", "ONEDNN_MAX_CPU_ISA": "AVX2", "OPENBLAS_CORETYPE": "Haswell"},
    "SSE": {"ATEN_CPU_CAPABILITY": "default", "ONEDNN_MAX_CPU_ISA": "SSE41", "OPENBLAS_CORETYPE": "Nehalem"},
}


def measure_beside(path):
    """By index of a network: the errors of PyTorch's own ways in single precision, by machine and way."""
    kept = pathlib.Path(path).with_suffix(".beside.json")
    if not kept.exists() or kept.stat().st_mtime < os.stat(path).st_mtime:
        script = pathlib.Path(__file__).parent / "random_networks_beside.py"
        found = collections.defaultdict(dict)
        for machine, environment in machines.items():
            lines = subprocess.run([sys.executable, script, path], env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True).stdout
            for line in map(json.loads, lines.splitlines()):
                found[line["index"]].update({f"{machine}, {way}": error for way, error in line["errors"].items()})
        kept.write_text(json.dumps(found), encoding="utf-8")
    return {int(index): ways for index, ways in json.loads(kept.read_text(encoding="utf-8")).items()}


def setting_of(way):
    """Library and layout of a way: what may be wrong in PyTorch, on any machine and for any order."""
    _machine, library, _threads, layout, _images = way.split(", ")
    return library, layout


class Row:
    def __init__(self):
        self.networks = self.weights = self.beyond = self.near = 0
        self.worst = self.worst_share = self.worst_loss = self.worst_near = self.beside = 0.0
        self.where = ""


def main(path):
    rows = collections.OrderedDict()
    types, kinked, torch_worst, torch_near, count = collections.Counter(), 0, 0.0, 0.0, 0
    failures, faults = [], set()
    beside_of = measure_beside(path)
    for line in open(path, encoding="utf-8"):
        network = json.loads(line)
        count += 1
        types.update({layer["type"] for layer in network["layers"]} | {"frozen" for layer in network["layers"] if layer["frozen"]} | {"shared" for layer in network["layers"] if layer["weightsOf"] != layer["id"]})
        kinks = Kinks()
        exact = Step(network, torch.float64, kinks)
        truth = exact.gradients()
        is_near = kinks.count > 0
        kinked += is_near
        own_errors = beside_of[network["index"]]
        wrong = set() if is_near else {setting_of(way) for way, error in own_errors.items() if error > bounds["fault"]}
        faults.update(f"network {network['index']}: {library}, {layout}" for library, layout in wrong)
        beside = max(error for way, error in own_errors.items() if setting_of(way) not in wrong)
        if is_near:
            torch_near = max(torch_near, beside)
        else:
            torch_worst = max(torch_worst, beside)
        for run in network["runs"]:
            row = rows.setdefault((run["way"], run["level"]), Row())
            found = errors({name: decode(text, numpy.float32).astype(numpy.float64) for name, text in run["gradients"].items()}, truth)
            worst = max(found, key=found.get)
            if is_near:
                row.near += 1
                row.worst_near = max(row.worst_near, found[worst])
                continue
            row.networks += 1
            row.weights += len(found)
            losses = max(abs(run["losses"][end] - float(loss)) / max(abs(float(loss)), 1e-3) for end, loss in exact.losses.items())
            row.worst_loss = max(row.worst_loss, losses)
            rule = bounds["ways"].get(run["way"], bounds["others"])
            bound = max(rule["floor"], rule["factor"] * beside)
            is_beyond = not (found[worst] <= bound and losses <= bounds["loss"])
            row.beyond += is_beyond
            row.worst_share = max(row.worst_share, found[worst] / beside)
            if found[worst] > row.worst:
                row.worst, row.beside, row.where = found[worst], beside, f"{network['index']} {worst}"
            if is_beyond:
                failures.append(f"network {network['index']}, {run['way']}, {run['level']}: {worst} {found[worst]:.1e}, loss {losses:.1e}, bound {bound:.1e} (PyTorch {beside:.1e})")
    print(f"{count} networks ({', '.join(f'{name} {number}' for name, number in sorted(types.items()))})")
    print(f"{kinked} of them within {bounds['kink']:.0e} of a kink or a tie: not held to a bound. PyTorch {torch.__version__.split('a')[0]} in single precision: worst {torch_worst:.1e}, near kinks {torch_near:.1e}")
    print(f"{'way':34} {'SIMD':8} {'networks':>8} {'weights':>8} {'worst':>8} {'PyTorch':>8} {'share':>6} {'loss':>8} {'bound':>12} {'beyond':>6} | {'near':>5} {'worst':>8}  worst at")
    for (way, level), row in rows.items():
        rule = bounds["ways"].get(way, bounds["others"])
        bound = f"{rule['floor']:.0e}, {rule['factor']}x" if rule["floor"] > 0 else f"{rule['factor']}x"
        print(f"{way:34} {level:8} {row.networks:8} {row.weights:8} {row.worst:8.1e} {row.beside:8.1e} {row.worst_share:6.2f} {row.worst_loss:8.1e} {bound:>12} {row.beyond:6} | {row.near:5} {row.worst_near:8.1e}  {row.where}")
    for fault in sorted(faults):
        print(f"PyTorch is wrong by more than {bounds['fault']:.0e}; that way of its does not count: {fault}")
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
