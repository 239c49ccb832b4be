"""Settings of all tests."""

from contextlib import suppress

from hypothesis import settings

with suppress(ImportError):
    import setuptools  # noqa: F401  # torch's compiler needs its distutils, which must come before the standard one

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")
