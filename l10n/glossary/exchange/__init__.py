"""Terms from and for other programs: tables, TBX, DeepL's glossaries, CLDR's names.

Every module that reads gives `Term`s, `plan` compares them with a glossary, `insertion` adds to its text.
"""
