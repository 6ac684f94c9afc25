"""`detente completion`: a script that makes a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from detente.cli.command import Command

VARIABLE = "_DETENTE_COMPLETE"
EXAMPLES = (
    'eval "$(detente completion bash)"',
    "detente completion zsh > ~/.zfunc/_detente",
    "detente completion fish > ~/.config/fish/completions/detente.fish",
)


@click.command(cls=Command, examples=EXAMPLES, short_help="A completion script for a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, *, shell: str) -> None:
    """Write a script that makes the shell complete commands and options."""
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion is known for {shell!r}")
    script = found(context.find_root().command, {}, "detente", VARIABLE)
    click.echo(script.source_template % script.source_vars())


COMMANDS = {"completion": completion}
