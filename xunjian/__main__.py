"""`python -m xunjian` and the command `xunjian`."""


def main() -> None:
    """Each process of a pool imports this module and must not load the command line: 10 MB."""
    from xunjian.cli import main as run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
