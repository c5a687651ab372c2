"""Sources of the world tables: each module gives rows, ``scripts/build_world.py`` writes them."""
