"""What is said below the fields of settings is found in the source, as pydantic itself would find it."""

import pytest
from pydantic import BaseModel, ConfigDict

from l10n.config import declared as config
from l10n.config.documented import descriptions
from l10n.glossary import declared as glossary


class Settings(BaseModel):
    """Text that is no field's."""

    model_config = ConfigDict(use_attribute_docstrings=True, alias_generator=lambda name: name.strip("_"))

    plain: int = 0
    """One line."""
    from_: str = ""
    """Two lines:
    the second is indented."""
    silent: bool = False
    last: bool = True
    """The last."""


def test_the_text_below_a_field_is_its_description() -> None:
    by_pydantic = {field.alias: field.description for field in Settings.model_fields.values()}
    assert descriptions(Settings) == {name: text for name, text in by_pydantic.items() if text is not None}
    assert by_pydantic["silent"] is None


@pytest.mark.parametrize(
    "model", [config.Declared, config.CheckSettings, config.LocaleSettings, glossary.Term, glossary.Target]
)
def test_every_setting_is_described(model: type[BaseModel]) -> None:
    undescribed = {field.alias or name for name, field in model.model_fields.items()} - {*descriptions(model)}
    assert undescribed <= {"check", "locale"}
