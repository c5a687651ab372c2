"""``python -m kroniek``."""

from kroniek.cli import main

main()
