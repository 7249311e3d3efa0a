"""Zhangju 章句: annotated editions of public plans, from raw text to a static site."""

__version__ = "0.1.0"
