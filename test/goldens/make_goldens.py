"""Writes the goldens: what PyTorch computes for a few small cases of every layer, loss and optimizer, in our layouts.

Run with a Python that has torch and numpy (Debian: python3-torch python3-numpy): python3 test/goldens/make_goldens.py
Inputs are single precision, PyTorch computes in double precision, results are rounded to nine digits. Activations are
[n,h,w,c], kernels [height,width,channels/groups,filters], matrices [inputs,units]. Dropout has no golden: its random bits
are our own. Where PyTorch has no such padding (same with a stride, uneven), the input is padded first.
"""
import json
import pathlib

import numpy
import torch
import torch.nn.functional as F

folder = pathlib.Path(__file__).parent
torch.set_default_dtype(torch.float64)
random = numpy.random.RandomState(20240229)


def draw(*shape):
    """Single-precision values of the standard normal distribution."""
    values = random.standard_normal(shape).astype(numpy.float32)
    return torch.tensor(values.astype(numpy.float64), requires_grad=True)


def plain(tensor):
    return [float(f"{value:.9g}") for value in tensor.detach().reshape(-1).tolist()]


def to_nchw(x):
    return x.permute(0, 3, 1, 2) if x.dim() == 4 else x


def to_nhwc(y):
    return y.permute(0, 2, 3, 1) if y.dim() == 4 else y


def case(name, parameters, inputs, compute, weights=None, training=True, after=None):
    """compute(inputs, weights) -> output, all in our layout; gradients of a random functional of the output."""
    weights = weights or {}
    output = compute(inputs, weights)
    gradient = draw(*output.shape).detach()
    output.backward(gradient)
    return {
        "name": name,
        "parameters": parameters,
        "inputShapes": [list(x.shape[1:]) for x in inputs],
        "batch": inputs[0].shape[0],
        "training": training,
        "inputs": [plain(x) for x in inputs],
        "weights": {key: plain(value) for key, value in weights.items()},
        "output": plain(output),
        "outputGradient": plain(gradient),
        "inputGradients": [plain(x.grad) for x in inputs],
        "weightGradients": {key: plain(value.grad) for key, value in weights.items() if value.grad is not None},
        "weightsAfter": {key: plain(value) for key, value in (after() if after else {}).items()},
    }


