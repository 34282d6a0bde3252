"""Tests of what an agency does."""
