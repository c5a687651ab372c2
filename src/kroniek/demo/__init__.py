"""Sample articles that ship with the package, and what is known of each (``demo.yaml``)."""
