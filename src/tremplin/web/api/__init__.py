"""The API: every decision over HTTP, described by an OpenAPI document that is made from the law."""
