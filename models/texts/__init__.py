"""Reading Dutch texts: their words and sentences, the labels of a taxonomy in them, and what is in closed lists."""
