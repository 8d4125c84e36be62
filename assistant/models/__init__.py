"""The small models that read: packaged weights, and cross-encoders that somebody names.

`encoder` is the packaged embedding model with other weights, which reads two texts as one, in bytes
where that is faster (`quantised`): `close_reader` tells which sentence answers, `support` whether a
text says what a claim says. `reader` does with tokens already embedded. By name: `cross_encoder`,
for `reranker` and `entailment`. The chat model that writes is `assistant.model`.
"""
