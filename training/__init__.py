"""How the reader's weights are made: texts + annotations → examples → network → ONNX. Nothing of this ships."""
