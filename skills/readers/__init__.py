"""Readers of formats that strangers write: each makes plain values of bytes, in a process that can be ended.

A reader is a module with one function, ``read(data, ...)``, that gives JSON values. :mod:`skills.readers.process` has
it run. Readers import nothing of ours but each other, so that their process starts quickly.
"""
