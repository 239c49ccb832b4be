"""Finds what was said, from the command palette."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from assistant.tui.conversation_view import ConversationView, Said


class HistorySearch(Provider):
    """Offers every utterance of the conversation; choosing one goes there."""

    async def search(self, query: str) -> Hits:
        """Utterances that match."""
        matcher = self.matcher(query)
        for said in self._said():
            score = matcher.match(said.text)
            if score > 0:
                yield Hit(score, matcher.highlight(said.text), partial(self._go, said), help=said.who)

    async def discover(self) -> Hits:
        """The last few utterances."""
        for said in self._said()[-5:]:
            yield DiscoveryHit(Content(said.text), partial(self._go, said), said.text, help=said.who)

    def _said(self) -> list[Said]:
        return list(self.app.query_one(ConversationView).query(Said))

    @staticmethod
    def _go(said: Said) -> None:
        said.scroll_visible(top=True)
