"""Questions in, cited answers out.

`Assistant` is all of it. From question to answer, in order: `question` (what is asked), `passages`
(where it may stand), `reranker` (in what order, if one is set), `evidence` (which sentences may
answer), `calibration` (how likely they do), `quote` (the answer), over the nouns of `answer`.
"""
