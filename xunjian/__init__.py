"""Joins the rooms: command line, pipeline, demo. Nobody imports this package."""

from importlib.metadata import version

__version__ = version("xunjian")
