"""Every error that Detente raises on purpose.

    DetenteError
    ├── UsageError              the call is wrong (exit 2)
    │   ├── DateInvalid         a date that is no date
    │   ├── DeskMissing         no desk at that path
    │   ├── DeskExists          something stands at that path already
    │   ├── DeskInvalid         the file there is no desk
    │   ├── DeskTooNew          written by a newer Detente
    │   ├── DeskReadOnly        the folder or file cannot be written
    │   ├── CalendarEnds        a day beyond what the calendar of an exchange knows
    │   └── ExtraMissing        a part that is not installed
    ├── InputError              one input could not be taken in; the rest is kept (exit 3)
    │   ├── DocumentInvalid     a document without text, a broken line, a date that is no date
    │   ├── DocumentConflict    the same id with a different text
    │   ├── EncodingInvalid     bytes that are no text
    │   ├── SeriesInvalid       a file of prices that is none
    │   ├── FetchFailed         an address that could not be fetched, now
    │   │   └── AddressRefused  one that is never fetched: it leads into the own network, or is no web address
    │   ├── FeedInvalid         bytes that are no feed, or one that is not safe to read
    │   └── ReadingFailed       the reader has a defect that this document brought out
    ├── NotFound                nothing under that id or name (exit 1)
    ├── StoreError              the store could not write, e.g. the disk is full (exit 3)
    ├── SpanMismatch            words that do not stand where a line says they stand: a defect
    └── Unsupported             a sentence that rests on no words, or quotes what they are not: a defect

A message names the value, the place and the remedy.
"""

from __future__ import annotations


class DetenteError(Exception):
    """Base of all errors raised on purpose."""


class UsageError(DetenteError):
    """The call is wrong."""


class DateInvalid(UsageError):
    """A date that is no date."""


class DeskMissing(UsageError):
    """No desk at that path."""


class DeskExists(UsageError):
    """Something stands at that path already."""


class DeskInvalid(UsageError):
    """The file there is no desk."""


class DeskTooNew(UsageError):
    """The desk was written by a newer Detente."""


class DeskReadOnly(UsageError):
    """The desk's folder or file cannot be written."""


class CalendarEnds(UsageError):
    """A day beyond what the calendar of an exchange knows."""


class ExtraMissing(UsageError):
    """A part that is not installed; the message names the extra."""


class InputError(DetenteError):
    """One input could not be taken in."""


class DocumentInvalid(InputError):
    """A document that misses what it needs."""


class DocumentConflict(InputError):
    """The same id came with a different text. `document` is the one that came later, where it is at hand."""

    def __init__(self, message: str, document: object = None) -> None:
        super().__init__(message)
        self.document = document


class EncodingInvalid(InputError):
    """Bytes that are no text."""


class SeriesInvalid(InputError):
    """A file of prices that is none, or not of one instrument."""


class FetchFailed(InputError):
    """An address could not be fetched. `retry_after` is how many seconds the server asks to wait, where it does;
    `lasting` tells that trying again will not help.
    """

    def __init__(self, message: str, retry_after: float | None = None, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.lasting = lasting


class AddressRefused(FetchFailed):
    """An address that is never fetched."""

    def __init__(self, message: str) -> None:
        super().__init__(message, lasting=True)


class FeedInvalid(InputError):
    """Bytes that are no feed, or a feed that is not safe to read."""


class ReadingFailed(InputError):
    """The reader has a defect that this document brought out."""


class NotFound(DetenteError):
    """Nothing under that id or name."""


class StoreError(DetenteError):
    """The store could not write."""


class LogGrown(DetenteError):
    """The log has grown since what was to be appended was worked out. Look at what came, then append it again."""


class SpanMismatch(DetenteError):
    """Words that do not stand where a line says they stand."""


class Unsupported(DetenteError):
    """A sentence of a brief rests on no words, or quotes words that they are not."""
