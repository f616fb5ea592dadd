"""Weights of training -> what comity ships: encoder as int8 ONNX, heads as float16 arrays, the tokenizer.

python training/export.py --encoder FOLDER --weights build/student.pt --out src/comity/models/weights
"""

from __future__ import annotations

import argparse
import contextlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from student import Student
from torch import Tensor, nn


class Body(nn.Module):
    """The encoder as one function of word pieces; a sentence is never padded."""

    def __init__(self, student: Student) -> None:
        super().__init__()
        self.body = student.encoder.body

    def forward(self, input_ids: Tensor) -> Tensor:
        """Token vectors, (1, pieces, width)."""
        return self.body(input_ids=input_ids, attention_mask=torch.ones_like(input_ids)).last_hidden_state


def main() -> None:
    """Do what the module says."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--encoder", required=True)
    ask.add_argument("--layers", type=int)
    ask.add_argument("--weights", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    given = ask.parse_args()
    student = Student(str(Path(given.encoder).resolve()), given.layers)
    student.load_state_dict(torch.load(given.weights))
    student.eval()
    given.out.mkdir(parents=True, exist_ok=True)
    out = given.out.resolve()
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):  # onnxruntime leaves files where it stands
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            Body(student), (torch.ones(1, 12, dtype=torch.long),), plain, input_names=["input_ids"],
            output_names=["vectors"], dynamic_axes={"input_ids": {1: "pieces"}, "vectors": {1: "pieces"}},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, out / "events.onnx", weight_type=QuantType.QInt8, per_channel=True)
        onnx.checker.check_model(onnx.load(out / "events.onnx"))
    heads = {k: v.numpy().astype(np.float16) for k, v in student.state_dict().items() if not k.startswith("encoder.")}
    np.savez(given.out / "heads.npz", **heads)
    tokenizer = json.loads(student.encoder.tokenizer.backend_tokenizer.to_str())
    tokenizer["padding"] = tokenizer["truncation"] = None
    (given.out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
