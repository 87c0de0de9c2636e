#!/usr/bin/python3
"""Trains the four reference networks (../shapes) in PyTorch on the CPU and prints one JSON line each: throughput of training,
of inference in batches and of inference one by one, in images per second, in both memory formats. Random inputs: only speed
is measured. Debian: apt-get install --no-install-recommends python3-torch libopenblas0-pthread python3-numpy; without
libopenblas0-pthread its matrix products are 30 times slower, and the comparison would flatter us."""
import argparse
import json
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


def lenet():
    return (1, 28, 28), nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


def quick():
    return (3, 32, 32), nn.Sequential(
        nn.Conv2d(3, 32, 5, padding=2), nn.MaxPool2d(2), nn.ReLU(), nn.Conv2d(32, 32, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1024, 64), nn.Linear(64, 10))


def vggs():
    layers, channels = [], 3
    for width in (32, 64, 128):
        for _ in range(2):
            layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()]
            channels = width
        layers.append(nn.MaxPool2d(2))
    return (3, 32, 32), nn.Sequential(*layers, nn.Flatten(), nn.Linear(2048, 128), nn.ReLU(), nn.Linear(128, 10))


class Block(nn.Module):
    def __init__(self, cin, cout, stride):
        super().__init__()
        self.a, self.bn_a = nn.Conv2d(cin, cout, 3, stride, 1, bias=False), nn.BatchNorm2d(cout)
        self.b, self.bn_b = nn.Conv2d(cout, cout, 3, 1, 1, bias=False), nn.BatchNorm2d(cout)
        self.short = nn.Identity() if cin == cout and stride == 1 else nn.Conv2d(cin, cout, 1, stride, bias=False)

    def forward(self, x):
        return F.relu(self.bn_b(self.b(F.relu(self.bn_a(self.a(x))))) + self.short(x))


def res():
    return (3, 32, 32), nn.Sequential(
        nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU(), Block(16, 16, 1), Block(16, 32, 2),
        Block(32, 64, 2), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))


NETWORKS = {"LeNet": lenet, "Quick": quick, "VGGs": vggs, "Res": res}


def throughput(step, batch, seconds):
    for _ in range(3):
        step()
    start, images = time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        step()
        images += batch
    return images / (time.perf_counter() - start)


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--threads", type=int, default=2)
    args.add_argument("--batch", type=int, default=32)
    args.add_argument("--seconds", type=float, default=3)
    args.add_argument("--only", default=",".join(NETWORKS))
    args = args.parse_args()
    torch.set_num_threads(args.threads)
    formats = {"nchw": torch.contiguous_format, "nhwc": torch.channels_last}
    for name, layout in ((name, layout) for name in args.only.split(",") for layout in formats):
        torch.manual_seed(0)
        shape, net = NETWORKS[name]()
        net = net.to(memory_format=formats[layout])
        optimizer = torch.optim.SGD(net.parameters(), 0.01, momentum=0.9)
        x, y = torch.rand(args.batch, *shape).to(memory_format=formats[layout]), torch.randint(0, 10, (args.batch,))

        def train():
            optimizer.zero_grad()
            F.cross_entropy(net(x), y).backward()
            optimizer.step()

        def infer():
            with torch.no_grad():
                net(x)

        one = x[:1].clone(memory_format=formats[layout])

        def infer_one():
            with torch.no_grad():
                net(one)

        trained = throughput(train, args.batch, args.seconds)
        net.eval()
        inferred = throughput(infer, args.batch, args.seconds / 2)
        single = throughput(infer_one, 1, args.seconds / 4)
        print(json.dumps({"peer": "pytorch " + torch.__version__, "network": name, "layout": layout, "threads": args.threads,
                          "batch": args.batch, "train_images_per_s": round(trained, 1),
                          "infer_images_per_s": round(inferred, 1), "infer_1_images_per_s": round(single, 1)}), flush=True)


main()
