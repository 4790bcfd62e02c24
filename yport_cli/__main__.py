"""`yport`, and `python -m yport_cli`: the start of the program."""

import sys

_INTERRUPTED = 130  # `ExitStatus.INTERRUPTED`, before anything is imported


def main() -> None:
    """Run the program; whoever stops it while it is still starting sees no trace either."""
    try:
        from yport_cli.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
