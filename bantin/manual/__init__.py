"""The parser of the command line → help, completions and a manual page; nothing is said twice."""

from .completion import SHELLS as SHELLS
from .completion import completion as completion
from .helping import help_text as help_text
from .outline import outline as outline
from .page import manual_page as manual_page
