"""Terminology: what names and terms must be called."""
