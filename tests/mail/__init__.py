"""Mails out and workbooks back."""
