"""The large model: a transformer over characters, run by onnxruntime, which the model's package brings with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from partyie.errors import ModelError
from partyie.ner.features import Columns, code_points
from partyie.ner.network import Floats, Integers, Table
from partyie.ner.windows import cut_windows, group_windows

if TYPE_CHECKING:
    from partyie.ner.model import Text

BATCH = 2048  # characters computed at once, about


class Transformer:
    """Embeds characters and features with NumPy and runs the layers with onnxruntime, a text's windows together.

    Args:
        arrays: Embeddings, as `models/ner/export.py` writes them.
        network: The layers, in ONNX: ``embedded`` (windows, length, width) and ``mask`` (windows, length) in,
            ``scores`` (windows, length, tags) out.
        threads: How many of them onnxruntime may use; one, so that results don't depend on the machine and workers
            don't get in each other's way.

    Raises:
        ModelError: onnxruntime isn't installed.
        ValueError: The network can't be read.
    """

    def __init__(self, arrays: Mapping[str, Any], network: bytes, threads: int = 1) -> None:
        try:
            import onnxruntime  # type: ignore[import-not-found, import-untyped, unused-ignore]
        except ImportError as error:
            raise ModelError("the large model runs on onnxruntime: pip install onnxruntime") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = threads
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own classes, which derive from nothing else
            raise ValueError(f"the network can't be read: {error}") from error
        self._numbers = np.zeros(0x110000, np.uint16)
        self._numbers[arrays["code_points"]] = np.arange(1, len(arrays["code_points"]) + 1)
        self._characters = Table(arrays["characters"], arrays["character_scales"].astype(np.float32))
        self._features = arrays["features"].astype(np.float32)
        sizes = arrays["feature_sizes"]
        self._feature_rows: Integers = np.cumsum(sizes) - sizes
        self._positions = arrays["positions"].astype(np.float32)
        self._tags = int(arrays["tags"])

    def scores(self, texts: Sequence[Text]) -> Iterator[Floats]:
        """For each text its scores, *shape* (len(text), tags).

        Windows of several texts never run together: the layers' one-byte arithmetic takes its scale from all that it
        computes at once, and a text's result may not depend on its neighbours.
        """
        for text, columns in texts:
            yield self._text_scores(text, columns)

    def _text_scores(self, text: str, columns: Columns) -> Floats:
        out = np.zeros((len(text), self._tags), np.float32)
        windows = sorted(cut_windows(text), key=lambda window: (window[1] - window[0], window))
        for group in group_windows(windows, BATCH):
            scores = self._run([(text[start:end], columns[start:end]) for start, end in group])
            for row, (start, end) in zip(scores, group, strict=True):
                out[start:end] = row[: end - start]
        return out

    def _run(self, parts: Sequence[tuple[str, Columns]]) -> Floats:
        longest = max(len(text) for text, _ in parts)
        embedded = np.zeros((len(parts), longest, self._positions.shape[1]), np.float32)
        mask: npt.NDArray[np.bool_] = np.zeros((len(parts), longest), np.bool_)
        for row, (text, columns) in enumerate(parts):
            embedded[row, : len(text)] = self._embed(text, columns)
            mask[row, : len(text)] = True
        [scores] = self._session.run(["scores"], {"embedded": embedded, "mask": mask})
        return np.asarray(scores, np.float32)

    def _embed(self, text: str, columns: Columns) -> Floats:
        rows = self._numbers[code_points(text)].astype(np.int64)
        hidden: Floats = self._characters(rows) + self._positions[: len(text)]
        for column in (columns + self._feature_rows).T:
            hidden += self._features[column]
        return hidden
