"""What is said below the fields of settings, for documents that are made from the code.

pydantic can read it itself, but would do so whenever the models are imported: that takes as long as all else
that a command does before it begins.
"""

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel


def descriptions(model: "type[BaseModel]") -> dict[str, str]:
    """By the name of each field in files, the text below it in the model's source, where there is one."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(model)))
    assert isinstance(tree.body[0], ast.ClassDef)
    found = {}
    for field, said in pairwise(tree.body[0].body):
        match field, said:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str() as text)),
            ):
                found[model.model_fields[name].alias or name] = inspect.cleandoc(text)
    return found
