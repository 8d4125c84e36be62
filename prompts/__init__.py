"""Prose for models: one file a prompt, no logic."""
