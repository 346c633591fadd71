"""A small provider of OpenID Connect that is as strict as OIDC NLGov: it refuses what a careless one lets pass.

It runs as a process of its own. A test tells it over `/control` whom to sign in and what to put in the next ID token,
and reads at `/seen` what was sent to it.
"""

import hashlib
import secrets
import sys
import time
from base64 import urlsafe_b64encode
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
CLIENT = "springplank"


class Provider:
    """One provider, with what a test told it and what was sent to it."""

    def __init__(self, issuer):
        self.issuer = issuer
        self.key = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
        self.client_keys = {"keys": []}
        self.following, self.metadata = {}, {}
        self.codes, self.jtis, self.sent = {}, set(), []
        self.asked = {"jwks": 0, "discovery": 0}

    def discovery(self):
        self.asked["discovery"] += 1
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/end",
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "authorization_response_iss_parameter_supported": True,
        } | self.metadata

    def jwks(self):
        self.asked["jwks"] += 1
        return KeySet([self.key]).as_dict(private=False)

    def authorize(self, request: Request):
        asked = dict(request.query_params)
        needed = {"client_id", "response_type", "scope", "redirect_uri", "state", "nonce", "code_challenge"}
        if (
            not needed <= asked.keys()
            or min(len(asked["state"]), len(asked["nonce"])) < 22  # 128 bits in base64
            or asked.get("code_challenge_method") != "S256"
            or asked["response_type"] != "code"
            or asked["client_id"] != CLIENT
        ):
            return JSONResponse({"error": "invalid_request"}, 400)
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        self.sent.append({"authorize": asked})
        back = {"code": code, "state": asked["state"], "iss": self.issuer}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode(back)}", 302)

    async def token(self, request: Request):
        form = dict(await request.form())
        self.sent.append({"token": form, "authorization": "authorization" in request.headers})
        asked = self.codes.pop(form.get("code"), None)
        try:
            header = self.check_client(form)
        except (JoseError, KeyError, AssertionError) as error:
            return JSONResponse({"error": "invalid_client", "error_description": type(error).__name__}, 401)
        self.sent[-1]["algorithm"] = header["alg"]
        if asked is None or not fits(asked, form):
            return JSONResponse({"error": "invalid_grant"}, 400)
        id_token = self.following.get("raw") or self.id_token(asked["nonce"])
        return JSONResponse({"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "id_token": id_token})

    def check_client(self, form):
        keys = KeySet.import_key_set(self.client_keys)
        proof = jwt.decode(form["client_assertion"], keys, algorithms=["PS256", "RS256", "ES256"])
        jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": CLIENT},
            sub={"essential": True, "value": CLIENT},
            aud={"essential": True, "value": f"{self.issuer}/token"},
            exp={"essential": True},
            jti={"essential": True},
        ).validate(proof.claims)
        assert form["client_assertion_type"] == ASSERTION
        assert proof.claims["jti"] not in self.jtis
        assert proof.claims["exp"] <= time.time() + 300
        self.jtis.add(proof.claims["jti"])
        return proof.header

    def id_token(self, nonce):
        now = int(time.time())
        made = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "somebody",
            "nonce": nonce,
            "iat": now,
            "nbf": now,
            "exp": now + 300,
            "acr": "substantieel",
        } | self.following.get("claims", {})
        made = {name: value for name, value in made.items() if value is not None}
        header = {"alg": "PS256", "kid": self.key.kid} | self.following.get("header", {})
        return jwt.encode(header, made, self.key, algorithms=[header["alg"]])

    async def control(self, request: Request):
        told = await request.json()
        self.following, self.metadata, self.client_keys = told["next"], told["metadata"], told["client_keys"]
        self.key = RSAKey.import_key(told["key"])
        return {}

    def seen(self):
        return {"seen": self.sent, "asked": self.asked}


def fits(asked, form):
    """Whether a code is redeemed by who asked for it (RFC 6749 and 7636)."""
    verifier = form.get("code_verifier", "")
    digest = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    return (
        form.get("grant_type") == "authorization_code"
        and form.get("redirect_uri") == asked["redirect_uri"]
        and 43 <= len(verifier) <= 128
        and digest == asked["code_challenge"]
    )


def app_of(issuer):
    provider, app = Provider(issuer), FastAPI()
    app.add_api_route("/.well-known/openid-configuration", provider.discovery)
    app.add_api_route("/jwks", provider.jwks)
    app.add_api_route("/authorize", provider.authorize, response_model=None)
    app.add_api_route("/token", provider.token, methods=["POST"], response_model=None)
    app.add_api_route("/control", provider.control, methods=["PUT"])
    app.add_api_route("/seen", provider.seen)
    return app


if __name__ == "__main__":
    port = int(sys.argv[1])
    uvicorn.run(app_of(f"http://127.0.0.1:{port}"), host="127.0.0.1", port=port, log_level="warning")
