"""The JSON Schema of `glossary.yml`, with which editors complete and check what is typed.

It says what can be said of one value at a time; `l10n glossary lint` knows more.
"""

from collections.abc import Mapping
from typing import Any

from l10n.config.documented import descriptions

ADDRESS = "https://json-schema.org/draft/2020-12/schema"
_COMMENT = "# yaml-language-server: $schema=docs/glossary.schema.json"


def glossary_schema() -> dict[str, Any]:
    """The schema, draft 2020-12, its keys in the order of the models'."""
    from pydantic.json_schema import models_json_schema

    from l10n.glossary import declared

    models = (declared.Header, declared.Term)
    _, schema = models_json_schema([(model, "validation") for model in models])
    definitions = schema["$defs"]
    for name, definition in definitions.items():
        _describe(definition["properties"], descriptions(getattr(declared, name)))
    header = definitions.pop("Header")
    header["properties"]["terms"]["items"] = {"$ref": "#/$defs/Term"}
    for by_locale in (header["properties"]["derive"], definitions["Term"]["properties"]["targets"]):
        by_locale["additionalProperties"] = False
    about = f"Editors with the YAML language server use it where this is a file's first line: {_COMMENT}"
    return {
        "$schema": ADDRESS,
        "$comment": f"Generated from the code by `make docs`. {about}",
        **header,
        "title": "glossary.yml",
        "$defs": definitions,
    }


def _describe(properties: dict[str, Any], said: Mapping[str, str]) -> None:
    """Add what is said of each property, but where another definition says it that is referred to."""
    for name, text in said.items():
        if "$ref" not in properties[name]:
            properties[name] = dict(sorted({**properties[name], "description": text}.items()))
