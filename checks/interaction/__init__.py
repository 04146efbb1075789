"""Letters, consultation and surveys."""
