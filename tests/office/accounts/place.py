"""A place where people log in, as small as the standard allows: it signs what a test tells it to say."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

ID, SECRET = "tremplin", "between-the-two-of-us"
CODE = "code-1"


class Place:
    """`claims` and `more` are laid over what it says of somebody, `broken` names addresses that answer with 500."""

    def __init__(self):
        self.key, self.foreign = (rsa.generate_private_key(65537, 2048) for _ in range(2))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.anew()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def anew(self):
        self.claims, self.more, self.broken, self.asked, self.tokens = {}, {}, set(), {}, []
        self.signer, self.kid, self.algorithm = self.key, "one", "RS256"

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def go(self, address):
        """What a browser does there: asked for somebody, it comes back with a code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.url}/authorize?") and asked["response_type"] == "code"
        assert asked["client_id"] == ID and set(asked["scope"].split()) == {"openid", "profile", "email"}
        self.asked = asked
        return {"code": CODE, "state": asked["state"]}

    def answer(self, path, sent, authorization):
        if path == "/.well-known/openid-configuration":
            names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            found = {f"{name}_endpoint": f"{self.url}/{where}" for name, where in names.items()}
            methods = ["client_secret_basic", "client_secret_post"]
            return found | {
                "issuer": self.url, "jwks_uri": f"{self.url}/keys", "token_endpoint_auth_methods_supported": methods,
            }  # fmt: skip
        if path == "/keys":
            return {"keys": [public(self.key)]}
        if path == "/token":
            proof = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest()).decode()
            right = sent["client_secret"] == SECRET and sent["code"] == CODE
            if not right or proof.rstrip("=") != self.asked["code_challenge"]:
                return None
            said = {
                "iss": self.url, "aud": ID, "sub": "s-1", "exp": time.time() + 300, "iat": time.time(),
                "nonce": self.asked["nonce"],
            } | self.claims  # fmt: skip
            said = {name: value for name, value in said.items() if value is not None}
            signed = jwt.encode(said, self.signer, self.algorithm, headers={"kid": self.kid})
            return {"access_token": "a-1", "token_type": "Bearer", "id_token": signed}
        if path == "/userinfo" and authorization == "Bearer a-1":
            return {"sub": "s-1"} | self.more
        return None


def public(key):
    return json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())) | {"kid": "one", "alg": "RS256"}


def handler_of(place):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            length = int(self.headers.get("Content-Length") or 0)
            sent = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
            path = urlsplit(self.path).path
            found = None if path in place.broken else place.answer(path, sent, self.headers.get("Authorization"))
            body = json.dumps(found).encode()
            self.send_response(500 if path in place.broken else 200 if found else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *words):
            pass

    return Handler
