"""JSON Schema (2020-12) of the contract's shapes, derived from the model: document, reading and line.

What the types do not say is added: every field of a reading is written, confidences lie in 0..1, offsets are not
negative, countries are ISO 3166 alpha-3, dates are partial ISO dates. Further fields are allowed.
"""

from __future__ import annotations

from typing import Any, Final, get_type_hints

import msgspec

from detente.model import Document, Line, Reading, Status

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
REFERENCE = "#/$defs/{name}"

NAMES: Final = ("reading", "document", "line")

PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
PUBLISHED = r"^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:?\d{2}.*)?)?)?$"

RULES: dict[tuple[str, str], dict[str, Any]] = {
    ("*", "confidence"): {"minimum": 0, "maximum": 1},
    ("*", "status_confidence"): {"minimum": 0, "maximum": 1},
    ("*", "when_confidence"): {"minimum": 0, "maximum": 1},
    ("*", "start"): {"minimum": 0},
    ("*", "end"): {"minimum": 1},
    ("*", "text"): {"minLength": 1},
    ("*", "country"): {"pattern": "^[A-Z]{3}$"},
    ("*", "sha256"): {"pattern": "^[0-9a-f]{64}$"},
    ("*", "published"): {"pattern": PUBLISHED},
    ("*", "modified"): {"pattern": PUBLISHED},
    ("*", "origins"): {"minimum": 1},
    ("*", "evidence"): {"minItems": 1},
    ("Interval", "start"): {"pattern": PARTIAL_DATE},
    ("Interval", "end"): {"pattern": PARTIAL_DATE},
}
"""(Type, field) -> what is asked of its value beyond its type; '*' is any type."""

KINDS = {"minimum": ("integer", "number"), "maximum": ("number",), "minLength": ("string",), "pattern": ("string",)}
"""JSON types that a keyword applies to; others apply to arrays."""


def schema(name: str) -> dict[str, Any]:
    """The schema of 'reading', 'document' or 'line'. Raises KeyError for any other name."""
    return {"reading": reading, "document": document, "line": line}[name]()


def reading() -> dict[str, Any]:
    """What `detente read` writes, one a line."""
    return titled("reading", {"$ref": "#/$defs/Reading", "$defs": definitions(Reading)})


def document() -> dict[str, Any]:
    """What `detente read` and `detente add` take, one a line of JSON Lines: only id and text must be there."""
    found = definitions(Document)["Document"]
    return titled("document", found | {"required": ["id", "text"]})


def line() -> dict[str, Any]:
    """What a view writes: a record or a quote with the fields of the line, whose evidence replaces the record's."""
    shapes = definitions(Reading, own_fields())
    own = shapes.pop("LineFields")
    subjects = sorted(name for name, shape in shapes.items() if "confidence" in shape["properties"])
    shapes |= {name: without(shapes[name], "evidence") for name in subjects}
    subject = {"anyOf": [{"$ref": REFERENCE.format(name=name)} for name in subjects]}
    return titled("line", {"allOf": [subject, own], "$defs": shapes})


def own_fields() -> type[msgspec.Struct]:
    """The fields of a line beside its record or quote, and the status that both have there."""
    fields = {name: hint for name, hint in get_type_hints(Line).items() if name != "subject"}
    return msgspec.defstruct("LineFields", [*fields.items(), ("status", Status)])


def definitions(*types: type) -> dict[str, dict[str, Any]]:
    """The types' shapes by name, with all that is asked of them."""
    _, shapes = msgspec.json.schema_components(types, ref_template=REFERENCE)
    for name, shape in shapes.items():
        complete(name, shape)
    return shapes


def complete(name: str, shape: dict[str, Any]) -> None:
    """Ask for every field, and of each what RULES say; a description is brought on one line."""
    shape["required"] = list(shape["properties"])
    shape["description"] = " ".join(shape.get("description", "").split())
    for field, value in shape["properties"].items():
        value.pop("default", None)
        for alternative in value.get("anyOf", [value]):
            rule = RULES.get((name, field)) or RULES.get(("*", field)) or {}
            kinds = {keyword: KINDS.get(keyword, ("array",)) for keyword in rule}
            alternative.update({k: v for k, v in rule.items() if alternative.get("type") in kinds[k]})


def without(shape: dict[str, Any], field: str) -> dict[str, Any]:
    """The shape, one field left out."""
    properties = {name: value for name, value in shape["properties"].items() if name != field}
    return shape | {"properties": properties, "required": [name for name in properties if name in shape["required"]]}


def titled(name: str, shape: dict[str, Any]) -> dict[str, Any]:
    """The shape as a document of its own."""
    return {"$schema": DIALECT} | shape | {"title": f"Detente {name}"}
