"""An agent logs in with an e-mail address; what they may do is said by their membership of an organisation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Agents(BaseUserManager["Agent"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Agent:
        agent = self.model(email=self.normalize_email(email).lower(), **fields)
        agent.set_password(password)
        agent.save()
        return agent

    def get_by_natural_key(self, username: str | None) -> Agent:
        return self.get(email=(username or "").lower())


class Agent(AbstractBaseUser):
    """Somebody who works in one office or more."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="fr")
    is_active = models.BooleanField(default=True)
    keys = models.BooleanField(default=True)
    """Whether single keys (j, k, g d …) act."""
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = Agents()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
