"""Lists: make, add to, read, take from."""

from collections.abc import Iterable, Mapping
from typing import Any

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from skills.lists.phrases import (
    ListWords,
    Wish,
    WishKind,
    default_name,
    list_name,
    means_several,
    read_wish,
    split_items,
)
from skills.verbs import fit
from skills.wording import keywords

_ITEMS = list[str]
_OF_ITEMS: Mapping[WishKind, WishKind] = {"create": "add", "delete": "take"}


class Lists:
    """Keeps named lists of things."""

    manifest = Manifest(
        name="lists",
        intents={"lists_createoradd": ("list_name",), "lists_query": (), "lists_remove": ()},
        permissions=frozenset({"storage"}),
        keywords=keywords("lists", ListWords),
        confirmation="when_doubtful",
        carries={
            "lists_createoradd": ("item", "list_name"),
            "lists_remove": ("item", "list_name"),
            "lists_query": ("list_name",),
        },
        examples={
            "en": ("add milk to the shopping list", "what is on my to do list", "remove bread from the grocery list"),
            "de": ("setz milch auf die einkaufsliste", "was steht auf meiner einkaufsliste"),
        },
    )

    def __init__(self, services: Services) -> None:
        self._storage = services.storage

    def bid(self, request: Request) -> Bid | None:
        """For every intent about lists; deleting a whole list is a risk."""
        wish = _wish(request)
        name = self._name(request)
        action = Message(f"lists-action-{wish.kind}", {"items": wish.items, "list": name})
        missing = _missing(wish, request)
        risk = 1.0 if wish.kind == "delete" else 0.0
        return Bid("lists", fit(request.interpretation), f"to {wish.kind}", missing, action, risk)

    def names(self) -> Iterable[str]:
        """The lists, and what is on them."""
        for name in self._storage.keys():  # noqa: SIM118 - not a mapping
            yield name
            yield from self._storage.get(name, _ITEMS) or ()

    async def handle(self, request: Request) -> Reply:
        """Change or read lists; what the reply says is on disk."""
        wish, name = _wish(request), self._name(request)
        match wish.kind:
            case "create":
                return self._create(name)
            case "add":
                return self._add(name, wish)
            case "take":
                return self._take(name, wish)
            case "delete":
                return self._delete(name)
            case _:
                return self._tell(request, name)

    def _create(self, name: str) -> Reply:
        if self._storage.get(name, _ITEMS) is not None:
            return Reply((Message("lists-exists", {"list": name}),), data={"list": name})
        self._storage.put(name, [])
        return Reply((Message("lists-created", {"list": name}),), data={"list": name}, undo=_was(name, None))

    def _add(self, name: str, wish: Wish) -> Reply:
        with self._storage.together():
            before = self._storage.get(name, _ITEMS)
            have = before or []
            new = [item for item in wish.items if item not in have]
            self._storage.put(name, [*have, *new])
        identifier = "lists-added" if new else "lists-already"
        message = Message(identifier, {"items": tuple(new or wish.items), "list": name})
        data = {"list": name, "items": list(wish.items)}
        return Reply((message,), data=data, undo=_was(name, before) if new else {})

    def _take(self, name: str, wish: Wish) -> Reply:
        with self._storage.together():
            have = self._storage.get(name, _ITEMS) or []
            gone = [item for item in have if item in wish.items]
            if gone:
                self._storage.put(name, [item for item in have if item not in gone])
        identifier = "lists-taken" if gone else "lists-not-on"
        message = Message(identifier, {"items": tuple(gone or wish.items), "list": name})
        return Reply((message,), done=bool(gone), data={"list": name}, undo=_was(name, have) if gone else {})

    def _delete(self, name: str) -> Reply:
        items = self._storage.get(name, _ITEMS)
        gone = self._storage.delete(name)
        message = Message("lists-deleted" if gone else "lists-unknown", {"list": name})
        return Reply((message,), done=gone, undo=_was(name, items) if gone else {})

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Put the list back as it was."""
        if done["items"] is None:
            self._storage.delete(done["list"])
        else:
            self._storage.put(done["list"], done["items"])

    def _tell(self, request: Request, name: str) -> Reply:
        names = tuple(self._storage.keys())
        open_question = not list_name(request.interpretation) and len(names) != 1 and not _recent(request)
        if open_question or means_several(request.interpretation.utterance, request.locale):
            identifier = "lists-names" if names else "lists-no-lists"
            return Reply((Message(identifier, {"names": names, "count": len(names)}),))
        items = self._storage.get(name, _ITEMS)
        if items is None:
            return Reply((Message("lists-unknown", {"list": name}),), done=False)
        message = Message("lists-items" if items else "lists-empty", {"items": tuple(items), "list": name})
        return Reply((message,), data={"list": name})

    def _name(self, request: Request) -> str:
        """The list that is meant: named, or talked about just now, or the only one there is."""
        names = tuple(self._storage.keys())
        said = list_name(request.interpretation)
        if said:
            return next((name for name in names if _same(name, said)), said)
        recent = _recent(request)
        if recent in names:
            return recent
        return names[0] if len(names) == 1 else default_name(request.locale)


def _was(name: str, items: list[str] | None) -> dict[str, object]:
    return {"list": name, "items": items}


def _wish(request: Request) -> Wish:
    said = request.interpretation
    wish = read_wish(said.utterance, said.intent, said.locale)
    answer = said.slot("item")
    if answer is None:
        return wish
    kind = _OF_ITEMS.get(wish.kind, wish.kind)
    return Wish(kind, split_items(answer.text, said.locale))


def _missing(wish: Wish, request: Request) -> tuple[str, ...]:
    if wish.kind in ("add", "take") and not wish.items:
        return ("item",)
    return ("list_name",) if wish.kind == "create" and not list_name(request.interpretation) else ()


def _recent(request: Request) -> str:
    return next((str(data["list"]) for data in request.context if data["skill"] == "lists" and "list" in data), "")


def _same(one: str, other: str) -> bool:
    return one.replace(" ", "").casefold() == other.replace(" ", "").casefold()
