"""Sentences, words, placeholders and scripts, without knowledge of files."""
