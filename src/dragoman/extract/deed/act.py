"""An act: a deed with whoever is meant by its parties, and where in its clause it stands."""

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.told import Told
from dragoman.model.actor import Actor
from dragoman.model.seen import Deed


class Act(msgspec.Struct, frozen=True):
    """A deed with its parties. `clause` is its sentence; `told` where in it."""

    deed: Deed
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    who: tuple[str, ...]  # how each phrase was understood
    contexts: tuple[str, ...]  # of the sentence
    clause: Clause
    told: Told
