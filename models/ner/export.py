"""Writes models as `partyie.ner.model` reads them: arrays, an ONNX network for the large one, and their description."""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from partyie.models.ner.corpus import STANDARDS
from partyie.models.ner.encoder import HIDDEN, Teacher
from partyie.models.ner.student import Student
from partyie.ner.features import SIZES
from partyie.ner.model import META, WEIGHTS, format_meta
from partyie.ner.windows import LONGEST

NETWORK = "model.onnx"
OPSET = 17


def quantise(weights: Tensor) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float16]]:
    """A table's rows in one byte a weight, and what each row is multiplied by."""
    values = weights.detach().numpy()
    scales = (np.abs(values).max(axis=1, keepdims=True) / 127).clip(1e-8).astype(np.float16)
    return np.round(values / scales.astype(np.float32)).clip(-127, 127).astype(np.int8), scales


def student_arrays(student: Student, characters: Sequence[str], pairs: Sequence[str]) -> dict[str, Any]:
    """A student's weights as arrays; characters and pairs in the order of their rows, which begin at 1."""
    tables: Any = student.features
    arrays: dict[str, Any] = {
        "code_points": np.array([ord(character) for character in characters], np.uint32),
        "pair_keys": np.array([ord(pair[0]) << 21 | ord(pair[1]) for pair in pairs], np.uint64),
        "features": np.concatenate([table.weight.detach().numpy() for table in tables]),
        "feature_sizes": np.array([*SIZES.values()], np.int64),
        "gain": student.norm.weight.detach().numpy(),
        "shift": student.norm.bias.detach().numpy(),
        "dilations": np.array([block.dilation for block in student.blocks], np.int64),
        "head": student.head.weight.detach().numpy().T,
        "head_bias": student.head.bias.detach().numpy(),
    }
    arrays["characters"], arrays["character_scales"] = quantise(student.character.weight)
    arrays["pairs"], arrays["pair_scales"] = quantise(student.pair.weight)
    for number, block in enumerate(student.blocks):
        width = block.linear.out_features
        arrays[f"block{number}.weights"] = block.linear.weight.detach().numpy().T.reshape(3, width, width)
        arrays[f"block{number}.bias"] = block.linear.bias.detach().numpy()
        arrays[f"block{number}.gain"] = block.norm.weight.detach().numpy()
        arrays[f"block{number}.shift"] = block.norm.bias.detach().numpy()
    return {name: a.astype(np.float16) if a.dtype == np.float32 else a for name, a in arrays.items()}


class Layers(nn.Module):
    """A teacher without its embeddings, and with one head."""

    def __init__(self, teacher: Teacher, standard: str) -> None:
        super().__init__()
        self.teacher = teacher
        self.standard = standard

    def forward(self, embedded: Tensor, mask: Tensor) -> Tensor:
        """*Shapes:* (windows, length, width) and (windows, length) in, (windows, length, tags) out."""
        out: Tensor = self.teacher.heads[self.standard](self.teacher.encode(embedded, mask))
        return out


def teacher_arrays(teacher: Teacher) -> dict[str, Any]:
    """A teacher's embeddings as arrays."""
    tables: Any = teacher.features
    arrays: dict[str, Any] = {
        "code_points": np.array([ord(character) for character in teacher.characters], np.uint32),
        "features": np.concatenate([table.weight.detach().numpy() for table in tables]).astype(np.float16),
        "feature_sizes": np.array([*SIZES.values()], np.int64),
        "positions": teacher.position.weight.detach().numpy()[:LONGEST].astype(np.float16),
        "tags": np.array(1 + 4 * len(STANDARDS["partyie"])),
    }
    arrays["characters"], arrays["character_scales"] = quantise(teacher.word.weight)
    return arrays


def teacher_network(teacher: Teacher, standard: str = "partyie") -> bytes:
    """A teacher's layers in ONNX, matrices in one byte a weight."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    layers = Layers(teacher.eval(), standard)
    example = (torch.zeros(2, 8, HIDDEN), torch.ones(2, 8, dtype=torch.bool))
    axes = {"embedded": {0: "windows", 1: "length"}, "mask": {0: "windows", 1: "length"}}
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder, "plain.onnx"), Path(folder, NETWORK)
        torch.onnx.export(
            layers,
            example,
            str(plain),
            input_names=["embedded", "mask"],
            output_names=["scores"],
            dynamic_axes={**axes, "scores": {0: "windows", 1: "length"}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(plain, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        return small.read_bytes()


def write(folder: Path, name: str, arrays: Mapping[str, Any], network: bytes | None = None, **meta: Any) -> None:
    """Write a model's files; ``meta`` goes into its description."""
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    contents = {WEIGHTS: buffer.getvalue()} | ({NETWORK: network} if network else {})
    for file, data in contents.items():
        (folder / file).write_bytes(data)
    description = {
        "name": name,
        "labels": STANDARDS["partyie"],
        "features": SIZES,
        "sha256": {file: hashlib.sha256(data).hexdigest() for file, data in contents.items()},
        **meta,
    }
    (folder / META).write_text(format_meta(description), encoding="utf-8")
