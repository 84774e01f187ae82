"""Frozen reports: what an edition says, kept as canonical data, drawn in five formats, sealed in a chain of hashes.

Read in this order: ``canonical`` (what is frozen, on publishing), ``chain`` (how it is hashed), ``document`` (the same
in words, for people), ``charts``, one module for each format, ``compiling`` (the job), ``checking`` (the proof).
"""