def write(name, cases):
    text = json.dumps({"source": f"PyTorch {torch.__version__.split('a')[0]}", "cases": cases}, separators=(",", ":"))
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def same_padding(length, size, stride):
    total = max(0, (-(-length // stride) - 1) * stride + size - length)
    return total // 2, total - total // 2


def borders(padding, shape, size, stride):
    """(left, right, top, bottom), the order of F.pad."""
    if padding == "valid":
        return 0, 0, 0, 0
    if padding == "full":
        return size[1] - 1, size[1] - 1, size[0] - 1, size[0] - 1
    if padding == "same":
        return (*same_padding(shape[1], size[1], stride[1]), *same_padding(shape[0], size[0], stride[0]))
    return padding["left"], padding["right"], padding["top"], padding["bottom"]


def conv2d(name, shape, batch, filters, kernel_size, padding, stride=(1, 1), dilation=(1, 1), groups=1, bias=True, kernel="cross-correlation"):
    weights = {"weights": draw(*kernel_size, shape[2] // groups, filters)}
    if bias:
        weights["bias"] = draw(filters)
    reach = [dilation[axis] * (kernel_size[axis] - 1) + 1 for axis in (0, 1)]

    def compute(inputs, w):
        padded = F.pad(to_nchw(inputs[0]), borders(padding, shape, reach, stride))
        matrix = w["weights"].flip(0, 1) if kernel == "convolution" else w["weights"]
        return to_nhwc(F.conv2d(padded, matrix.permute(3, 2, 0, 1), w.get("bias"), stride, 0, dilation, groups))

    parameters = {"filters": filters, "kernelSize": kernel_size, "stride": stride, "dilation": dilation, "padding": padding, "groups": groups, "bias": bias, "kernel": kernel}
    return case(name, parameters, [draw(batch, *shape)], compute, weights)


write("conv2d", [
    conv2d("valid", (6, 7, 3), 2, 5, (3, 3), "valid"),
    conv2d("same, odd size", (5, 7, 2), 2, 4, (3, 5), "same"),
    conv2d("same, even kernel, stride two", (7, 6, 3), 1, 3, (4, 2), "same", stride=(2, 2)),
    conv2d("full", (4, 3, 2), 2, 3, (3, 2), "full"),
    conv2d("uneven explicit padding, one example", (5, 4, 3), 1, 9, (2, 3), {"top": 1, "bottom": 2, "left": 0, "right": 3}),
    conv2d("stride larger than the kernel", (8, 9, 2), 2, 3, (2, 2), "valid", stride=(3, 4)),
    conv2d("dilation", (9, 8, 2), 1, 3, (3, 2), "same", dilation=(2, 3)),
    conv2d("dilation, stride, valid", (9, 11, 2), 1, 3, (2, 3), "valid", stride=(2, 1), dilation=(3, 2)),
    conv2d("groups", (5, 5, 6), 2, 4, (3, 3), "same", groups=2),
    conv2d("depthwise with two filters a channel, without bias", (5, 6, 3), 1, 6, (3, 3), "valid", groups=3, bias=False),
    conv2d("convolution: the kernel flipped", (5, 6, 2), 2, 3, (2, 3), "same", kernel="convolution"),
    conv2d("pointwise, many channels", (3, 3, 17), 1, 10, (1, 1), "valid"),
])


def dense(name, inputs, units, batch, bias):
    weights = {"weights": draw(inputs, units)}
    if bias:
        weights["bias"] = draw(units)
    compute = lambda x, w: F.linear(x[0], w["weights"].T, w.get("bias"))
    return case(name, {"units": units, "bias": bias}, [draw(batch, inputs)], compute, weights)


write("dense", [dense("one example", 11, 9, 1, True), dense("a batch, without bias", 13, 7, 7, False), dense("ten units", 30, 10, 3, True)])


def pool2d(name, operation, shape, batch, size=(2, 2), stride=(2, 2), padding="valid", ceil_mode=False, count_padding=False):
    left, right, top, bottom = borders(padding, shape, size, stride)

    def compute(inputs, _weights):
        x = to_nchw(inputs[0])
        if (left, top) == (right, bottom):
            # PyTorch's own padding
            if operation == "max":
                y = F.max_pool2d(x, size, stride, (top, left), ceil_mode=ceil_mode)
            else:
                y = F.avg_pool2d(x, size, stride, (top, left), ceil_mode, count_padding)
        elif operation == "max":
            y = F.max_pool2d(F.pad(x, (left, right, top, bottom), value=-numpy.inf), size, stride, ceil_mode=ceil_mode)
        else:
            ones = F.pad(torch.ones_like(x), (left, right, top, bottom), value=1.0 if count_padding else 0.0)
            pool = lambda values: F.avg_pool2d(values, size, stride, 0, ceil_mode)
            y = pool(F.pad(x, (left, right, top, bottom))) / pool(ones)
        return to_nhwc(y)

    parameters = {"operation": operation, "size": size, "stride": stride, "padding": padding, "ceilMode": ceil_mode, "countPadding": count_padding}
    return case(name, parameters, [draw(batch, *shape)], compute)


ring = {"top": 1, "bottom": 1, "left": 1, "right": 1}
write("pool2d", [
    entry
    for operation in ("max", "average")
    for entry in [
        pool2d(f"{operation}: 2×2 on an odd size", operation, (5, 7, 5), 2),
        pool2d(f"{operation}: partial windows", operation, (5, 7, 3), 1, ceil_mode=True),
        pool2d(f"{operation}: overlapping, same", operation, (6, 7, 4), 2, (3, 3), (2, 2), "same"),
        pool2d(f"{operation}: stride larger than the window", operation, (8, 9, 2), 1, (2, 1), (3, 4)),
        pool2d(f"{operation}: padding", operation, (5, 6, 3), 2, (3, 3), (2, 2), ring),
        pool2d(f"{operation}: padding and partial windows", operation, (6, 6, 3), 1, (3, 3), (2, 2), ring, True),
    ]
] + [
    pool2d("average: padding counts", "average", (5, 6, 3), 1, (3, 3), (2, 2), ring, False, True),
    pool2d("average: padding counts, partial windows", "average", (6, 6, 2), 1, (3, 3), (2, 2), ring, True, True),
    pool2d("average: uneven padding", "average", (5, 5, 3), 1, (2, 2), (1, 2), {"top": 1, "bottom": 0, "left": 0, "right": 1}),
])

write("globalPool2d", [
    case(f"{operation}", {"operation": operation}, [draw(2, 3, 5, 6)], (lambda x, _w: x[0].mean((1, 2))) if operation == "average" else (lambda x, _w: x[0].amax((1, 2))))
    for operation in ("average", "max")
])

functions = {
    "relu": F.relu,
    "leakyRelu": lambda x: F.leaky_relu(x, 0.2),
    "elu": lambda x: F.elu(x, 1.3),
    "gelu": F.gelu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softplus": F.softplus,
    "silu": F.silu,
}
spread = lambda: (draw(3, 13).detach() * 3).to(torch.float32).to(torch.float64).requires_grad_()
write("activation", [
    case(name, {"function": name, "slope": 0.2, "alpha": 1.3}, [spread()], lambda x, _w, apply=apply: apply(x[0]))
    for name, apply in functions.items()
])

write("flatten", [case("a map", {}, [draw(2, 3, 2, 5)], lambda x, _w: x[0].reshape(2, -1))])
write("add", [case("three maps", {}, [draw(2, 3, 3, 5) for _ in range(3)], lambda x, _w: x[0] + x[1] + x[2])])
write("concat", [
    case("maps of 3, 1 and 4 channels", {}, [draw(2, 3, 3, c) for c in (3, 1, 4)], lambda x, _w: torch.cat(x, 3)),
    case("vectors", {}, [draw(1, c) for c in (5, 2)], lambda x, _w: torch.cat(x, 1)),
])
write("softmax", [case("seven classes", {}, [draw(3, 7)], lambda x, _w: torch.softmax(x[0], 1))])


def batch_norm(name, shape, batch, momentum, epsilon, training):
    channels = shape[-1]
    weights = {"scale": draw(channels), "shift": draw(channels), "runningMean": draw(channels).detach(), "runningVariance": (draw(channels).detach().abs() + 0.5).to(torch.float32).to(torch.float64)}
    mean, variance = weights["runningMean"].clone(), weights["runningVariance"].clone()
    compute = lambda x, w: to_nhwc(F.batch_norm(to_nchw(x[0]), mean, variance, w["scale"], w["shift"], training, momentum, epsilon))
    return case(name, {"momentum": momentum, "epsilon": epsilon}, [draw(batch, *shape)], compute, weights, training, lambda: {"runningMean": mean, "runningVariance": variance})


write("batchNorm", [
    batch_norm("maps", (3, 5, 6), 3, 0.1, 1e-5, True),
    batch_norm("one example", (5, 3, 3), 1, 0.3, 1e-3, True),
    batch_norm("vectors", (9,), 5, 0.1, 1e-5, True),
    batch_norm("prediction", (3, 3, 5), 2, 0.1, 1e-5, False),
])


def loss(name, type, parameters, batch, classes, compute):
    logits = draw(batch, classes)
    labels = torch.tensor(random.randint(0, classes, batch))
    losses = compute(logits, labels)
    losses.mean().backward()
    return {"name": name, "type": type, "parameters": parameters, "batch": batch, "classes": classes, "logits": plain(logits), "labels": labels.tolist(), "losses": plain(losses), "logitsGradient": plain(logits.grad)}


def squared(logits, labels):
    return ((torch.softmax(logits, 1) - F.one_hot(labels, logits.shape[1])) ** 2).mean(1)


write("losses", [
    loss("cross-entropy", "crossEntropy", {}, 3, 10, lambda x, t: F.cross_entropy(x, t, reduction="none")),
    loss("cross-entropy, one example, two classes", "crossEntropy", {}, 1, 2, lambda x, t: F.cross_entropy(x, t, reduction="none")),
    loss("label smoothing", "crossEntropy", {"labelSmoothing": 0.1}, 4, 7, lambda x, t: F.cross_entropy(x, t, reduction="none", label_smoothing=0.1)),
    loss("mean squared error", "meanSquaredError", {}, 3, 5, squared),
])


def optimizer(name, type, parameters, create):
    """Three updates with given gradients; the learning rate changes before the last."""
    weights = draw(10)
    first = plain(weights)
    chosen = create([weights])
    rates, gradients, after = [0.1, 0.1, 0.03], [], []
    for rate in rates:
        chosen.param_groups[0]["lr"] = rate
        weights.grad = draw(10).detach()
        gradients.append(plain(weights.grad))
        chosen.step()
        after.append(plain(weights))
    return {"name": name, "type": type, "parameters": parameters, "weights": first, "rates": rates, "gradients": gradients, "weightsAfter": after}


moments = {"firstDecay": 0.9, "secondDecay": 0.999, "epsilon": 1e-8}
write("optimizers", [
    optimizer("SGD", "sgd", {"momentum": 0, "weightDecay": 0}, lambda w: torch.optim.SGD(w, 0.1)),
    optimizer("SGD with momentum and decay", "sgd", {"momentum": 0.9, "weightDecay": 0.05}, lambda w: torch.optim.SGD(w, 0.1, 0.9, weight_decay=0.05)),
    optimizer("SGD with Nesterov", "sgd", {"momentum": 0.8, "nesterov": True, "weightDecay": 0.05}, lambda w: torch.optim.SGD(w, 0.1, 0.8, weight_decay=0.05, nesterov=True)),
    optimizer("Adam", "adam", {**moments, "weightDecay": 0}, lambda w: torch.optim.Adam(w, 0.1)),
    optimizer("Adam with decay", "adam", {"firstDecay": 0.8, "secondDecay": 0.95, "epsilon": 1e-4, "weightDecay": 0.1}, lambda w: torch.optim.Adam(w, 0.1, (0.8, 0.95), 1e-4, 0.1)),
    optimizer("AdamW", "adamw", {**moments, "weightDecay": 0.1}, lambda w: torch.optim.AdamW(w, 0.1, weight_decay=0.1)),
])


def squeeze_excite(name, shape, batch, ratio):
    channels = shape[2]
    units = max(1, round(channels / ratio))
    weights = {"reduceWeights": draw(channels, units), "reduceBias": draw(units), "expandWeights": draw(units, channels), "expandBias": draw(channels)}

    def compute(inputs, w):
        means = inputs[0].mean((1, 2))
        hidden = F.relu(F.linear(means, w["reduceWeights"].T, w["reduceBias"]))
        factors = torch.sigmoid(F.linear(hidden, w["expandWeights"].T, w["expandBias"]))
        return inputs[0] * factors[:, None, None, :]

    return case(name, {"ratio": ratio}, [draw(batch, *shape)], compute, weights)


write("squeezeExcite", [squeeze_excite("odd size", (3, 5, 7), 2, 2), squeeze_excite("one unit", (4, 3, 5), 3, 16)])

# from here on draws of their own: what is added above does not change them
random = numpy.random.RandomState(20241126)


def window_positions(indices, width, size, stride, before):
    """PyTorch's indices, cells of the whole map [n,c,h,w], as positions in the windows, i32[n,h,w,c]."""
    rows = torch.arange(indices.shape[2])[:, None] * stride[0] - before[0]
    columns = torch.arange(indices.shape[3])[None, :] * stride[1] - before[1]
    positions = (indices // width - rows) * size[1] + (indices % width - columns)
    return positions.permute(0, 2, 3, 1).contiguous()


def unpool2d(name, shape, batch, size=(2, 2), stride=(2, 2), padding="valid", ceil_mode=False, output_size=(0, 0), adds=False):
    """`shape` is the large map's. Where windows overlap, PyTorch keeps the last value and we add: `adds` computes that sum instead."""
    left, right, top, bottom = borders(padding, shape, size, stride)
    assert (left, top) == (right, bottom)
    pooled, indices = F.max_pool2d(to_nchw(draw(batch, *shape).detach()), size, stride, (top, left), ceil_mode=ceil_mode, return_indices=True)
    values = draw(*to_nhwc(pooled).shape)
    positions = window_positions(indices, shape[1], size, stride, (top, left)).to(torch.float64).requires_grad_()

    def compute(inputs, _weights):
        x = to_nchw(inputs[0])
        if adds:
            flat = torch.zeros(batch, shape[2], shape[0] * shape[1]).scatter_add(2, indices.flatten(2), x.flatten(2))
            return to_nhwc(flat.reshape(batch, shape[2], shape[0], shape[1]))
        return to_nhwc(F.max_unpool2d(x, indices, size, stride, (top, left), (shape[0], shape[1])))

    positions.grad = torch.zeros_like(positions)
    parameters = {"size": size, "stride": stride, "padding": padding, "outputSize": output_size}
    return case(name, parameters, [values, positions], compute)


write("unpool2d", [
    unpool2d("2×2 stride 2", (4, 6, 5), 2),
    unpool2d("2×2 stride 2, one example, a row and a column left over", (5, 7, 3), 1, output_size=(5, 7)),
    unpool2d("2×2 stride 2 with partial windows", (5, 7, 3), 2, ceil_mode=True, output_size=(5, 7)),
    unpool2d("stride larger than the window", (8, 9, 2), 2, (2, 1), (3, 4), output_size=(8, 9)),
    unpool2d("padding", (4, 4, 4), 1, (2, 2), (2, 2), {"top": 1, "bottom": 1, "left": 1, "right": 1}),
    unpool2d("overlapping windows: values that meet are added", (7, 7, 3), 2, (3, 3), (2, 2), adds=True),
    unpool2d("overlapping windows, same: values that meet are added", (7, 5, 2), 1, (3, 3), (2, 2), "same", output_size=(7, 5), adds=True),
])


def conv1d(name, shape, batch, filters, kernel_size, padding, stride=1, dilation=1, groups=1, bias=True, kernel="cross-correlation"):
    """Rows of maps [h,w,c] or sequences [l,c]; our kernels lie [kernel,channels/groups,filters]."""
    length, channels = shape[-2:]
    weights = {"weights": draw(kernel_size, channels // groups, filters)}
    if bias:
        weights["bias"] = draw(filters)
    reach = dilation * (kernel_size - 1) + 1
    ends = {"valid": (0, 0), "full": (reach - 1, reach - 1), "causal": (reach - 1, 0), "same": same_padding(length, reach, stride)}[padding]

    def compute(inputs, w):
        rows = inputs[0].reshape(-1, length, channels).permute(0, 2, 1)
        matrix = w["weights"].flip(0) if kernel == "convolution" else w["weights"]
        y = F.conv1d(F.pad(rows, ends), matrix.permute(2, 1, 0), w.get("bias"), stride, 0, dilation, groups).permute(0, 2, 1)
        return y.reshape(batch, *shape[:-2], *y.shape[1:])

    parameters = {"filters": filters, "kernelSize": kernel_size, "stride": stride, "dilation": dilation, "padding": padding, "groups": groups, "bias": bias, "kernel": kernel}
    return case(name, parameters, [draw(batch, *shape)], compute, weights)


write("conv1d", [
    conv1d("rows of a map, same", (3, 7, 4), 2, 5, 3, "same"),
    conv1d("same, even kernel, stride two, one example", (2, 9, 3), 1, 4, 4, "same", stride=2),
    conv1d("valid, stride larger than the kernel, without bias", (3, 11, 2), 2, 3, 2, "valid", stride=3, bias=False),
    conv1d("full, dilation", (2, 5, 3), 1, 3, 3, "full", dilation=2),
    conv1d("causal, dilation", (2, 8, 3), 2, 4, 3, "causal", dilation=2),
    conv1d("groups, the kernel flipped", (3, 6, 4), 1, 6, 3, "same", groups=2, kernel="convolution"),
    conv1d("sequences", (13, 5), 3, 7, 5, "valid"),
])


def adaptive_pool2d(name, operation, shape, batch, size):
    pool = F.adaptive_max_pool2d if operation == "max" else F.adaptive_avg_pool2d
    compute = lambda x, _w: to_nhwc(pool(to_nchw(x[0]), size))
    return case(f"{operation}: {name}", {"operation": operation, "size": size}, [draw(batch, *shape)], compute)


write("adaptivePool2d", [
    entry
    for operation in ("average", "max")
    for entry in [
        adaptive_pool2d("a grid that divides the map", operation, (4, 6, 5), 2, (2, 3)),
        adaptive_pool2d("overlapping parts", operation, (7, 5, 3), 2, (3, 4)),
        adaptive_pool2d("one part, one example", operation, (5, 4, 3), 1, (1, 1)),
        adaptive_pool2d("a grid finer than the map", operation, (2, 3, 2), 2, (5, 4)),
        adaptive_pool2d("rows alone", operation, (11, 3, 4), 1, (4, 3)),
    ]
])

# ends: what they compute besides their losses
write("classification", [case("five classes", {}, [draw(3, 5)], lambda x, _w: torch.softmax(x[0], 1))])
write("reconstruction", [case("an image as it comes in", {}, [draw(2, 3, 5, 3)], lambda x, _w: x[0] * 1)])


def value_loss(name, type, parameters, shape, compute, bounded=False):
    """A loss of values against values: one an example, the mean over its values."""
    prediction = draw(*shape)
    if bounded:
        prediction = torch.tensor(torch.sigmoid(prediction).detach().numpy().astype(numpy.float32).astype(numpy.float64), requires_grad=True)
    target = torch.tensor(random.uniform(0, 1, shape).astype(numpy.float32).astype(numpy.float64))
    losses = compute(prediction, target).reshape(shape[0], -1).mean(1)
    losses.mean().backward()
    return {"name": name, "type": type, "parameters": parameters, "shape": shape, "prediction": plain(prediction), "target": plain(target), "losses": plain(losses), "predictionGradient": plain(prediction.grad)}


write("valueLosses", [
    value_loss("squared error of odd maps", "meanSquaredError", {}, (3, 5, 7, 3), lambda x, t: F.mse_loss(x, t, reduction="none")),
    value_loss("squared error, one example", "meanSquaredError", {}, (1, 3, 3, 1), lambda x, t: F.mse_loss(x, t, reduction="none")),
    value_loss("absolute error", "meanAbsoluteError", {}, (2, 5, 3, 1), lambda x, t: F.l1_loss(x, t, reduction="none")),
    value_loss("Huber", "huber", {"delta": 1}, (3, 5, 3, 1), lambda x, t: F.huber_loss(x, t, reduction="none")),
    value_loss("Huber, narrow", "huber", {"delta": 0.3}, (3, 5, 3, 1), lambda x, t: F.huber_loss(x, t, reduction="none", delta=0.3)),
    value_loss("binary cross-entropy", "binaryCrossEntropy", {}, (3, 5, 3, 3), lambda x, t: F.binary_cross_entropy(x, t, reduction="none"), True),
])
