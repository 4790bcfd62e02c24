"""`python -m yport_cli`: the same program as `yport`."""

from yport_cli.cli.main import main

if __name__ == "__main__":
    main()
