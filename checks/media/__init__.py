"""New-media accounts."""
