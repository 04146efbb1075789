"""How fast, how light and how right the crawler is, beside wget, linkinator and lychee on one site."""
