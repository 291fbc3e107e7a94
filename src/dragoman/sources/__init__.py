"""Sources: bytes in, Pages out. What cannot be read comes out as a PageError."""

from dragoman.sources.files import SOURCES, pages

__all__ = ["SOURCES", "pages"]
