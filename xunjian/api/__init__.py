"""The office for other programs: JSON over HTTP, each token with the rights of its account."""
