"""Telling people: one module a format."""
