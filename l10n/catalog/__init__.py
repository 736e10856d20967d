"""Gettext catalogs, byte-faithful."""
