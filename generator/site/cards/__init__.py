"""Pictures of preview cards: what a link shows where it is shared, an optional step (extra `cards`, setting `cards`).

`card` says what stands on a picture, `fonts` finds what it is set in, `lines` breaks it into lines, `drawing` draws it, `deck` has the
pictures of a whole site and keeps them from one build to the next.
"""
