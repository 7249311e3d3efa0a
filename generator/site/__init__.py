"""Site: content becomes static pages and open data, built by MkDocs."""
