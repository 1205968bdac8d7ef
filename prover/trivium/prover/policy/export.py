"""Turns the Hugging Face folder of a small Llama into what runs without torch: `model.onnx` and `model.int8.onnx`.

The graph takes `input_ids` and `position_ids` [B, T], `bias` [B, 1, T, P + T] (added to the attention scores), and the
keys and values of P earlier tokens, `past_N` and `past_value_N` [B, heads, P, width]; it gives `logits`
[B, T, vocabulary] and the keys and values with the new ones. Needs the extra `train` (onnx, safetensors).
"""

from __future__ import annotations

import hashlib
import itertools
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

from trivium.prover.policy.checkpoint import DESCRIPTION, FORMAT, FULL, SMALL, CheckpointError, Shape

_OPSET = 17
_IR = 10
Array = npt.NDArray[np.float32]


def export(folder: Path, *, template: str = "trivium", name: str = "", full: bool = True) -> None:
    """Write the graphs and `trivium.json` into a folder with `config.json`, `model.safetensors` and `tokenizer.json`.

    Args:
        folder: as `save_pretrained` of transformers makes it.
        template: name of the template that the model was trained with.
        name: of the model, for people; that of the folder when empty.
        full: keep the graph in 32 bits beside the one in 8.

    Raises CheckpointError for another architecture.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    shape = Shape.read(folder)
    weights = {key: value.astype(np.float32) for key, value in load_file(folder / "model.safetensors").items()}
    if full:
        onnx.save(_Graph(shape, weights).model(), str(folder / FULL))
    unquantized = folder / f"{SMALL}.new"
    onnx.save(_Graph(shape, weights, small=True).model(), str(unquantized))
    logging.disable(logging.WARNING)  # it advises an optimisation that brings nothing for a graph without constants
    try:
        quantize_dynamic(
            str(unquantized), str(folder / SMALL), weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"]
        )
    finally:
        logging.disable(logging.NOTSET)
        unquantized.unlink()
    description = {
        "format": FORMAT,
        "name": name or folder.name,
        "template": template,
        "weights_sha256": hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest(),
    }
    (folder / DESCRIPTION).write_text(json.dumps(description, indent=1) + "\n", encoding="utf-8")


@dataclass(slots=True)
class _Graph:
    """A graph under construction."""

    shape: Shape
    weights: dict[str, Array]
    small: bool = False
    """Whether the embedding is held in 8 bits; the quantizer of onnxruntime does the rest."""
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, onnx.TensorProto] = field(default_factory=dict)
    names: Iterator[int] = field(default_factory=itertools.count)

    def model(self) -> onnx.ModelProto:
        """The whole model; raises CheckpointError where a weight is missing."""
        s = self.shape
        try:
            logits, present = self._forward()
        except KeyError as error:
            raise CheckpointError(f"model.safetensors has no {error.args[0]}") from None
        integers, floats = TensorProto.INT64, TensorProto.FLOAT
        heads: list[str | int | None] = ["batch", s.kv_heads, "past", s.head_width]
        grown: list[str | int | None] = ["batch", s.kv_heads, "all", s.head_width]
        inputs = [
            helper.make_tensor_value_info("input_ids", integers, ["batch", "new"]),
            helper.make_tensor_value_info("position_ids", integers, ["batch", "new"]),
            helper.make_tensor_value_info("bias", floats, ["batch", 1, "new", "all"]),
            *(helper.make_tensor_value_info(n, floats, heads) for i in range(s.layers) for n in past_names(i)),
        ]
        outputs = [
            helper.make_tensor_value_info(logits, floats, ["batch", "new", s.vocabulary]),
            *(helper.make_tensor_value_info(name, floats, grown) for name in present),
        ]
        graph = helper.make_graph(self.nodes, "llama", inputs, outputs, list(self.constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], producer_name="trivium")
        model.ir_version = _IR
        onnx.checker.check_model(model)
        return model

    def _forward(self) -> tuple[str, list[str]]:
        s = self.shape
        hidden = self._embedding(self.weights["model.embed_tokens.weight"])
        cosines, sines = self._rotations()
        present: list[str] = []
        for layer in range(s.layers):
            prefix = f"model.layers.{layer}."
            normed = self._norm(hidden, f"{prefix}input_layernorm.weight")
            mixed = self._attention(normed, f"{prefix}self_attn.", layer, (cosines, sines), present)
            hidden = self._op("Add", hidden, mixed)
            normed = self._norm(hidden, f"{prefix}post_attention_layernorm.weight")
            gate = self._linear(normed, f"{prefix}mlp.gate_proj.weight")
            active = self._op("Mul", gate, self._op("Sigmoid", gate))
            up = self._op("Mul", active, self._linear(normed, f"{prefix}mlp.up_proj.weight"))
            hidden = self._op("Add", hidden, self._linear(up, f"{prefix}mlp.down_proj.weight"))
        last = self._norm(hidden, "model.norm.weight")
        head = "model.embed_tokens.weight" if s.tied else "lm_head.weight"
        return self._linear(last, head, out="logits"), present

    def _embedding(self, table: Array) -> str:
        if not self.small:
            self._constant("embedding", table)
            return self._op("Gather", "embedding", "input_ids", axis=0)
        scales = np.maximum(np.abs(table).max(axis=1, keepdims=True) / 127, np.finfo(np.float32).tiny)
        self._constant("embedding", np.rint(table / scales).astype(np.int8))
        self._constant("scales", scales.astype(np.float32))
        steps = self._op("Cast", self._op("Gather", "embedding", "input_ids", axis=0), to=TensorProto.FLOAT)
        return self._op("Mul", steps, self._op("Gather", "scales", "input_ids", axis=0))

    def _attention(self, hidden: str, prefix: str, layer: int, rotation: tuple[str, str], present: list[str]) -> str:
        s = self.shape
        queries = self._rotated(self._heads(self._linear(hidden, f"{prefix}q_proj.weight"), s.heads), rotation)
        keys = self._rotated(self._heads(self._linear(hidden, f"{prefix}k_proj.weight"), s.kv_heads), rotation)
        values = self._heads(self._linear(hidden, f"{prefix}v_proj.weight"), s.kv_heads)
        past_keys, past_values = past_names(layer)
        present_keys, present_values = present_names(layer)
        keys = self._op("Concat", past_keys, keys, out=present_keys, axis=2)
        values = self._op("Concat", past_values, values, out=present_values, axis=2)
        present += [present_keys, present_values]
        if s.kv_heads != s.heads:
            self._constant("groups", np.repeat(np.arange(s.kv_heads), s.heads // s.kv_heads))
            keys, values = (self._op("Gather", x, "groups", axis=1) for x in (keys, values))
        self._constant("scale", np.float32(s.head_width**-0.5))
        scores = self._op("MatMul", queries, self._op("Transpose", keys, perm=[0, 1, 3, 2]))
        scores = self._op("Add", self._op("Mul", scores, "scale"), "bias")
        mixed = self._op("MatMul", self._op("Softmax", scores, axis=-1), values)
        self._constant("joined", np.array([0, 0, s.heads * s.head_width]))
        joined = self._op("Reshape", self._op("Transpose", mixed, perm=[0, 2, 1, 3]), "joined")
        return self._linear(joined, f"{prefix}o_proj.weight")

    def _rotations(self) -> tuple[str, str]:
        """Cosines and sines [B, 1, T, width] of the rotary embedding."""
        s = self.shape
        frequencies = 1.0 / s.rope_base ** (np.arange(0, s.head_width, 2) / s.head_width)
        angles = np.outer(np.arange(s.positions), frequencies)
        angles = np.concatenate([angles, angles], axis=1)
        found = []
        for name, table in (("cosines", np.cos(angles)), ("sines", np.sin(angles))):
            self._constant(name, table.astype(np.float32))
            rows = self._op("Gather", name, "position_ids", axis=0)
            self._constant("head_axis", np.array([1]))
            found.append(self._op("Unsqueeze", rows, "head_axis"))
        return found[0], found[1]

    def _rotated(self, x: str, rotation: tuple[str, str]) -> str:
        first, second = self._new(), self._new()
        self.nodes.append(helper.make_node("Split", [x], [first, second], axis=-1))
        turned = self._op("Concat", self._op("Neg", second), first, axis=-1)
        return self._op("Add", self._op("Mul", x, rotation[0]), self._op("Mul", turned, rotation[1]))

    def _heads(self, x: str, count: int) -> str:
        self._constant(f"heads_{count}", np.array([0, 0, count, self.shape.head_width]))
        return self._op("Transpose", self._op("Reshape", x, f"heads_{count}"), perm=[0, 2, 1, 3])

    def _norm(self, x: str, weight: str) -> str:
        self._constant("epsilon", np.float32(self.shape.epsilon))
        self._constant("two", np.float32(2.0))
        mean = self._op("ReduceMean", self._op("Pow", x, "two"), axes=[-1], keepdims=1)
        root = self._op("Sqrt", self._op("Add", mean, "epsilon"))
        self._constant(weight, self.weights[weight])
        return self._op("Mul", self._op("Div", x, root), weight)

    def _linear(self, x: str, weight: str, out: str = "") -> str:
        self._constant(f"{weight}.T", np.ascontiguousarray(self.weights[weight].T))
        return self._op("MatMul", x, f"{weight}.T", out=out)

    def _constant(self, name: str, value: npt.ArrayLike) -> None:
        self.constants.setdefault(name, numpy_helper.from_array(np.asarray(value), name))

    def _op(self, kind: str, *inputs: str, out: str = "", **attributes: int | list[int]) -> str:
        name = out or self._new()
        node = helper.make_node(kind, list(inputs), [name])
        node.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self.nodes.append(node)
        return name

    def _new(self) -> str:
        return f"n{next(self.names)}"


def past_names(layer: int) -> tuple[str, str]:
    """The inputs for the keys and the values of a layer."""
    return f"past_{layer}", f"past_value_{layer}"


def present_names(layer: int) -> tuple[str, str]:
    """Its outputs."""
    return f"present_{layer}", f"present_value_{layer}"
