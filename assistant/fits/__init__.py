"""Whether a sentence fits a question, by rule, whatever the small models make of it.

`fitting` is all of it, for `assistant.found`, from what a question asks to have `happened` and the
`holders` of an office. `values` are the figures (`amounts`), days and names that a sentence gives,
`subject` and `distinct` of what it gives them, for `assistant.differ`; `namesakes` are people whom
a question does not mean, `speaking` tells whose words a sentence has.
"""
