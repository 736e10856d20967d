"""Offline localization of articles: gettext catalogs, machine translation, glossary checks, rendering."""
