"""What words mean and what is known of things: WordNet, Wikipedia, and last a language model, as far as allowed."""

from skills.knowledge.skill import Knowledge

__all__ = ["Knowledge"]
