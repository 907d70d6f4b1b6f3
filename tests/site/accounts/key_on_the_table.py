"""A security key made of software: it speaks WebAuthn as a real one does, with a real signature."""

import hashlib
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

Flag = AuthenticatorData.FLAG
ORIGIN = "http://testserver"


class SecurityKey:
    def __init__(self) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.owner = ""

    def register(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.create` with these options."""
        asked = options["publicKey"]
        self.owner = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.private.public_key())
        about = AuthenticatorData.create(
            self._site(asked["rp"]["id"]),
            Flag.UP | Flag.UV | Flag.AT,
            0,
            AttestedCredentialData.create(bytes(16), self.id, public),
        )
        client = CollectedClientData.create("webauthn.create", asked["challenge"], ORIGIN)
        return self._answer(
            clientDataJSON=websafe_encode(client),
            attestationObject=websafe_encode(AttestationObject.create("none", about, {})),
        )

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.get` with these options."""
        asked = options["publicKey"]
        about = AuthenticatorData.create(self._site(asked["rpId"]), Flag.UP | Flag.UV, 1)
        client = CollectedClientData.create("webauthn.get", asked["challenge"], ORIGIN)
        signature = self.private.sign(about + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=websafe_encode(client),
            authenticatorData=websafe_encode(about),
            signature=websafe_encode(signature),
            userHandle=self.owner,
        )

    def _answer(self, **response: str) -> dict[str, Any]:
        name = websafe_encode(self.id)
        return {
            "type": "public-key",
            "id": name,
            "rawId": name,
            "response": response,
            "clientExtensionResults": {"credProps": {"rk": True}},
        }

    @staticmethod
    def _site(name: str) -> bytes:
        return hashlib.sha256(name.encode()).digest()
