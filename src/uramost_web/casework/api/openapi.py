"""The OpenAPI 3.1 document, made from the tables that the addresses are answered by."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Any, Final

from django.conf import settings

from uramost_web.casework.api.others import OTHERS, Other
from uramost_web.casework.georeport import shapes
from uramost_web.casework.georeport.calls import CALLS, Call, Parameter
from uramost_web.casework.georeport.shapes import Field, Shape

Json = dict[str, Any]
ROOT: Final = "/georeport/v2/"
PLAIN: Final = {"xml": "text/xml", "json": "application/json"}
FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
TAG: Final = "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}$"
STATUSES: Final = {
    200: "What was asked for",
    304: "Unchanged since it was last asked for",
    400: "Something in the call is wrong; the answer says what",
    403: "api_key is missing, wrong, revoked, or may not do this",
    404: "There is no such thing, or nothing that is public",
    413: "More was sent than is read",
    429: "The key has had its calls for this minute; Retry-After says when to try again",
}
LANGUAGE: Final = {
    "name": "Accept-Language", "in": "header", "description": "Language of what is answered.",
    "schema": {"type": "string", "maxLength": 200},
}  # fmt: skip
ONCE: Final = {
    "name": "Idempotency-Key", "in": "header",
    "description": "A name of the sender's for this request: the same content under it within a day is one request.",
    "schema": {"type": "string", "maxLength": 255},
}  # fmt: skip


def document() -> Json:
    paths: dict[str, Json] = {}
    for call in CALLS:
        for suffix in PLAIN:
            paths.setdefault(f"{ROOT}{call.path}.{suffix}", {})[call.method] = _operation(call, suffix)
    for other in OTHERS:
        paths[other.path] = {"get": _other(other)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "UraMost",
            "version": version("uramost"),
            "description": (
                "Open311 GeoReport v2 in XML and JSON, one jurisdiction for each municipality, with mySociety's "
                "extension for updates; and what else here is made for programmes. Everything under /georeport/v2/ "
                "also stands under /georeport/test/v2/, where all is checked and nothing is kept."
            ),
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": paths,
        "components": {"schemas": {shape.name: _answer(shape) for shape in shapes.SHAPES}},
    }


def _operation(call: Call, suffix: str) -> Json:
    made: Json = {
        "operationId": f"{call.name}_{suffix}",
        "summary": call.says,
        "tags": ["GeoReport"],
        "parameters": [*_in_path(call.path), LANGUAGE],
        "responses": _responses(call, suffix),
    }
    if call.method == "post":
        made["requestBody"] = {"required": True, "content": {form: {"schema": _form(call, form)} for form in FORMS}}
        made["parameters"] += [ONCE] if call.name == "send" else []
    else:
        made["parameters"] += [_in_query(parameter) for parameter in call.parameters]
    return made


def _in_path(path: str, schemas: Mapping[str, Json] | None = None) -> Iterator[Json]:
    for part in path.split("{")[1:]:
        name = part.partition("}")[0]
        schema = (schemas or {}).get(name, {"type": "string", "minLength": 1, "maxLength": 100})
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _in_query(parameter: Parameter) -> Json:
    made: Json = {
        "name": parameter.name, "in": "query", "description": parameter.says, "schema": schema_of(parameter),
    }  # fmt: skip
    if parameter.kind == "list":
        made |= {"style": "form", "explode": False}
    return made


def schema_of(parameter: Parameter) -> Json:
    """What an argument may hold."""
    if parameter.kind == "list":
        items: Json = {"enum": list(parameter.choices)} if parameter.choices else {"type": "string", "minLength": 1}
        return {"type": "array", "items": items, "maxItems": parameter.most}
    if parameter.kind == "choice":
        return {"enum": [*parameter.choices, *map(str.upper, parameter.choices)]}
    if parameter.kind in {"whole", "decimal"}:
        return {**SIMPLE[parameter.kind], "minimum": parameter.least, "maximum": parameter.most}
    if parameter.kind in {"text", "email", "url"}:
        return {**SIMPLE[parameter.kind], "maxLength": parameter.most}
    return SIMPLE[parameter.kind]


SIMPLE: Final[Mapping[str, Json]] = {
    "text": {"type": "string"},
    "email": {"type": "string", "format": "email"},
    "url": {"type": "string", "format": "uri"},
    "moment": {"type": "string", "format": "date-time"},
    "whole": {"type": "integer"},
    "decimal": {"type": "number"},
    "flag": {"type": "boolean"},
    "language": {"type": "string", "pattern": TAG},
}


def _form(call: Call, form: str) -> Json:
    properties = {one.name: {**schema_of(one), "description": one.says} for one in call.parameters}
    made: Json = {
        "type": "object",
        "properties": properties,
        "required": [one.name for one in call.parameters if one.required],
    }
    if call.name == "send":
        made["patternProperties"] = {r"^attribute\[[A-Za-z0-9_-]{1,60}\](\[\])?$": {"type": "string"}}
        if form == FORMS[1]:
            properties["media"] = {"type": "string", "format": "binary", "description": "a photograph, JPEG or PNG"}
    return made


def _responses(call: Call, suffix: str) -> Json:
    made = {"200": _response(200, call.shape, suffix)}
    return made | {str(status): _response(status, shapes.ERRORS, suffix) for status in sorted({400, *call.statuses})}


def _response(status: int, shape: Shape, suffix: str) -> Json:
    schema: Json = {"$ref": f"#/components/schemas/{shape.name}"}
    if suffix == "xml":
        address = f"{settings.SITE_URL}/georeport/schemas/{shape.root}.rng"
        schema = {"type": "string", "description": f"XML as {address} describes it (RELAX NG)."}
    return {"description": STATUSES[status], "content": {PLAIN[suffix]: {"schema": schema}}}


TYPES: Final = {"text": "string", "moment": "string", "number": "number", "whole": "integer", "truth": "boolean"}


def _answer(shape: Shape) -> Json:
    """As JSON has it: without the root."""
    row = _object(shape.fields)
    return {"type": "array", "items": row} if shape.child else row


def _object(fields: Iterable[Field]) -> Json:
    listed = tuple(fields)
    return {
        "type": "object",
        "properties": {field.name: _field(field) for field in listed},
        "required": [field.name for field in listed if not field.maybe],
        "additionalProperties": False,
    }


def _field(field: Field) -> Json:
    said: Json = {"description": field.says}
    if field.kind == "list":
        return {**said, "type": "array", "items": _object(field.fields) if field.fields else {"type": "string"}}
    if field.kind == "object":
        return {**said, **_object(field.fields)}
    made = {**said, "type": [TYPES[field.kind], "null"]}
    if field.choices:
        made["enum"] = [*field.choices, None]
    return {**made, "format": "date-time"} if field.kind == "moment" else made


def _after(asked: Mapping[str, Json]) -> Iterator[Json]:
    for name, schema in asked.items():
        yield {"name": name, "in": "query", "schema": schema}


def _other(other: Other) -> Json:
    answers: Json = {"200": {"description": STATUSES[200], "content": {other.media_type: {"schema": other.schema}}}}
    for status in other.statuses:
        answers[str(status)] = {"description": STATUSES[status]}
        if status != 304:
            answers[str(status)]["content"] = {"text/html": {"schema": {"type": "string"}}}
    return {
        "operationId": other.name,
        "summary": other.says,
        "tags": ["Public data"],
        "parameters": [*_in_path(other.path, other.parts), *_after(other.asked)],
        "responses": answers,
    }
