"""The site under inspection, as data: profile, pages, links, targets, probes, snapshots. Fetches nothing."""
