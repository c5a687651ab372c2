"""Words to grammar: a pipeline per language that gives Universal Dependencies, and the data that coding needs."""
