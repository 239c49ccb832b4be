"""The address book."""

from skills.contacts.skill import Contacts

__all__ = ["Contacts"]
