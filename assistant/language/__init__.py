"""What a sentence says, whoever asks: nothing here knows of questions, evidence or claims.

Numbers: `digits`, `figures`, `multiples`, `standing`, `units`, and what stands `beside` them. Time:
`clock`, `days`, `times`. Who: `names` of publishers, `offices`, `persons`. Words: how telling
(`words`), misspelt (`spelling`), turned round (`polarity`). The rest is how far a quote must reach
(`context`), what gives `reasons`, the `items` of a list, what is `taken_back`, by its publisher too
(`correction`), and what is an `opinion`.
"""
