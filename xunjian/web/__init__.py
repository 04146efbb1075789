"""The pages an office opens every morning."""
