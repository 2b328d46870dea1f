"""``python -m ncnd_rules``: the command line where its script is not on the path."""

from ncnd_rules.cli import main

if __name__ == "__main__":
    main(prog_name="ncnd")
