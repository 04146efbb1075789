"""Months, quarters and exports."""
