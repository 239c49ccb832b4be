"""Who a client is: a satellite that proves its key, or a program on this machine."""

import hmac
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from wyoming.event import Event

from assistant.acceptor import is_loopback
from assistant.errors import AssistantError
from assistant.protocol.wire import malformed
from assistant.wyoming import proof
from assistant.wyoming.keyring import Keyring

_NONCE = re.compile(r"[0-9a-f]{32,128}")
Send = Callable[[Event], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a client is known to be.

    Attributes:
        name: The satellite's, or the address.
        keyed: Whether it showed a key.
    """

    name: str
    keyed: bool


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may come.

    Attributes:
        keyring: The satellites' keys.
        open_loopback: Whether programs on this machine need none.
    """

    keyring: Keyring
    open_loopback: bool


class Admission:
    """Finds out who one client is, from its first events.

    Args:
        policy: Who may come.
        address: Of the client.
        secret: Whether nobody can read along, so that a key itself may be sent.
    """

    def __init__(self, policy: Policy, address: str, *, secret: bool) -> None:
        self._policy = policy
        self._address = address
        self._secret = secret
        self._name: str | None = None  # that it goes by, once challenged
        self._nonces = ("", "")

    async def read(self, event: Event, send: Send) -> Identity | None:
        """Who it is, as soon as that is known; the event is then used up where it is ``authenticate``.

        Raises:
            AssistantError: ``client.unknown``, ``client.clear`` or ``wire.malformed``.
        """
        if event.type == "authenticate":
            return await self._authenticated(event, send)
        if self._policy.open_loopback and is_loopback(self._address):
            return Identity(self._address, keyed=False)
        raise _unknown()

    def still(self, identity: Identity) -> bool:
        """Whether the key that it showed has not been taken back since. It reads one small file."""
        return not identity.keyed or self._policy.keyring.digest(identity.name) is not None

    async def _authenticated(self, event: Event, send: Send) -> Identity | None:
        match event.data:
            case {"key": str(key)}:
                if not self._secret:
                    raise AssistantError(
                        "client.clear",
                        "A key is not taken where others can read it.",
                        "Use TLS, or answer a challenge.",
                    )
                name = self._policy.keyring.is_right(key)
            case {"name": str(name), "nonce": str(nonce)} if _NONCE.fullmatch(nonce) and self._name is None:
                await self._challenge(name, nonce, send)
                return None
            case {"proof": str(proven)} if self._name is not None:
                name = self._name if self._is_proven(self._name, proven) else ""
            case _:
                raise malformed("authenticate without key, name and nonce, or proof")
        if not name:
            raise _unknown()
        await send(Event("authenticated", {"name": name}))
        return Identity(name, keyed=True)

    async def _challenge(self, name: str, nonce: str, send: Send) -> None:
        """An unknown name is challenged like a known one, so that nobody can ask for names."""
        self._name, self._nonces = name, (nonce, proof.nonce())
        digest = self._policy.keyring.digest(name) or secrets.token_bytes(proof.NONCE)
        proven = proof.proof("server", digest, name, *self._nonces)
        await send(Event("challenge", {"nonce": self._nonces[1], "proof": proven}))

    def _is_proven(self, name: str, proven: str) -> bool:
        kept = self._policy.keyring.digest(name)
        expected = proof.proof("client", kept or secrets.token_bytes(proof.NONCE), name, *self._nonces)
        return hmac.compare_digest(expected.encode(), proven.encode(errors="replace")) and kept is not None


def _unknown() -> AssistantError:
    return AssistantError("client.unknown", "This server does not know you.", "Authenticate with a satellite's key.")
