"""The model: a Transformer that normalises before each part (Xiong et al. 2020, https://arxiv.org/abs/2002.04745),
as a function of named parameters, in the shape that CTranslate2 runs.

One table of vectors serves the source, the translation and the last projection.
"""

import math

import torch
import torch.nn.functional as F  # noqa: N812 - its usual name
from torch import Tensor

from training.configuration import Shape
from training.positions import positions
from training.vocabulary import PAD

Parameters = dict[str, Tensor]


def initial(shape: Shape, vocabulary: int, seed: int) -> Parameters:
    """Parameters to begin with, by name."""
    random = torch.Generator().manual_seed(seed)
    parameters = {
        "vectors": torch.randn(vocabulary, shape.width, generator=random) / math.sqrt(shape.width),
        "bias": torch.zeros(vocabulary),
    }
    depth = shape.encoder_layers + shape.decoder_layers

    def linear(name: str, rows: int, columns: int, gain: float = 1.0) -> None:
        # Uniform with the variance of Glorot and Bengio 2010.
        span = gain * math.sqrt(6 / (rows + columns))
        parameters[f"{name}.weight"] = (torch.rand(rows, columns, generator=random) * 2 - 1) * span
        parameters[f"{name}.bias"] = torch.zeros(rows)

    def norm(name: str) -> None:
        parameters[f"{name}.weight"] = torch.ones(shape.width)
        parameters[f"{name}.bias"] = torch.zeros(shape.width)

    def attention(name: str, *, crossing: bool = False) -> None:
        norm(f"{name}.norm")
        for part, rows in {"query": 1, "memory": 2}.items() if crossing else {"all": 3}.items():
            linear(f"{name}.{part}", rows * shape.width, shape.width)
        linear(f"{name}.out", shape.width, shape.width, 1 / math.sqrt(depth))

    def feed_forward(name: str) -> None:
        norm(f"{name}.norm")
        linear(f"{name}.in", shape.feed_forward, shape.width)
        linear(f"{name}.out", shape.width, shape.feed_forward, 1 / math.sqrt(depth))

    for layer in range(shape.encoder_layers):
        attention(f"encoder.{layer}.self")
        feed_forward(f"encoder.{layer}.forward")
    for layer in range(shape.decoder_layers):
        attention(f"decoder.{layer}.self")
        attention(f"decoder.{layer}.cross", crossing=True)
        feed_forward(f"decoder.{layer}.forward")
    norm("encoder.norm")
    norm("decoder.norm")
    return parameters


class Transformer:
    """The function of the parameters."""

    def __init__(self, shape: Shape, parameters: Parameters, dropout: float = 0.0) -> None:
        self.shape = shape
        self.parameters = parameters
        self.dropout = dropout
        self._positions = torch.from_numpy(positions(shape.width)).to(parameters["vectors"].device)

    def scores(self, source: Tensor, given: Tensor) -> Tensor:
        """For each place of the translation how likely each piece is next: (rows, places, vocabulary)."""
        seen = (source != PAD)[:, None, None, :]
        memory = self._embedded(source)
        for layer in range(self.shape.encoder_layers):
            memory = self._self_attention(f"encoder.{layer}.self", memory, seen)
            memory = self._feed_forward(f"encoder.{layer}.forward", memory)
        memory = self._norm("encoder.norm", memory)
        state = self._embedded(given)
        for layer in range(self.shape.decoder_layers):
            state = self._self_attention(f"decoder.{layer}.self", state, None)
            state = self._cross_attention(f"decoder.{layer}.cross", state, memory, seen)
            state = self._feed_forward(f"decoder.{layer}.forward", state)
        state = self._norm("decoder.norm", state)
        return F.linear(state, self.parameters["vectors"], self.parameters["bias"])

    def _embedded(self, pieces: Tensor) -> Tensor:
        vectors = F.embedding(pieces, self.parameters["vectors"]) * math.sqrt(self.shape.width)
        return self._dropped(vectors + self._positions[: pieces.shape[1]])

    def _self_attention(self, name: str, state: Tensor, seen: Tensor | None) -> Tensor:
        """`seen` is where there is something to look at; None for all that came before."""
        query, key, value = self._linear(f"{name}.all", self._norm(f"{name}.norm", state)).chunk(3, -1)
        return state + self._attended(name, query, key, value, seen)

    def _cross_attention(self, name: str, state: Tensor, memory: Tensor, seen: Tensor) -> Tensor:
        query = self._linear(f"{name}.query", self._norm(f"{name}.norm", state))
        key, value = self._linear(f"{name}.memory", memory).chunk(2, -1)
        return state + self._attended(name, query, key, value, seen)

    def _attended(self, name: str, query: Tensor, key: Tensor, value: Tensor, seen: Tensor | None) -> Tensor:
        rows, places, width = query.shape
        query, key, value = (
            part.view(rows, -1, self.shape.heads, width // self.shape.heads).transpose(1, 2)
            for part in (query, key, value)
        )
        found = _found(query, key, value, seen)
        return self._dropped(self._linear(f"{name}.out", found.transpose(1, 2).reshape(rows, places, width)))

    def _feed_forward(self, name: str, state: Tensor) -> Tensor:
        inner = F.relu(self._linear(f"{name}.in", self._norm(f"{name}.norm", state)))
        return state + self._dropped(self._linear(f"{name}.out", self._dropped(inner)))

    def _linear(self, name: str, state: Tensor) -> Tensor:
        return F.linear(state, self.parameters[f"{name}.weight"], self.parameters[f"{name}.bias"])

    def _norm(self, name: str, state: Tensor) -> Tensor:
        weight, bias = self.parameters[f"{name}.weight"], self.parameters[f"{name}.bias"]
        return F.layer_norm(state, (self.shape.width,), weight, bias)

    def _dropped(self, state: Tensor) -> Tensor:
        return F.dropout(state, self.dropout) if self.dropout else state


def _found(query: Tensor, key: Tensor, value: Tensor, seen: Tensor | None) -> Tensor:
    """The values, by how well their keys answer the query: (rows, heads, places, width of a head)."""
    if query.is_cuda:
        return F.scaled_dot_product_attention(query, key, value, attn_mask=seen, is_causal=seen is None)
    # On processors PyTorch 2.13's own takes seven times as long, forwards and back, in bfloat16.
    if seen is None:
        seen = torch.ones(query.shape[2], key.shape[2], dtype=torch.bool).tril()
    likeness = (query @ key.transpose(-1, -2)).float() / math.sqrt(query.shape[-1])
    return likeness.masked_fill(~seen, -1e9).softmax(-1).to(value.dtype) @ value
