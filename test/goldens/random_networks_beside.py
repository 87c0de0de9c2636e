"""How far PyTorch itself is off in single precision: for every random network, the error of each of its ways to the same step.

    python3 test/goldens/random_networks_beside.py /tmp/random-networks.jsonl

Prints a line of JSON a network: its index, and by way (oneDNN or not, one thread or two, maps channels first or last, the images of the batch
turned and reversed) the largest error of a gradient, measured as random_networks.py measures the engine's. That one runs this script once for
each kind of processor it asks PyTorch to take the machine for, since libraries look at that as they are loaded.
"""
import itertools
import json
import sys

import torch

from random_networks_step import Kinks, Setting, Step, errors

settings = [
    Setting(onednn, threads, layout)
    for onednn, threads, layout in itertools.product((True, False), (1, 2), (torch.contiguous_format, torch.channels_last))
]


def orders(batch):
    """The images in their order, turned by one, two, …, and reversed."""
    places = list(range(batch))
    turned = [places[turn:] + places[:turn] for turn in places]
    return turned if batch == 2 else [*turned, places[::-1]]


def name_of(setting, order):
    library = "oneDNN" if setting.onednn else "own kernels"
    layout = "first" if setting.layout is torch.contiguous_format else "last"
    return f"{library}, {setting.threads} threads, channels {layout}, images {''.join(map(str, order))}"


def main(path):
    for line in open(path, encoding="utf-8"):
        network = json.loads(line)
        truth = Step(network, torch.float64, Kinks()).gradients()
        found = {
            name_of(setting, order): max(errors(Step(network, torch.float32, Kinks(), order, setting).gradients(), truth).values())
            for setting, order in itertools.product(settings, orders(network["batch"]))
        }
        print(json.dumps({"index": network["index"], "errors": found}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
