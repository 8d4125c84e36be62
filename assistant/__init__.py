"""Questions in, cited answers out.

`Assistant` is all of it. From question to answer, in order: `courtesy` (what asks nothing),
`question` (what is asked; made whole by `follow_ups`), `passages` (where it may stand), `evidence`
(which sentences may answer), `windows` (read closely), `found` (which are quoted; of a story, how
the articles on it begin: `story`), `differ` and `corrected` (what speaks against them), `quote`
(the answer) or `write` (a model's words) and `verify` (held against what they cite), over the nouns
of `answer`. What is read by rule is in `language`, `fits` and `claims`, by small models in
`models`; `calibration` says when that is enough.
"""
