"""What stands on the web: pages, feeds and sitemaps, fetched with care.

`addresses` says what may be fetched, `connect` connects to nothing else, `fetch` asks (the one
place that does), `robots` for whom a site may ask us not to, `feeds` and `sitemaps` list pages,
`pages` remembers what was got, `look` makes of it all what a sync reads.
"""
