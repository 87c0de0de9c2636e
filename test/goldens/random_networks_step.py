"""One training step of a random network by PyTorch, in a precision and in one of PyTorch's own ways: what random_networks.py compares with.

Networks come as lines of JSON from random-networks.ts. Values lie channels last, as in the engine; each layer turns them where PyTorch wants
them otherwise. Networks in which, in double precision, a value lies closer to a kink or a tie than rounding can tell apart are known by `Kinks`.
"""
import base64
import dataclasses
import json
import pathlib

import numpy
import torch
import torch.nn.functional as F

bounds = json.loads((pathlib.Path(__file__).parent / "random-networks-bounds.json").read_text(encoding="utf-8"))
elements = {"bytes": numpy.uint8, "labels": numpy.int32}


def decode(text, element):
    return numpy.frombuffer(base64.b64decode(text), dtype=element)


def nchw(x):
    return x.permute(0, 3, 1, 2) if x.dim() == 4 else x


def nhwc(y):
    return y.permute(0, 2, 3, 1) if y.dim() == 4 else y


def same(length, reach, stride):
    total = max(0, (-(-length // stride) - 1) * stride + reach - length)
    return total // 2, total - total // 2


class Kinks:
    """Counts values that lie, but for rounding, where a function has a kink. Exact ones are the same for everybody."""

    def __init__(self):
        self.count = 0

    def near(self, distance, scale):
        gap = distance.detach().abs()
        self.count += int(((gap > 0) & (gap < bounds["kink"] * float(scale.detach().abs().max()))).sum())


def window_borders(padding, shape, reach, stride):
    """((top, bottom), (left, right))"""
    if padding == "valid":
        return (0, 0), (0, 0)
    if padding == "full":
        return (reach[0] - 1,) * 2, (reach[1] - 1,) * 2
    if padding == "same":
        return same(shape[0], reach[0], stride[0]), same(shape[1], reach[1], stride[1])
    return (padding["top"], padding["bottom"]), (padding["left"], padding["right"])


def windows(x, size, stride, borders, output, value):
    """[n,c,h,w] -> [n,c,rows,columns,cells], with `value` around."""
    (top, _), (left, _) = borders
    bottom = max(0, (output[0] - 1) * stride[0] + size[0] - x.shape[2] - top)
    right = max(0, (output[1] - 1) * stride[1] + size[1] - x.shape[3] - left)
    padded = F.pad(x, (left, right, top, bottom), value=value)
    cut = padded.unfold(2, size[0], stride[0]).unfold(3, size[1], stride[1])[:, :, : output[0], : output[1]]
    return cut.reshape(*cut.shape[:4], -1)


@dataclasses.dataclass(frozen=True)
class Setting:
    """One of PyTorch's own ways to the same network: oneDNN or PyTorch's own kernels, threads, and how maps lie in memory."""

    onednn: bool = True
    threads: int = 1
    layout: torch.memory_format = torch.contiguous_format


class Step:
    """One forward pass in a precision, by PyTorch; `order`, of the images in the batch, changes nothing but what is rounded."""

    def __init__(self, network, precision, kinks, order=None, setting=Setting()):
        self.network, self.kinks, self.setting = network, kinks, setting
        torch.set_num_threads(setting.threads)
        order = order or list(range(network["batch"]))
        values = {name: decode(text, elements.get(name, numpy.float32)) for name, text in network["values"].items()}
        self.precision = precision
        self.weights = {}
        for weight in network["weights"]:
            tensor = torch.tensor(values[weight["name"]].reshape(weight["shape"]), dtype=precision)
            self.weights[weight["name"]] = tensor.requires_grad_(weight["trainable"])
        shape = network["layers"][0]["outputShape"]
        self.bytes = torch.tensor(values["bytes"].astype(numpy.float32).reshape(network["batch"], *shape)[order], dtype=precision)
        self.scale, self.offset = (torch.tensor(values[name], dtype=precision) for name in ("scale", "offset"))
        self.labels = torch.tensor(values["labels"].astype(numpy.int64)[order]) if "labels" in values else None
        self.outputs, self.losses = {}, {}
        self.goal = torch.zeros((), dtype=precision)
        with torch.backends.mkldnn.flags(enabled=setting.onednn):
            for layer in network["layers"]:
                self.run(layer)

    def run(self, layer):
        inputs = [self.outputs[source["node"]][source.get("port", None)] for source in layer["inputs"]]
        found = getattr(self, layer["type"])(layer, layer["parameters"], *inputs)
        output, others = found if isinstance(found, tuple) else (found, {})
        assert list(output.shape[1:]) == layer["outputShape"], (layer["id"], output.shape, layer["outputShape"])
        self.outputs[layer["id"]] = {None: output, "y": output, **others}

    def laid(self, map_or_kernel):
        return map_or_kernel.contiguous(memory_format=self.setting.layout) if map_or_kernel.dim() == 4 else map_or_kernel.contiguous()

    def weight(self, layer, name):
        return self.weights.get(f"{layer['weightsOf']}.{name}")

    def input(self, _layer, _parameters):
        return self.bytes * self.scale + self.offset

    def conv2d(self, layer, p, x):
        reach = [p["dilation"][axis] * (p["kernelSize"][axis] - 1) + 1 for axis in (0, 1)]
        (top, bottom), (left, right) = window_borders(p["padding"], x.shape[1:3], reach, p["stride"])
        kernel = self.weight(layer, "weights")
        kernel = kernel.flip(0, 1) if p["kernel"] == "convolution" else kernel
        padded = self.laid(F.pad(nchw(x), (left, right, top, bottom)))
        y = F.conv2d(padded, kernel.permute(3, 2, 0, 1).contiguous(), self.weight(layer, "bias"), p["stride"], 0, p["dilation"], p["groups"])
        return nhwc(y)

    def conv1d(self, layer, p, x):
        n, rows, length, channels = x.shape
        reach = p["dilation"] * (p["kernelSize"] - 1) + 1
        before, after = {"valid": (0, 0), "full": (reach - 1, reach - 1), "causal": (reach - 1, 0), "same": same(length, reach, p["stride"])}[p["padding"]]
        kernel = self.weight(layer, "weights")
        kernel = kernel.flip(0) if p["kernel"] == "convolution" else kernel
        sequences = F.pad(x.reshape(n * rows, length, channels).permute(0, 2, 1), (before, after)).contiguous()
        y = F.conv1d(sequences, kernel.permute(2, 1, 0).contiguous(), self.weight(layer, "bias"), p["stride"], 0, p["dilation"], p["groups"])
        return y.permute(0, 2, 1).reshape(n, rows, y.shape[2], y.shape[1])

    def dense(self, layer, _p, x):
        return F.linear(x, self.weight(layer, "weights").T, self.weight(layer, "bias"))

    def rectify(self, x, slope=0.0):
        self.kinks.near(x, x)
        return F.relu(x) if slope == 0 else F.leaky_relu(x, slope)

    def activation(self, _layer, p, x):
        name = p["function"]
        if name in ("relu", "leakyRelu"):
            return self.rectify(x, p["slope"] if name == "leakyRelu" else 0.0)
        functions = {"gelu": F.gelu, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "softplus": lambda v: F.softplus(v, threshold=1000), "silu": F.silu}
        return F.elu(x, p["alpha"]) if name == "elu" else functions[name](x)

    def add(self, _layer, _p, *inputs):
        return sum(inputs[1:], inputs[0])

    def concat(self, _layer, _p, *inputs):
        return torch.cat(inputs, dim=-1)

    def dropout(self, _layer, p, x):
        assert p["rate"] == 0
        return x

    def flatten(self, _layer, _p, x):
        return x.reshape(x.shape[0], -1)

    def softmax(self, _layer, _p, x):
        return torch.softmax(x, -1)

    def batchNorm(self, layer, p, x):
        mean, variance = self.weight(layer, "runningMean").detach().clone(), self.weight(layer, "runningVariance").detach().clone()
        scale, shift = self.weight(layer, "scale"), self.weight(layer, "shift")
        return nhwc(F.batch_norm(self.laid(nchw(x)), mean, variance, scale, shift, not layer["frozen"], p["momentum"], p["epsilon"]))

    def squeezeExcite(self, layer, _p, x):
        reduced = F.linear(x.mean((1, 2)), self.weight(layer, "reduceWeights").T, self.weight(layer, "reduceBias"))
        expanded = F.linear(self.rectify(reduced), self.weight(layer, "expandWeights").T, self.weight(layer, "expandBias"))
        return x * torch.sigmoid(expanded)[:, None, None, :]

    def largest(self, cells, x):
        """Of the last axis: values and, where the largest stands, its index; the first of equals."""
        if cells.shape[-1] > 1:
            top = cells.detach().topk(2, dim=-1).values
            both = torch.isfinite(top[..., 1])
            self.kinks.near((top[..., 0] - top[..., 1])[both], x)
        index = (cells == cells.max(-1, keepdim=True).values).to(torch.int8).argmax(-1, keepdim=True)
        return cells.gather(-1, index).squeeze(-1), index.squeeze(-1)

    def pool2d(self, layer, p, x):
        size, stride, output = p["size"], p["stride"], layer["outputShape"][:2]
        borders = window_borders(p["padding"], x.shape[1:3], size, stride)
        if p["operation"] == "max":
            y, index = self.largest(windows(nchw(x), size, stride, borders, output, -numpy.inf), x)
            return nhwc(y), {"switches": nhwc(index)}
        (top, bottom), (left, right) = borders
        ones = F.pad(torch.ones_like(nchw(x)), (left, right, top, bottom), value=1.0 if p["countPadding"] else 0.0)
        counts = windows(ones, size, stride, ((0, 0), (0, 0)), output, 0.0).sum(-1)
        return nhwc(windows(nchw(x), size, stride, borders, output, 0.0).sum(-1) / counts)

    def unpool2d(self, layer, p, x, switches):
        assert p["size"] == p["stride"] == [2, 2] and p["padding"] == "valid"
        n, rows, columns, channels = x.shape
        cells = F.one_hot(switches, 4).to(x.dtype) * x[..., None]
        grid = cells.reshape(n, rows, columns, channels, 2, 2).permute(0, 1, 4, 2, 5, 3)
        return grid.reshape(n, rows * 2, columns * 2, channels)

    def adaptivePool2d(self, layer, p, x):
        (rows, columns), (height, width) = p["size"], x.shape[1:3]
        parts = []
        for row in range(rows):
            for column in range(columns):
                top, bottom = row * height // rows, -(-(row + 1) * height // rows)
                left, right = column * width // columns, -(-(column + 1) * width // columns)
                cells = x[:, top:bottom, left:right].permute(0, 3, 1, 2).reshape(x.shape[0], x.shape[3], -1)
                parts.append(self.largest(cells, x)[0] if p["operation"] == "max" else cells.mean(-1))
        return torch.stack(parts, 1).reshape(x.shape[0], rows, columns, x.shape[3])

    def globalPool2d(self, _layer, p, x):
        cells = x.permute(0, 3, 1, 2).reshape(x.shape[0], x.shape[3], -1)
        return self.largest(cells, x)[0] if p["operation"] == "max" else cells.mean(-1)

    def end(self, layer, loss):
        self.losses[layer["id"]] = loss
        self.goal = self.goal + layer["parameters"]["weight"] * loss

    def classification(self, layer, p, x):
        probabilities = torch.softmax(x, -1)
        if p["loss"] == "crossEntropy":
            self.end(layer, F.cross_entropy(x, self.labels, label_smoothing=p["labelSmoothing"]))
        else:
            self.end(layer, F.mse_loss(probabilities, F.one_hot(self.labels, x.shape[1]).to(x.dtype)))
        return probabilities

    def reconstruction(self, layer, p, x):
        target = self.bytes / 255
        if p["loss"] == "meanAbsoluteError":
            self.kinks.near(x - target, x)
        losses = {
            "meanSquaredError": F.mse_loss,
            "meanAbsoluteError": F.l1_loss,
            "huber": lambda y, t: F.huber_loss(y, t, delta=p["delta"]),
            "binaryCrossEntropy": F.binary_cross_entropy,
        }
        self.end(layer, losses[p["loss"]](x, target))
        return x

    def gradients(self):
        with torch.backends.mkldnn.flags(enabled=self.setting.onednn):
            self.goal.backward()
        return {name: (torch.zeros_like(weight) if weight.grad is None else weight.grad).numpy().reshape(-1) for name, weight in self.weights.items() if weight.requires_grad}


def errors(gradients, truth):
    """By weight: the largest difference as a share of the largest value; of the network's largest where the gradient is 0 but for rounding."""
    largest = {name: float(numpy.abs(values).max()) for name, values in truth.items()}
    network = max(largest.values(), default=0.0)
    scale = {name: value if value > bounds["vanishing"] * network else network for name, value in largest.items()}
    gaps = {name: numpy.nan_to_num(numpy.abs(gradients[name] - values), nan=numpy.inf) for name, values in truth.items()}
    return {name: float(gap.max()) / scale[name] for name, gap in gaps.items()}
