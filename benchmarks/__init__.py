"""Side-by-side runs against peers: one command each, printing ratios."""
