#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The peer of the training benchmark: the NAS-Bench-201 network in plain PyTorch, written the usual way.

nn.Module, autograd and torch.optim.SGD (Nesterov), batches cut from one float tensor in memory: the usual fast way,
faster than a DataLoader. Prints one JSON object: parameters, images_per_second, loss.
Run it with /usr/bin/python3 (Debian's python3-torch).
"""
import argparse
import gzip
import json
import struct
import time

import torch
from torch import nn

DEFAULT_CELL = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_3x3~2|"


def relu_conv_bn(inputs, outputs, kernel, stride=1):
    padding = (kernel - 1) // 2
    return nn.Sequential(nn.ReLU(inplace=False), nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False),
                         nn.BatchNorm2d(outputs))


class Zero(nn.Module):
    def forward(self, x):
        return x.mul(0.0)


def make_op(name, channels):
    if name == "none":
        return Zero()
    if name == "skip_connect":
        return nn.Identity()
    if name == "avg_pool_3x3":
        return nn.AvgPool2d(3, stride=1, padding=1, count_include_pad=False)
    return relu_conv_bn(channels, channels, 3 if name == "nor_conv_3x3" else 1)


class Cell(nn.Module):
    def __init__(self, text, channels):
        super().__init__()
        nodes = [[edge.split("~") for edge in node.strip("|").split("|")] for node in text.split("+")]
        self.sources = [[int(source) for _, source in node] for node in nodes]
        self.edges = nn.ModuleList([nn.ModuleList([make_op(op, channels) for op, _ in node]) for node in nodes])

    def forward(self, x):
        values = [x]
        for sources, edges in zip(self.sources, self.edges):
            values.append(sum(edge(values[source]) for source, edge in zip(sources, edges)))
        return values[-1]


class Reduction(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv_a = relu_conv_bn(inputs, outputs, 3, 2)
        self.conv_b = relu_conv_bn(outputs, outputs, 3)
        self.shortcut = nn.Sequential(nn.AvgPool2d(2, stride=2, padding=0), nn.Conv2d(inputs, outputs, 1, bias=False))

    def forward(self, x):
        return self.shortcut(x) + self.conv_b(self.conv_a(x))


class Network(nn.Module):
    def __init__(self, text, channels, cells, inputs, classes):
        super().__init__()
        layers = [nn.Conv2d(inputs, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels)]
        for stage in range(3):
            if stage > 0:
                layers.append(Reduction(channels, 2 * channels))
                channels *= 2
            layers += [Cell(text, channels) for _ in range(cells)]
        layers += [nn.BatchNorm2d(channels), nn.ReLU(inplace=True), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
                   nn.Linear(channels, classes)]
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


def read_idx(path):
    with gzip.open(path, "rb") as file:
        content = file.read()
    dimensions = struct.unpack(">" + "I" * content[3], content[4:4 + 4 * content[3]])
    return torch.frombuffer(bytearray(content[4 + 4 * content[3]:]), dtype=torch.uint8).view(dimensions)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cell", default=DEFAULT_CELL)
    parser.add_argument("--channels", type=int, default=16)
    parser.add_argument("--cells", type=int, default=1)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--max-steps", type=int, default=60)
    parser.add_argument("--warm-up", type=int, default=3)
    parser.add_argument("--data", default="/usr/share/datasets/fashion-mnist")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)

    pixels = read_idx(arguments.data + "/train-images-idx3-ubyte.gz").unsqueeze(1).float().div_(255)
    pixels = (pixels - pixels.mean()) / pixels.std()
    labels = read_idx(arguments.data + "/train-labels-idx1-ubyte.gz").long()
    network = Network(arguments.cell, arguments.channels, arguments.cells, 1, 10)
    optimiser = torch.optim.SGD(network.parameters(), lr=0.05, momentum=0.9, weight_decay=5e-4, nesterov=True)
    loss_of = nn.CrossEntropyLoss()
    order = torch.randperm(len(labels))

    network.train()
    start = time.perf_counter()
    for step in range(arguments.warm_up + arguments.max_steps):
        if step == arguments.warm_up:
            start = time.perf_counter()
        at = step * arguments.batch_size % (len(labels) - arguments.batch_size)
        index = order[at:at + arguments.batch_size]
        optimiser.zero_grad()
        loss = loss_of(network(pixels[index]), labels[index])
        loss.backward()
        optimiser.step()
    seconds = time.perf_counter() - start
    print(json.dumps({"parameters": sum(p.numel() for p in network.parameters()),
                      "images_per_second": arguments.max_steps * arguments.batch_size / seconds, "loss": loss.item()}))


if __name__ == "__main__":
    main()
