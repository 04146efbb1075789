"""Rules on what identifies the site: footer, page tags, domain, 找错 entry, search."""
