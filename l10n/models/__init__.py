"""Argos packages: where they come from and how they are installed."""
