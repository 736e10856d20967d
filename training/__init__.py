"""From a corpus of sentence pairs to an Argos Translate package: the recipe of the starter model.

    python -m training prepare|train|export|evaluate CONFIGURATION ...

`train` needs Python, numpy and PyTorch alone, so that it runs on a machine that has nothing else; README.md
in this folder leads through all of it.
"""
