"""Rules that find faults in articles and catalogs, grouped by subject."""
