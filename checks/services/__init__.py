"""Guides to administrative services."""
