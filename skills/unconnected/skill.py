"""Wishes that need a service which nothing here is connected to: it says so, and pretends nothing."""

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request

_SERVICES = {
    "stocks": ("qa_stock",),
    "tips": ("recommendation_events", "recommendation_locations", "recommendation_movies"),
    "takeaway": ("takeaway_order", "takeaway_query"),
    "transport": ("transport_taxi", "transport_ticket", "transport_traffic"),
}
_BY_INTENT = {intent: service for service, intents in _SERVICES.items() for intent in intents}


class Unconnected:
    """Answers for every service that no skill provides yet."""

    manifest = Manifest(name="unconnected", intents=dict.fromkeys(_BY_INTENT, ()), fallback=True)

    def __init__(self, services: Services) -> None:
        del services

    def bid(self, request: Request) -> Bid | None:
        """Below any skill that can do it."""
        service = _BY_INTENT.get(request.interpretation.intent)
        return Bid("unconnected", 0.6, f"no service for {service}") if service else None

    async def handle(self, request: Request) -> Reply:
        """Say what is missing."""
        service = _BY_INTENT[request.interpretation.intent]
        return Reply((Message(f"unconnected-{service}"),), done=False)
