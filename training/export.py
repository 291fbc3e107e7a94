"""A trained network → the ONNX graphs that ship: encoder, pairs, roles, parts, names, their matrices in eight bits.

Weights are rounded with seven bits' range, so that processors without the newer
integer instructions give the same sums as those that have them.
"""

from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.encoder import WIDTH
from training.heads import mean_of
from training.network import Reader

OPSET = 17


class _Encoder(nn.Module):
    def __init__(self, reader: Reader):
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        reader = self.reader
        hidden = reader.encoder(ids, shapes, mask)
        return (
            hidden, reader.tags(hidden), reader.cues(hidden), reader.tells(hidden),
            reader.contexts(mean_of(hidden, mask)),
        )  # fmt: skip


def export(reader: Reader, folder: Path) -> None:
    """Write encoder.onnx, pairs.onnx, roles.onnx, parts.onnx and names.onnx."""
    batch, length, count = 2, 7, 3
    hidden, mask = torch.randn(batch, length, WIDTH), torch.ones(batch, length)
    ids = torch.randint(5, 100, (batch, length))
    places = torch.zeros(batch, count, length, dtype=torch.long)
    _graph(
        _Encoder(reader), folder / "encoder.onnx", {"ids": ids, "shapes": torch.zeros_like(ids), "mask": mask},
        dict.fromkeys(("hidden", "tags", "cues", "tells"), "BT") | {"contexts": "B"},
        dict.fromkeys(("ids", "shapes", "mask"), "BT"),
    )  # fmt: skip
    _graph(
        reader.pairs, folder / "pairs.onnx",
        {"hidden": hidden, "mask": mask, "mentions": torch.rand(batch, count, length), "places": places},
        dict.fromkeys(("kind", "mode", "aux", "of", "mutual", "cameo", "root"), "BNN") | {"words": "BNNT"},
        {"hidden": "BT", "mask": "BT", "mentions": "BNT", "places": "BNT"},
    )  # fmt: skip
    _graph(
        reader.roles, folder / "roles.onnx",
        {
            "hidden": hidden, "mask": mask, "mentions": torch.rand(batch, count, length), "places": places,
            "sentence": torch.tensor([0, 1, 1]), "words": torch.rand(3, length), "word_places": places[0],
        },
        {"roles": "KN"},
        {
            "hidden": "BT", "mask": "BT", "mentions": "BNT", "places": "BNT",
            "sentence": "K", "words": "KT", "word_places": "KT",
        },
    )  # fmt: skip
    _graph(
        reader.parts, folder / "parts.onnx",
        {
            "hidden": hidden, "sentence": torch.tensor([0, 1, 1]),
            "cue": torch.rand(3, length), "places": places[0],
        },
        {"tags": "KT"}, {"hidden": "BT", "sentence": "K", "cue": "KT", "places": "KT"},
    )  # fmt: skip
    _graph(reader.entities, folder / "names.onnx", {"hidden": hidden}, {"names": "BT"}, {"hidden": "BT"})


def _graph(
    module: nn.Module, path: Path, given: dict[str, Tensor], outputs: dict[str, str], inputs: dict[str, str]
) -> None:
    """Export one module and round its weights. The letters name the axes that vary."""
    whole = path.with_suffix(".whole.onnx")
    torch.onnx.export(
        module.eval(), tuple(given.values()), str(whole), dynamo=False, opset_version=OPSET,
        input_names=list(given), output_names=list(outputs),
        dynamic_axes={name: dict(enumerate(letters)) for name, letters in (inputs | outputs).items()},
    )  # fmt: skip
    quant_pre_process(str(whole), str(whole), skip_symbolic_shape=True)
    quantize_dynamic(str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()
    onnx.checker.check_model(str(path))
