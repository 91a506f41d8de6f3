"""What lies here is read by mypy (`tests/test_public_types.py`) and never run, nor searched for doctests."""

from __future__ import annotations

collect_ignore_glob = ["*.py"]
