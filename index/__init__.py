"""Articles in, ranked passages out: readers, library (SQLite), vectors (Chroma), search, sync.

`Index` is all of it for one data folder. From source to passage, in order: `sources` (where
articles come from), `read` (one reader per kind), `survey` (what changed), `difference` (what
to do about it), `split` (sentences, passages), `changes` (into SQLite), `mirror` (into Chroma),
`sync` (all of that). From question to passages: `keywords`, `vectors`, `search`, `sentences`; what
they read of the library is `remembered` until it changes.
"""
