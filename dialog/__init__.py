"""Conversation: state, the skill contract, arbitration, the journal."""
