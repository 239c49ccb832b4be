"""Who has a key proves it without sending it: each end answers the other's challenge (HMAC, RFC 2104).

The client sends ``authenticate`` with its ``name`` and a ``nonce``; the server answers ``challenge`` with a nonce of
its own and its proof, the client sends ``authenticate`` with its proof, the server answers ``authenticated``. Both
proofs cover both nonces and the name, each under a label of its own, so that none can be used again or turned round.
"""

import hashlib
import hmac
import secrets
from typing import Literal

from assistant.keyring import digest_of

NONCE = 32
End = Literal["client", "server"]


def nonce() -> str:
    """A fresh challenge, in hexadecimal."""
    return secrets.token_hex(NONCE)


def proof(end: End, digest: bytes, name: str, client: str, server: str) -> str:
    """What only an end that knows the key can say, in hexadecimal.

    Args:
        end: Whose proof it is.
        digest: Of the key's secret; see ``keyring.digest_of``.
        name: Of the satellite.
        client: The client's nonce.
        server: The server's nonce.
    """
    parts = (f"wyoming {end}", name, client, server)
    return hmac.new(digest, "\0".join(parts).encode(), hashlib.sha256).hexdigest()


class Prover:
    """The client's end.

    Args:
        key: As ``assistant satellites add`` showed it.
    """

    def __init__(self, key: str) -> None:
        self.name, _, secret = key.partition(":")
        self.nonce = nonce()
        self._digest = digest_of(secret)

    def answer(self, challenge: str, proven: str) -> str | None:
        """The client's proof; None where the server could not prove that it knows the key.

        Args:
            challenge: The server's nonce.
            proven: The server's proof.
        """
        expected = proof("server", self._digest, self.name, self.nonce, challenge)
        if not hmac.compare_digest(expected.encode(), proven.encode()):
            return None
        return proof("client", self._digest, self.name, self.nonce, challenge)
