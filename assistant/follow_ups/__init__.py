"""A question that follows on from another, made one that can be searched for.

`following` completes it by rule, `ellipsis` where it only names another place or time, `antecedent`
where it says “she”. `rephrase` has the chat model do so, where there is one.
"""
