"""Templates → Python: what Jinja writes for every case, written for ours alone.

A page looks up hundreds of fields and calls dozens of macros, and each costs Jinja several
calls of its own: it must be ready for dictionaries that are asked for as objects, for HTML
that is none, and for callables that want the context. Ours get plain values, always escape,
and want nothing.
"""

from collections.abc import Callable
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup

_new = str.__new__


class Code(CodeGenerator):
    """Code that reads fields and calls macros as Python does, and escapes each value once."""

    _asked: nodes.Node | None = None

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("html = environment.html")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("html(")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.lean(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    # ``x.name`` fails where there is no such field, unless the template asks whether there is.

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        self._asked = node.node
        super().visit_Test(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        if node.name in ("default", "d"):
            self._asked = node.node
        super().visit_Filter(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        is_self = isinstance(node.node, nodes.Name) and node.node.name == "self"
        if node is self._asked or is_self or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        odd = forward_caller or node.dyn_args or node.dyn_kwargs
        if odd or any(iskeyword(word.key) for word in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


def lean(macro: Macro) -> Callable[..., str]:
    """Return what ``macro`` does, without what only odd macros need."""
    if macro.catch_kwargs or macro.catch_varargs or macro.caller:
        return macro
    body, names = macro._func, macro.arguments
    count = len(names)

    def part(*values: object, **named: object) -> str:
        if len(values) != count or named:
            values += tuple(named.pop(name, missing) for name in names[len(values) :])
            if named or len(values) != count:
                raise TypeError(f"the macro {macro.name} takes {count} arguments: {names}")
        return _new(Markup, body(*values))

    return part
