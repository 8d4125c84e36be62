"""Chat page, article page, HTTP API, command line: thin over `assistant` and `index`."""
