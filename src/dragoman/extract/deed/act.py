"""An act: a deed with whoever is meant by its parties, and where in its clause it stands; or a deed left out."""

import msgspec

from dragoman.extract.deed.clause import Clause
from dragoman.extract.deed.told import Told
from dragoman.model.actor import Actor
from dragoman.model.seen import Deed, Named


class Act(msgspec.Struct, frozen=True):
    """A deed with its parties. `clause` is its sentence; `told` where in it."""

    deed: Deed
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    who: tuple[str, ...]  # how each phrase was understood
    contexts: tuple[str, ...]  # of the sentence
    clause: Clause
    told: Told
    strangers: tuple[Named, ...] = ()  # parties kept under their own words, of whom no state or body is known


class LeftOut(msgspec.Struct, frozen=True):
    """A deed that is no act, because of one of its phrases and `why`."""

    deed: Deed
    phrase: Named
    why: str
