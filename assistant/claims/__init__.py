"""What a written sentence must share with what it cites, by rule.

`rules` is all of it, for `assistant.verify`: `source` is what a claim is held against, `frames`
what stands around it. Then, one rule a module, whether the claim has other figures
(`claimed_figures`, `computed`, `given`), days (`claimed_dates`) or names (`claimed_names`) than its
source; gives one thing the part of another (`copied`, `crossed`, `passive`, `roles`, `ways`,
`heads`); tells more than it (`modality`, `scope`, `stages`, `still`, `tested`); or leaves out what
matters (`qualified`, `speakers`). `retold` puts both in the words that the small model reads.
"""
